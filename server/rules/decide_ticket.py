"""Decide the commands that bring a ticket into a line, move it, or take it out."""

from collections.abc import Callable
from typing import Any

from common import commands as c
from server.rules import facts as f
from server.rules.decision import Decision, hall_running, in_state, matter_of, my_window, ticket_of
from server.rules.hall import Hall, Ticket, queue_of
from server.rules.hoarding import not_too_fast
from server.rules.intake import numbers_given, open_still, open_today
from server.rules.issuing import Comer, known_priority, matters_asked, new_ticket
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.place import claim_of_walk_in, place_of_re_entry
from server.rules.queues import kept_again
from server.rules.refusal import Refusal
from server.rules.sharing import lines_worked_by, posts_worked_by
from server.rules.stops import transferred


def issue_ticket(hall: Hall, command: c.IssueTicket, order: Order) -> Decision:
    """One number, in the matter's line (Q-1); its other matters follow one another (field.md 24)."""
    numbers_given(hall)
    not_too_fast(hall, order)
    matters = matters_asked(hall, order.at, command.matter, *command.then)
    known_priority(hall, command.priority)
    claim = claim_of_walk_in(hall, command.priority, order.at)
    return new_ticket(hall, order.at, Comer(matters, claim, command.priority, command.language))


def void_ticket(hall: Hall, command: c.VoidTicket, order: Order) -> Decision:
    """Only while it waits, and only by the kiosk that gave it, or a supervisor."""
    ticket = ticket_of(hall, command.ticket)
    in_state(ticket, "waiting")
    if "kiosk" in order.by.roles and ticket.issued_by != order.by.id:
        raise Refusal("not_allowed")
    kept = next((item.id for item in hall.appointments.values() if item.ticket == ticket.id), None)
    return Decision([f.TicketVoided(ticket=ticket.id, appointment=kept)])


def withdraw_ticket(hall: Hall, command: c.WithdrawTicket, order: Order) -> Decision:
    """Not once somebody has begun to serve it; a clerk only from lines and posts of their own, a kiosk while it waits."""
    ticket = ticket_of(hall, command.ticket)
    if order.by.roles & {"kiosk"}:
        in_state(ticket, "waiting", "missed")
    elif not order.by.roles & LEADS:
        _may_withdraw(hall, ticket, order)
    in_state(ticket, "waiting", "called", "held", "missed")
    return Decision([f.TicketWithdrawn(ticket=ticket.id)])


def _may_withdraw(hall: Hall, ticket: Ticket, order: Order) -> None:
    """At the desk, what waits there; one in another's hand is theirs."""
    my_window(hall, order)
    if ticket.state == "called" and ticket.clerk != order.by.id:
        raise Refusal("not_in_your_hand", number=ticket.number)
    if ticket.line not in lines_worked_by(hall, order.by.id) and ticket.clerk != order.by.id:
        raise Refusal("not_your_line", number=ticket.number)


def transfer_ticket(hall: Hall, command: c.TransferTicket, order: Order) -> Decision:
    """Another matter's line; number and claim are kept (F-2), and with `back` it comes back to this post's (Q-12)."""
    ticket = _mine(hall, order, command.ticket)
    matter = matter_of(hall, command.matter)
    if matter.id == ticket.matter:
        raise Refusal("same_matter")
    open_still(hall, matter.line, order.at)
    return Decision([transferred(hall, ticket, matter, back=command.back)])


def re_enter(hall: Hall, command: c.ReEnter, order: Order) -> Decision:
    """A missed or carried-over ticket comes back at its defined place."""
    hall_running(hall)
    ticket = ticket_of(hall, command.ticket)
    if not (ticket.state == "waiting" and ticket.carried):
        in_state(ticket, "missed")
    open_today(hall, ticket.line)
    kept_to = kept_again(hall, ticket)
    claim, placed = place_of_re_entry(
        hall, ticket, queue_of(ticket.line, kept_to), order.at, hall.version + 1
    )
    return Decision([f.TicketReEntered(ticket=ticket.id, claim=claim, placed=placed, kept_to=kept_to)])


def _mine(hall: Hall, order: Order, ticket_id: int) -> Ticket:
    """In my hand, or held at a post that I serve."""
    window = my_window(hall, order)
    ticket = ticket_of(hall, ticket_id)
    in_state(ticket, "held", "called", "serving")
    served = {post.id for post in posts_worked_by(hall, order.by.id)}
    if hall.hands.get(window) != ticket.id and not (ticket.state == "held" and ticket.post in served):
        raise Refusal("not_in_your_hand", number=ticket.number)
    return ticket


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.IssueTicket: issue_ticket,
    c.VoidTicket: void_ticket,
    c.WithdrawTicket: withdraw_ticket,
    c.TransferTicket: transfer_ticket,
    c.ReEnter: re_enter,
}
