"""The board: per post who serves it, where to go and how many wait (AB-3, AB-10, AB-13, AB-15); then the cases and today's figures
(P-1, P-3), at whose foot the case that changed last stands on every page. Pure.

Rows never shrink their type, and names are whole: what a page does not hold stands on the next (`board_pages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from common.rows_cases import CaseBoardRow
from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure, balanced
from common.screen.theme import Role
from common.words import Instant
from display.board_name import RowNames
from display.board_page import TableKind
from display.board_pages import PINNED_SHARE, BoardPages, fills_of
from display.board_row import PAD
from display.board_table import BoardTable
from display.cases_board import CasesBoard
from display.figures_board import FiguresBoard, department_columns, window_columns
from display.phase import PhaseWords
from display.pieces import label, largest, panel
from display.post_rows import PostRows, Posts
from display.type_scale import TypeScale, line_px
from display.wall_state import Wall
from display.wording import Wording

TITLE, HEADS, PAGE_SPACE = 6.4, 5.0, 2.0
MOST_PAGES = "88/88"


class Board:
    """Places the board of one screen."""

    def __init__(
        self, rect: Rect, scale: TypeScale, wording: Wording, measure: Measure, *, alone: bool = False
    ) -> None:
        self._rect, self._alone = rect, alone
        self._title, below = rect.take_top(max(scale.px(TITLE), line_px(scale.board)))
        self._heads, body = below.take_top(max(scale.px(HEADS), line_px(scale.small)))
        self._fills = fills_of(body, below)
        self._scale, self._wording, self._measure = scale, wording, measure
        names = RowNames(scale, measure)
        self._posts = PostRows(scale, wording, names)
        self._cases = CasesBoard(rect.w, scale, wording, names)
        figures: dict[TableKind, BoardTable] = {
            "figures": FiguresBoard(rect.w, scale, window_columns(wording), names),
            "departments": FiguresBoard(rect.w, scale, department_columns(wording), names),
        }
        beside_title = frozenset(kind for kind, table in figures.items() if self._beside_title(kind, table))
        self._pages = BoardPages(self._fills, self._posts, self._cases, figures, beside_title)
        self.pages, self.news_page = self._pages.cut, self._pages.news_page

    def place(self, wall: Wall, phase: PhaseWords) -> list[Placement]:
        """The board as it is now."""
        page = wall.board
        if wall.contact == "lost":
            return [*self._place_lost(wall)]
        if page.news:
            return [*self._place_news(wall, phase)]
        strip = [*self._place_strip(wall)]
        if page.table is not None:
            return [*self._place_table(page.table, wall, phase), *strip]
        if not page.posts and self._alone:
            none = (self._wording.say("cases.none"), self._scale.board)
            return [*self._place_title(self._title, wall, phase), *self._place_middle([none])]
        fill = self._pages.fill_of(page, wall.at)
        plain = wall.pages == 1 and phase.is_open
        if fill.heads:
            above = [*self._place_title(self._title, wall, phase), *self._posts.heads(self._heads)]
        else:
            title = self._posts.heads(self._title) if plain else self._place_title(self._title, wall, phase)
            above = [*title]
        return [*above, *self._posts.place(fill.body, page.posts, wall.at, fill.room), *strip]

    def pinned(self, exceptions: Posts, now: Instant) -> tuple[int, list[Placement]] | None:
        """Who is sent elsewhere or finds nobody, at the top of the board's place, and how high that is.

        None: it takes so much room that nothing else may have it (AB-3).
        """
        height = self._pages.pinned_px(exceptions, now)
        if height > self._rect.h * PINNED_SHARE:
            return None
        return height, [*self._posts.place(self._rect, exceptions, now, self._fills[-1].room)]

    def _beside_title(self, kind: TableKind, table: BoardTable) -> bool:
        """Have the heads of the table room in the line of its title?"""
        em, width_of = self._scale.small, self._measure.width_of
        turned = width_of(MOST_PAGES, self._scale.board, bold=True) + self._scale.px(PAGE_SPACE)
        title = width_of(self._wording.say(f"{kind}.title"), em, bold=True)
        return 2 * self._scale.px(PAD) + title + turned + table.heads_px <= self._title.w

    def _place_title(self, rect: Rect, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        scale, wording = self._scale, self._wording
        rest = rect.inset(scale.px(PAD), 0)
        if wall.pages > 1 and not wall.board.news:
            text = f"{wall.page + 1}/{wall.pages}"
            at, rest = rest.take_right(self._measure.width_of(text, scale.board, bold=True))
            yield label(at, text, scale.board, bold=True)
            rest = rest.take_left(rest.w - scale.px(PAGE_SPACE))[0]
        told = phase.when or phase.more  # the word itself stands in the header
        kind = wall.board.table or ("cases" if self._alone and not wall.board.posts else "board")
        is_told = bool(told) and kind == "board"
        title = "cases.changed" if wall.board.news else f"{kind}.title"
        text = told if is_told else wording.say(title)
        em = largest((scale.board, scale.small, scale.least), [text], rest.w, self._measure, bold=True)
        yield label(rest, text, em, Role.STALE_GROUND if is_told else Role.TEXT, bold=True)

    def _place_lost(self, wall: Wall) -> Iterator[Placement]:
        """Instead of windows and counts that may no longer be true."""
        scale, say = self._scale, self._wording.say
        yield panel(self._rect, scale)
        last = say("own.last", time=self._wording.clock(wall.last_heard))
        lost = f"‖ {say('cases.lost' if self._alone else 'board.lost')}"
        width = self._rect.inset(scale.px(PAD), 0).w
        large = largest((*scale.titles, scale.small), [lost], width, self._measure, bold=True)
        told = (
            [(last, scale.board)]
            if self._alone
            else [(last, scale.board), (say("connecting.detail"), scale.board)]
        )
        yield from self._place_middle([(lost, large), *told], Role.STALE_GROUND)

    def _place_middle(
        self, told: Sequence[tuple[str, int]], first_ink: Role = Role.SECONDARY
    ) -> Iterator[Placement]:
        """Sentences in the middle of the board's place, the first one bold."""
        inside = self._rect.inset(self._scale.px(PAD), 0)
        lines = [
            (line, em, nth == 0)
            for nth, (text, em) in enumerate(told)
            for line in balanced(text, inside.w, em, self._measure, bold=nth == 0)
        ]
        rest = inside.middle(inside.w, sum(line_px(em) for _, em, _ in lines))
        for text, em, first in lines:
            at, rest = rest.take_top(line_px(em))
            yield label(at, text, em, first_ink if first else Role.TEXT, bold=first, align="centre")

    def _place_table(self, kind: TableKind, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        """Posts where residents are sent elsewhere, then the rows; their heads directly above them."""
        page, now, table = wall.board, wall.at, self._pages.table(kind)
        fill = self._pages.fill_of(page, now)
        yield from self._posts.place(fill.body, page.posts, now, fill.room)
        rest = fill.body.take_bottom(fill.body.h - self._pages.pinned_px(page.posts, now))[0]
        heads_px, title = self._pages.heads_px(kind, page.posts), self._title
        heads, rest = rest.take_top(heads_px)
        if not heads_px:
            heads, title = title, title.take_left(title.w - table.heads_px)[0]
        yield from self._place_title(title, wall, phase)
        yield from table.heads(heads)
        pressed = self._pages.is_pressed(page, rest.h)
        yield from table.place(rest, page.lines, self._posts.gap, pressed=pressed, news=wall.news)

    def _place_news(self, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        """Cases that changed together: all of them within a second (P-1), under who is sent elsewhere."""
        page, fill = wall.board, self._fills[-1]
        yield from self._place_title(self._title, wall, phase)
        yield from self._posts.place(fill.body, page.posts, wall.at, fill.room)
        rest = fill.body.take_bottom(fill.body.h - self._pages.pinned_px(page.posts, wall.at))[0]
        cases = [line for line in page.lines if isinstance(line, CaseBoardRow)]
        yield from self._cases.place_brief(rest, cases, self._posts.gap, wall.news)

    def _place_strip(self, wall: Wall) -> Iterator[Placement]:
        """The case that changed last, at the foot: on every page within a second of its change (P-1)."""
        case = wall.news.last
        if case is not None and self._pages.strip_holds(case, wall.board):
            foot = self._rect.take_bottom(self._pages.strip_room(wall.board))[0]
            yield from self._cases.place_strip(foot, case, wall.news)
