"""The board: per post who serves it, where to go and how many wait (AB-3, AB-10, AB-13, AB-15); then today's figures. Pure.

Rows never shrink their type. On a full page names are pressed where that saves a line, then the column heads stand in
the title's place, then details are shorter. What still does not fit goes on the next page, and where residents are sent
elsewhere stands on each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure, balanced
from common.screen.theme import Role
from common.words import Instant
from display.board_name import RowNames
from display.board_page import BoardContent, BoardPage
from display.board_row import PAD, SPACE, BoardRow, RowRoom, board_columns, board_row
from display.figures import FigureLine
from display.figures_board import FiguresBoard
from display.phase import PhaseWords
from display.pieces import label, largest, panel
from display.posts import PostLine
from display.type_scale import TypeScale, line_px
from display.wall_state import Wall
from display.wording import Wording

TITLE, HEADS, GAP = 6.4, 5.0, 0.3
PINNED_SHARE = 0.5

Posts = tuple[PostLine, ...]
T = TypeVar("T")
Way = tuple[int, tuple[int, ...]]
"""To cut the first rows into pages: the squares of their heights in sum, and where each page ends."""


class Fill(NamedTuple):
    """How a page is filled: the room for its rows, whether their names may be pressed, and their details be short."""

    body: Rect
    heads: bool
    pressed: bool = False
    terse: bool = False


class Board:
    """Places the board of one screen."""

    def __init__(self, rect: Rect, scale: TypeScale, wording: Wording, measure: Measure) -> None:
        self._rect = rect
        self._title, below = rect.take_top(max(scale.px(TITLE), line_px(scale.board)))
        self._heads, body = below.take_top(max(scale.px(HEADS), line_px(scale.small)))
        self._fills = (
            Fill(body, True),
            Fill(body, True, pressed=True),
            Fill(below, False, pressed=True),
            Fill(below, False, pressed=True, terse=True),
        )
        self._scale, self._wording, self._measure = scale, wording, measure
        self._columns = board_columns(scale, wording, measure)
        self._names = RowNames(scale, measure)
        self._figures = FiguresBoard(rect.w, scale, wording, self._names)
        self.pages = lru_cache(maxsize=8)(self._pages)

    def place(self, wall: Wall, phase: PhaseWords) -> list[Placement]:
        """The board as it is now."""
        page = wall.board
        if wall.contact == "lost":
            return [*self._place_lost(wall)]
        if page.figures:
            return [*self._place_figures(wall, phase)]
        fill = self._fill_of(page, wall.at)
        plain = wall.pages == 1 and phase.is_open
        if fill.heads:
            above = [*self._place_title(self._title, wall, phase), *self._place_heads(self._heads)]
        else:
            title = self._place_heads(self._title) if plain else self._place_title(self._title, wall, phase)
            above = [*title]
        return [*above, *self._place_posts(page.posts, wall.at, fill)]

    def pinned(self, exceptions: Posts, now: Instant) -> tuple[int, list[Placement]] | None:
        """Who is sent elsewhere or finds nobody, at the top of the board's place, and how high that is.

        None: it takes so much room that nothing else may have it (AB-3).
        """
        fill = self._fills[-1]._replace(body=self._rect)
        height = sum(self._heights(exceptions, now, fill))
        if height > fill.body.h * PINNED_SHARE:
            return None
        return height, [*self._place_posts(exceptions, now, fill)]

    # -- pages ------------------------------------------------------------------------------------

    def _pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """All posts, then the figures."""
        ways = (self._pages_filled(content.posts, now, fill) for fill in self._fills)
        posts = min(ways, key=lambda pages: (not _always_told(pages), len(pages)))
        return (*(BoardPage(page) for page in posts), *self._figure_pages(content, now))

    def _figure_pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """Under who is sent elsewhere, if half a page holds them; else the footer tells it."""
        if not content.figures:
            return ()
        fill = self._fills[-1]
        pinned = tuple(post for post in content.posts if post.exception)
        ways = [self._figure_heights(content.figures, pressed=pressed) for pressed in (False, True)]
        room = fill.body.h - self._heads.h - sum(self._heights(pinned, now, fill))
        if not pinned or room < max((fill.body.h - self._heads.h) * PINNED_SHARE, *ways[-1]):
            pinned, room = (), fill.body.h
        pages = min((_evenly(content.figures, heights, room + self._gap) for heights in ways), key=len)
        return tuple(BoardPage(pinned, page) for page in pages)

    def _figure_heights(self, figures: Sequence[FigureLine], *, pressed: bool) -> list[int]:
        """Of the rows, each with the gap below it."""
        return [self._figures.height(figure, pressed=pressed) + self._gap for figure in figures]

    def _fill_of(self, page: BoardPage, now: Instant) -> Fill:
        """The first way in which the page holds its rows."""
        holding = (fill for fill in self._fills if len(self._filled(page.posts, now, fill)) == 1)
        return next(holding, self._fills[-1])

    def _pages_filled(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        pages = self._filled(posts, now, fill)
        return pages if len(pages) == 1 else self._turned(posts, now, fill)

    def _turned(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        """More than one page: who is sent elsewhere, or finds nobody, stands on top of each (AB-3), if half a page holds them."""
        pinned = tuple(post for post in posts if post.exception)
        others = tuple(post for post in posts if not post.exception)
        taken = sum(self._heights(pinned, now, fill))
        highest = max(self._heights(others, now, fill), default=0)
        if taken > fill.body.h * PINNED_SHARE or taken + highest > fill.body.h:
            return self._filled((*pinned, *others), now, fill)
        left = fill._replace(body=fill.body.take_bottom(fill.body.h - taken)[0])
        return tuple((*pinned, *page) for page in self._filled(others, now, left))

    def _filled(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        return _evenly(posts, self._heights(posts, now, fill), fill.body.h + self._gap)

    def _heights(self, posts: Posts, now: Instant, fill: Fill) -> list[int]:
        """Of the rows, each with the gap below it."""
        return [self._row(post, now, fill).height + self._gap for post in posts]

    def _row(self, post: PostLine, now: Instant, fill: Fill) -> BoardRow:
        room = RowRoom(fill.body.w, pressed=fill.pressed, terse=fill.terse)
        return board_row(post, self._columns, room, now, self._wording, self._names)

    @property
    def _gap(self) -> int:
        return self._scale.px(GAP)

    # -- placing ----------------------------------------------------------------------------------

    def _place_title(self, rect: Rect, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        scale, wording = self._scale, self._wording
        rest = rect.inset(scale.px(PAD), 0)
        if wall.pages > 1:
            text = f"{wall.page + 1}/{wall.pages}"
            at, rest = rest.take_right(self._measure.width_of(text, scale.board, bold=True))
            yield label(at, text, scale.board, bold=True)
            rest = rest.take_left(rest.w - scale.px(2))[0]
        told = phase.when or phase.more  # the word itself stands in the header
        if told and not wall.board.figures:
            em = largest((scale.board, scale.small, scale.least), [told], rest.w, self._measure, bold=True)
            yield label(rest, told, em, Role.STALE_GROUND, bold=True)
        else:
            title = wording.say("figures.title" if wall.board.figures else "board.title")
            em = largest((scale.board, scale.small), [title], rest.w, self._measure, bold=True)
            yield label(rest, title, em, bold=True)

    def _place_lost(self, wall: Wall) -> Iterator[Placement]:
        """Instead of windows and counts that may no longer be true."""
        scale, say = self._scale, self._wording.say
        yield panel(self._rect, scale)
        last = say("own.last", time=self._wording.clock(wall.last_heard))
        inside = self._rect.inset(scale.px(PAD), 0)
        lost = f"‖ {say('board.lost')}"
        large = largest((*scale.titles, scale.small), [lost], inside.w, self._measure, bold=True)
        told = ((lost, large), (last, scale.board), (say("connecting.detail"), scale.board))
        lines = [
            (line, em, nth == 0)
            for nth, (text, em) in enumerate(told)
            for line in balanced(text, inside.w, em, self._measure, bold=nth == 0)
        ]
        rest = inside.middle(inside.w, sum(line_px(em) for _, em, _ in lines))
        for text, em, first in lines:
            at, rest = rest.take_top(line_px(em))
            yield label(at, text, em, Role.STALE_GROUND if first else Role.TEXT, bold=first, align="centre")

    def _place_heads(self, rect: Rect) -> Iterator[Placement]:
        em, wording = self._scale.small, self._wording
        window, name, post, waiting = self._columns.cells(rect)
        number = wording.say("board.window")
        window = window._replace(w=max(window.w, self._measure.width_of(number, em)))
        name = name._replace(x=max(name.x, window.right + self._scale.px(SPACE)))
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

    def _place_figures(self, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        """Posts where residents are sent elsewhere, then the figures; their heads directly above them."""
        page, fill = wall.board, self._fills[-1]
        rest = fill.body.take_bottom(fill.body.h - sum(self._heights(page.posts, wall.at, fill)))[0]
        yield from self._place_posts(page.posts, wall.at, fill)
        heads, rest = rest.take_top(self._heads.h) if page.posts else (self._title, rest)
        yield from self._figures.heads(heads)
        title = self._title if page.posts else self._figures.beside_heads(self._title)
        yield from self._place_title(title, wall, phase)
        pressed = sum(self._figure_heights(page.figures, pressed=False)) > rest.h + self._gap
        yield from self._figures.place(rest, page.figures, self._gap, pressed=pressed)


def _always_told(pages: tuple[Posts, ...]) -> bool:
    """Does each page say who is sent elsewhere, or finds nobody?"""
    return len({tuple(post for post in page if post.exception) for page in pages}) <= 1


def _evenly(items: tuple[T, ...], heights: Sequence[int], room: int) -> tuple[tuple[T, ...], ...]:
    """As few pages as hold the items, at least one, and as even as they can be; of like ways that whose first hold more.

    A row higher than `room` has a page of its own.
    """
    above = [0, *accumulate(heights)]
    ways: dict[int, Way] = {0: (0, (0,))}
    while len(items) not in ways:
        ways = _one_page_more(ways, above, room)
    return tuple(items[start:end] for start, end in pairwise(ways[len(items)][1])) or ((),)


def _one_page_more(ways: dict[int, Way], above: Sequence[int], room: int) -> dict[int, Way]:
    longer: dict[int, Way] = {}
    for start, (uneven, ends) in ways.items():
        for end in range(start + 1, len(above)):
            height = above[end] - above[start]
            if height > room and end > start + 1:
                break
            way = (uneven + height * height, (*ends, end))
            if end not in longer or way[0] <= longer[end][0]:
                longer[end] = way
    return longer
