"""What a ticket's page on a phone shows, from the hall alone. Pure."""

from typing import NamedTuple

from common.messages import CoverReason, CoverState
from common.words import Instant, Words
from server.rules.cover import state_of_line, window_of_post
from server.rules.estimate.wait import is_late, score_of, wait_of_ticket
from server.rules.hall import IN_HAND, Hall, Ticket, queue_of
from server.rules.next_calls import called_before, called_before_place
from server.rules.place import place_of_re_entry
from server.rules.queues import kept_again, window_of_ticket
from server.rules.setup import Matter, Post
from server.web.shapes_phone import PhoneTold

NEAR = 3
"""So many ahead, and an alert goes off."""
NEAR_MS, FAR_MS, OVER_MS = 2_000, 4_500, 20_000
"""When a page that is looked at asks again: it is never more than 5 s old."""
OVER = ("finished", "withdrawn", "voided", "lapsed")


class Place(NamedTuple):
    """Where a ticket is answered, by whom as the public may know, and for which window that one stands in."""

    window: int | None
    home: int | None = None
    cover: CoverState = "a_role"
    reason: CoverReason | None = None
    until: Instant | None = None


def phone_row(hall: Hall, ticket: Ticket, at: Instant) -> PhoneTold:
    """`at`: the hall's time."""
    about, matters = hall.rules.hall, _matters_of(hall, ticket)
    place = place_of(hall, ticket)
    ahead, wait = called_before(hall, ticket), wait_of_ticket(hall, ticket, at)
    return PhoneTold(
        ok=True,
        number=ticket.number,
        state=ticket.state,
        carried=ticket.carried,
        language=ticket.language,
        hall=about.name,
        sample=about.sample,
        phone=about.phone,
        timezone=about.timezone,
        phase=hall.phase,
        phase_until=hall.phase_until,
        paused=hall.paused,
        paused_until=hall.paused_until,
        matter=matters[0].name if matters else Words(ticket.matter),
        then=tuple(matter.name for matter in matters[1:]),
        bring=tuple(dict.fromkeys(words for matter in matters for words in matter.materials)),
        issued_at=ticket.issued_at,
        called_at=ticket.called_at if ticket.state in ("called", "missed") else None,
        times=ticket.recalls,
        slot=ticket.slot,
        ahead=ahead,
        **place._asdict(),
        way=next((item.where for item in hall.rules.windows if item.number == place.window), Words("")),
        behind=hall.rules.settings.re_entry_behind if ticket.re_entries == 0 else 0,
        wait=None if wait is None else (wait.low_min, wait.high_min),
        late=wait is not None and is_late(hall, ticket.line, wait, at),
        score=score_of(hall).percent,
        again_ms=_again_ms(ticket, ahead),
        back=_back(hall, ticket, at),
    )


def _back(hall: Hall, ticket: Ticket, at: Instant) -> int | None:
    """How many would be called before a missed ticket that comes back now; none for any other."""
    if ticket.state != "missed":
        return None
    queue = queue_of(ticket.line, kept_again(hall, ticket))
    claim, placed = place_of_re_entry(hall, ticket, queue, at, hall.version + 1)
    return called_before_place(hall, queue, (claim, placed, ticket.id))


def place_of(hall: Hall, ticket: Ticket) -> Place:
    """In hand: at its window. Else where its line is answered now; who has left says so on the wall, too (AB-3, AB-15)."""
    if ticket.state in IN_HAND:
        return Place(ticket.window)
    window = window_of_ticket(hall, ticket.line, ticket.kept_to)
    post = _answering(hall, ticket, window)
    if post is None or post.id not in hall.covers:
        return Place(window, cover=state_of_line(hall, ticket.line))
    cover = hall.covers[post.id]
    home = post.window if window not in (None, post.window) else None
    return Place(window, home, cover.state, cover.reason, cover.until)


def _answering(hall: Hall, ticket: Ticket, window: int | None) -> Post | None:
    """The post that answers at `window`; where nobody does, the first that is missed."""
    posts = [post for post in hall.posts_of(ticket.line) if ticket.kept_to in (None, post.id)]
    if window is None:
        state = state_of_line(hall, ticket.line)
        return next(
            (post for post in posts if post.id in hall.covers and hall.covers[post.id].state == state), None
        )
    return next((post for post in posts if window_of_post(hall, post) == window), None)


def _matters_of(hall: Hall, ticket: Ticket) -> list[Matter]:
    known = {matter.id: matter for matter in hall.rules.matters}
    return [known[name] for name in (ticket.matter, *(stop.matter for stop in ticket.then)) if name in known]


def _again_ms(ticket: Ticket, ahead: int | None) -> int:
    if ticket.state in OVER:
        return OVER_MS
    near = ticket.state == "called" or (ahead is not None and ahead <= NEAR)
    return NEAR_MS if near else FAR_MS
