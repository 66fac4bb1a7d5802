"""What each fact teaches: the hall's estimates are folded from the record like all else. Called before the fact is applied."""

from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules.estimate.known import LATE_IN_BREAK_MS, came_true, end_break, observe
from server.rules.facts import Entry, Fact
from server.rules.hall import IN_HAND, Hall, Ticket

EMPTIES = (f.ServiceFinished, f.TicketTransferred, f.TicketWentOn, f.TicketMissed, f.TicketWithdrawn)
"""The window is done with this matter of the ticket."""
ANOTHER_WAY = (f.SpecialGranted, f.TicketSteppedBack, f.TicketWithdrawn, f.TicketVoided, f.TicketReEntered)
"""What the range was given for does not come to pass."""


def learn(hall: Hall, entry: Entry) -> None:
    """Whatever is not named here teaches nothing."""
    fact = entry.fact
    if isinstance(fact, ANOTHER_WAY):
        hall.tickets[fact.ticket].given = None
    if isinstance(fact, EMPTIES):
        _emptied(hall, hall.tickets[fact.ticket], entry)
    elif (teach := LESSONS.get(type(fact))) is not None:
        teach(hall, fact, entry)


def _called(hall: Hall, fact: f.TicketCalled, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    given, ticket.given = ticket.given, None
    if given is not None and not fact.out_of_turn:
        came_true(hall.estimates, given, entry.due - ticket.issued_at, hall.day)
    ticket.hand_ms = 0
    if hall.phase == "break" and entry.due >= hall.phase_since + LATE_IN_BREAK_MS:
        hall.estimates.called_in_break = True


def _goes_on(hall: Hall, fact: f.ServiceStarted | f.TicketHeld, entry: Entry) -> None:
    _add_hand(hall.tickets[fact.ticket], entry)


def _add_hand(ticket: Ticket, entry: Entry) -> None:
    if ticket.state in IN_HAND:
        ticket.hand_ms += entry.due - ticket.since


def _taken_back(hall: Hall, fact: f.TicketSteppedBack | f.TicketPutBack, entry: Entry) -> None:
    hall.tickets[fact.ticket].hand_ms = 0


def _emptied(hall: Hall, ticket: Ticket, entry: Entry) -> None:
    _add_hand(ticket, entry)
    if ticket.hand_ms > 0:
        observe(hall.estimates, ticket.matter, ticket.hand_ms / 1000, hall.rules.settings.service_min * 60)
    ticket.hand_ms = 0


def _imported(hall: Hall, fact: f.HallImported, entry: Entry) -> None:
    """What was learnt of matters that are no more is forgotten."""
    matters = {matter.id for matter in fact.setup.matters}
    for gone in hall.estimates.matters.keys() - matters:
        del hall.estimates.matters[gone]


def _phase_changed(hall: Hall, fact: f.PhaseChanged, entry: Entry) -> None:
    if hall.phase == "break" and fact.phase != "break":
        end_break(hall.estimates, waited=any(hall.lines.values()))


def _day_closed(hall: Hall, fact: f.DayClosed, entry: Entry) -> None:
    for ticket in hall.tickets.values():
        ticket.given, ticket.hand_ms = None, 0


LESSONS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.HallImported: _imported,
    f.TicketCalled: _called,
    f.ServiceStarted: _goes_on,
    f.TicketHeld: _goes_on,
    f.TicketSteppedBack: _taken_back,
    f.TicketPutBack: _taken_back,
    f.PhaseChanged: _phase_changed,
    f.DayClosed: _day_closed,
}
