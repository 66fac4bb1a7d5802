"""Fold what is closed today, quotas, and appointments."""

from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.way import Appointment


def new_day(hall: Hall) -> None:
    """What held for the day before holds no more."""
    hall.closed.clear()
    hall.quotas.clear()
    hall.given.clear()


def end_appointments(hall: Hall, fact: f.DayClosed) -> None:
    """Who came has been served or is carried over; who did not, lapses."""
    gone = {item.id for item in hall.appointments.values() if item.ticket is not None} | {*fact.unkept}
    hall.appointments = {number: item for number, item in hall.appointments.items() if number not in gone}


def _booked(hall: Hall, fact: f.AppointmentBooked, entry: Entry) -> None:
    hall.appointments[fact.appointment] = Appointment(
        id=fact.appointment,
        code=fact.code,
        matter=fact.matter,
        plan=fact.plan,
        slot=fact.slot,
        by=entry.by,
    )


def _cancelled(hall: Hall, fact: f.AppointmentCancelled, entry: Entry) -> None:
    del hall.appointments[fact.appointment]


def _closed(hall: Hall, fact: f.IntakeClosed, entry: Entry) -> None:
    hall.closed[f"{fact.kind}:{fact.id}"] = fact.reason


def _reopened(hall: Hall, fact: f.IntakeReopened, entry: Entry) -> None:
    del hall.closed[f"{fact.kind}:{fact.id}"]


def _quota_set(hall: Hall, fact: f.QuotaSet, entry: Entry) -> None:
    hall.quotas[fact.matter] = fact.quota


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.AppointmentBooked: _booked,
    f.AppointmentCancelled: _cancelled,
    f.IntakeClosed: _closed,
    f.IntakeReopened: _reopened,
    f.QuotaSet: _quota_set,
}
