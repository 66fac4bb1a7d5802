"""Questions about one ticket, and about slots: for staff, and for a kiosk that scanned the paper. Nothing changes here."""

import re
from datetime import date
from typing import Any

import msgspec
from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.rules.decision import matter_of
from server.rules.hall import Hall
from server.rules.issuing import check_of
from server.rules.passed import Passing, passed
from server.rules.place import ahead_of
from server.rules.refusal import Refusal
from server.rules.slots import free_slots
from server.storage.record import OnRecord, record_since, ticket_on_record
from server.web.passing_words import passing_text
from server.web.visitor import house, session

STAFF = frozenset({"clerk", "supervisor", "administrator"})
DEVICE_HEADER = "X-Device"
NUMBER = re.compile(r"[A-Z]{1,4}[0-9]{1,9}", re.ASCII)


def ticket_pages() -> Blueprint:
    """Answers in JSON."""
    pages = Blueprint("tickets", __name__)

    @pages.get("/tickets/<number>")
    def ticket(number: str) -> ResponseReturnValue:
        by_staff = _is_staff()
        found = house()
        day = found.desk.look(lambda hall: hall.day)
        asked = _day(request.args["day"]) if by_staff and "day" in request.args else day
        if not NUMBER.fullmatch(number):
            raise Refusal("unknown_ticket")
        known = found.threads.read(lambda: ticket_on_record(found.store, number, asked))
        if known is None or not (by_staff or _brings_check(known)):
            raise Refusal("unknown_ticket")
        entries = found.threads.read(lambda: record_since(found.store, known))
        before = passed(entries, known.id)
        return found.desk.look(lambda hall: _told(hall, known, before))

    @pages.get("/slots")
    def slots() -> ResponseReturnValue:
        if not _is_staff():
            raise Refusal("not_allowed")
        matter, day = request.args.get("matter", ""), _day(request.args.get("day", ""))
        at = house().desk.lane.now()
        found = house().desk.look(lambda hall: free_slots(hall, matter_of(hall, matter), day, at))
        return {"ok": True, "slots": [{"slot": slot, "left": left} for slot, left in found]}

    return pages


def _is_staff() -> bool:
    """Staff by their session; else a kiosk by its token. Raises `Refusal` for anybody else."""
    token = request.headers.get(DEVICE_HEADER)
    if token:
        admitted = house().gate.admit({}, {"device": token})
        if "kiosk" not in admitted.actor.roles:
            raise Refusal("not_allowed")
        return False
    found = session()
    if found is None:
        raise Refusal("not_signed_in")
    if found.one_time:
        raise Refusal("password_change_due")
    if not found.roles & STAFF:
        raise Refusal("not_allowed")
    return True


def _brings_check(ticket: OnRecord) -> bool:
    return request.args.get("check") == check_of(ticket.id, ticket.issued_at)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("bad_request", field="day") from None


def _told(hall: Hall, known: OnRecord, before: list[Passing]) -> dict[str, Any]:
    """What the asker may do follows from the state; a ticket of another day has only its history."""
    ticket = hall.tickets.get(known.id)
    told: dict[str, Any] = {
        "ok": True,
        "ticket": known.id,
        "number": known.number,
        "state": known.state,
        "passed": [
            {**msgspec.to_builtins(item), "text": msgspec.to_builtins(passing_text(hall.rules, item))}
            for item in before
        ],
    }
    if ticket is not None:
        told |= {
            "state": ticket.state,
            "matter": ticket.matter,
            "line": ticket.line,
            "carried": ticket.carried,
            "ahead": ahead_of(hall, ticket.queue, ticket.key) if ticket.in_line else None,
            "then": [stop.matter for stop in ticket.then],
        }
    return told
