"""A terminal that falls silent (AB-4): within the grace nothing, beyond it an absence."""

from common import commands as c
from server.rules import facts as f
from server.rules.order import SYSTEM, TerminalBack, TerminalSilent
from server.rules.view import table
from tests.rules.street import Street, clerk, morning, state


def silent(street: Street, name: str, ago_s: float = 0) -> None:
    street.give(SYSTEM, TerminalSilent(clerk=name, since=street.at - round(ago_s * 1000)))


def test_a_silent_terminal_within_the_grace_is_nothing() -> None:
    """The connection is back by itself."""  # AB-4
    street = morning()
    silent(street, "A1")
    street.later(minutes=4)
    street.give(SYSTEM, TerminalBack(clerk="A1"))
    street.later(minutes=60)
    assert street.cover("pr")[:2] == ("a_role", "A1")
    assert street.refused(clerk("A1"), c.CallNext()) == "nobody_waits"


def test_a_silence_beyond_the_grace_is_an_absence_that_only_an_act_ends() -> None:
    """A comes back by an act, never by a socket that reconnects."""  # AB-4, AB-8
    street = morning()
    street.later(minutes=10)
    silent(street, "A1", ago_s=30)
    street.later(minutes=4, seconds=30)
    assert street.cover("pr") == ("b_role", "A2", 2, "silent")
    street.give(SYSTEM, TerminalBack(clerk="A1"))
    assert street.cover("pr")[:2] == ("b_role", "A2")
    assert street.refused(clerk("A1"), c.CallNext()) == "come_back_first"
    street.give(clerk("A1"), c.ComeBack())
    assert street.cover("pr") == ("a_role", "A1", 1, None)


def test_the_silence_counts_from_when_the_terminal_was_last_heard() -> None:
    """The fact says so, whenever it was noticed."""
    street = morning()
    street.later(minutes=10)
    silent(street, "A1", ago_s=400)
    assert street.facts(f.TerminalWentSilent)[0].due == street.at - 400_000
    assert street.hall.absent["A1"] == "silent"


def test_a_second_silence_and_a_silence_of_nobody_are_nothing() -> None:
    """A clerk who sits nowhere has no terminal to lose."""
    street = morning()
    silent(street, "A1")
    silent(street, "A1")
    silent(street, "A4")
    street.give(SYSTEM, TerminalBack(clerk="A2"))
    assert (len(street.facts(f.TerminalWentSilent)), len(street.facts(f.TerminalHeard))) == (1, 0)


def test_a_clerk_without_a_post_is_told_to_come_back_too() -> None:
    """Their own row says why: they may be somebody's B."""
    street = morning()
    street.give(clerk("A1"), c.StandUp())
    street.give(clerk("A4"), c.SitDown(window=1))
    silent(street, "A4")
    street.later(minutes=5)
    assert table(street.hall, "clerk:A4", "me")["A4"].absent == "silent"  # type: ignore[attr-defined]
    street.give(clerk("A4"), c.ComeBack())
    assert table(street.hall, "clerk:A4", "me")["A4"].absent is None  # type: ignore[attr-defined]


def test_a_call_of_a_silent_terminal_is_not_missed_by_itself() -> None:
    """Who comes finds nobody; heard again, the last call gets its minute anew."""  # AB-4
    street = morning()
    street.issue()
    ticket = street.call_to_the_last("A1")
    silent(street, "A1")
    street.later(minutes=4)
    assert state(ticket) == "called"
    street.give(SYSTEM, TerminalBack(clerk="A1"))
    street.later(seconds=59)
    assert state(ticket) == "called"
    street.later(seconds=1)
    assert state(ticket) == "missed"
