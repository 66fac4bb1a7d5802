"""Several servers on one database: whose terminal is connected is nobody's secret."""

from server.live.terminals import AGAIN_AFTER_MS, NOTICED_AFTER_MS, Terminals
from server.rules.order import TerminalBack, TerminalSilent


def test_a_terminal_that_is_connected_to_another_server_is_not_silent() -> None:
    """Its page was loaded anew, and the balancer chose the other one."""  # AB-4
    terminals = Terminals()
    terminals.joined("A1", 0)
    terminals.words(0)
    terminals.left("A1", 1_000)
    terminals.compare({"A1": False}, {"A1"}, 2_000)
    assert terminals.words(60_000) == []


def test_the_clerks_of_a_server_that_was_killed_are_missed_by_the_others() -> None:
    """Nobody is left who saw them leave."""
    terminals = Terminals()
    terminals.compare({"A1": False}, {"A1"}, 0)
    terminals.compare({"A1": False}, set(), 3_000)
    terminals.compare({"A1": False}, set(), 4_000)
    assert terminals.words(3_000 + NOTICED_AFTER_MS - 1) == []
    assert terminals.words(3_000 + NOTICED_AFTER_MS) == [TerminalSilent(clerk="A1", since=3_000)]
    terminals.compare({"A1": True}, set(), 9_000)
    assert terminals.words(60_000) == []


def test_a_silence_on_record_of_a_terminal_that_is_connected_here_is_put_right() -> None:
    """Another server had not heard yet that it had come here."""
    terminals = Terminals()
    terminals.joined("A1", 0)
    assert terminals.words(0) == [TerminalBack(clerk="A1")]
    terminals.compare({"A1": True}, set(), 1_000)
    assert terminals.words(1_000 + AGAIN_AFTER_MS) == [TerminalBack(clerk="A1")]
