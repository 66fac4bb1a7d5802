"""When a line is answered on a day: the hours of its posts, within the hall's own (Q-4)."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import is_open_day, parts_of, spans_of
from server.rules.post_day import Span, joined, works_on
from server.rules.setup import Post, Setup

LOOKS_AHEAD_DAYS = 21
"""As far as the hall's own next opening is looked for."""

# -- what a line's row says ------------------------------------------------------------------------


class Told(NamedTuple):
    """Both none where the hall's hours are the line's: a post without sessions of its own works today."""

    hours: tuple[Span, ...] | None = None
    """Today's; empty: none of its posts works today."""
    next_open: Instant | None = None
    """When it is next answered on a later day."""


def told_of_line(hall: Hall, line: str) -> Told:
    """Today's hours of `line`, and when it is answered next, where they are not simply the hall's."""
    return _told(_Ask(hall.rules, line, hall.day)) if hall.day else Told()


class _Ask:
    """A question that is asked again with each number given; the set-up is told by its identity."""

    __slots__ = ("day", "line", "setup")

    def __init__(self, setup: Setup, line: str, day: str) -> None:
        self.setup, self.line, self.day = setup, line, day

    def __hash__(self) -> int:
        return hash((id(self.setup), self.line, self.day))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Ask):
            return NotImplemented
        return self.setup is other.setup and (self.day, self.line) == (other.day, other.line)


@lru_cache(maxsize=256)
def _told(ask: _Ask) -> Told:
    setup, posts = ask.setup, ask.setup.serving.get(ask.line, ())
    if any(not post.sessions and works_on(setup, post, ask.day) for post in posts):
        return Told()
    return Told(hours_of(setup, posts, ask.day), _next_after(setup, posts, ask.day))


def _next_after(setup: Setup, posts: tuple[Post, ...], day: str) -> Instant | None:
    first = date.fromisoformat(day)
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
