"""Who serves a post: one pure function of presence, leave, rota and hours (AB-2 to AB-4, AB-10).

`decide` compares it with `hall.covers` and records the difference; everybody else reads the record.
"""

from common.messages import CoverReason, CoverState
from common.words import Instant
from server.rules.hall import IN_HAND, Cover, Hall
from server.rules.left_over import left_over
from server.rules.post_day import a_today, b_roles_of, opened_at, works_today
from server.rules.presence import Absence, absence, can_come, is_available, is_expected, presence_of
from server.rules.setup import Post

SERVED: tuple[CoverState, ...] = ("a_role", "b_role", "stand_in")


def who_serves(hall: Hall, post: Post, at: Instant) -> Cover:
    """The cover of `post` as it should be at `at`."""
    if hall.phase == "closed" or not works_today(hall, post):
        return _closed(at)
    if hall.phase in ("early", "open") and opened_at(hall, post, at) is None:
        return _outside_hours(hall, post, at)
    a_role = a_today(hall, post)
    away = absence(hall, a_role, at)
    if away is None and (hall.phase == "open" or is_available(hall, a_role, at)):
        return Cover("a_role", a_role, presence_of(hall, a_role).window, None, at, None)
    if hall.phase == "early" and not _has_begun(hall, post, away):
        return _closed(at)
    return _without_a(hall, post, away, at)


def _has_begun(hall: Hall, post: Post, away: Absence | None) -> bool:
    """Before opening a post is covered from when anybody is served there: nothing put aside or handed over is nobody's."""
    if away is not None and away.reason == "handed_over":
        return True
    begun = (ticket for ticket in hall.tickets.values() if ticket.post == post.id)
    return any(ticket.state in ("held", "finished", *IN_HAND) for ticket in begun)


def _without_a(hall: Hall, post: Post, away: Absence | None, at: Instant) -> Cover:
    """The first of the others who is available; over lunch and after closing nobody has to be (AB-3)."""
    reason, until = (away.reason, away.until) if away and is_expected(hall, away) else (None, None)
    found = next_available(hall, post, at)
    if found is not None:
        state, clerk = found
        return Cover(state, clerk, presence_of(hall, clerk).window, reason, at, until)
    return _nobody(hall, post, reason, at, until) if hall.phase in ("early", "open") else _closed(at)


def _closed(at: Instant) -> Cover:
    return Cover("closed", None, None, None, at, None)


def _outside_hours(hall: Hall, post: Post, at: Instant) -> Cover:
    """Closed (Q-4); but who waited when its hours ended is served by whoever of its candidates is there (Q-6)."""
    if left_over(hall, post, at):
        for state, clerk in candidates(hall, post):
            if is_available(hall, clerk, at):
                return Cover(state, clerk, presence_of(hall, clerk).window, None, at, None)
    return _closed(at)


def _nobody(hall: Hall, post: Post, reason: CoverReason | None, at: Instant, until: Instant | None) -> Cover:
    """Unattended (AB-10), unless a B from outside is on the way and the limit is not over (AB-14)."""
    called = hall.called_out.get(post.id)
    until_then = called.until if called is not None and can_come(hall, called.clerk, at) else None
    if until_then is not None and at < until_then:
        return Cover("on_the_way", None, None, reason, at, until_then)
    return Cover("unattended", None, None, reason, at, until)


def candidates(hall: Hall, post: Post) -> list[tuple[CoverState, str]]:
    """A, B1, B2, …, a stand-in: in the order in which they are asked."""
    a_role = a_today(hall, post)
    found: list[tuple[CoverState, str]] = [("a_role", a_role)]
    found += [("b_role", clerk) for clerk in b_roles_of(post, a_role)]
    if post.id in hall.stand_ins:
        found.append(("stand_in", hall.stand_ins[post.id]))
    return found


def next_available(hall: Hall, post: Post, at: Instant, but: str = "") -> tuple[CoverState, str] | None:
    """The first after A who is seated and not absent; `but` is passed over."""
    others = candidates(hall, post)[1:]
    return next((item for item in others if item[1] != but and is_available(hall, item[1], at)), None)


def next_bs(hall: Hall, post: Post) -> tuple[str, ...]:
    """The Bs who are seated and on duty by the record, in their order, without whoever serves the post now."""
    cover = hall.covers.get(post.id)
    people = [(clerk, presence_of(hall, clerk)) for _, clerk in candidates(hall, post)[1:]]
    return tuple(
        clerk
        for clerk, person in people
        if person.window is not None and person.away is None and clerk not in hall.absent
        if cover is None or clerk != cover.clerk
    )


def posts_served_by(hall: Hall, clerk: str) -> list[Post]:
    """The posts that `clerk` serves now, by the record (AB-16)."""
    covers = hall.covers
    return [post for post in hall.rules.posts if _serves(covers.get(post.id), clerk)]


def window_of_line(hall: Hall, line: str) -> int | None:
    """Where `line` is answered now, where somebody sits first; none when its posts are closed or unattended."""
    for post in sorted(hall.posts_of(line), key=lambda post: awaits_a(hall, post)):
        if (window := window_of_post(hall, post)) is not None:
            return window
    return None


def window_of_post(hall: Hall, post: Post) -> int | None:
    """Where the post is answered: where its clerk sits; A's own window while A is expected."""
    cover = hall.covers.get(post.id)
    if cover is None or cover.state not in SERVED:
        return None
    return post.window if cover.window is None else cover.window


def awaits_a(hall: Hall, post: Post) -> bool:
    """Is A expected and not there yet: counted as serving, but nobody sits at the post?"""
    cover = hall.covers.get(post.id)
    return cover is not None and cover.state in SERVED and cover.window is None


def line_awaits_a(hall: Hall, line: str) -> bool:
    """Does nobody sit for `line` yet, though somebody is expected?"""
    served = [post for post in hall.posts_of(line) if window_of_post(hall, post) is not None]
    return bool(served) and all(awaits_a(hall, post) for post in served)


def state_of_line(hall: Hall, line: str) -> CoverState:
    """The line's own state: unattended only if all its posts are (AB-10)."""
    states = [hall.covers[post.id].state for post in hall.posts_of(line) if post.id in hall.covers]
    served = [state for state in states if state in SERVED]
    if served:
        return served[0]
    return next((state for state in ("on_the_way", "unattended") if state in states), "closed")


def _serves(cover: Cover | None, clerk: str) -> bool:
    return cover is not None and cover.clerk == clerk
