"""Who serves each post now, where to go, how many wait: what a row of the board says. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from common.messages import CoverState
from common.rows import LineRow, PostRow, WindowRow
from common.words import Words
from display.why import Why, why

ANSWERED = ("a_role", "b_role", "stand_in")
"""States of a post in which somebody calls from its line."""


class PostLine(NamedTuple):
    """A post as the wall shows it. `home` is A's window; `waiting` none: not known.

    `why`: nobody, or not A, serves it there. `expected`: nobody sits there yet, A is to come.
    """

    id: str
    home: int
    name: Words
    state: CoverState
    window: int | None
    why: Why
    waiting: int | None
    expected: bool = False

    @property
    def moved(self) -> bool:
        """Is its line answered at another window (AB-3)?"""
        return self.window not in (None, self.home) and self.state in ANSWERED

    @property
    def exception(self) -> bool:
        """Would whoever goes to A's window find nobody there?"""
        return self.moved or self.state in ("unattended", "on_the_way")

    @property
    def unusual(self) -> bool:
        """Is there more to say than who serves it?"""
        return self.moved or self.state in ("b_role", "stand_in", "unattended", "on_the_way")


def post_lines(
    posts: Iterable[PostRow], lines: Iterable[LineRow], windows: Iterable[WindowRow]
) -> tuple[PostLine, ...]:
    """One line for each post, by window."""
    waiting = {line.id: line.waiting for line in lines}
    rows = {window.number: window for window in windows}
    return tuple(
        _line(post, waiting, rows.get(post.home))
        for post in sorted(posts, key=lambda post: (post.home, post.id))
    )


def _line(post: PostRow, waiting: dict[str, int], window: WindowRow | None) -> PostLine:
    known = [waiting[line] for line in post.lines if line in waiting]
    return PostLine(
        id=post.id,
        home=post.home,
        name=post.name,
        state=post.state,
        window=post.window,
        why=why(post, window),
        waiting=sum(known) if known else None,
        expected=post.expected,
    )
