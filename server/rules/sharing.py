"""Load sharing (AB-9): when a B may call from the line of an A who is there, and whom.

The guest line's claims are compared later by the offset that started it, or B's own residents would pay.
"""

from typing import NamedTuple

from common.messages import CoverState
from common.words import Instant
from server.rules.cover import candidates, next_available, posts_served_by
from server.rules.hall import Hall
from server.rules.hall_cover import OverloadKind, SharedLoad
from server.rules.hours import MINUTE_MS
from server.rules.left_over import oldest_of_post
from server.rules.presence import is_available
from server.rules.setup import Post

# -- who may call what ----------------------------------------------------------------------------


def posts_shared_by(hall: Hall, clerk: str) -> list[Post]:
    """The posts whose load `clerk` shares now, by the record."""
    return [post for post in hall.rules.posts if (load := hall.shared.get(post.id)) and load.clerk == clerk]


def posts_worked_by(hall: Hall, clerk: str) -> list[Post]:
    """The posts that `clerk` serves, then those whose load is shared."""
    return [*posts_served_by(hall, clerk), *posts_shared_by(hall, clerk)]


def offsets_of(hall: Hall, clerk: str) -> dict[str, int]:
    """The posts that `clerk` serves or shares, with how much later the claims of their lines count, ms."""
    found = {post.id: hall.shared[post.id].offset_ms for post in posts_shared_by(hall, clerk)}
    return found | {post.id: 0 for post in posts_served_by(hall, clerk)}


def lines_worked_by(hall: Hall, clerk: str) -> dict[str, int]:
    """The lines that `clerk` may call from, each with the least of those offsets, ms."""
    offsets = (
        (line, hall.shared[post.id].offset_ms) for post in posts_shared_by(hall, clerk) for line in post.lines
    )
    found: dict[str, int] = {}
    for line, offset_ms in offsets:
        found[line] = min(offset_ms, found.get(line, offset_ms))
    return found | {line: 0 for post in posts_served_by(hall, clerk) for line in post.lines}


def role_at(hall: Hall, post: Post, clerk: str) -> CoverState:
    """As what `clerk` calls from the post's line."""
    cover = hall.covers[post.id]
    return cover.state if cover.clerk == clerk else "b_role"


# -- when -----------------------------------------------------------------------------------------


class Load(NamedTuple):
    """How many wait at a post, and how long the first of them, ms."""

    waiting: int
    longest_ms: int


def load_of(hall: Hall, post: Post, at: Instant) -> Load:
    """The post's load at `at`."""
    oldest = oldest_of_post(hall, post)
    return Load(_waiting_at(hall, post), at - oldest if oldest is not None else 0)


def _waiting_at(hall: Hall, post: Post) -> int:
    return sum(hall.waiting_in(line) for line in post.lines)


def load_to_share(hall: Hall, post: Post, at: Instant) -> SharedLoad | None:
    """Who should share the post's load at `at`. In a pause nothing changes."""
    now = hall.shared.get(post.id)
    if now is None and not _may_be_shared(post):
        return None
    if not a_serves(hall, post):
        return None
    if hall.paused is not None:
        return now
    load = load_of(hall, post, at)
    if now is not None and not _relieved(post, now, load):
        return _still_shared(hall, post, now, at)
    kind = overload(post, load)
    found = next_available(hall, post, at) if kind is not None else None
    if kind is None or found is None:
        return None
    offset_ms = load.longest_ms if kind == "waiting" else post.sharing.longest_min * MINUTE_MS
    return SharedLoad(found[1], offset_ms, at, kind)


def overload(post: Post, load: Load) -> OverloadKind | None:
    """Which threshold the load has reached."""
    if 0 < post.sharing.longest_min * MINUTE_MS <= load.longest_ms and load.waiting:
        return "wait"
    return "waiting" if 0 < post.sharing.waiting <= load.waiting else None


def may_start_sharing(hall: Hall, post: Post) -> bool:
    """Whether so many wait now that the post's load may have to be shared."""
    enough = post.sharing.waiting
    return bool(enough) and post.id not in hall.shared and enough <= _waiting_at(hall, post)


def sharing_due(hall: Hall, post: Post, at: Instant) -> Instant | None:
    """When somebody will have waited so long that time alone starts it."""
    if not post.sharing.longest_min or hall.paused is not None or not a_serves(hall, post):
        return None
    oldest = oldest_of_post(hall, post) if post.id not in hall.shared else None
    due = oldest + post.sharing.longest_min * MINUTE_MS if oldest is not None else at
    return due if due > at and next_available(hall, post, due) is not None else None


def _may_be_shared(post: Post) -> bool:
    """Off by default: then nobody has to be counted."""
    return bool(post.sharing.waiting or post.sharing.longest_min)


def a_serves(hall: Hall, post: Post) -> bool:
    """Whether A is there and serves the post, by the record."""
    cover = hall.covers.get(post.id)
    return hall.phase == "open" and cover is not None and cover.state == "a_role" and cover.window is not None


def _relieved(post: Post, now: SharedLoad, load: Load) -> bool:
    """At half the threshold that started it, so that it does not flap."""
    if now.kind == "waiting":
        return 2 * load.waiting <= post.sharing.waiting
    return 2 * load.longest_ms <= post.sharing.longest_min * MINUTE_MS


def _still_shared(hall: Hall, post: Post, now: SharedLoad, at: Instant) -> SharedLoad | None:
    """By the same B while that one is there, else by the next."""
    bs = [clerk for _, clerk in candidates(hall, post)[1:]]
    if now.clerk in bs and is_available(hall, now.clerk, at):
        return now
    found = next_available(hall, post, at)
    return SharedLoad(found[1], now.offset_ms, at, now.kind) if found is not None else None
