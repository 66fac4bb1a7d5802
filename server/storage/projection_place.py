"""Rows of what moves a place beyond a ticket's plain way, and of appointments."""

from typing import Any

from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.way import Stand, Stop
from server.storage.sheets import Sheets

NOT_SPECIAL = {"special": None, "special_by": None}
"""A grant holds for one line (Q-8)."""


def named(then: tuple[Stop, ...]) -> str:
    """The matters that follow, in order."""
    return ",".join(stop.matter for stop in then)


def place_in(fact: f.TicketTransferred | f.TicketWentOn) -> dict[str, Any]:
    """The columns of a place in another matter's line."""
    return {
        "matter": fact.matter,
        "line": fact.line,
        "claim": fact.claim,
        "placed": fact.placed,
        "then": named(fact.then),
        "kept_to": fact.kept_to,
        **NOT_SPECIAL,
    }


def stand_again(stand: Stand) -> dict[str, Any]:
    """The columns of a ticket that is put again where it stood."""
    special = stand.special
    return {
        **{name: getattr(stand, name) for name in _STAND},
        "then": named(stand.then),
        "special": special.reason if special is not None else None,
        "special_by": special.by if special is not None else None,
    }


_STAND = ("matter", "line", "kept_to", "claim", "placed", "post", "window", "clerk", "role")


def added(sheets: Sheets, fact: f.MatterAdded, entry: Entry) -> None:
    """One more at the end."""
    before = sheets.tickets[fact.ticket]["then"]
    then = f"{before},{fact.matter}" if before else fact.matter
    sheets.tickets.change(fact.ticket, version=entry.version, then=then)


def granted(sheets: Sheets, fact: f.SpecialGranted, entry: Entry) -> None:
    """Who granted it stands beside why."""
    sheets.tickets.change(fact.ticket, version=entry.version, special=fact.reason, special_by=entry.by)


def booked(sheets: Sheets, fact: f.AppointmentBooked, entry: Entry) -> None:
    """Without its code: history needs none."""
    row = {
        "hall": sheets.hall,
        "id": fact.appointment,
        "version": entry.version,
        "matter": fact.matter,
        "plan": fact.plan,
        "slot": fact.slot,
        "booked_by": entry.by,
        "booked_at": entry.due,
        "state": "booked",
        "ticket": None,
        "ended_at": None,
    }
    sheets.appointments.add(fact.appointment, row)


def checked_in(sheets: Sheets, fact: f.TicketIssued, entry: Entry) -> None:
    """Somebody came for it."""
    if fact.appointment is not None:
        _end(sheets, fact.appointment, entry, "kept", ticket=fact.ticket)


def voided(sheets: Sheets, fact: f.TicketVoided, entry: Entry) -> None:
    """The number was nobody's: the slot waits for its resident again."""
    if fact.appointment is not None:
        again = {"state": "booked", "ticket": None, "ended_at": None}
        sheets.appointments.change(fact.appointment, version=entry.version, **again)


def cancelled(sheets: Sheets, fact: f.AppointmentCancelled, entry: Entry) -> None:
    """The slot is free again."""
    _end(sheets, fact.appointment, entry, "cancelled")


def unkept(sheets: Sheets, fact: f.DayClosed, entry: Entry) -> None:
    """Nobody came for these."""
    for appointment in fact.unkept:
        _end(sheets, appointment, entry, "lapsed")


def _end(sheets: Sheets, appointment: int, entry: Entry, state: str, **values: Any) -> None:
    sheets.appointments.change(appointment, version=entry.version, state=state, ended_at=entry.due, **values)
