"""Decide what a clerk does to the ticket in hand: call, recall, start, finish, hold, resume, undo."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeGuard

from common import commands as c
from common.messages import Called
from server.rules import facts as f
from server.rules.decision import (
    Decision,
    empty_hand,
    hall_running,
    in_my_hand,
    in_state,
    my_window,
    ticket_of,
)
from server.rules.hall import Hall, Ticket
from server.rules.order import AnyCommand, Order
from server.rules.place import next_ticket
from server.rules.planned import clerk_of
from server.rules.presence import presence_of
from server.rules.queues import post_for, queues_served_by
from server.rules.refusal import Refusal
from server.rules.sharing import posts_worked_by, role_at
from server.rules.stops import done, joining
from server.rules.way import LastAct


def call_next(hall: Hall, command: c.CallNext, order: Order) -> Decision:
    """The smallest place over all lines that this clerk serves now (AB-2, AB-3, AB-16)."""
    window, first = _ready_to_call(hall, command, order)
    place = joining(first[0]) if first else None
    queues = queues_served_by(hall, order.by.id, also=place[0] if place is not None else None)
    found = next_ticket(hall, queues, place)
    if found is None:
        raise Refusal("nobody_waits")
    ticket = hall.tickets[found.ticket]
    came_on = place is not None and place[1][2] == ticket.id
    queue = place[0] if place is not None and came_on else ticket.queue
    return _call(hall, order, Turn(window, ticket, queue, first, tuple(queues), special=found.first))


def call_this(hall: Hall, command: c.CallThis, order: Order) -> Decision:
    """Out of turn: only with permission, only from one's own lines, and on record (Q-13)."""
    clerk = clerk_of(hall, order.by.id)
    if clerk is None or not clerk.may_pick:
        raise Refusal("not_allowed")
    window, first = _ready_to_call(hall, command, order)
    ticket = ticket_of(hall, command.ticket)
    if not ticket.in_line:
        raise Refusal("ticket_state", number=ticket.number, state=ticket.state)
    queues = queues_served_by(hall, order.by.id)
    if ticket.queue not in queues:
        raise Refusal("not_your_line", number=ticket.number)
    return _call(hall, order, Turn(window, ticket, ticket.queue, first, tuple(queues), out_of_turn=True))


def _ready_to_call(hall: Hall, command: c.CallNext | c.CallThis, order: Order) -> tuple[int, list[f.Fact]]:
    """At the window, the clerk's belief is right, and the one in hand is finished if the hall allows."""
    hall_running(hall)
    window = my_window(hall, order)
    held = hall.hands.get(window)
    if held != command.in_hand:
        raise Refusal("in_hand_changed")
    leaves = presence_of(hall, order.by.id).leave_at(order.at) is not None
    if held is None:
        if leaves:
            raise Refusal("on_leave")
        return window, []
    ticket = hall.tickets[held]
    if ticket.state != "serving" or not hall.rules.settings.call_next_finishes:
        raise Refusal("hand_full", number=ticket.number)
    if leaves:
        raise Refusal("leave_due", number=ticket.number)
    return window, [done(hall, ticket)]


class Turn(NamedTuple):
    """Whose turn it is at a window: found in `queue`, next among the queues `over`; what the press does `first`."""

    window: int
    ticket: Ticket
    queue: str
    first: list[f.Fact]
    over: tuple[str, ...]
    out_of_turn: bool = False
    special: bool = False


def _call(hall: Hall, order: Order, turn: Turn) -> Decision:
    post = post_for(hall, order.by.id, turn.queue)
    called = f.TicketCalled(
        ticket=turn.ticket.id,
        post=post.id,
        window=turn.window,
        clerk=order.by.id,
        role=role_at(hall, post, order.by.id),
        out_of_turn=turn.out_of_turn,
        finished=hall.hands.get(turn.window),
        over=turn.over,
        special=turn.special,
        waited_from=turn.ticket.waits_since if turn.ticket.in_line else order.at,
    )
    matter = next((fact.matter for fact in turn.first if _sends_on(fact, turn.ticket)), turn.ticket.matter)
    answer = Called(
        ticket=turn.ticket.id, number=turn.ticket.number, matter=matter, post=post.id, window=turn.window
    )
    return Decision([*turn.first, called], answer)


def _sends_on(fact: f.Fact, ticket: Ticket) -> TypeGuard[f.TicketWentOn]:
    return isinstance(fact, f.TicketWentOn) and fact.ticket == ticket.id


def recall(hall: Hall, command: c.Recall, order: Order) -> Decision:
    """Again, within the limit and not at once; after the last the ticket is missed by itself."""
    hall_running(hall)
    ticket = in_my_hand(hall, order, command.ticket, "called")
    settings = hall.rules.settings
    if ticket.recalls >= settings.recall_limit:
        raise Refusal("recall_limit", count=settings.recall_limit)
    ready = (ticket.last_called_at or 0) + settings.recall_spacing_s * 1000
    if order.at < ready:
        raise Refusal("recall_too_soon", seconds=-(-(ready - order.at) // 1000))
    return Decision([f.TicketRecalled(ticket=ticket.id, times=ticket.recalls + 1)])


def start_service(hall: Hall, command: c.StartService, order: Order) -> Decision:
    """The resident has come. What was not declared cannot have been confirmed (Q-10)."""
    ticket = in_my_hand(hall, order, command.ticket, "called")
    confirmed = command.priority_confirmed if ticket.priority is not None else None
    fact = f.ServiceStarted(ticket=ticket.id, priority_confirmed=confirmed)
    return Decision([fact])


def finish_service(hall: Hall, command: c.FinishService, order: Order) -> Decision:
    """Done here; what follows on the ticket comes by itself (field.md 24)."""
    return Decision([done(hall, in_my_hand(hall, order, command.ticket, "serving"))])


def hold_ticket(hall: Hall, command: c.HoldTicket, order: Order) -> Decision:
    """Aside: it stays with the post, so whoever serves the post next sees it (AB-7, AB-8)."""
    ticket = in_my_hand(hall, order, command.ticket, "called", "serving")
    return Decision([f.TicketHeld(ticket=ticket.id, clerk=order.by.id)])


def resume_ticket(hall: Hall, command: c.ResumeTicket, order: Order) -> Decision:
    """A held ticket of a post that this clerk serves now."""
    window = my_window(hall, order)
    hall_running(hall)
    ticket = ticket_of(hall, command.ticket)
    in_state(ticket, "held")
    empty_hand(hall, window)
    post = next((p for p in posts_worked_by(hall, order.by.id) if p.id == ticket.post), None)
    if post is None:
        raise Refusal("not_your_line", number=ticket.number)
    fact = f.TicketResumed(
        ticket=ticket.id, window=window, clerk=order.by.id, role=role_at(hall, post, order.by.id)
    )
    return Decision([fact])


def mark_no_show(hall: Hall, command: c.MarkNoShow, order: Order) -> Decision:
    """Called and not come; in a pause nobody could, and who was called keeps the place."""
    hall_running(hall)
    ticket = in_my_hand(hall, order, command.ticket, "called")
    return Decision([f.TicketMissed(ticket=ticket.id)])


def undo(hall: Hall, command: c.Undo, order: Order) -> Decision:
    """Take back the last call, no-show or finish at this window, while nothing followed.

    A call that finished the one in hand is one press, and is taken back whole.
    """
    window = my_window(hall, order)
    act = hall.last_acts.get(window)
    if act is None or act.ticket != command.ticket or act.clerk != order.by.id:
        raise Refusal("nothing_to_undo")
    if act.kind != "call":
        empty_hand(hall, window)
    return Decision([_taken_back(taken, order) for taken in (act, act.first) if taken is not None])


def _taken_back(act: LastAct, order: Order) -> f.Fact:
    match act.kind:
        case "call":
            return f.TicketPutBack(ticket=act.ticket, reason="undo")
        case "no_show":
            return f.MissUndone(ticket=act.ticket)
        case "finish":
            return f.FinishUndone(ticket=act.ticket, since=order.at, stand=act.stand)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.CallNext: call_next,
    c.CallThis: call_this,
    c.Recall: recall,
    c.StartService: start_service,
    c.FinishService: finish_service,
    c.HoldTicket: hold_ticket,
    c.ResumeTicket: resume_ticket,
    c.MarkNoShow: mark_no_show,
    c.Undo: undo,
}
