"""Decide what a B could not finish for an A who is out, and that A has contacted the resident (AB-7)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from common import commands as c
from server.rules import facts as f
from server.rules import order as o
from server.rules.cases.asked import case_of
from server.rules.cases.case import ENDED, OPEN, Case
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
    """Of one in my hand, or put aside at a post that I serve for its A, or of a case there; it goes its own way. What is left is listed once."""
    left = _left(hall, command, order)
    if any(_is_same(item, left, command) for item in hall.unfinished.values()):
        raise Refusal("contact_listed", number=left.number)
    if len(command.note) > NOTE_LIMIT:
        raise Refusal("note_too_long", limit=NOTE_LIMIT)
    item = hall.version + 1
    note = o.seal(command.note, order.seed, f"note-{item}") if command.note else None
    fact = f.UnfinishedRecorded(
        item=item,
        post=left.post,
        ticket=left.ticket,
        case=left.case,
        number=left.number,
        matter=left.matter,
        clerk=order.by.id,
        a_role=left.a_role,
        reason=command.reason,
        note=note.sealed if note else None,
    )
    return Decision([fact], private=[note] if note else [])


class _Left(NamedTuple):
    """What cannot be finished, and whose it is."""

    post: str
    a_role: str
    number: str
    matter: str
    ticket: int | None = None
    case: int | None = None


def _left(hall: Hall, command: c.RecordUnfinished, order: o.Order) -> _Left:
    """Raises `Refusal`."""
    if (command.ticket is None) == (command.case is None):
        raise Refusal("ticket_or_case")
    if command.case is not None:
        return _left_of_case(hall, case_of(hall, command.case, *OPEN, *ENDED), order)
    ticket = ticket_of(hall, command.ticket or 0)
    post = _served_for_another(hall, ticket, order)
    return _Left(post.id, a_today(hall, post), ticket.number, ticket.matter, ticket=ticket.id)


def _left_of_case(hall: Hall, case: Case, order: o.Order) -> _Left:
    """Whoever covers the post, for the handler; the case stays that one's (AB-16)."""
    if case.clerk == order.by.id:
        raise Refusal("your_own_case", number=case.number)
    if case.post is None or case.post not in {post.id for post in posts_served_by(hall, order.by.id)}:
        raise Refusal("not_your_case", number=case.number)
    return _Left(case.post, case.clerk, case.number, case.matter, case=case.id)


def _is_same(item: Unfinished, left: _Left, command: c.RecordUnfinished) -> bool:
    same = (item.ticket, item.case, item.reason) == (left.ticket, left.case, command.reason)
    return same and item.contacted_at is None


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


def read_note(hall: Hall, command: o.ReadNote, order: o.Order) -> Decision:
    """By whom it is for, while there is something to see to (S-5): of what could not be finished its A, and whoever serves the post now; of a handover its taker, that day. By a supervisor."""
    item = next((item for item in hall.unfinished.values() if item.note == command.note), None)
    handovers = [one for one in hall.handovers.values() if one.note == command.note]
    if item is None:
        is_for = {one.taker for one in handovers}
    else:
        is_for = {item.a_role} if item.contacted_at is None else set()
        is_for |= {order.by.id} if is_for and _serves(hall, order.by.id, item.post) else set()
    if order.by.id not in is_for and not (order.by.roles & LEADS and is_for):
        raise Refusal("unknown_contact")
    return Decision([f.NoteRead(note=command.note, item=None if item is None else item.id)])


def _serves(hall: Hall, clerk: str, post: str) -> bool:
    return post in {one.id for one in posts_served_by(hall, clerk)}


DECIDERS: dict[type[o.AnyCommand], Callable[[Hall, Any, o.Order], Decision]] = {
    c.RecordUnfinished: record_unfinished,
    c.MarkContacted: mark_contacted,
    o.ReadNote: read_note,
}
