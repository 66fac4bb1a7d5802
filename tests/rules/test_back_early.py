"""A short official absence: how long it may be, and that being back ends it (D-5)."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from server.rules import facts as f
from server.rules.refusal import Refusal
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment, morning

A1 = clerk("A1")
AGREED = f.LeaveEnded(clerk="A1", since=moment("09:00"), until=moment("11:00"), official=True)


def out(street: Street | None = None) -> Street:
    """A1 is out from nine until eleven, agreed; it is twenty past nine, and B has served one and put one aside."""
    street = street or morning()
    street.give(A1, c.AskOfficial(reason="meeting", since=moment("09:00"), until=moment("11:00")))
    street.give(BOSS, c.AnswerOfficial(asking=next(iter(street.hall.officials)), agree=True))
    street.until("09:00")
    for _ in range(3):
        street.issue("mr")
    street.serve("A2")
    street.give(clerk("A2"), c.HoldTicket(ticket=street.call("A2").id))
    street.until("09:20")
    return street


def test_who_is_back_early_from_an_official_absence_sits_down_and_has_the_post() -> None:
    """The end is on record, B's work is handed over, and nothing is left of it at eleven."""  # D-5, AB-8
    street = out()
    assert street.cover("pr") == ("b_role", "A2", 2, "official")
    street.give(A1, c.SitDown(window=1))
    assert street.made(f.LeaveEnded) == [AGREED]
    assert street.facts(f.LeaveEnded)[0].by == "A1"
    assert street.cover("pr") == ("a_role", "A1", 1, None)
    back = [item for item in street.made(f.HandoverOpened) if item.post == "pr"][-1]
    assert (back.kind, back.giver, back.taker, back.served, len(back.held)) == ("return", "A2", "A1", 1, 1)
    street.until("11:30")
    assert street.hall.seats[1] == "A1"
    assert street.made(f.LeaveEnded) == [AGREED]
    assert not street.facts(f.AbsenceRecorded)


def test_who_comes_back_without_a_seat_yet_is_expected_from_then_on() -> None:
    """The absence is over; who then does not sit down within the grace is missed."""  # D-5, AB-4
    street = out()
    street.give(A1, c.ComeBack())
    assert street.made(f.LeaveEnded) == [AGREED]
    assert street.refused(A1, c.ComeBack()) == "not_seated"
    street.later(minutes=5)
    assert street.cover("pr")[3] == "not_arrived"
    street.give(A1, c.SitDown(window=1))
    assert street.cover("pr")[:2] == ("a_role", "A1")


def test_a_refused_seat_leaves_the_absence_as_it_was() -> None:
    """Another sits there."""
    street = out()
    assert street.refused(A1, c.SitDown(window=2)) == "window_taken"
    assert street.cover("pr")[3] == "official"


def test_a_leave_is_not_ended_by_sitting_down() -> None:
    """销假 is the supervisor's; also where an official absence lies within it."""  # D-2
    street = out()
    street.give(BOSS, c.RecordLeave(clerk="A1", since=moment("09:10"), until=moment("11:30")))
    assert street.refused(A1, c.SitDown(window=1)) == "on_leave"
    assert street.refused(A1, c.ComeBack()) == "on_leave"


def test_one_that_is_still_to_come_stays_agreed() -> None:
    """Sitting down beforehand ends nothing."""
    street = morning()
    street.leaves("A1")
    street.give(A1, c.AskOfficial(reason="meeting", since=moment("10:00"), until=moment("11:00")))
    street.give(BOSS, c.AnswerOfficial(asking=next(iter(street.hall.officials)), agree=True))
    street.give(A1, c.SitDown(window=1))
    assert not street.facts(f.LeaveEnded)
    street.until("10:00")
    assert street.cover("pr")[3] == "official"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        ("09:00", "12:01", "official_too_long"),
        ("17:00", "18:01", "official_outside_hours"),
        ("18:00", "18:30", "official_outside_hours"),
    ],
)
def test_an_official_absence_is_short(since: str, until: str, code: str) -> None:
    """Three hours at most, within the day's hours: 22 hours would be a leave."""  # D-5, D-2
    street = morning()
    asked = c.AskOfficial(reason="meeting", since=moment(since), until=moment(until))
    assert street.refused(A1, asked) == code
    over_night = c.AskOfficial(reason="meeting", until=street.at + 22 * 60 * MINUTE)
    refusal = street.refusal(A1, over_night)
    assert (refusal.code, refusal.values) == ("official_too_long", {"most": 180})


def test_a_hall_that_was_opened_by_hand_has_the_whole_day_for_it() -> None:
    """On a Sunday, or in the evening: the calendar has no hours for it."""
    street = morning()
    street.until("07:00", "2026-11-29")
    late = c.AskOfficial(reason="meeting", until=street.at + 60 * MINUTE)
    assert street.refused(A1, late) == "official_outside_hours"
    street.give(BOSS, c.OpenHall())
    street.give(A1, late)
    assert len(street.hall.officials) == 1


@settings(max_examples=60, deadline=None)
@given(begins=st.integers(0, 700), lasts=st.integers(-5, 300))
def test_whatever_is_accepted_lies_within_one_days_hours(begins: int, lasts: int) -> None:
    """And is no longer than the setting."""  # D-5
    street = morning()
    since = street.at + begins * MINUTE
    until = since + lasts * MINUTE
    with suppress(Refusal):
        street.give(A1, c.AskOfficial(reason="meeting", since=since, until=until))
    accepted = 0 < lasts <= 180 and until <= moment("18:00")
    assert bool(street.hall.officials) is accepted
