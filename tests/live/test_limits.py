"""How often is too often, and which terminals are connected."""

from server.live.limits import KEYS_MOST, Buckets, Rate
from server.live.terminals import NOTICED_AFTER_MS, Terminals
from server.rules.order import TerminalBack, TerminalSilent
from tests.live.wires import HandClock


def test_a_burst_is_allowed_and_then_a_rate() -> None:
    """Three at once, then one a second."""
    clock = HandClock()
    buckets = Buckets(Rate(per_s=1, burst=3), clock)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    clock.pass_s(1.0)
    assert [buckets.take("a") for _ in range(2)] == [True, False]


def test_one_who_asks_too_often_hinders_nobody_else() -> None:
    """A bucket for each address."""
    buckets = Buckets(Rate(per_s=1, burst=1), HandClock())
    assert [buckets.take(key) for key in ("a", "a", "b")] == [True, False, True]


def test_many_addresses_do_not_fill_the_memory() -> None:
    """Made-up addresses push one another out, those that are used up last."""
    buckets = Buckets(Rate(per_s=0.001, burst=2), HandClock())
    for _ in range(2):
        buckets.take("busy")
    for number in range(KEYS_MOST + 1):
        buckets.take(f"a{number}")
    assert len(buckets._levels) <= KEYS_MOST
    assert buckets.take("busy") is False


def test_a_bucket_that_is_full_again_is_forgotten() -> None:
    """What says nothing is not kept."""
    clock = HandClock()
    buckets = Buckets(Rate(per_s=1, burst=1), clock)
    for number in range(KEYS_MOST):
        buckets.take(f"a{number}")
    clock.pass_s(2.0)
    buckets.take("new")
    assert list(buckets._levels) == ["new"]


def test_the_last_connection_of_a_terminal_begins_its_silence() -> None:
    """Told once, with the moment when it began."""
    terminals = Terminals()
    terminals.joined("A1", 0)
    terminals.joined("A1", 0)
    assert terminals.words(0) == [TerminalBack(clerk="A1")]
    terminals.left("A1", 1_000)
    assert terminals.words(60_000) == []
    terminals.left("A1", 2_000)
    assert terminals.words(2_000 + NOTICED_AFTER_MS - 1) == []
    assert terminals.words(2_000 + NOTICED_AFTER_MS) == [TerminalSilent(clerk="A1", since=2_000)]
    assert terminals.words(60_000) == []


def test_a_terminal_that_is_back_soon_is_not_silent() -> None:
    """A page was loaded again."""
    terminals = Terminals()
    terminals.joined("A1", 0)
    terminals.left("A1", 1_000)
    terminals.joined("A1", 0)
    assert terminals.words(60_000) == [TerminalBack(clerk="A1")]
    assert terminals.next_word() is None


def test_what_is_put_back_was_not_taken() -> None:
    """Right tries cost nothing; more than all is never there."""
    now = [0.0]
    buckets = Buckets(Rate(per_s=0.001, burst=2), lambda: now[0])
    for _ in range(5):
        assert buckets.take("2026-0001")
        buckets.put_back("2026-0001")
    buckets.put_back("2026-0001")
    assert [buckets.take("2026-0001") for _ in range(3)] == [True, True, False]
