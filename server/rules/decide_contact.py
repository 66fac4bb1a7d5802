"""Decide what a B could not finish for an A who is out, and that A has contacted the resident (AB-7)."""

from collections.abc import Callable
from typing import Any

from common import commands as c
from server.rules import facts as f
from server.rules import order as o
from server.rules.cover import posts_served_by
from server.rules.decision import Decision, in_state, my_window, post_of, ticket_of
from server.rules.hall import Hall, Ticket
from server.rules.hall_handover import Unfinished
from server.rules.may import LEADS
from server.rules.post_day import a_today
from server.rules.refusal import Refusal
from server.rules.setup import Post

NOTE_LIMIT = 500


def record_unfinished(hall: Hall, command: c.RecordUnfinished, order: o.Order) -> Decision:
    """Of one in my hand, or put aside at a post that I serve for its A; the ticket goes its own way. What is left is listed once."""
    ticket = ticket_of(hall, command.ticket)
    post = _served_for_another(hall, ticket, order)
    if any(_is_same(item, ticket, command) for item in hall.unfinished.values()):
        raise Refusal("contact_listed", number=ticket.number)
    if len(command.note) > NOTE_LIMIT:
        raise Refusal("note_too_long", limit=NOTE_LIMIT)
    item = hall.version + 1
    note = o.seal(command.note, order.seed, f"note-{item}") if command.note else None
    fact = f.UnfinishedRecorded(
        item=item,
        post=post.id,
        ticket=ticket.id,
        number=ticket.number,
        matter=ticket.matter,
        clerk=order.by.id,
        a_role=a_today(hall, post),
        reason=command.reason,
        note=note.sealed if note else None,
    )
    return Decision([fact], private=[note] if note else [])


def _is_same(item: Unfinished, ticket: Ticket, command: c.RecordUnfinished) -> bool:
    return (item.ticket, item.reason) == (ticket.id, command.reason) and item.contacted_at is None


def _served_for_another(hall: Hall, ticket: Ticket, order: o.Order) -> Post:
    """What another has in hand is that one's to say; whoever only shares a load speaks for the own work alone."""
    window = my_window(hall, order)
    in_state(ticket, "serving", "held")
    in_hand = hall.hands.get(window) == ticket.id
    aside = ticket.state == "held" and (
        ticket.clerk == order.by.id or ticket.post in {post.id for post in posts_served_by(hall, order.by.id)}
    )
    if not in_hand and not aside:
        raise Refusal("not_in_your_hand", number=ticket.number)
    post = post_of(hall, ticket.post or "")
    if a_today(hall, post) == order.by.id:
        raise Refusal("your_own_post")
    return post


def mark_contacted(hall: Hall, command: c.MarkContacted, order: o.Order) -> Decision:
    """By the A whose list it is on, or a supervisor; once."""
    item = hall.unfinished.get(command.item)
    if item is None or item.contacted_at is not None:
        raise Refusal("unknown_contact")
    if item.a_role != order.by.id and not order.by.roles & LEADS:
        raise Refusal("unknown_contact")
    return Decision([f.ResidentContacted(item=item.id)])


def to_contact(hall: Hall, post: Post, a_role: str) -> tuple[int, ...]:
    """What stands on A's list of `post` and is not done yet."""
    return tuple(
        item.id
        for item in hall.unfinished.values()
        if (item.post, item.a_role) == (post.id, a_role) and item.contacted_at is None
    )


def may_read(hall: Hall, note: str, clerk: str) -> bool:
    """Whether the note is of an item that `clerk` recorded or has to see to."""
    return any(item.note == note and clerk in (item.a_role, item.clerk) for item in hall.unfinished.values())


DECIDERS: dict[type[o.AnyCommand], Callable[[Hall, Any, o.Order], Decision]] = {
    c.RecordUnfinished: record_unfinished,
    c.MarkContacted: mark_contacted,
}
