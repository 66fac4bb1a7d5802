"""A B from outside who does not answer, or cannot come any more, blocks nobody: the next one is called (AB-14)."""

from collections.abc import Callable

import pytest

from common import commands as c
from common.rows import AskedRow
from server.rules import facts as f
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment


def nobody_comes(**first: object) -> Street:
    """A1 does not come, somebody waits; A3 and then A4 are called from outside. `first`: what the set-up says of A3."""
    setup = clerk_with("A4", clerk_with("A3", outside=True, **first), outside=True)
    street = Street(post_with("pr", setup, b_roles=("A3", "A4")))
    street.until("08:30")
    street.issue()
    street.until("08:35")
    return street


def calls(street: Street) -> list[tuple[str, int]]:
    """Who was called to A1's post, and when."""
    called = [(entry.fact, entry.due) for entry in street.log if isinstance(entry.fact, f.CoverCalled)]
    return [(fact.clerk, due) for fact, due in called if fact.post == "pr"]


def ended(street: Street) -> list[tuple[str, bool]]:
    return [(fact.clerk, fact.came) for fact in street.made(f.CoverCallEnded) if fact.post == "pr"]


def test_who_does_not_answer_is_passed_over_and_comes_last() -> None:
    """One after another, and round again, each time with more time to answer: nobody is rung up all day."""
    street = nobody_comes()
    street.until("09:11")
    assert calls(street) == [
        ("A3", moment("08:35")),
        ("A4", moment("08:40")),
        ("A3", moment("08:45")),
        ("A4", moment("08:55")),
        ("A3", moment("09:10")),
    ]
    assert street.refused(clerk("A4"), c.AnswerCall(post="pr")) == "not_called"
    over = [row for row in table(street.hall, "supervisor", "asked").values() if isinstance(row, AskedRow)]
    assert {row.clerk for row in over if row.state == "lapsed"} == {"A3", "A4"}
    assert "call:pr" in table(street.hall, "clerk:A3", "asked")


def test_the_only_one_stays_called() -> None:
    """Nobody else could be: no fact every five minutes, and the answer is still heard."""
    street = nobody_comes()
    street.give(clerk("A3"), c.AnswerCall(post="pr", coming=False))
    street.later(minutes=60)
    assert [who for who, _ in calls(street)] == ["A3", "A4"]
    street.give(clerk("A4"), c.AnswerCall(post="pr"))
    assert street.cover("pr")[0] == "on_the_way"


def test_who_cannot_come_is_not_called_again() -> None:
    """Whoever was silent is."""
    street = nobody_comes()
    street.until("08:41")
    street.give(clerk("A4"), c.AnswerCall(post="pr", coming=False))
    assert [who for who, _ in calls(street)] == ["A3", "A4", "A3"]
    street.later(minutes=30)
    assert len(calls(street)) == 3


def goes_on_leave(street: Street) -> None:
    street.give(BOSS, c.RecordLeave(clerk="A3", since=street.at, until=street.at + 60 * MINUTE))


def goes_on_leave_soon(street: Street) -> None:
    street.give(BOSS, c.RecordLeave(clerk="A3", since=street.at + MINUTE, until=street.at + 60 * MINUTE))
    street.later(minutes=1)


@pytest.mark.parametrize("goes", [goes_on_leave, goes_on_leave_soon])
@pytest.mark.parametrize("coming", [False, True])
def test_who_goes_on_leave_is_called_no_longer(goes: Callable[[Street], None], *, coming: bool) -> None:
    """At once and on record, also on the way; the next one is called in the same moment."""  # AB-4, AB-14
    street = nobody_comes()
    if coming:
        street.give(clerk("A3"), c.AnswerCall(post="pr"))
        assert street.cover("pr")[0] == "on_the_way"
    goes(street)
    assert ended(street) == [("A3", False)]
    assert calls(street)[1:] == [("A4", street.at)]
    assert street.cover("pr")[0] == "unattended"
    street.later(minutes=61)
    assert street.hall.called_out["pr"].clerk == "A3"


def test_lunch_ends_a_call_and_its_end_makes_one() -> None:
    """Also where nobody else can be called."""
    street = nobody_comes(lunch=("08:38", "09:00"))
    street.give(BOSS, c.RecordLeave(clerk="A4", since=street.at, until=street.at + 600 * MINUTE))
    street.until("08:59")
    assert ended(street) == [("A3", False)]
    assert "pr" not in street.hall.called_out
    street.until("09:00")
    assert calls(street) == [("A3", moment("08:35")), ("A3", moment("09:00"))]


def test_in_a_pause_nobody_is_called_and_after_it_there_is_time_to_answer() -> None:
    """As with a missed call."""
    street = nobody_comes()
    street.give(BOSS, c.PauseHall(reason="power"))
    street.later(minutes=20)
    street.give(BOSS, c.ResumeHall(reason="power"))
    assert len(calls(street)) == 1
    street.later(minutes=5)
    assert len(calls(street)) == 2
