"""/supervisor/tickets: the numbers that are open now; of any number of any day, who was called before it and why (Q-13)."""

from typing import NamedTuple

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from common.words import Instant, Words
from server.live.wording import refused as as_sent
from server.rules.hall import IN_HAND, Hall, Key, Ticket
from server.rules.hours import civil_day
from server.rules.next_calls import called_before, order_of_calls
from server.rules.refusal import Refusal
from server.storage.record import OnRecord
from server.web.answering import status_of
from server.web.asked_days import asked_day
from server.web.passing_words import passing_text
from server.web.supervisor_layout import setup_in_force, today
from server.web.ticket_answers import found_ticket, passings_of, window_of
from server.web.visitor import house, language

OPEN = ("waiting", "called", "serving", "held", "missed")
NUMBER_MOST = 13


class Open(NamedTuple):
    """A number that is not over. `ahead`: how many stand before it, none while it is in no line; `day`: of its issue."""

    number: str
    day: str
    matter: str
    state: str
    issued_at: Instant
    ahead: int | None
    window: int | None


class Told(NamedTuple):
    """A number that was asked for: what the record holds, how it stands if it is open, and the reasons in words."""

    known: OnRecord
    stands: Open | None
    reasons: list[Words]


def ticket_pages(pages: Blueprint) -> None:
    """One page."""
    pages.get("/tickets")(numbers)


def numbers() -> ResponseReturnValue:
    """`number` and `day`, today when absent; a refusal is shown beside the form, which keeps what was typed."""
    setup_in_force()
    number = request.args.get("number", "").strip().upper()[:NUMBER_MOST]
    day = request.args.get("day", "")[:10] or today()
    if not number:
        return _page(number, day)
    try:
        return _page(number, day, told=_told(number, asked_day(today())))
    except Refusal as refusal:
        text = as_sent(refusal).text.text(language())
        return make_response(_page(number, day, refused=text), status_of(refusal.code))


def _told(number: str, day: str) -> Told:
    """The number of that day; today also finds one that was carried over."""
    known = found_ticket(number, None if day == today() else day)
    before = passings_of(known)

    def tell(hall: Hall) -> Told:
        ticket = hall.tickets.get(known.id)
        stands = None
        if ticket is not None and ticket.state in OPEN:
            stands = _open(hall, ticket, called_before(hall, ticket))
        return Told(known, stands, [passing_text(hall.rules, item) for item in before])

    return house().desk.consult(tell)


def _page(number: str, day: str, told: Told | None = None, refused: str | None = None) -> str:
    setup = setup_in_force()
    return render_template(
        "tickets.html",
        here="supervisor",
        tab="tickets",
        number=number,
        day=day,
        today=today(),
        told=told,
        open=house().desk.consult(open_tickets),
        matters={matter.id: matter.name for matter in setup.matters},
        refused=refused,
    )


def open_tickets(hall: Hall) -> list[Open]:
    """By line: whom somebody calls or serves, then who waits in the order in which they will be called, then the others."""
    lines = {line.id: place for place, line in enumerate(hall.rules.lines)}
    ahead = {ticket: n for queue in hall.lines for ticket, n in order_of_calls(hall, queue).items()}

    def place(ticket: Ticket) -> tuple[int, int, int, Key]:
        part = 1 if ticket.id in ahead else 0 if ticket.state in IN_HAND else 2
        return lines.get(ticket.line, len(lines)), part, ahead.get(ticket.id, 0), ticket.key

    found = sorted((ticket for ticket in hall.tickets.values() if ticket.state in OPEN), key=place)
    return [_open(hall, ticket, ahead.get(ticket.id)) for ticket in found]


def _open(hall: Hall, ticket: Ticket, ahead: int | None) -> Open:
    state = "carried" if ticket.carried and ticket.state == "waiting" else ticket.state
    day = civil_day(hall.rules, ticket.issued_at)
    return Open(ticket.number, day, ticket.matter, state, ticket.issued_at, ahead, window_of(hall, ticket))
