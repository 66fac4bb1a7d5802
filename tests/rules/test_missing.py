"""Who is absent when a part of the day ends stays absent until an act of their own (AB-3, AB-4, AB-6, AB-11)."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.order import SYSTEM, TerminalBack, TerminalSilent
from server.rules.view import table
from tests.rules.street import BOSS, Street, clerk, moment, morning


def gone_at_eleven(how: str) -> Street:
    """A1 leaves at eleven without a handover; both Bs stay through lunch."""
    street = morning()
    street.until("11:00")
    match how:
        case "away":
            street.give(clerk("A1"), c.StepAway(reason="errand"))
        case "signed out":
            street.give(clerk("A1"), c.StandUp(reason="errand"))
        case "silent":
            street.give(SYSTEM, TerminalSilent(clerk="A1", since=street.at))
    return street


@pytest.mark.parametrize("how", ["away", "signed out", "silent"])
def test_an_absence_lasts_over_lunch(how: str) -> None:
    """B keeps the post at noon and at half past two; nothing is handed back to nobody."""  # AB-3, AB-8, AB-11
    street = gone_at_eleven(how)
    street.until("11:06")
    changes = len(street.facts(f.CoverChanged))
    reason = street.hall.absent["A1"]
    street.until("16:00")
    assert street.cover("pr")[:2] == ("b_role", "A2")
    assert street.hall.absent["A1"] == reason
    assert [fact for fact in street.made(f.CoverChanged)[changes:] if fact.post == "pr"] == []
    assert [item.kind for item in street.made(f.HandoverOpened) if item.post == "pr"] == ["absence"]


@pytest.mark.parametrize("how", ["away", "signed out", "silent"])
def test_one_absence_is_one_record_and_one_alarm(how: str) -> None:
    """Nobody left a second time."""  # AB-6
    street = gone_at_eleven(how)
    street.until("16:00")
    (record,) = street.made(f.AbsenceRecorded)
    assert (record.clerk, record.left) == ("A1", moment("11:00"))
    assert "absent:pr" in table(street.hall, "supervisor", "alarms")


@pytest.mark.parametrize("how", ["away", "signed out", "silent"])
def test_an_act_of_their_own_ends_it_also_at_lunch(how: str) -> None:
    """And the next absence is another."""  # AB-4, AB-8
    street = gone_at_eleven(how)
    street.until("13:00")
    street.give(clerk("A1"), c.SitDown(window=1) if how == "signed out" else c.ComeBack())
    assert "A1" not in street.hall.absent
    assert table(street.hall, "supervisor", "alarms") == {}
    street.until("14:40")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.give(clerk("A1"), c.StandUp())
    street.later(minutes=5)
    assert len(street.made(f.AbsenceRecorded)) == 2


def test_a_terminal_heard_again_in_the_afternoon_brings_nobody_back() -> None:
    """Only an act does."""  # AB-4, AB-8
    street = gone_at_eleven("silent")
    street.until("14:31")
    street.give(SYSTEM, TerminalBack(clerk="A1"))
    assert street.cover("pr") == ("b_role", "A2", 2, "silent")


def test_who_left_just_before_noon_is_expected_in_the_afternoon() -> None:
    """Too short before lunch to be an absence without cover."""  # AB-4
    street = morning()
    street.until("11:57")
    street.give(clerk("A1"), c.StepAway(reason="meal"))
    street.until("14:34:59")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("14:35")
    assert street.cover("pr")[:2] == ("b_role", "A2")


def test_an_absence_lasts_through_a_pause_at_noon() -> None:
    """It was on record before the lights went out."""  # AB-6
    street = gone_at_eleven("away")
    street.until("11:50")
    street.give(BOSS, c.PauseHall(reason="power"))
    street.until("12:10")
    street.give(BOSS, c.ResumeHall(reason="power"))
    street.until("15:00")
    assert street.cover("pr")[:2] == ("b_role", "A2")
    assert len(street.made(f.AbsenceRecorded)) == 1


def test_the_next_day_everybody_is_expected_again() -> None:
    """The day's end is the end of an absence."""  # AB-4
    street = gone_at_eleven("away")
    street.until("08:31", "2026-11-24")
    assert street.cover("pr")[:2] == ("a_role", "A1")


def test_one_who_is_absent_cannot_step_away_again() -> None:
    """The post would be theirs for another five minutes, and nobody there."""  # AB-3, AB-4
    street = gone_at_eleven("silent")
    street.until("11:10")
    assert street.refused(clerk("A1"), c.StepAway(reason="restroom")) == "come_back_first"
    assert street.cover("pr") == ("b_role", "A2", 2, "silent")
