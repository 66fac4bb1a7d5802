"""Fold what moves a place beyond a ticket's plain way: not yet, the next stop, one more matter, a grant."""

from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules import moving as m
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall
from server.rules.way import LastAct, Special, Stop


def _stepped_back(hall: Hall, fact: f.TicketSteppedBack, entry: Entry) -> None:
    """Waiting goes on where it waited; who had been called waits anew."""
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    m.leave(hall, ticket, entry.due)
    waited_ms = ticket.waited_ms if ticket.state == "waiting" else 0
    ticket.special, ticket.came, ticket.put_behind = None, "stepped_back", True
    m.into_line(hall, ticket, fact.claim, fact.placed, entry.due, waited_ms=waited_ms)
    m.hide_call(hall, ticket.id)


def _went_on(hall: Hall, fact: f.TicketWentOn, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    window = ticket.window or 0
    m.forget(hall, ticket)
    m.leave(hall, ticket, entry.due)
    act = LastAct("finish", ticket.id, ticket.clerk or "", stand=m.stand_of(ticket))
    m.count_finish(hall, ticket)
    ticket.matter, ticket.line, ticket.then, ticket.kept_to = fact.matter, fact.line, fact.then, fact.kept_to
    ticket.special, ticket.came, ticket.put_behind = None, "return" if fact.back else "next", False
    m.into_line(hall, ticket, fact.claim, fact.placed, entry.due)
    m.hide_call(hall, ticket.id)
    hall.last_acts[window] = act


def _added(hall: Hall, fact: f.MatterAdded, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    ticket.then += (Stop(fact.matter, fact.claim),)
    hall.given[fact.matter] = hall.given.get(fact.matter, 0) + 1


def _granted(hall: Hall, fact: f.SpecialGranted, entry: Entry) -> None:
    """Its own place stays; it stands besides among those who go first."""
    ticket = hall.tickets[fact.ticket]
    m.forget(hall, ticket)
    hall.leave_line(ticket)
    ticket.special = Special(fact.reason, entry.by, entry.version, fact.beyond_pace)
    hall.enter_line(ticket)


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.TicketSteppedBack: _stepped_back,
    f.TicketWentOn: _went_on,
    f.MatterAdded: _added,
    f.SpecialGranted: _granted,
}
