"""Who serves a post: one pure function of presence, leave, rota and hours (AB-2 to AB-4, AB-10).

`decide` compares it with `hall.covers` and records the difference; everybody else reads the record.
"""

from common.messages import CoverState
from common.words import Instant
from server.rules.hall import Cover, Hall
from server.rules.hours import weekday
from server.rules.presence import absence, is_available, is_expected, presence_of
from server.rules.setup import Post

SERVED: tuple[CoverState, ...] = ("a_role", "b_role", "stand_in")


def who_serves(hall: Hall, post: Post, at: Instant) -> Cover:
    """The cover of `post` as it should be at `at`."""
    if hall.phase == "closed" or (hall.day and weekday(hall.day) not in post.weekdays):
        return Cover("closed", None, None, None, at, None)
    away = absence(hall, post.a_role, at)
    if away is None and (hall.phase == "open" or is_available(hall, post.a_role, at)):
        return Cover("a_role", post.a_role, presence_of(hall, post.a_role).window, None, at, None)
    if hall.phase == "early":
        return Cover("closed", None, None, None, at, None)
    reason, until = (away.reason, away.until) if away and is_expected(hall, away) else (None, None)
    for state, clerk in candidates(hall, post)[1:]:
        if is_available(hall, clerk, at):
            window = presence_of(hall, clerk).window
            return Cover(state, clerk, window, reason, at, until)
    if hall.phase != "open":
        return Cover("closed", None, None, None, at, None)
    return Cover("unattended", None, None, reason, at, until)


def candidates(hall: Hall, post: Post) -> list[tuple[CoverState, str]]:
    """A, B1, B2, …, a stand-in: in the order in which they are asked."""
    found: list[tuple[CoverState, str]] = [("a_role", post.a_role)]
    found += [("b_role", clerk) for clerk in post.b_roles]
    if post.id in hall.stand_ins:
        found.append(("stand_in", hall.stand_ins[post.id]))
    return found


def posts_served_by(hall: Hall, clerk: str) -> list[Post]:
    """The posts that `clerk` serves now, by the record (AB-16)."""
    covers = hall.covers
    return [post for post in hall.rules.posts if _serves(covers.get(post.id), clerk)]


def lines_served_by(hall: Hall, clerk: str) -> list[str]:
    """The lines of those posts, each once."""
    return list(dict.fromkeys(line for post in posts_served_by(hall, clerk) for line in post.lines))


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
    return "unattended" if "unattended" in states else "closed"


def _serves(cover: Cover | None, clerk: str) -> bool:
    return cover is not None and cover.clerk == clerk
