"""Decide about appointments: booked by staff, cancelled, checked in by their code (Q-7)."""

import hashlib
from collections.abc import Callable
from typing import Any

from common import commands_place as c
from common.messages import Booked
from common.words import Instant
from server.rules import facts as f
from server.rules.decision import Decision, hall_running, matter_of
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.intake import open_on, open_today
from server.rules.issuing import Comer, known_priority, new_ticket
from server.rules.order import AnyCommand, Order
from server.rules.place import claim_of_appointment
from server.rules.refusal import Refusal
from server.rules.setup import Matter, SlotPlan
from server.rules.slots import is_near, plan_of, slots_of, taken
from server.rules.way import Appointment

CODES = 1_000_000


def book(hall: Hall, command: c.BookAppointment, order: Order) -> Decision:
    """A slot of the matter's plan, in time and not full."""
    matter = matter_of(hall, command.matter)
    plan = _offered(hall, matter, command.slot, order.at)
    if taken(hall, plan)[command.slot] >= plan.capacity:
        raise Refusal("slot_full", capacity=plan.capacity)
    version = hall.version + 1
    code = _free_code(hall, order.seed)
    fact = f.AppointmentBooked(
        appointment=version, code=code, matter=matter.id, plan=plan.id, slot=command.slot
    )
    return Decision([fact], Booked(appointment=version, code=code, matter=matter.id, slot=command.slot))


def _offered(hall: Hall, matter: Matter, slot: Instant, at: Instant) -> SlotPlan:
    """The plan that offers this slot."""
    plan = plan_of(hall.rules, matter)
    if plan is None:
        raise Refusal("no_appointments")
    if slot <= at:
        raise Refusal("slot_past")
    day = civil_day(hall.rules, slot)
    open_on(hall, matter.line, day)
    if slot not in slots_of(hall.rules, plan, day, matter.line):
        raise Refusal("no_such_slot")
    if not is_near(hall, plan, day, at):
        raise Refusal("slot_too_far", days=plan.ahead_days)
    return plan


def _free_code(hall: Hall, seed: bytes) -> str:
    """Six digits that no appointment to come bears, from fresh randomness."""
    used = {item.code for item in hall.appointments.values()}
    code = int.from_bytes(hashlib.sha256(b"code" + seed).digest()[:8]) % CODES
    while f"{code:06d}" in used:
        code = (code + 1) % CODES
    return f"{code:06d}"


def cancel(hall: Hall, command: c.CancelAppointment, order: Order) -> Decision:
    """As long as nobody has come for it."""
    found = hall.appointments.get(command.appointment)
    if found is None:
        raise Refusal("unknown_appointment")
    if found.ticket is not None:
        raise Refusal("already_checked_in", number=_number(hall, found))
    return Decision([f.AppointmentCancelled(appointment=found.id)])


def check_in(hall: Hall, command: c.CheckIn, order: Order) -> Decision:
    """On its day, in any part of it: the slot was promised, whatever is closed to others by now (Q-6)."""
    hall_running(hall)
    known_priority(hall, command.priority)
    found = _by_code(hall, command.code)
    if civil_day(hall.rules, found.slot) != hall.day:
        raise Refusal("appointment_other_day")
    matter = matter_of(hall, found.matter)
    open_today(hall, matter.line)
    claim = claim_of_appointment(hall, found.slot, command.priority, order.at)
    return new_ticket(hall, order.at, Comer([matter], claim, command.priority, command.language, found))


def _by_code(hall: Hall, code: str) -> Appointment:
    found = next((item for item in hall.appointments.values() if item.code == code), None)
    if found is None:
        raise Refusal("unknown_appointment")
    if found.ticket is not None:
        raise Refusal("already_checked_in", number=_number(hall, found))
    return found


def _number(hall: Hall, appointment: Appointment) -> str:
    ticket = hall.tickets.get(appointment.ticket or 0)
    return ticket.number if ticket is not None else ""


def unkept(hall: Hall, *, over: bool) -> tuple[int, ...]:
    """Those that lapse when this day ends: their day is over and nobody came."""
    days = ((item, civil_day(hall.rules, item.slot)) for item in hall.appointments.values())
    return tuple(
        item.id
        for item, day in days
        if item.ticket is None and (day < hall.day or (over and day == hall.day))
    )


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.BookAppointment: book,
    c.CancelAppointment: cancel,
    c.CheckIn: check_in,
}
