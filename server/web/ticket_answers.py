"""Questions about one ticket, and about slots: for staff, and for a kiosk that scanned the paper. Nothing changes here."""

import re

import msgspec
from flask import Response, request

from common.words import Instant
from server.live.audiences import STAFF
from server.rules.decision import matter_of
from server.rules.estimate.wait import wait_of_ticket
from server.rules.hall import Hall, Ticket
from server.rules.issuing import check_of
from server.rules.next_calls import called_before
from server.rules.offline.book import own_check
from server.rules.passed import Passing, passed
from server.rules.place import waiting_behind
from server.rules.queues import usual_window, window_of_ticket
from server.rules.refusal import Refusal
from server.rules.slots import free_slots
from server.storage.record import OnRecord, record_since, ticket_on_record
from server.web import shapes as s
from server.web.asked_days import asked_day
from server.web.passing_words import passing_text
from server.web.visitor import admitted, house

NUMBER = re.compile(r"[A-Z]{1,4}[0-9]{1,9}", re.ASCII)


def ticket(number: str) -> Response:
    """`check`: the three digits of the paper, which a kiosk has to bring. `day`: for staff, of that day and no other."""
    by_staff = _is_staff()
    known = found_ticket(number, asked_day() if by_staff and "day" in request.args else None)
    if not (by_staff or _brings_check(known)):
        raise Refusal("unknown_number")
    before = passings_of(known)
    at = house().desk.lane.now()
    return _sent(house().desk.consult(lambda hall: _told(hall, known, before, at)))


def found_ticket(number: str, day: str | None) -> OnRecord:
    """The ticket of that day; without one today's, or one that was carried over. Raises `Refusal`."""
    found = house()
    asked = day or found.desk.consult(lambda hall: hall.day)
    if not NUMBER.fullmatch(number):
        raise Refusal("unknown_number")
    store, living = found.store, day is None
    known = found.threads.read(lambda: ticket_on_record(store, number, asked, store.hall, or_living=living))
    if known is None:
        raise Refusal("unknown_number")
    return known


def passings_of(known: OnRecord) -> list[Passing]:
    """Who was called before it though issued later, and by which rule."""
    found = house()
    return passed(found.threads.read(lambda: record_since(found.store, known, found.store.hall)), known.id)


def slots() -> Response:
    """Which slots of `matter` are free on `day`; for staff."""
    if not _is_staff():
        raise Refusal("not_allowed")
    matter, day = request.args.get("matter", ""), asked_day()
    at = house().desk.lane.now()
    found = house().desk.consult(lambda hall: free_slots(hall, matter_of(hall, matter), day, at))
    return _sent(s.FreeSlots(ok=True, slots=[s.FreeSlot(slot=slot, left=left) for slot, left in found]))


def _sent(answer: s.Yes) -> Response:
    return Response(msgspec.json.encode(answer), content_type="application/json")


def _is_staff() -> bool:
    """Staff; else a kiosk. Raises `Refusal` for anybody else."""
    roles = admitted().actor.roles
    if not roles & STAFF and "kiosk" not in roles:
        raise Refusal("not_allowed")
    return bool(roles & STAFF)


def _brings_check(ticket: OnRecord) -> bool:
    own = house().desk.consult(lambda hall: own_check(hall.offline, ticket.number, _given_on(hall, ticket)))
    sheet = house().desk.consult(lambda hall: hall.emergency.check_of(ticket.number))
    brought = request.args.get("check", "")
    return brought != "" and brought in (check_of(ticket.id, ticket.issued_at), own, sheet)


def _given_on(hall: Hall, known: OnRecord) -> str:
    """The day that its paper's digits are of: a kiosk whose clock was wrong has another than the record, as long as the ticket lives."""
    ticket = hall.tickets.get(known.id)
    return ticket.drawn.day if ticket is not None and ticket.drawn is not None else known.day


def _told(hall: Hall, known: OnRecord, before: list[Passing], at: Instant) -> s.TicketTold:
    """What the asker may do follows from the state; a ticket that is over has only its history."""
    ticket = hall.tickets.get(known.id)
    told = s.TicketTold(
        ok=True,
        ticket=known.id,
        number=known.number,
        day=known.day,
        state=known.state,
        passed=[_passing(hall, item) for item in before],
    )
    if ticket is None:
        return told
    return msgspec.structs.replace(
        told,
        state=ticket.state,
        matter=ticket.matter,
        line=ticket.line,
        carried=ticket.carried,
        ahead=called_before(hall, ticket),
        behind=waiting_behind(hall, ticket),
        wait=(wait.low_min, wait.high_min) if (wait := wait_of_ticket(hall, ticket, at)) else None,
        then=tuple(stop.matter for stop in ticket.then),
        window=window_of(hall, ticket),
        usual=usual_window(hall, ticket.line, ticket.kept_to),
        given=ticket.issued_at if ticket.drawn is not None and ticket.came is None else None,
    )


def window_of(hall: Hall, ticket: Ticket) -> int | None:
    """The one it was called to, or is at; else the one that serves its line now."""
    at_one = ticket.state in ("called", "serving")
    return ticket.window if at_one else window_of_ticket(hall, ticket.line, ticket.kept_to)


def _passing(hall: Hall, item: Passing) -> s.Passed:
    return s.Passed(**msgspec.structs.asdict(item), text=passing_text(hall.rules, item))
