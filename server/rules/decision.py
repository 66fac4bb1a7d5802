"""What `decide` returns, and the questions that several commands ask first."""

import msgspec

from common.messages import Answer, TicketState
from common.words import Instant
from server.rules.facts import Fact
from server.rules.hall import Hall, Ticket
from server.rules.order import Order, PrivateText
from server.rules.presence import away_from_hand, presence_of
from server.rules.refusal import Refusal
from server.rules.setup import Matter, Post


class Decision(msgspec.Struct, frozen=True):
    """Facts in order, an answer (none: `Done`), private texts to store, and `due` if not now."""

    facts: list[Fact]
    answer: Answer | None = None
    private: list[PrivateText] = []
    due: Instant | None = None


def my_window(hall: Hall, order: Order) -> int:
    """The window at which the clerk who asks sits and is on duty, or ends what is in hand as a leave begins."""
    person = presence_of(hall, order.by.id)
    if person.window is None:
        raise Refusal("not_seated")
    if person.away is not None or away_from_hand(hall, order.by.id, order.at) is not None:
        raise Refusal("come_back_first")
    return person.window


def named(post: Post) -> dict[str, str | int]:
    """The values of a refusal that is about `post`: its id, and its name in each language for whoever reads the words."""
    return {"post": post.id, "post_zh": post.name.zh, "post_en": post.name.text("en")}


def hall_running(hall: Hall) -> None:
    """Refuse while no day is open or the hall is paused."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    if hall.paused is not None:
        raise Refusal("hall_paused")


def ticket_of(hall: Hall, ticket: int) -> Ticket:
    """A ticket of today, or one carried over."""
    found = hall.tickets.get(ticket)
    if found is None:
        raise Refusal("unknown_ticket")
    return found


def in_state(ticket: Ticket, *states: TicketState) -> None:
    """Refuse unless the ticket is in one of `states`."""
    if ticket.state not in states:
        raise Refusal("ticket_state", number=ticket.number, state=ticket.state)


def in_my_hand(hall: Hall, order: Order, ticket_id: int, *states: TicketState) -> Ticket:
    """The ticket this clerk has in hand, in one of `states`."""
    window = my_window(hall, order)
    ticket = ticket_of(hall, ticket_id)
    if hall.hands.get(window) != ticket.id:
        raise Refusal("not_in_your_hand", number=ticket.number)
    in_state(ticket, *states)
    return ticket


def empty_hand(hall: Hall, window: int) -> None:
    """Refuse while a ticket is in hand at `window`."""
    if (held := hall.hands.get(window)) is not None:
        raise Refusal("hand_full", number=hall.tickets[held].number)


def matter_of(hall: Hall, matter: str) -> Matter:
    """A matter of the catalogue."""
    for item in hall.rules.matters:
        if item.id == matter:
            return item
    for other in hall.rules.elsewhere:  # M-5
        if other.id == matter:
            raise Refusal("handled_elsewhere", where=other.where.zh, where_en=other.where.text("en"))
    raise Refusal("unknown_matter")


def post_of(hall: Hall, post: str) -> Post:
    """A post of the set-up."""
    for item in hall.rules.posts:
        if item.id == post:
            return item
    raise Refusal("unknown_post")


def known_clerk(hall: Hall, clerk: str) -> None:
    """Refuse a staff number that the set-up does not know."""
    if all(item.id != clerk for item in hall.rules.clerks):
        raise Refusal("unknown_clerk")
