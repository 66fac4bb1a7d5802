"""When a line is answered on a day: the hours of its posts, within the hall's own (Q-4)."""

from datetime import date, timedelta
from functools import lru_cache

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import is_open_day, parts_of, spans_of
from server.rules.post_day import Span, joined, works_on, works_today
from server.rules.setup import Post, Setup

LOOKS_AHEAD_DAYS = 21
"""As far as the hall's own next opening is looked for."""

# -- what a line's row says ------------------------------------------------------------------------


def hours_told(hall: Hall, line: str) -> tuple[Span, ...] | None:
    """Today's hours of `line` where they are not simply the hall's; empty: none of its posts works today."""
    posts = hall.posts_of(line)
    if not hall.day or any(not post.sessions and works_today(hall, post) for post in posts):
        return None
    return hours_of(hall.rules, tuple(posts), hall.day)


def next_told(hall: Hall, line: str) -> Instant | None:
    """When `line` is next answered on a later day, told where its hours are."""
    if hours_told(hall, line) is None:
        return None
    return _next_after(_Ask(hall.rules, tuple(hall.posts_of(line)), hall.day))


class _Ask:
    """A question that is asked again with each number given; the set-up is told by its identity."""

    __slots__ = ("day", "posts", "setup")

    def __init__(self, setup: Setup, posts: tuple[Post, ...], day: str) -> None:
        self.setup, self.posts, self.day = setup, posts, day

    def __hash__(self) -> int:
        return hash((id(self.setup), tuple(post.id for post in self.posts), self.day))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Ask):
            return NotImplemented
        return self.setup is other.setup and (self.day, self.posts) == (other.day, other.posts)


@lru_cache(maxsize=256)
def _next_after(ask: _Ask) -> Instant | None:
    setup, posts, first = ask.setup, ask.posts, date.fromisoformat(ask.day)
    for ahead in range(1, LOOKS_AHEAD_DAYS + 1):
        later = (first + timedelta(days=ahead)).isoformat()
        if is_open_day(setup.hours, later) and (hours := hours_of(setup, posts, later)):
            return hours[0][0]
    return None


# -- any day ---------------------------------------------------------------------------------------


def hours_of(setup: Setup, posts: tuple[Post, ...], day: str) -> tuple[Span, ...]:
    """When one of `posts` at least works on `day`, in order, joined."""
    return tuple(joined(span for post in posts for span in post_hours(setup, post, day)))


def post_hours(setup: Setup, post: Post, day: str) -> list[Span]:
    """The hours of one post: its own as far as the calendar opens the hall (by hand: whole), else the hall's."""
    if not works_on(setup, post, day):
        return []
    opened = [
        (part.since, part.until) for part in parts_of(setup, day) if part.phase == "open" and part.until
    ]
    if not post.sessions:
        return opened
    own = spans_of(setup.hall.timezone, day, post.sessions)
    if not opened:
        return list(own)
    both = [(max(since, begin), min(until, end)) for since, until in own for begin, end in opened]
    return [(since, until) for since, until in both if since < until]
