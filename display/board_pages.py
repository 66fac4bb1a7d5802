"""How what the board tells is cut into pages: as few as hold it, and as even as they can be. Pure.

On a full page names are pressed where that saves a line, then the column heads stand in the title's place, then details
are shorter. Posts come first, then each table; where residents are sent elsewhere stands on each page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

from common.rows_cases import CaseBoardRow
from common.screen.geometry import Rect
from common.words import Instant
from display.board_page import BoardContent, BoardPage, TableKind
from display.board_row import RowRoom
from display.board_table import BoardTable
from display.cases_board import CasesBoard
from display.post_rows import PostRows, Posts

PINNED_SHARE, STRIP_SHARE, FULL_STRIP_SHARE = 0.5, 0.4, 0.3
"""Of a page's rows: at most so much for who is sent elsewhere, for the case at the foot, and for that one told in all its lines."""
IN_A_ROW, MOST_AGAIN = 8, 2
"""So many pages of tables; then who serves where stands there again, if so many pages hold that."""

T = TypeVar("T")
Way = tuple[int, tuple[int, ...]]
"""To cut the first rows into pages: the squares of their heights in sum, and where each page ends."""


class Fill(NamedTuple):
    """How a page is filled: the room for its rows, whether their names may be pressed, and their details be short."""

    body: Rect
    heads: bool
    pressed: bool = False
    terse: bool = False

    @property
    def room(self) -> RowRoom:
        """What each row is given."""
        return RowRoom(self.body.w, pressed=self.pressed, terse=self.terse)


def fills_of(under_heads: Rect, under_title: Rect) -> tuple[Fill, ...]:
    """From the fullest to the one that holds most."""
    return (
        Fill(under_heads, True),
        Fill(under_heads, True, pressed=True),
        Fill(under_title, False, pressed=True),
        Fill(under_title, False, pressed=True, terse=True),
    )


class BoardPages:
    """Cuts pages for one board."""

    def __init__(
        self,
        fills: Sequence[Fill],
        posts: PostRows,
        cases: CasesBoard,
        figures: Mapping[TableKind, BoardTable],
        beside_title: frozenset[TableKind],
    ) -> None:
        """`beside_title`: tables whose heads need no line of their own, unless posts stand between."""
        self._fills, self._posts, self._cases, self._beside_title = fills, posts, cases, beside_title
        self._tables: dict[TableKind, BoardTable] = {"cases": cases, **figures}
        self._heads_px = fills[-1].body.h - fills[0].body.h
        self.cut = lru_cache(maxsize=8)(self._cut)

    def table(self, kind: TableKind) -> BoardTable:
        """What measures and places its rows."""
        return self._tables[kind]

    def heads_px(self, kind: TableKind, posts: Posts) -> int:
        """Pixels of the line of the table's heads, under such posts."""
        return 0 if kind in self._beside_title and not posts else self._heads_px

    def fill_of(self, page: BoardPage, now: Instant) -> Fill:
        """The first way in which the page holds its posts; below a table's title the one that holds most."""
        fills = self._above(page.strip)
        if page.table is not None:
            return fills[-1]
        return next((fill for fill in fills if len(self._filled(page.posts, now, fill)) == 1), fills[-1])

    def pinned_px(self, posts: Posts, now: Instant) -> int:
        """Pixels of those who stand above a table."""
        return sum(self._posts.heights(posts, now, self._fills[-1].room))

    def news_page(
        self, content: BoardContent, changed: Sequence[CaseBoardRow], page: BoardPage, now: Instant
    ) -> BoardPage | None:
        """All that changed just now together, if neither `page` nor the strip at its foot tells of it (P-1)."""
        if all(case in page.lines for case in changed) or (
            len(changed) == 1 and self.strip_holds(changed[0], page)
        ):
            return None
        body = self._fills[-1].body
        pinned = tuple(post for post in content.posts if post.exception)
        taken = self.pinned_px(pinned, now)
        held = self._cases.fitting(changed, max(0, body.h - taken), self._posts.gap)
        if taken > body.h * PINNED_SHARE or held < len(changed):
            pinned, held = (), self._cases.fitting(changed, body.h, self._posts.gap)
        return BoardPage(pinned, "cases", tuple(changed[:held]), news=True)

    def is_pressed(self, page: BoardPage, room: int) -> bool:
        """Have the names of its table to be, for `room` pixels to hold it?"""
        assert page.table is not None
        return sum(self._table_heights(page.table, page.lines, pressed=False)) > room + self._posts.gap

    def _cut(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """All posts, then the tables."""
        strip = self._strip_px(content, now)
        ways = (self._pages_filled(content.posts, now, fill) for fill in self._above(strip))
        posts = min(ways, key=lambda pages: (not _always_told(pages), len(pages)))
        told = [BoardPage(page, strip=self._strip_under(page, now, strip)) for page in posts if page]
        tables = [page for kind in self._tables for page in self._table_pages(content, kind, now, strip)]
        again = told if len(told) <= MOST_AGAIN else []
        for start in range(0, len(tables), IN_A_ROW):
            told = [*told, *(again if start else []), *tables[start : start + IN_A_ROW]]
        return tuple(told) or (BoardPage(),)

    # -- tables -----------------------------------------------------------------------------------

    def _table_pages(
        self, content: BoardContent, kind: TableKind, now: Instant, strip: int
    ) -> Iterator[BoardPage]:
        """Under who is sent elsewhere, if half a page holds them; else the footer tells it."""
        lines = getattr(content, kind)
        if not lines:
            return
        body = self._above(strip)[-1].body
        pinned = tuple(post for post in content.posts if post.exception)
        ways = [self._table_heights(kind, lines, pressed=pressed) for pressed in (False, True)]
        under_heads = body.h - self._heads_px
        room = under_heads - self.pinned_px(pinned, now)
        if not pinned or room < max(under_heads * PINNED_SHARE, *ways[-1]):
            pinned, room = (), body.h - self.heads_px(kind, ())
        pages = min((evenly(lines, heights, room + self._posts.gap) for heights in ways), key=len)
        gap, most = self._posts.gap, room + self._posts.gap
        for page in pages:
            held = len(page) > 1 or self._tables[kind].height(page[0], pressed=True) + gap <= most
            yield BoardPage(pinned, kind, page, strip if held else 0)

    def _table_heights(self, kind: TableKind, lines: Sequence[object], *, pressed: bool) -> list[int]:
        """Of the rows, each with the gap below it."""
        return [self._tables[kind].height(line, pressed=pressed) + self._posts.gap for line in lines]

    def _strip_px(self, content: BoardContent, now: Instant) -> int:
        """What the case that changed last takes at the foot of every page, whichever it is, but for those that took too much."""
        body = self._fills[0].body.h
        most, full = (round(body * share) - self._strip_gap for share in (STRIP_SHARE, FULL_STRIP_SHARE))
        heights = (self._cases.strip_height(case, full) for case in content.cases)
        highest = max((height for height in heights if height <= most), default=0)
        return highest + self._strip_gap if highest else 0

    @property
    def _strip_gap(self) -> int:
        """Above the row at the foot."""
        return 3 * self._posts.gap

    def strip_room(self, page: BoardPage) -> int:
        """Pixels for that row."""
        return max(0, page.strip - self._strip_gap)

    def strip_holds(self, case: CaseBoardRow, page: BoardPage) -> bool:
        """Is there room for it at the foot of that page?"""
        room = self.strip_room(page)
        return self._cases.strip_height(case, room) <= room

    def _strip_under(self, posts: Posts, now: Instant, strip: int) -> int:
        """No strip under a row that needs all of the room."""
        heights = self._posts.heights(posts, now, self._fills[-1].room)
        return strip if sum(heights) <= self._above(strip)[-1].body.h + self._posts.gap else 0

    def _above(self, strip: int) -> list[Fill]:
        return [fill._replace(body=fill.body.take_top(fill.body.h - strip)[0]) for fill in self._fills]

    # -- posts ------------------------------------------------------------------------------------

    def _pages_filled(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        pages = self._filled(posts, now, fill)
        return pages if len(pages) == 1 else self._turned(posts, now, fill)

    def _turned(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        """More than one page: who is sent elsewhere, or finds nobody, stands on top of each (AB-3), if half a page holds them."""
        pinned = tuple(post for post in posts if post.exception)
        others = tuple(post for post in posts if not post.exception)
        taken = sum(self._posts.heights(pinned, now, fill.room))
        highest = max(self._posts.heights(others, now, fill.room), default=0)
        if taken > fill.body.h * PINNED_SHARE or taken + highest > fill.body.h:
            return self._filled((*pinned, *others), now, fill)
        left = fill._replace(body=fill.body.take_bottom(fill.body.h - taken)[0])
        return tuple((*pinned, *page) for page in self._filled(others, now, left))

    def _filled(self, posts: Posts, now: Instant, fill: Fill) -> tuple[Posts, ...]:
        return evenly(posts, self._posts.heights(posts, now, fill.room), fill.body.h + self._posts.gap)


def _always_told(pages: tuple[Posts, ...]) -> bool:
    """Does each page say who is sent elsewhere, or finds nobody?"""
    return len({tuple(post for post in page if post.exception) for page in pages}) <= 1


def evenly(items: tuple[T, ...], heights: Sequence[int], room: int) -> tuple[tuple[T, ...], ...]:
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
