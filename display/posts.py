"""Who serves each post now, where to go, how many wait: what a row of the board says. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from common.messages import CoverReason, CoverState
from common.rows import LineRow, PostRow
from common.words import Instant, Words


class PostLine(NamedTuple):
    """A post as the wall shows it. `home` is A's window; `state`, `waiting` none: not known.

    `expected`: nobody sits there yet, A is to come.
    """

    id: str
    home: int
    name: Words
    state: CoverState | None
    window: int | None
    reason: CoverReason | None
    until: Instant | None
    waiting: int | None
    expected: bool = False

    @property
    def moved(self) -> bool:
        """Is its line answered at another window (AB-3)?"""
        return self.window is not None and self.window != self.home and self.state != "closed"

    @property
    def exception(self) -> bool:
        """Would whoever goes to A's window find nobody there?"""
        return self.moved or self.state == "unattended"

    @property
    def unusual(self) -> bool:
        """Is there more to say than who serves it?"""
        return self.moved or self.state in ("b_role", "stand_in", "unattended", "on_the_way")


def post_lines(posts: Iterable[PostRow], lines: Iterable[LineRow]) -> tuple[PostLine, ...]:
    """One line for each post, by window."""
    waiting = {line.id: line.waiting for line in lines}
    return tuple(_line(post, waiting) for post in sorted(posts, key=lambda post: (post.home, post.id)))


def no_longer_known(lines: Iterable[PostLine]) -> tuple[PostLine, ...]:
    """The same, when what was known is too old to send anybody anywhere: windows and names are left."""
    return tuple(
        line._replace(state=None, window=None, reason=None, until=None, waiting=None, expected=False)
        for line in lines
    )


def _line(post: PostRow, waiting: dict[str, int]) -> PostLine:
    known = [waiting[line] for line in post.lines if line in waiting]
    return PostLine(
        id=post.id,
        home=post.home,
        name=post.name,
        state=post.state,
        window=post.window,
        reason=post.reason,
        until=post.until,
        waiting=sum(known) if known else None,
        expected=post.expected,
    )
