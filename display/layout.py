"""The whole wall as placements: a picture of the hall in, rectangles and words out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from common.rows import HallRow
from common.rows_cases import CaseBoardRow
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.text import Measure, wrap
from common.words import Instant
from display.board import Board
from display.board_page import BoardContent, BoardPage
from display.board_row import redirection
from display.call_rows import CallRows
from display.header import Header
from display.hero_panel import HeroPanel
from display.media import placed
from display.message import Message, message_screen
from display.phase import PhaseWords, phase_words
from display.pieces import label, panel
from display.posts import PostLine
from display.regions import regions
from display.type_scale import line_px, type_scale
from display.wall_state import Wall
from display.wording import Wording

HOUR_MS = 3_600_000


class WallLayout:
    """Places everything on one screen for people `view_distance_mm` away."""

    def __init__(
        self,
        screen: Screen,
        view_distance_mm: float,
        wording: Wording,
        measure: Measure,
        *,
        board_alone: bool = False,
    ) -> None:
        self._screen, self._measure, self._wording = screen, measure, wording
        self._scale = scale = type_scale(screen, view_distance_mm, measure, alone=board_alone)
        parts = regions(screen, scale, board_alone=board_alone)
        self.places = len(parts.rows)
        self._header = Header(parts.header, parts.header_lines, scale, measure)
        self._hero = HeroPanel(parts.hero, parts.rows, scale, measure) if parts.hero else None
        self._rows = CallRows(parts.rows, scale, measure)
        self._board = Board(parts.board, scale, wording, measure, alone=board_alone) if parts.board else None
        self._board_at = parts.board
        self._footer, self._inside = parts.footer, parts.footer.inset(scale.px(2), 0)

    def pages(self, content: BoardContent, now: Instant) -> tuple[BoardPage, ...]:
        """The board cut into pages, at least one."""
        # Rows name days ("tomorrow"), so that they are measured anew each hour.
        return self._board.pages(content, now - now % HOUR_MS) if self._board else (BoardPage(),)

    def news_page(
        self, content: BoardContent, changed: tuple[CaseBoardRow, ...], page: BoardPage, now: Instant
    ) -> BoardPage | None:
        """A page of those that changed just now, if `page` does not tell of them (P-1)."""
        return self._board.news_page(content, changed, page, now) if self._board else None

    def notices(self, hall: HallRow, posts: tuple[PostLine, ...], pages: int) -> tuple[str, ...]:
        """The footer's texts; those who are to go elsewhere are told there too if the board turns pages."""
        say = self._wording.say
        told = [redirection(post, self._wording) for post in posts if post.moved]
        notices = told if pages > 1 or self._board is None else []
        leader = self._wording.of(hall.duty_leader)
        notices += [say("notice.duty", leader=leader)] if leader else []
        notices += [say("notice.order"), say("notice.missed")]
        notices += [say("notice.phone", phone=hall.phone)] if hall.phone else []
        notices += [say("notice.complaints", phone=hall.complaints)] if hall.complaints else []
        notices += [say("notice.commitment", text=self._wording.of(text)) for text in hall.commitments]
        notices += [self._wording.of(notice) for notice in hall.notices]
        notices += [say("notice.sample")] if hall.sample else []
        return tuple(part for notice in notices for part in self._paged(notice))

    def wall(self, wall: Wall) -> tuple[Placement, ...]:
        """The wall as it is now."""
        phase = phase_words(wall.hall, wall.at, self._wording)
        return (
            *self._header.place(wall, phase, self._wording),
            *(self._place_calls(self._hero, wall, phase) if self._hero else ()),
            *self._place_board(wall, phase),
            *self._place_footer(wall.notice),
        )

    def _place_board(self, wall: Wall, phase: PhaseWords) -> Iterable[Placement]:
        """Or a picture or notice in its place (P-7), below whoever is sent elsewhere or finds nobody (AB-3)."""
        if self._board is None or self._board_at is None:
            return ()
        may_play = phase.is_open and wall.contact != "lost"
        pinned = self._board.pinned(wall.exceptions, wall.at) if wall.medium and may_play else None
        if wall.medium is None or pinned is None:
            return self._board.place(wall, phase)
        height, rows = pinned
        left = self._board_at.take_bottom(self._board_at.h - height)[0]
        return (*rows, *placed(wall.medium, left, self._scale, self._measure))

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        return tuple(message_screen(message, self._screen, self._scale, self._measure))

    def _place_calls(self, hero: HeroPanel, wall: Wall, phase: PhaseWords) -> Iterator[Placement]:
        if not (phase.is_open or wall.hero or wall.rows):
            yield from hero.rest(phase)
            return
        yield from hero.place(wall.hero, wall.contact, phase, self._wording)
        if wall.rows:
            yield from self._rows.place(wall.rows, wall.contact, self._wording)
        elif phase.is_open:
            yield self._rows.none(self._wording, called_today=wall.called_today)

    def _paged(self, notice: str) -> Iterator[str]:
        """A notice that is longer than the footer takes several turns, whole lines each: it is never shortened."""
        em, measure = self._scale.small, self._measure
        room = max(1, self._inside.h // line_px(em))
        lines = wrap(notice, self._inside.w, em, measure)
        for start in range(0, len(lines), room):
            yield notice if len(lines) <= room else "\n".join(lines[start : start + room])

    def _place_footer(self, notice: str) -> list[Placement]:
        em, lines = self._scale.small, wrap(notice, self._inside.w, self._scale.small, self._measure)
        block = self._inside.middle(self._inside.w, line_px(em) * len(lines))
        words = [label(at, line, em) for at, line in zip(block.rows(len(lines)), lines, strict=True) if line]
        return [panel(self._footer, self._scale)._replace(radius=0), *words]
