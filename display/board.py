"""The board: per post who serves it, where to go and how many wait (AB-3, AB-10, AB-13, AB-15). Pure.

Rows never shrink their type: what does not fit goes on the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from common.screen.geometry import Rect
from common.screen.placements import Placement, line
from common.screen.placements import Style as Look
from common.screen.text import Measure
from common.screen.theme import Role
from common.words import Instant
from display.board_row import PAD, BoardRow, board_columns, board_row
from display.phase import PAUSE_INKS, PhaseWords
from display.pieces import label, panel, pill, pill_width
from display.posts import PostLine
from display.type_scale import TypeScale, line_px
from display.wall_state import Wall
from display.wording import Wording

TITLE, HEADS, GAP = 6.4, 5.0, 0.4

Page = tuple[PostLine, ...]


class Board:
    """Places the board of one screen."""

    def __init__(self, rect: Rect, scale: TypeScale, wording: Wording, measure: Measure) -> None:
        title, below = rect.take_top(scale.px(TITLE))
        self._title = title.inset(scale.px(PAD), 0)
        self._heads, self._body = below.take_top(max(scale.px(HEADS), line_px(scale.small)))
        self._scale, self._wording, self._measure = scale, wording, measure
        self._columns = board_columns(scale, wording, measure)
        self.pages = lru_cache(maxsize=8)(self._pages)

    def place(self, wall: Wall, phase: PhaseWords) -> list[Placement]:
        """The board as it is now."""
        return [
            *self._place_title(wall, phase),
            *self._place_heads(),
            *self._place_rows(wall.posts, wall.at),
        ]

    def _pages(self, posts: Page, now: Instant) -> tuple[Page, ...]:
        """As few pages as hold all rows, and as even as they can be: no page with a single row at its end."""
        gap = self._scale.px(GAP)
        heights = [self._row(post, now).height + gap for post in posts]
        room = self._body.h + gap
        fewest = len(_cut(posts, heights, room))
        tries = (_cut(posts, heights, least) for least in range(max([*heights, gap]), room, gap))
        return next((pages for pages in tries if len(pages) == fewest), _cut(posts, heights, room))

    def _row(self, post: PostLine, now: Instant) -> BoardRow:
        return board_row(post, self._columns, self._body.w, now, self._wording, self._measure)

    def _place_title(self, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        scale, wording, rest = self._scale, self._wording, self._title
        if wall.pages > 1:
            text = f"{wall.page + 1}/{wall.pages}"
            at, rest = rest.take_right(self._measure.width_of(text, scale.board, bold=True))
            yield label(at, text, scale.board, bold=True)
            rest = rest.take_left(rest.w - scale.px(2))[0]
        if wall.contact == "lost":
            yield from pill(
                rest, f"‖ {wording.say('board.lost')}", scale.small, PAUSE_INKS, scale, self._measure
            )
            return
        if phase.is_open:
            yield label(rest, wording.say("board.title"), scale.board, bold=True)
            return
        yield from pill(rest, phase.marked, scale.small, phase.inks, scale, self._measure)
        used = pill_width(phase.marked, scale.small, scale, self._measure) + scale.px(1.5)
        look = Look(scale.small, Role.TEXT)
        if told := phase.when or phase.more:
            yield line(rest.take_right(rest.w - used)[0], told, look, self._measure)

    def _place_heads(self) -> Iterator[Placement]:
        em, wording = self._scale.small, self._wording
        window, name, post, waiting = self._columns.cells(self._heads)
        for rect, code in ((window, "window"), (name, "name"), (post, "post")):
            yield label(rect, wording.say(f"board.{code}"), em, Role.SECONDARY)
        # The mark may stand over the column of roles, whose own head is short.
        head = waiting._replace(x=post.x, w=waiting.right - post.x)
        yield label(head, f"○ {wording.say('board.waiting')}", em, Role.WAITING, align="right")

    def _place_rows(self, posts: Page, now: Instant) -> Iterator[Placement]:
        rest = self._body
        for post in posts:
            row = self._row(post, now)
            rect, rest = rest.take_top(row.height)
            rest = rest.take_bottom(rest.h - self._scale.px(GAP))[0]
            yield panel(rect, self._scale)
            yield from row.place(rect)


def _cut(posts: Page, heights: Sequence[int], room: int) -> tuple[Page, ...]:
    """A new page where the next row would not fit; at least one page."""
    pages: list[list[PostLine]] = [[]]
    left = room
    for post, height in zip(posts, heights, strict=True):
        if height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(post)
        left -= height
    return tuple(tuple(page) for page in pages)
