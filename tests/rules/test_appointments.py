"""Appointments: slots, capacity, booking by staff, check-in by code, and when they are called (Q-7)."""

import msgspec
import pytest

from common.commands import CloseDay, OpenHall, StopNumbers, VoidTicket
from common.commands_place import BookAppointment, CancelAppointment, CheckIn
from common.messages import Booked, Issued
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.setup import Settings, SlotPlan
from server.rules.slots import free_slots
from server.rules.view import AUDIENCES, table
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, small_setup, words

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("r",), matters=("ms",), capacity=2)
TUESDAY, SATURDAY = "2026-11-24", "2026-11-28"


def hall(**plan: object) -> Street:
    return morning(appointments=(msgspec.structs.replace(PLAN, **plan),))


def book(street: Street, clock: str = "10:00", day: str = "2026-11-23", matter: str = "mr") -> Booked:
    answer = street.give(clerk("A1"), BookAppointment(matter=matter, slot=moment(clock, day)))
    assert isinstance(answer, Booked)
    return answer


def come(street: Street, booked: Booked, priority: str | None = None) -> Ticket:
    answer = street.give(KIOSK, CheckIn(code=booked.code, priority=priority))
    assert isinstance(answer, Issued)
    return street.hall.tickets[answer.ticket]


def test_a_slot_is_booked_by_staff_with_a_code_and_no_name() -> None:
    """The fact says what, when and by whom it was booked; six digits are all that is brought."""
    street = hall()
    booked = book(street)
    (entry,) = street.facts(f.AppointmentBooked)
    assert entry.by == "A1"
    assert set(type(entry.fact).__struct_fields__) == {"appointment", "code", "matter", "plan", "slot"}
    assert (len(booked.code), booked.code.isdigit()) == (6, True)


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [("09:00", -60), ("09:30", -60), ("10:10", -60), ("10:15", -60)],
)
def test_the_claim_of_an_appointment_is_its_slot_less_the_lead(clock: str, minutes: int) -> None:
    """Whenever it is checked in, up to a quarter of an hour late: it is called near its slot."""
    street = hall()
    booked = book(street)
    street.until(clock)
    ticket = come(street, booked)
    assert ticket.claim == moment("10:00") + minutes * MINUTE
    assert (ticket.slot, ticket.line, ticket.number) == (moment("10:00"), "r", "R001")


def test_later_than_a_quarter_of_an_hour_it_counts_from_check_in() -> None:
    """As anybody's."""
    street = hall()
    booked = book(street)
    street.until("10:15:01")
    assert come(street, booked).claim == street.at


def test_lead_and_lateness_are_settings() -> None:
    """`appointment_lead_min`, `appointment_late_min`."""
    figures = Settings(appointment_lead_min=20, appointment_late_min=0)
    street = morning(appointments=(PLAN,), settings=figures)
    one, other = book(street), book(street)
    street.until("10:00")
    assert come(street, one).claim == moment("09:40")
    street.later(seconds=1)
    assert come(street, other).claim == street.at


def test_a_priority_that_gives_more_counts() -> None:
    """An elder who is half an hour late is at least an elder (Q-10)."""
    street = hall()
    booked = book(street)
    street.until("10:30")
    assert come(street, booked, "elder").claim == moment("10:00")


def test_an_appointment_is_called_before_who_came_after_its_claim_only() -> None:
    """Who had waited over an hour at the slot goes first."""
    street = hall()
    booked = book(street)
    street.until("08:59")
    before = street.issue()
    street.until("09:01")
    after = street.issue()
    street.until("10:00")
    ticket = come(street, booked)
    assert street.waiting() == [before.number, ticket.number, after.number]


def test_a_full_slot_is_refused_and_a_cancelled_one_is_free_again() -> None:
    """Capacity per slot."""
    street = hall()
    first = book(street)
    book(street)
    asked = BookAppointment(matter="mr", slot=moment("10:00"))
    assert street.refused(BOSS, asked) == "slot_full"
    street.give(BOSS, CancelAppointment(appointment=first.appointment))
    assert street.refused(KIOSK, CheckIn(code=first.code)) == "unknown_appointment"
    street.give(BOSS, asked)


@pytest.mark.parametrize(
    ("clock", "day", "code"),
    [
        ("08:00", "2026-11-23", "slot_past"),
        ("10:10", "2026-11-23", "no_such_slot"),
        ("12:00", "2026-11-23", "no_such_slot"),
        ("17:00", "2026-11-23", "no_such_slot"),
        ("10:00", SATURDAY, "no_such_slot"),
        ("10:00", "2026-12-08", "slot_too_far"),
        ("10:00", "2026-11-25", "no_such_slot"),
    ],
)
def test_only_a_slot_that_is_offered_can_be_booked(clock: str, day: str, code: str) -> None:
    """In the plan's hours, on its days, not too far ahead; the 25th is closed."""
    street = hall(closed_days=("2026-11-25",))
    assert street.refused(BOSS, BookAppointment(matter="mr", slot=moment(clock, day))) == code


def test_no_slot_lies_outside_the_halls_own_opening() -> None:
    """Over lunch nobody would be there, whatever the plan says; unless it goes beyond the opening on purpose."""
    asked = BookAppointment(matter="mr", slot=moment("12:30"))
    street = hall(sessions=(("11:30", "13:00"),))
    assert street.refused(BOSS, asked) == "no_such_slot"
    street.give(BOSS, BookAppointment(matter="mr", slot=moment("11:30")))
    hall(sessions=(("11:30", "13:00"),), days_off=True).give(BOSS, asked)


def test_a_matter_without_a_plan_has_no_appointments() -> None:
    """A plan is for matters, or for every matter of a line."""
    street = hall()
    slot = moment("10:00")
    assert street.refused(BOSS, BookAppointment(matter="mt", slot=slot)) == "no_appointments"
    book(street, matter="ms")


def test_a_plan_may_offer_days_off() -> None:
    """Also outside working days; the hall is opened by hand then."""
    street = hall(days_off=True, weekdays=(6,))
    booked = book(street, day=SATURDAY)
    street.until("08:00", SATURDAY)
    assert street.refused(KIOSK, CheckIn(code=booked.code)) == "hall_closed"
    street.give(BOSS, OpenHall())
    assert come(street, booked).claim == moment("09:00", SATURDAY)


def test_a_code_is_good_once_and_on_its_day() -> None:
    """Neither before nor twice."""
    street = hall()
    today, tomorrow = book(street), book(street, day=TUESDAY)
    assert street.refused(KIOSK, CheckIn(code=tomorrow.code)) == "appointment_other_day"
    come(street, today)
    assert street.refused(KIOSK, CheckIn(code=today.code)) == "already_checked_in"
    assert street.refused(BOSS, CancelAppointment(appointment=today.appointment)) == "already_checked_in"
    street.until("08:10", TUESDAY)
    assert come(street, tomorrow).claim == moment("09:00", TUESDAY)


def test_codes_differ_though_the_randomness_does_not() -> None:
    """Each that is to come has its own."""
    street = hall(capacity=9)
    codes = {book(street, clock).code for clock in ("10:00", "10:30", "11:00") for _ in range(3)}
    assert len(codes) == 9


def test_nobody_came_lapses_at_the_days_end() -> None:
    """And one for the next day stays."""
    street = hall()
    missed, kept = book(street), book(street, day=TUESDAY)
    come(street, book(street, "10:30"))
    street.serve("A1")
    street.until("23:00")
    (closed,) = street.made(f.DayClosed)
    assert closed.unkept == (missed.appointment,)
    assert list(street.hall.appointments) == [kept.appointment]


def test_a_day_closed_too_early_lapses_none_of_its_own() -> None:
    """It may have been a mistake."""
    street = hall()
    booked = book(street)
    street.give(BOSS, CloseDay())
    street.give(BOSS, OpenHall())
    assert come(street, booked).slot == moment("10:00")


def test_check_in_is_possible_when_no_more_numbers_are_given() -> None:
    """The slot was promised."""
    street = hall()
    booked = book(street)
    street.give(BOSS, StopNumbers())
    assert come(street, booked).state == "waiting"


def test_what_can_be_booked_is_told_with_the_places_left() -> None:
    """For the staff's list."""
    street = hall()
    book(street)
    matter = street.hall.rules.matters[0]
    found = dict(free_slots(street.hall, matter, street.hall.day, moment("09:45")))
    assert found[moment("10:00")] == 1
    assert moment("09:30") not in found
    assert [left for slot, left in found.items() if slot != moment("10:00")] == [2] * 7


def test_staff_see_the_list_of_appointments_and_a_kiosk_does_not() -> None:
    """A code is nobody else's."""
    street = hall()
    booked = book(street)
    come(street, booked)
    for audience in ("clerk:A2", "supervisor"):
        (row,) = table(street.hall, audience, "appointments").values()
        assert (row.slot, row.ticket, row.by) == (booked.slot, "R001", "A1")  # type: ignore[attr-defined]
    assert all("appointments" not in AUDIENCES[name] for name in ("kiosk", "wall", "window"))


def test_an_appointment_with_a_is_kept_by_b() -> None:
    """It waits in A's line, and whoever answers that line calls it."""  # AB-17
    street = hall()
    booked = book(street)
    street.leaves("A1")
    street.until("10:00")
    assert come(street, booked).number == street.call("A2").number


def test_a_plan_of_the_matter_itself_goes_before_that_of_its_line() -> None:
    """The first that names it."""
    own = msgspec.structs.replace(PLAN, id="own", lines=(), matters=("mr",), capacity=1)
    street = Street(small_setup(appointments=(PLAN, own)), at=moment("08:00"))
    street.give(BOSS, BookAppointment(matter="mr", slot=moment("10:00")))
    assert street.refused(BOSS, BookAppointment(matter="mr", slot=moment("10:00"))) == "slot_full"


def test_a_number_that_nobody_held_frees_its_appointment() -> None:
    """No paper came: the code is good for a second check-in, and the slot lapses if nobody comes again."""
    street = hall()
    booked = book(street)
    first = come(street, booked)
    street.give(BOSS, VoidTicket(ticket=first.id))
    assert street.made(f.TicketVoided)[-1].appointment == booked.appointment
    assert table(street.hall, "clerk:A1", "appointments")[str(booked.appointment)].ticket is None  # type: ignore[attr-defined]
    assert come(street, booked).slot == booked.slot
