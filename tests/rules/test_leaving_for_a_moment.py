"""The budget of moments, returns that are overdue, short official absences and spot checks."""

import msgspec
import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.setup_cover import CoverFigures
from server.rules.view import table
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment, morning, small_setup

A1 = clerk("A1")


def away_for(street: Street, minutes: float) -> None:
    street.give(A1, c.StepAway(reason="restroom"))
    street.later(minutes=minutes)
    street.give(A1, c.ComeBack())


# -- the budget -----------------------------------------------------------------------------------


def test_moments_draw_on_ten_minutes_in_a_rolling_hour() -> None:
    """What is left bounds the grace, and is on record."""  # AB-4
    street = morning()
    away_for(street, 4)
    away_for(street, 4)
    street.give(A1, c.StepAway(reason="restroom"))
    assert [fact.budget_ms for fact in street.made(f.ClerkSteppedAway)] == [
        10 * MINUTE,
        6 * MINUTE,
        2 * MINUTE,
    ]
    street.later(minutes=2)
    assert street.cover("pr") == ("b_role", "A2", 2, "stepped_away")


def test_when_the_budget_is_used_up_absence_takes_effect_at_once() -> None:
    """No grace is left."""  # AB-4
    street = morning(cover=CoverFigures(away_budget_min=4))
    away_for(street, 4)
    street.later(minutes=1)
    street.give(A1, c.StepAway(reason="restroom"))
    assert street.cover("pr")[:2] == ("b_role", "A2")


def test_the_budget_comes_back_as_moments_pass_out_of_the_hour() -> None:
    """Rolling, not by the clock's hours."""
    street = morning()
    away_for(street, 4)
    street.later(minutes=58)
    street.give(A1, c.StepAway(reason="restroom"))
    assert street.made(f.ClerkSteppedAway)[-1].budget_ms == 8 * MINUTE


def test_the_clerk_sees_what_was_spent() -> None:
    """As moments from and to, so that the page can tell how much is left."""
    street = morning()
    since = street.at
    away_for(street, 3)
    row = table(street.hall, "clerk:A1", "me")["A1"]
    assert row.moments == ((since, since + 3 * MINUTE),)  # type: ignore[attr-defined]
    assert table(street.hall, "clerk:A1", "hall")["hall"].away_budget_min == 10  # type: ignore[attr-defined]


def test_a_handover_draws_on_nothing() -> None:
    """It is a proper leaving."""  # AB-5
    street = morning()
    street.give(A1, c.HandOver(reason="meeting"))
    street.later(minutes=30)
    street.give(A1, c.ComeBack())
    assert street.hall.presence["A1"].moments == ()


# -- whereabouts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("leaving", [c.HandOver, c.StepAway, c.StandUp])
def test_who_does_not_come_back_when_they_said_is_an_alarm(leaving: type) -> None:
    """Until they do."""  # AB-15
    street = morning()
    street.give(A1, leaving(reason="errand", until=street.at + 10 * MINUTE))
    street.later(minutes=10)
    assert table(street.hall, "supervisor", "alarms")["overdue:A1"].since == street.at  # type: ignore[attr-defined]
    assert table(street.hall, "supervisor", "clerks")["A1"].overdue == street.at  # type: ignore[attr-defined]
    street.give(A1, c.SitDown(window=1) if leaving is c.StandUp else c.ComeBack())
    assert "overdue:A1" not in table(street.hall, "supervisor", "alarms")


def test_the_list_says_of_everybody_where_and_until_when() -> None:
    """One table for the whole hall."""  # AB-15
    street = morning()
    street.give(A1, c.HandOver(reason="meeting", until=moment("10:00")))
    rows = table(street.hall, "supervisor", "clerks")
    assert [(row.clerk, row.window, row.away, row.away_until) for row in rows.values()] == [  # type: ignore[attr-defined]
        ("A1", 1, "meeting", moment("10:00")),
        ("A2", 2, None, None),
        ("A3", 3, None, None),
        ("A4", None, None, None),
    ]


# -- short official absence -----------------------------------------------------------------------


def asked(street: Street) -> int:
    street.give(A1, c.AskOfficial(reason="meeting", since=moment("09:00"), until=moment("10:00")))
    return next(iter(street.hall.officials))


def test_a_short_official_absence_is_asked_for_and_agreed_and_then_proper() -> None:
    """B covers for that span, and nobody is recorded absent without cover."""  # D-5
    street = morning()
    street.give(BOSS, c.AnswerOfficial(asking=asked(street), agree=True))
    street.until("09:00")
    assert street.cover("pr") == ("b_role", "A2", 2, "official")
    assert street.hall.covers["pr"].until == moment("10:00")
    window = table(street.hall, "supervisor", "windows")["1"]
    assert (window.away, window.away_until) == ("meeting", moment("10:00"))  # type: ignore[attr-defined]
    street.until("10:04")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("10:05")
    assert street.cover("pr")[3] == "not_arrived"
    assert [record.left for record in street.made(f.AbsenceRecorded)] == [moment("10:00")]


def test_agreed_to_with_somebody_in_hand_it_begins_when_that_one_is_done() -> None:
    """The clerk is not stood up from a resident."""  # D-5
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.give(A1, c.AskOfficial(reason="meeting", until=moment("09:30")))
    street.give(BOSS, c.AnswerOfficial(asking=next(iter(street.hall.officials)), agree=True))
    assert (ticket.state, street.hall.hands, street.hall.seats[1]) == ("serving", {1: ticket.id}, "A1")
    street.later(minutes=8)
    street.finish("A1", ticket)
    assert street.cover("pr") == ("b_role", "A2", 2, "official")
    street.later(minutes=1)
    (stood,) = street.made(f.ClerkStoodUp)
    assert (stood.reason, stood.until) == ("meeting", moment("09:30"))


def test_lunch_takes_nobody_from_one_who_is_away_for_a_moment() -> None:
    """The grace runs as at any hour."""  # AB-4
    street = morning(
        clerks=tuple(msgspec.structs.replace(who, lunch=("11:00", "11:30")) for who in small_setup().clerks)
    )
    street.until("10:58")
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.give(A1, c.StepAway(reason="restroom"))
    street.until("11:02")
    assert ticket.state == "serving"


def test_one_that_is_not_agreed_to_changes_nothing() -> None:
    """It is on record that it was asked for."""  # D-5
    street = morning()
    street.give(BOSS, c.AnswerOfficial(asking=asked(street), agree=False))
    street.until("09:30")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    assert [fact.agreed for fact in street.made(f.OfficialAnswered)] == [False]


def test_an_official_absence_is_asked_for_once_and_answered_once() -> None:
    """And not for the past, nor where it leaves a post alone."""  # D-5, AB-5
    street = morning()
    asking = asked(street)
    assert list(table(street.hall, "supervisor", "asked")) == [str(asking)]
    assert street.refused(A1, c.AskOfficial(reason="meeting", until=moment("11:00"))) == "asked_already"
    assert street.refused(clerk("A2"), c.AskOfficial(reason="meeting", until=moment("08:00"))) == "bad_leave"
    assert (
        street.refused(clerk("B9"), c.AskOfficial(reason="meeting", until=moment("11:00"))) == "unknown_clerk"
    )
    street.give(BOSS, c.AnswerOfficial(asking=asking, agree=False))
    assert street.refused(BOSS, c.AnswerOfficial(asking=asking, agree=True)) == "not_asked"


def test_a_clerk_sees_what_became_of_it_and_may_ask_again() -> None:
    """Refused: it stands in the own list until the day is over, and another may be asked for."""  # D-5
    street = morning()
    street.give(BOSS, c.AnswerOfficial(asking=asked(street), agree=False))
    asked(street)
    rows = table(street.hall, "clerk:A1", "asked").values()
    assert sorted(row.state for row in rows) == ["asked", "declined"]  # type: ignore[attr-defined]


def test_a_clerk_takes_back_what_was_asked_for_and_not_answered() -> None:
    """One's own, on record."""  # D-5
    street = morning()
    asking = asked(street)
    assert street.refused(clerk("A2"), c.CancelOfficial(asking=asking)) == "not_asked"
    street.give(A1, c.CancelOfficial(asking=asking))
    assert street.refused(BOSS, c.AnswerOfficial(asking=asking, agree=True)) == "not_asked"
    (row,) = table(street.hall, "supervisor", "asked").values()
    assert (row.state, row.answered_at) == ("taken_back", street.at)  # type: ignore[attr-defined]


# -- spot checks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "matches"), [("A1", True), ("A2", False), (None, False)], ids=["right", "another", "nobody"]
)
def test_a_spot_check_stands_beside_what_the_system_says(found: str | None, matches: bool) -> None:
    """A mismatch is plain to see."""  # S-6
    street = morning()
    street.give(BOSS, c.CheckSpot(window=1, found=found))
    (fact,) = street.made(f.SpotChecked)
    assert (fact.found, fact.said, fact.away) == (found, "A1", False)
    (row,) = table(street.hall, "supervisor", "spot_checks").values()
    assert (row.window, row.matches, row.by) == (1, matches, "S01")  # type: ignore[attr-defined]


def test_nobody_found_where_the_clerk_said_to_be_away_is_right() -> None:
    """The system said so."""  # S-6
    street = morning()
    street.give(A1, c.StepAway(reason="restroom"))
    street.give(BOSS, c.CheckSpot(window=1))
    assert street.hall.spot_checks[0].matches


def test_a_check_names_a_window_and_a_clerk_of_the_hall() -> None:
    """Or it is a slip."""
    street = morning()
    assert street.refused(BOSS, c.CheckSpot(window=9)) == "unknown_window"
    assert street.refused(BOSS, c.CheckSpot(window=1, found="B9")) == "unknown_clerk"
