"""The whole wall as placements: a picture of the hall in, rectangles and words out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from common.rows import HallRow
from common.screen.geometry import Screen
from common.screen.placements import Placement, Style, paragraph
from common.screen.text import Measure
from common.screen.theme import Role
from common.words import Instant
from display.board import Board
from display.board_row import redirection
from display.call_rows import CallRows
from display.header import Header
from display.hero_panel import HeroPanel
from display.message import Message, message_screen
from display.phase import PhaseWords, phase_words
from display.pieces import panel
from display.posts import PostLine
from display.regions import regions
from display.type_scale import type_scale
from display.wall_state import Wall
from display.wording import Wording

HOUR_MS = 3_600_000


class WallLayout:
    """Places everything on one screen for people `view_distance_mm` away."""

    def __init__(self, screen: Screen, view_distance_mm: float, wording: Wording, measure: Measure) -> None:
        self._screen, self._measure, self._wording = screen, measure, wording
        self._scale = scale = type_scale(screen, view_distance_mm, measure)
        parts = regions(screen, scale)
        self.places = len(parts.rows)
        self._header = Header(parts.header, screen.portrait, scale, measure)
        self._hero = HeroPanel(parts.hero, scale, measure)
        self._rows = CallRows(parts.rows, scale, measure)
        self._board = Board(parts.board, scale, wording, measure) if parts.board else None
        self._footer = parts.footer

    def pages(self, posts: tuple[PostLine, ...], now: Instant) -> tuple[tuple[PostLine, ...], ...]:
        """The board cut into pages, at least one."""
        # Rows name days ("tomorrow"), so that they are measured anew each hour.
        return self._board.pages(posts, now - now % HOUR_MS) if self._board else ((),)

    def notices(self, hall: HallRow, posts: tuple[PostLine, ...], pages: int) -> tuple[str, ...]:
        """The footer's texts; those who are to go elsewhere are told there too if the board turns pages."""
        say = self._wording.say
        told = [redirection(post, self._wording) for post in posts if post.moved]
        notices = told if pages > 1 or self._board is None else []
        notices += [say("notice.order"), say("notice.missed")]
        notices += [say("notice.phone", phone=hall.phone)] if hall.phone else []
        notices += [say("notice.sample")] if hall.sample else []
        return tuple(notices)

    def wall(self, wall: Wall) -> tuple[Placement, ...]:
        """The wall as it is now."""
        phase = phase_words(wall.hall, wall.at, self._wording)
        return (
            *self._header.place(wall, self._wording),
            *self._hero.place(wall.hero, wall.contact, phase, self._wording),
            *self._place_rows(wall, phase),
            *(self._board.place(wall, phase) if self._board else ()),
            *self._place_footer(wall.notice),
        )

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        return tuple(message_screen(message, self._screen, self._scale, self._measure))

    def _place_rows(self, wall: Wall, phase: PhaseWords) -> Iterable[Placement]:
        if wall.rows:
            return self._rows.place(wall.rows, wall.contact, self._wording)
        return [self._rows.none_yet(self._wording)] if phase.is_open else []

    def _place_footer(self, notice: str) -> list[Placement]:
        scale = self._scale
        inside = self._footer.inset(scale.px(2), 0)
        look = Style(scale.small, Role.TEXT)
        words = paragraph(inside, notice, look, self._measure, middle=True) if notice else []
        return [panel(self._footer, scale)._replace(radius=0), *words]
