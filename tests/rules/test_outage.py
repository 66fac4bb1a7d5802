"""The machine was off for hours: nobody is to blame for what could not be seen."""

from common import commands as c
from server.rules import facts as f
from server.rules.order import SYSTEM, TerminalSilent, Tick
from tests.rules.street import BOSS, Street, clerk, moment, morning, state


def look_again(street: Street, clock: str) -> None:
    """Nobody looked until `clock`."""
    street.at = moment(clock)
    street.give(SYSTEM, Tick())


def test_no_clerk_is_absent_for_an_outage() -> None:
    """Away when the machine stopped: the grace begins anew when it is back."""  # AB-4, AB-6
    street = morning()
    street.until("09:58")
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    look_again(street, "13:00")
    assert "A1" not in street.hall.absent
    assert street.made(f.OutageEnded) == [f.OutageEnded(since=moment("10:03"))]
    street.until("13:04:59")
    assert "A1" not in street.hall.absent
    street.until("13:05")
    assert street.hall.absent["A1"] == "stepped_away"


def test_a_clerk_who_had_not_come_yet_is_given_the_grace_again() -> None:
    """Nobody could have signed in."""
    street = Street()
    street.until("08:32")
    look_again(street, "11:00")
    assert not street.facts(f.AbsenceRecorded)
    assert street.cover("pr") == ("a_role", "A1", None, None)
    street.until("11:05")
    assert {fact.clerk for fact in street.made(f.AbsenceRecorded)} == {"A1", "A2", "A3"}
    assert street.hall.covers["pr"].state == "unattended"


def test_a_clerk_who_had_signed_out_could_not_sit_down_again() -> None:
    """B had the post already; the record against A waits until A could have come back."""  # AB-6
    street = morning()
    street.until("09:58")
    street.give(clerk("A1"), c.StandUp())
    look_again(street, "11:00")
    assert not street.facts(f.AbsenceRecorded)
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.until("11:05")
    (record,) = street.facts(f.AbsenceRecorded)
    assert record.fact == f.AbsenceRecorded(clerk="A1", post="pr", reason="signed_out", left=moment("09:58"))


def test_who_was_absent_before_it_is_absent_after_it() -> None:
    """An outage brings nobody back."""  # AB-8
    street = morning()
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    street.until("09:00")
    street.give(SYSTEM, TerminalSilent(clerk="A3", since=street.at))
    look_again(street, "11:00")
    assert street.hall.absent == {"A1": "stepped_away", "A4": "not_arrived"}
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.until("11:05")
    assert street.hall.absent == {"A1": "stepped_away", "A3": "silent", "A4": "not_arrived"}


def test_no_call_is_missed_for_an_outage() -> None:
    """Its minute begins anew: the clerk may have served the resident all the while."""
    street = morning()
    street.issue()
    ticket = street.call_to_the_last("A1")
    look_again(street, "09:30")
    assert state(ticket) == "called"
    street.later(seconds=60)
    assert state(ticket) == "missed"


def test_a_short_break_is_caught_up_minute_by_minute() -> None:
    """A restart is no outage: each fact has its own minute."""
    street = morning()
    street.until("09:00")
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    look_again(street, "09:12")
    assert not street.facts(f.OutageEnded)
    (record,) = street.facts(f.AbsenceRecorded)
    assert (record.due, record.at) == (moment("09:05"), moment("09:12"))


def test_an_outage_over_lunch_goes_on_in_the_afternoon() -> None:
    """The same day, another part of it."""
    street = morning()
    street.until("11:30")
    look_again(street, "14:45")
    assert (street.hall.phase, street.hall.phase_until) == ("open", moment("18:00"))
    assert street.hall.absent == {"A4": "not_arrived"}
    assert street.cover("pr") == ("a_role", "A1", 1, None)


def test_a_night_is_no_outage_of_anything() -> None:
    """A closed hall has nobody to miss."""
    street = morning()
    street.until("19:00")
    street.at = moment("08:05", "2026-11-24")
    street.give(SYSTEM, Tick())
    assert not street.facts(f.OutageEnded)
    assert street.hall.phase == "early"


def test_who_was_carried_over_keeps_the_number_through_a_day_that_the_machine_missed() -> None:
    """Off at ten to nine and on again a day later: nobody could have checked in."""
    street = morning()
    ticket = street.issue()
    street.until("08:50", "2026-11-24")
    assert ticket.carried
    street.at = moment("08:10", "2026-11-25")
    street.give(SYSTEM, Tick())
    assert street.hall.outside == [ticket.id]
    street.give(BOSS, c.ReEnter(ticket=ticket.id))
    assert street.waiting() == [ticket.number]
