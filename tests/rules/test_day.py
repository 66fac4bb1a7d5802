"""The hall's day: opening hours, by hand, closing, carrying over (Q-5, Q-6)."""

from itertools import pairwise

import msgspec
import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.setup import Hours, Settings
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment, morning, small_setup, state

PHASES = [
    ("00:00", "closed", "08:00"),
    ("08:00", "early", "08:30"),
    ("08:30", "open", "12:00"),
    ("12:00", "break", "14:30"),
    ("14:30", "open", "18:00"),
]


def test_the_parts_of_a_day_follow_the_calendar_to_the_millisecond() -> None:
    """Each with the moment at which the calendar next changes it."""
    street = Street(at=moment("00:00"))
    for (clock, phase, until), (_, before, _) in zip(PHASES[1:], PHASES, strict=False):
        street.go(moment(clock) - 1)
        assert street.phase == before
        street.until(clock)
        assert (street.hall.phase, street.hall.phase_until) == (phase, moment(until))
    street.until("18:00")
    assert (street.hall.phase, street.hall.phase_until) == ("closing", moment("08:00", "2026-11-24"))


def test_a_fact_of_time_carries_its_own_minute() -> None:
    """Whoever looked late writes late, and says when it was due."""
    street = Street(at=moment("07:50"))
    street.at = moment("08:04:59")
    street.issue()
    (opened,) = street.facts(f.DayOpened)
    assert (opened.due, opened.at, opened.by) == (moment("08:00"), moment("08:04:59"), "system")


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29"])
def test_the_hall_stays_closed_at_a_weekend(day: str) -> None:
    """And tells when it opens next."""
    street = Street()
    street.until("10:00", day)
    assert (street.hall.phase, street.hall.phase_until) == ("closed", moment("08:00", "2026-11-30"))


def test_named_days_override_the_weekdays() -> None:
    """A holiday on a Tuesday, a make-up workday on a Saturday."""
    street = Street(small_setup(hours=Hours(closed_days=("2026-11-24",), open_days=("2026-11-28",))))
    street.until("10:00", "2026-11-24")
    assert street.phase == "closed"
    street.until("10:00", "2026-11-28")
    assert street.phase == "open"


def test_a_hall_without_a_calendar_day_in_sight_waits() -> None:
    """A calendar of nothing but closed days says no next opening, and nothing breaks."""
    street = Street(small_setup(hours=Hours(weekdays=())))
    street.until("10:00", "2026-12-25")
    assert (street.hall.phase, street.hall.phase_until) == ("closed", None)


def test_opened_by_hand_on_a_day_off_it_stays_open_until_numbers_are_stopped() -> None:
    """The calendar says nothing of it."""
    street = Street()
    street.until("09:00", "2026-11-28")
    street.give(BOSS, c.OpenHall())
    assert street.made(f.DayOpened)[-1] == f.DayOpened(day="2026-11-28", by_hand=True)
    street.until("20:00", "2026-11-28")
    assert (street.hall.phase, street.hall.phase_until) == ("open", None)
    street.give(BOSS, c.StopNumbers())
    assert street.phase == "closing"
    street.later(minutes=10)
    assert street.phase == "closed"


def test_opened_by_hand_before_its_hours_it_follows_them_from_then_on() -> None:
    """Opened at six for a market day, it has its lunch and its closing all the same."""
    street = Street(at=moment("06:00"))
    street.give(BOSS, c.OpenHall())
    phases = []
    for clock in ("06:00", "08:10", "08:30", "12:00", "14:30", "18:00"):
        street.until(clock)
        phases.append(street.hall.phase)
    assert phases == ["open", "open", "open", "break", "open", "closing"]


def test_opened_by_hand_in_the_evening_it_is_another_opening_of_the_same_day() -> None:
    """After its hours; it closes at midnight at the latest."""
    street = Street()
    street.until("19:00")
    assert street.phase == "closed"
    street.give(BOSS, c.OpenHall())
    street.issue()
    street.until("23:59")
    assert street.phase == "open"
    street.until("00:00", "2026-11-24")
    assert street.made(f.DayClosed)[-1].day == "2026-11-23"


def test_opened_in_its_hours_it_follows_the_calendar() -> None:
    """A hall that was closed by the supervisor for an hour."""
    street = morning()
    street.give(BOSS, c.CloseDay())
    street.until("10:00")
    assert street.phase == "closed"  # not by itself
    street.give(BOSS, c.OpenHall())
    assert (street.hall.phase, street.hall.phase_until) == ("open", moment("12:00"))
    assert street.hall.by_hand is False


def test_an_empty_hall_closes_ten_minutes_after_the_last_thing_that_happened() -> None:
    """Closing never drops a ticket: first everybody is served."""
    street = morning()
    street.until("17:59")
    ticket = street.issue()
    street.until("18:05")
    assert street.call("A1") is ticket
    street.start("A1", ticket)
    street.until("18:40")
    street.finish("A1", ticket)
    street.until("18:49:59")
    assert street.phase == "closing"
    street.until("18:50")
    assert street.phase == "closed"
    assert street.made(f.DayClosed) == [f.DayClosed(day="2026-11-23")]


@pytest.mark.parametrize("where", ["waiting", "called", "serving", "held"])
def test_a_hall_does_not_close_by_itself_over_a_ticket(where: str) -> None:
    """Whoever holds a number is waited for until midnight, then carried over (field.md 19)."""
    street = morning()
    street.until("17:59")
    ticket = street.issue()
    if where != "waiting":
        street.call("A1")
    if where in ("serving", "held"):
        street.start("A1", ticket)
    if where == "held":
        street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.until("23:59:59")
    assert (state(ticket), street.hall.phase) == (where, "closing")
    street.until("00:00", "2026-11-24")
    assert (state(ticket), ticket.carried, street.hall.phase) == ("waiting", True, "closed")
    assert not any((street.hall.hands, street.hall.held, street.waiting()))


def test_a_missed_ticket_does_not_keep_the_hall_open() -> None:
    """Nobody stands there."""
    street = morning()
    ticket = street.issue()
    street.until("17:59")
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.until("18:10")
    assert street.phase == "closed"


def test_who_missed_a_call_may_come_back_after_closing() -> None:
    """As long as the day is not closed."""
    street = morning()
    ticket = street.issue()
    street.until("17:55")
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.until("18:05")
    street.give(clerk("A1"), c.ReEnter(ticket=ticket.id))
    assert street.serve("A1") is ticket


def test_the_supervisor_closes_the_day_but_not_over_somebody_at_a_window() -> None:
    """Who waits is carried over, who missed the call lapses; everybody has left."""
    street = morning()
    first, second, third = (street.issue() for _ in range(3))
    other = street.issue("mt")
    street.call("A3")
    street.call("A1")
    refusal = street.refusal(BOSS, c.CloseDay())
    assert (refusal.code, refusal.values) == (
        "still_in_hand",
        {"which": f"{first.number} → 1, {other.number} → 3", "count": 2},
    )
    street.start("A3", other)
    street.finish("A3", other)
    street.give(clerk("A1"), c.MarkNoShow(ticket=first.id))
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=second.id))
    street.give(BOSS, c.CloseDay())
    closed = f.DayClosed(day="2026-11-23", carried=(second.id, third.id), missed=(first.id,))
    assert street.made(f.DayClosed) == [closed]
    assert (street.hall.seats, street.hall.covers, street.hall.absent) == ({}, {}, {})
    assert all(street.hall.tickets[number].carried for number in (second.id, third.id))


def test_a_day_closed_in_a_pause_is_over_and_so_is_the_pause() -> None:
    """The next day begins without it."""
    street = morning()
    street.issue()
    street.give(BOSS, c.PauseHall(reason="power"))
    street.until("08:00", "2026-11-24")
    assert (street.hall.phase, street.hall.paused) == ("early", None)
    assert street.issue().number == "R002"


def test_a_pause_keeps_every_place_and_lets_what_is_begun_be_finished() -> None:
    """Nothing is called or issued meanwhile."""
    street = morning()
    first, second = street.issue(), street.issue()
    street.call("A1")
    street.start("A1", first)
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    assert street.refused(clerk("A1"), c.CallNext(in_hand=first.id)) == "hall_paused"
    street.finish("A1", first)
    street.later(minutes=30)
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    assert street.waiting() == [second.number]
    assert street.call("A1") is second


def test_nobody_is_absent_without_cover_for_a_pause() -> None:
    """In an evacuation everybody leaves; the grace begins again when it is over."""  # AB-6
    street = morning()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    street.give(clerk("A1"), c.StandUp())
    street.later(minutes=20)
    street.give(BOSS, c.ResumeHall(reason="evacuation"))
    street.later(minutes=4, seconds=59)
    assert not street.facts(f.AbsenceRecorded)
    street.later(seconds=1)
    assert [fact.clerk for fact in street.made(f.AbsenceRecorded)] == ["A1"]


def test_over_midnight_the_hall_closes_the_day_that_was() -> None:
    """The civil day is the hall's."""
    street = morning()
    street.until("23:00")
    about = msgspec.structs.replace(small_setup().hall, timezone="Europe/Berlin")
    berlin = Street(small_setup(hall=about), at=moment("15:00"))  # eight in the morning there
    berlin.issue()
    berlin.go(moment("06:59:59", "2026-11-24"))
    assert berlin.hall.day == "2026-11-23"
    assert berlin.phase == "closing"
    berlin.go(moment("07:00", "2026-11-24"))
    assert berlin.phase == "closed"


def test_summer_time_moves_the_opening_with_the_wall_clock() -> None:
    """Half past eight is half past eight on both sides of the change."""
    about = msgspec.structs.replace(small_setup().hall, timezone="Europe/Berlin")
    street = Street(small_setup(hall=about), at=moment("00:00", "2026-03-27"))
    street.go(moment("23:00", "2026-03-31"))
    openings = [entry.due for entry in street.facts(f.DayOpened)][1:]
    gaps = [(later - earlier) // MINUTE for earlier, later in pairwise(openings)]
    assert gaps == [3 * 24 * 60 - 60, 24 * 60]  # Friday to Monday over the change, Monday to Tuesday


def test_the_machine_was_off_at_night() -> None:
    """First thing at the next start the day before is closed, then today opened."""
    street = morning()
    ticket = street.issue()
    street.at = moment("08:12", "2026-11-24")
    street.issue("ms")
    kinds = [type(entry.fact) for entry in street.last[:4]]
    assert kinds == [f.OutageEnded, f.DayClosed, f.DayOpened, f.PhaseChanged]
    assert (ticket.carried, street.hall.phase, street.hall.day) == (True, "early", "2026-11-24")


def test_no_early_numbers_where_the_setting_says_so() -> None:
    """Then the hall opens at once."""
    street = Street(small_setup(settings=Settings(numbers_before_open_min=0)))
    street.until("08:29:59")
    assert street.phase == "closed"
    street.until("08:30")
    assert street.phase == "open"
