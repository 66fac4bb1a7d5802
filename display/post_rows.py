"""The board's rows of posts, below each other, and the heads above them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.theme import Role
from common.words import Instant
from display.board_name import RowNames
from display.board_row import SPACE, BoardRow, RowRoom, board_columns, board_row
from display.pieces import label, panel
from display.posts import PostLine
from display.type_scale import TypeScale
from display.wording import Wording

GAP = 0.3

Posts = tuple[PostLine, ...]


class PostRows:
    """Measures and places them, all in the same columns, with a `gap` of pixels below each."""

    def __init__(self, scale: TypeScale, wording: Wording, names: RowNames) -> None:
        self._scale, self._wording, self._names = scale, wording, names
        self._columns = board_columns(scale, wording, names.measure)
        self.gap = scale.px(GAP)

    def heights(self, posts: Posts, now: Instant, room: RowRoom) -> list[int]:
        """Of the rows, each with the gap below it."""
        return [self._row(post, now, room).height + self.gap for post in posts]

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns hold; a head may stand over the next column."""
        em, wording = self._scale.small, self._wording
        window, name, post, waiting = self._columns.cells(rect)
        number = wording.say("board.window")
        window = window._replace(w=max(window.w, self._names.measure.width_of(number, em)))
        name = name._replace(x=max(name.x, window.right + self._scale.px(SPACE)))
        for cell, code in ((window, "window"), (name, "name"), (post, "post")):
            yield label(cell, wording.say(f"board.{code}"), em, Role.SECONDARY)
        # The mark may stand over the column of roles, whose own head is short.
        head = waiting._replace(x=post.x, w=waiting.right - post.x)
        yield label(head, f"○ {wording.say('board.waiting')}", em, Role.WAITING, align="right")

    def place(self, rect: Rect, posts: Posts, now: Instant, room: RowRoom) -> Iterator[Placement]:
        """From the top of `rect`."""
        for post in posts:
            row = self._row(post, now, room)
            at, rect = rect.take_top(row.height)
            rect = rect.take_bottom(rect.h - self.gap)[0]
            yield panel(at, self._scale)
            yield from row.place(at)

    def _row(self, post: PostLine, now: Instant, room: RowRoom) -> BoardRow:
        return board_row(post, self._columns, room, now, self._wording, self._names)
