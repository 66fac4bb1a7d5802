"""Decide the commands that bring a ticket into a line, move it, or take it out."""

from collections.abc import Callable
from typing import Any

from common import commands as c
from common.messages import Issued
from common.words import Instant
from server.rules import facts as f
from server.rules.cover import window_of_line
from server.rules.decision import Decision, hall_running, in_state, matter_of, my_window, ticket_of
from server.rules.hall import Hall, Ticket
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.place import ahead_of, claim_of_walk_in, place_of_re_entry
from server.rules.post_day import is_over, works_today
from server.rules.refusal import Refusal
from server.rules.sharing import offsets_of, posts_worked_by


def issue_ticket(hall: Hall, command: c.IssueTicket, order: Order) -> Decision:
    """One number, in the matter's line (Q-1)."""
    numbers_given(hall)
    matter = matter_of(hall, command.matter)
    open_still(hall, matter.line, order.at)
    if command.priority is not None and command.priority not in {p.id for p in hall.rules.priorities}:
        raise Refusal("unknown_priority")
    version = hall.version + 1
    n, number = _next_number(hall, matter.line)
    fact = f.TicketIssued(
        ticket=version,
        number=number,
        n=n,
        matter=matter.id,
        line=matter.line,
        claim=claim_of_walk_in(hall, command.priority, order.at),
        placed=version,
        priority=command.priority,
        language=command.language,
    )
    answer = Issued(
        ticket=version,
        number=number,
        matter=matter.id,
        line=matter.line,
        ahead=ahead_of(hall, fact.line, (fact.claim, fact.placed, fact.ticket)),
        window=window_of_line(hall, matter.line),
        issued_at=order.at,
    )
    return Decision([fact], answer)


def numbers_given(hall: Hall) -> None:
    """Refuse, with the reason, while no numbers are given (Q-5, Q-6)."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    if hall.paused is not None:
        raise Refusal("hall_paused")
    if hall.phase == "closing" or hall.numbers_stopped:
        raise Refusal("numbers_stopped")
    if hall.phase == "break" and not hall.rules.settings.numbers_over_break:
        raise Refusal("hall_break")


def open_today(hall: Hall, line: str) -> None:
    """Refuse a line none of whose posts works today (Q-4)."""
    if not any(works_today(hall, post) for post in hall.posts_of(line)):
        raise Refusal("line_closed_today")


def open_still(hall: Hall, line: str, at: Instant) -> None:
    """Refuse also a line whose posts have had all their own hours today: nobody would come to serve it."""
    open_today(hall, line)
    if all(is_over(hall, post, at) for post in hall.posts_of(line) if works_today(hall, post)):
        raise Refusal("line_over_today")


def void_ticket(hall: Hall, command: c.VoidTicket, order: Order) -> Decision:
    """Only while it waits, and only by the kiosk that gave it, or a supervisor."""
    ticket = ticket_of(hall, command.ticket)
    in_state(ticket, "waiting")
    if "kiosk" in order.by.roles and ticket.issued_by != order.by.id:
        raise Refusal("not_allowed")
    return Decision([f.TicketVoided(ticket=ticket.id)])


def withdraw_ticket(hall: Hall, command: c.WithdrawTicket, order: Order) -> Decision:
    """Not once somebody has begun to serve it; a clerk only from lines and posts of their own."""
    ticket = ticket_of(hall, command.ticket)
    if not order.by.roles & LEADS:
        _may_withdraw(hall, ticket, order)
    in_state(ticket, "waiting", "called", "held", "missed")
    return Decision([f.TicketWithdrawn(ticket=ticket.id)])


def _may_withdraw(hall: Hall, ticket: Ticket, order: Order) -> None:
    """At the desk, what waits there; one in another's hand is theirs."""
    my_window(hall, order)
    if ticket.state == "called" and ticket.clerk != order.by.id:
        raise Refusal("not_in_your_hand", number=ticket.number)
    if ticket.line not in offsets_of(hall, order.by.id) and ticket.clerk != order.by.id:
        raise Refusal("not_your_line", number=ticket.number)


def transfer_ticket(hall: Hall, command: c.TransferTicket, order: Order) -> Decision:
    """Another matter's line; number and claim are kept (F-2)."""
    ticket = _mine(hall, order, command.ticket)
    matter = matter_of(hall, command.matter)
    if matter.id == ticket.matter:
        raise Refusal("same_matter")
    open_still(hall, matter.line, order.at)
    fact = f.TicketTransferred(
        ticket=ticket.id,
        matter=matter.id,
        line=matter.line,
        claim=ticket.claim,
        placed=hall.version + 1,
    )
    return Decision([fact])


def re_enter(hall: Hall, command: c.ReEnter, order: Order) -> Decision:
    """A missed or carried-over ticket comes back at its defined place."""
    hall_running(hall)
    ticket = ticket_of(hall, command.ticket)
    if not (ticket.state == "waiting" and ticket.carried):
        in_state(ticket, "missed")
    open_today(hall, ticket.line)
    claim, placed = place_of_re_entry(hall, ticket, order.at, hall.version + 1)
    return Decision([f.TicketReEntered(ticket=ticket.id, claim=claim, placed=placed)])


def _mine(hall: Hall, order: Order, ticket_id: int) -> Ticket:
    """In my hand, or held at a post that I serve."""
    window = my_window(hall, order)
    ticket = ticket_of(hall, ticket_id)
    in_state(ticket, "held", "called", "serving")
    served = {post.id for post in posts_worked_by(hall, order.by.id)}
    if hall.hands.get(window) != ticket.id and not (ticket.state == "held" and ticket.post in served):
        raise Refusal("not_in_your_hand", number=ticket.number)
    return ticket


def _next_number(hall: Hall, line: str) -> tuple[int, str]:
    """The next of the prefix's counter that no carried-over ticket bears."""
    prefix = next(item.prefix for item in hall.rules.lines if item.id == line)
    n = hall.counters.get(prefix, 0) + 1
    while (number := f"{prefix}{n:03d}") in hall.kept_numbers:
        n += 1
    return n, number


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.IssueTicket: issue_ticket,
    c.VoidTicket: void_ticket,
    c.WithdrawTicket: withdraw_ticket,
    c.TransferTicket: transfer_ticket,
    c.ReEnter: re_enter,
}
