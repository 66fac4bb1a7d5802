"""The board: per post who serves it, where to go and how many wait (AB-3, AB-10, AB-13, AB-15); then today's figures. Pure.

Rows never shrink their type. A full page tells less: shorter details, then the column heads in the title's
place. What still does not fit goes on the next page, and where residents are sent elsewhere stands on each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure
from common.screen.theme import Role
from common.words import Instant
from display.board_page import BoardContent, BoardPage
from display.board_row import PAD, BoardRow, RowRoom, board_columns, board_row
from display.figures_board import FiguresBoard
from display.phase import PAUSE_INKS, PhaseWords
from display.pieces import label, panel, pill, pill_width
from display.posts import PostLine
from display.type_scale import TypeScale, line_px
from display.wall_state import Wall
from display.wording import Wording

TITLE, HEADS, GAP = 6.4, 5.0, 0.3
PINNED_SHARE = 0.5

Posts = tuple[PostLine, ...]
T = TypeVar("T")


class Fill(NamedTuple):
    """How a page is filled: the room for its rows, and whether their details are short."""

    body: Rect
    heads: bool
    terse: bool


class Board:
    """Places the board of one screen."""

    def __init__(self, rect: Rect, scale: TypeScale, wording: Wording, measure: Measure) -> None:
        self._title, below = rect.take_top(max(scale.px(TITLE), line_px(scale.board)))
        self._heads, body = below.take_top(max(scale.px(HEADS), line_px(scale.small)))
        self._fills = (Fill(body, True, False), Fill(body, True, True), Fill(below, False, True))
        self._scale, self._wording, self._measure = scale, wording, measure
        self._columns = board_columns(scale, wording, measure)
        self._figures = FiguresBoard(rect.w, scale, wording, measure)
        self.pages = lru_cache(maxsize=8)(self._pages)

    def place(self, wall: Wall, phase: PhaseWords) -> list[Placement]:
        """The board as it is now."""
        page = wall.board
        if page.figures:
            return [*self._place_title(wall, phase), *self._place_figures(page, wall.at)]
        fill = self._fill_of(page.posts, wall.at)
        plain = wall.pages == 1 and phase.is_open and wall.contact != "lost"
        if fill.heads:
            above = [*self._place_title(wall, phase), *self._place_heads(self._heads)]
        else:
            above = [*(self._place_heads(self._title) if plain else self._place_title(wall, phase))]
        return [*above, *self._place_posts(page.posts, wall.at, fill)]

    # -- pages ------------------------------------------------------------------------------------

    def _pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """As few as hold all posts, then the figures."""
        posts = min((self._pages_filled(content.posts, now, fill) for fill in self._fills), key=len)
        return (*(BoardPage(page) for page in posts), *self._figure_pages(content, now))

    def _figure_pages(self, content: BoardContent, now: Instant) -> Iterator[BoardPage]:
        pinned = tuple(post for post in content.posts if post.exception)
        fill = self._fills[1]
        heights = [self._figures.height(figure) + self._gap for figure in content.figures]
        room = fill.body.h - sum(self._heights(pinned, now, fill))
        if pinned and room < max(fill.body.h * PINNED_SHARE, *heights, 0):
            pinned, room = (), fill.body.h  # the footer tells where they are sent
        if content.figures:
            for page in _evenly(content.figures, heights, room, self._gap):
                yield BoardPage(pinned, page)

    def _fill_of(self, posts: Posts, now: Instant) -> Fill:
        """The first way in which the page holds its rows."""
        return next((fill for fill in self._fills if len(self._cut(posts, now, fill)) == 1), self._fills[-1])

    def _pages_filled(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        pages = self._cut(posts, now, fill)
        return pages if len(pages) == 1 else self._turned(posts, now, fill)

    def _turned(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        """More than one page: who is sent elsewhere, or finds nobody, stands on top of each (AB-3), if half a page holds them."""
        pinned = tuple(post for post in posts if post.exception)
        others = tuple(post for post in posts if not post.exception)
        taken = sum(self._heights(pinned, now, fill))
        highest = max(self._heights(others, now, fill), default=0)
        if taken > fill.body.h * PINNED_SHARE or taken + highest > fill.body.h:
            return self._cut((*pinned, *others), now, fill)
        left = fill._replace(body=fill.body.take_bottom(fill.body.h - taken)[0])
        return tuple((*pinned, *page) for page in self._cut(others, now, left))

    def _cut(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        return _evenly(posts, self._heights(posts, now, fill), fill.body.h, self._gap)

    def _heights(self, posts: Posts, now: Instant, fill: Fill) -> list[int]:
        """Of the rows, each with the gap below it."""
        return [self._row(post, now, fill).height + self._gap for post in posts]

    def _row(self, post: PostLine, now: Instant, fill: Fill) -> BoardRow:
        room = RowRoom(fill.body.w, fill.terse)
        return board_row(post, self._columns, room, now, self._wording, self._measure)

    @property
    def _gap(self) -> int:
        return self._scale.px(GAP)

    # -- placing ----------------------------------------------------------------------------------

    def _place_title(self, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        scale, wording = self._scale, self._wording
        rest = self._title.inset(scale.px(PAD), 0)
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
        if phase.is_open or wall.board.figures:
            title = "figures.title" if wall.board.figures else "board.title"
            yield label(rest, wording.say(title), scale.board, bold=True)
            return
        yield from pill(rest, phase.marked, scale.small, phase.inks, scale, self._measure)
        used = pill_width(phase.marked, scale.small, scale, self._measure) + scale.px(1.5)
        room = rest.take_right(rest.w - used)[0]
        told = phase.when or phase.more
        if told and self._measure.width_of(told, scale.small) <= room.w:  # else the hero's place tells it
            yield label(room, told, scale.small)

    def _place_heads(self, rect: Rect) -> Iterator[Placement]:
        em, wording = self._scale.small, self._wording
        window, name, post, waiting = self._columns.cells(rect)
        for cell, code in ((window, "window"), (name, "name"), (post, "post")):
            yield label(cell, wording.say(f"board.{code}"), em, Role.SECONDARY)
        # The mark may stand over the column of roles, whose own head is short.
        head = waiting._replace(x=post.x, w=waiting.right - post.x)
        yield label(head, f"○ {wording.say('board.waiting')}", em, Role.WAITING, align="right")

    def _place_posts(self, posts: Posts, now: Instant, fill: Fill) -> Iterator[Placement]:
        rest = fill.body
        for post in posts:
            row = self._row(post, now, fill)
            rect, rest = rest.take_top(row.height)
            rest = rest.take_bottom(rest.h - self._gap)[0]
            yield panel(rect, self._scale)
            yield from row.place(rect)

    def _place_figures(self, page: BoardPage, now: Instant) -> Iterator[Placement]:
        """Posts where residents are sent elsewhere, then the heads and the figures."""
        fill = self._fills[2]._replace(terse=True)
        taken = sum(self._heights(page.posts, now, fill))
        yield from self._place_posts(page.posts, now, fill)
        rest = fill.body.take_bottom(fill.body.h - taken)[0]
        heads, rest = rest.take_top(self._heads.h)
        yield from self._figures.heads(heads)
        yield from self._figures.place(rest, page.figures, self._gap)


def _evenly(items: tuple[T, ...], heights: Sequence[int], height: int, gap: int) -> tuple[tuple[T, ...], ...]:
    """As few pages as hold the items, and as even as they can be: no page with a single row at its end."""
    room = height + gap
    fewest = len(_cut(items, heights, room))
    tries = (_cut(items, heights, least) for least in range(max([*heights, gap]), room, gap))
    return next((pages for pages in tries if len(pages) == fewest), _cut(items, heights, room))


def _cut(items: tuple[T, ...], heights: Sequence[int], room: int) -> tuple[tuple[T, ...], ...]:
    """A new page where the next row would not fit; at least one page."""
    pages: list[list[T]] = [[]]
    left = room
    for item, height in zip(items, heights, strict=True):
        if height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(item)
        left -= height
    return tuple(tuple(page) for page in pages)
