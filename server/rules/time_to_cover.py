"""How long an absent A's residents waited for somebody else (AB-3): measured once, when it happens, and put on record.

Two figures: from when absence took effect, and from when A was last seen, to the first call that whoever covers the post
made. Neither runs while nobody waited, nor while nobody could be called. Where somebody waited and nobody was called
until they left, or until A's absence was over, how long the one waited who waited longest.
"""

from collections.abc import Iterable, Iterator

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Fact
from server.rules.hall import Hall, Ticket
from server.rules.hall_cover import Takeover
from server.rules.left_over import oldest_of_post
from server.rules.queues import keeps_nobody
from server.rules.setup import Post

# -- when nobody could be called ---------------------------------------------------------------------


def still_spans(hall: Hall, post: str, since: Instant) -> list[tuple[Instant, Instant | None]]:
    """The spans after `since` in which nobody was called for `post`, in order, none within another; the last may go on."""
    found: list[tuple[Instant, Instant | None]] = []
    both = (*hall.still.get("", ()), *hall.still.get(post, ((0, None),)))
    for begun, ended in sorted(both, key=lambda span: span[0]):
        if found and (found[-1][1] is None or (ended is not None and ended <= found[-1][1])):
            continue
        if ended is None or ended > max(since, begun):
            last = found[-1][1] if found else None
            found.append((max(since, begun, last or 0), ended))
    return found


def ran_ms(hall: Hall, post: str, since: Instant, until: Instant) -> int:
    """How long of the time from `since` to `until` somebody could be called for `post`."""
    stood = (min(until, ended or until) - begun for begun, ended in still_spans(hall, post, since))
    return max(0, until - since - sum(max(0, ms) for ms in stood))


# -- what is measured ------------------------------------------------------------------------------


def measured(hall: Hall, fact: Fact, due: Instant) -> list[f.CoverMeasured]:
    """What `fact`, which is to be applied next, says of how long covers took."""
    return list(_found(hall, fact, due)) if hall.takeovers else []


def _found(hall: Hall, fact: Fact, due: Instant) -> Iterator[f.CoverMeasured]:
    match fact:
        case f.TicketCalled():
            yield from _first_calls(hall, fact, due)
        case f.TicketPutBack():
            yield from _taken_back(hall, hall.tickets[fact.ticket])
        case f.TicketWithdrawn():
            ticket = hall.tickets[fact.ticket]
            if ticket.in_line:
                yield from _in_vain(hall, _posts_of(hall, ticket), due, ticket.waits_since)
        case f.CoverChanged() | f.DayClosed() | f.HallImported():
            yield from _in_vain(hall, [post for post in hall.rules.posts if _is_over(hall, post, fact)], due)


def _is_over(hall: Hall, post: Post, fact: f.CoverChanged | f.DayClosed | f.HallImported) -> bool:
    """Whether `fact` ends the absence of the post's A."""
    match fact:
        case f.CoverChanged():
            return fact.post == post.id and fact.absence_of(_a_role(hall, post.id)) != "goes_on"
        case f.HallImported():
            return post.id not in {kept.id for kept in fact.setup.posts}
    return True


def _a_role(hall: Hall, post: str) -> str | None:
    begun = hall.takeovers.get(post)
    return begun.clerk if begun is not None else None


def _posts_of(hall: Hall, ticket: Ticket) -> Iterator[Post]:
    """The posts whose resident it is; one that is kept to another post is not, unless that post is closed."""
    for post in hall.posts_of(ticket.line):
        if ticket.kept_to in (None, post.id) or keeps_nobody(hall, ticket.kept_to or ""):
            yield post


def _first_calls(hall: Hall, fact: f.TicketCalled, due: Instant) -> Iterator[f.CoverMeasured]:
    """Of one of the line's residents by whoever covers the post, whichever post the call is booked on."""
    ticket = hall.tickets[fact.ticket]
    waited_from = ticket.waits_since if fact.waited_from is None else fact.waited_from
    for post in _posts_of(hall, ticket):
        begun, cover = hall.takeovers.get(post.id), hall.covers.get(post.id)
        if begun is None or begun.first_call is not None or cover is None or cover.clerk != fact.clerk:
            continue
        yield _took(hall, post.id, begun, waited_from, due, ticket.id)


def _taken_back(hall: Hall, ticket: Ticket) -> Iterator[f.CoverMeasured]:
    """A call that was taken back was none; a later one of the same ticket is another."""
    for post, begun in hall.takeovers.items():
        if begun.ticket == ticket.id and begun.first_call == ticket.called_at:
            yield f.CoverMeasured(post=post)


def _in_vain(
    hall: Hall, posts: Iterable[Post], due: Instant, waited_from: Instant | None = None
) -> Iterator[f.CoverMeasured]:
    """Nobody was called, and who waited since `waited_from` (none: who waits longest) waits for it no more."""
    for post in posts:
        begun = hall.takeovers.get(post.id)
        since = oldest_of_post(hall, post) if waited_from is None else waited_from
        if begun is None or begun.first_call is not None or since is None:
            continue
        found = _took(hall, post.id, begun, since, due)
        if (found.effective_ms or 0) > (begun.effective_ms or 0):
            yield found


def _took(
    hall: Hall, post: str, begun: Takeover, waited_from: Instant, due: Instant, ticket: int | None = None
) -> f.CoverMeasured:
    effective_ms, seen_ms = (
        ran_ms(hall, post, max(since, waited_from), due) for since in (begun.effective, begun.left)
    )
    return f.CoverMeasured(
        post=post, ticket=ticket, waited_from=waited_from, effective_ms=effective_ms, seen_ms=seen_ms
    )
