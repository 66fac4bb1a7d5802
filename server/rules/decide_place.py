"""Decide what moves a place beyond a ticket's plain way: not yet, the special channel, one more matter."""

from collections.abc import Callable
from typing import Any

from common import commands_place as c
from common.bounded import MATTERS_MOST
from server.rules import facts as f
from server.rules.decision import Decision, in_my_hand, matter_of, my_window, ticket_of
from server.rules.hall import Hall, Ticket
from server.rules.intake import taken_in
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.place import place_behind
from server.rules.planned import clerk_of
from server.rules.refusal import Refusal
from server.rules.sharing import lines_worked_by


def step_back(hall: Hall, command: c.StepBack, order: Order) -> Decision:
    """Not yet: behind the next few. At the window by its clerk, else at a kiosk or by a supervisor."""
    ticket = ticket_of(hall, command.ticket)
    if not order.by.roles & (LEADS | {"kiosk"}):
        _at_my_desk(hall, ticket, order)
    if ticket.state != "called":
        _in_line(ticket)
    elif command.if_waiting:
        raise Refusal("called_meanwhile", number=ticket.number, window=ticket.window or 0)
    behind = hall.rules.settings.re_entry_behind
    claim, placed = place_behind(hall, ticket, ticket.queue, behind, hall.version + 1)
    return Decision([f.TicketSteppedBack(ticket=ticket.id, claim=claim, placed=placed)])


def _at_my_desk(hall: Hall, ticket: Ticket, order: Order) -> None:
    """The one that I called, or who waits in a line of mine."""
    my_window(hall, order)
    if ticket.state == "called" and ticket.clerk != order.by.id:
        raise Refusal("not_in_your_hand", number=ticket.number)
    _in_my_line(hall, ticket, order)


def _in_my_line(hall: Hall, ticket: Ticket, order: Order) -> None:
    if ticket.line not in lines_worked_by(hall, order.by.id) and ticket.clerk != order.by.id:
        raise Refusal("not_your_line", number=ticket.number)


def _in_line(ticket: Ticket) -> None:
    if not ticket.in_line:
        raise Refusal("ticket_state", number=ticket.number, state=ticket.state)


def grant_special(hall: Hall, command: c.GrantSpecial, order: Order) -> Decision:
    """By a supervisor, or a clerk who may; only a supervisor lets it go beyond the pace (Q-8)."""
    ticket = ticket_of(hall, command.ticket)
    if not order.by.roles & LEADS:
        _clerk_grants(hall, command, ticket, order)
    _in_line(ticket)
    if ticket.special is not None and not (command.beyond_pace and not ticket.special.beyond_pace):
        raise Refusal("already_special", number=ticket.number)
    fact = f.SpecialGranted(ticket=ticket.id, reason=command.reason, beyond_pace=command.beyond_pace)
    return Decision([fact])


def _clerk_grants(hall: Hall, command: c.GrantSpecial, ticket: Ticket, order: Order) -> None:
    clerk = clerk_of(hall, order.by.id)
    if clerk is None or not clerk.may_grant or command.beyond_pace:
        raise Refusal("not_allowed")
    my_window(hall, order)
    _in_my_line(hall, ticket, order)


def add_matter(hall: Hall, command: c.AddMatter, order: Order) -> Decision:
    """For the resident at my window: after what follows already, its wait counted from now."""
    ticket = in_my_hand(hall, order, command.ticket, "called", "serving")
    matter = matter_of(hall, command.matter)
    if matter.id == ticket.matter or matter.id in {stop.matter for stop in ticket.then}:
        raise Refusal("same_matter")
    if len(ticket.then) >= MATTERS_MOST - 1:
        raise Refusal("too_many_matters", limit=MATTERS_MOST)
    taken_in(hall, matter, order.at)
    return Decision([f.MatterAdded(ticket=ticket.id, matter=matter.id, claim=order.at)])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.StepBack: step_back,
    c.GrantSpecial: grant_special,
    c.AddMatter: add_matter,
}
