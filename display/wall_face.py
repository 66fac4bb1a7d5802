"""The wall, or its board alone, as a program sees it: what is seen of the tables, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from common.messages import Announcement
from common.rows import HallRow
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.theme import WALL, Theme
from common.words import Instant
from display.aloud import SILENT, Aloud
from display.glass import Glass
from display.layout import WallLayout
from display.media import Medium, Programme
from display.message import Message
from display.reading import Tables
from display.trace import Trace
from display.wall_state import Health, Wall, WallState
from display.wording import Wording


class Voice(Protocol):
    """What a wall needs of whoever speaks its calls."""

    def tick(self, tables: Tables, news: Sequence[Announcement], now: Instant, *, hero_held: bool) -> Aloud:
        """Each frame: what is known, what was announced, the server's time, and whether the hero has its
        least time still to come; what is owed.
        """
        ...

    def hush(self) -> None:
        """Be silent at once: everybody has to leave."""
        ...

    def forget(self) -> None:
        """The server's time was set back: begin anew."""
        ...


class Mute:
    """A wall that does not speak."""

    def tick(self, tables: Tables, news: Sequence[Announcement], now: Instant, *, hero_held: bool) -> Aloud:
        """Nothing is owed."""
        return SILENT

    def hush(self) -> None:
        """It is silent."""

    def forget(self) -> None:
        """There is nothing to forget."""


class Media(Protocol):
    """What a wall needs of a folder of pictures and notices."""

    @property
    def media(self) -> tuple[Medium, ...]:
        """What can be shown now."""
        ...

    def look(self, now: Instant) -> None:
        """See what has changed."""
        ...

    def is_ready(self, medium: Medium, now: Instant) -> bool:
        """Can it be drawn at once? If not, it will be."""
        ...

    def drawn(self, medium: Medium) -> Medium:
        """With what is to be drawn."""
        ...


class WallFace:
    """A `display.program.Face`."""

    theme: Theme = WALL
    wanders = True

    def __init__(
        self,
        glass: Glass,
        trace: Trace,
        voice: Voice | None = None,
        *,
        media: Media | None = None,
        board_alone: bool = False,
    ) -> None:
        self._glass, self._trace, self._alone = glass, trace, board_alone
        self._voice: Voice = voice or Mute()
        self._media, self._programme = media, Programme()
        self._news: list[Announcement] = []
        self._layout = self._laid_out(glass.screen, Wording(glass.language))
        self._state = WallState(self._layout.places)

    @property
    def remembered(self) -> int:
        """How many things are kept about calls: the same after a month as after an hour."""
        return self._state.remembered + len(self._trace)

    def lay_out(self, screen: Screen, wording: Wording) -> None:
        """Another screen was plugged in, or the hall lies in another time zone."""
        self._layout = self._laid_out(screen, wording)

    def start_over(self) -> None:
        """The server's time was set back: what was seen since is of another day."""
        self._state = WallState(self._layout.places)
        self._voice.forget()

    def hear(self, news: Sequence[Announcement]) -> None:
        """What was announced since the last frame."""
        self._trace.hear(news)
        self._news += news

    def see(self, tables: Tables, hall: HallRow, health: Health, now: Instant) -> Wall:
        """What is seen now."""
        news, self._news = self._news, []
        aloud = self._voice.tick(tables, news, now, hero_held=self._state.hero_held(now))
        wall = self._state.see(tables, hall, health, now, self._layout, aloud)
        busy = bool(aloud.owed) or self._state.hero_held(now) or bool(wall.news.fresh)
        return wall._replace(medium=self._medium(wall.pages, now, busy=busy))

    def _medium(self, pages: int, now: Instant, *, busy: bool) -> Medium | None:
        """What plays between calls (P-7)."""
        folder = self._media
        if folder is None:
            return None
        if not busy:
            folder.look(now)
        shown = self._programme.show(
            folder.media, now, busy=busy, pages=pages, ready=lambda medium: folder.is_ready(medium, now)
        )
        return folder.drawn(shown) if shown is not None else None

    def place(self, picture: Wall) -> tuple[Placement, ...]:
        """Where it lies."""
        return self._layout.wall(picture)

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        self._news.clear()
        if message.alarm:
            self._voice.hush()
        return self._layout.message(message)

    def presented(self, picture: Wall | None, at: Instant) -> None:
        """That picture (none: a message) is on the screen."""
        self._trace.presented(picture, at)

    def _laid_out(self, screen: Screen, wording: Wording) -> WallLayout:
        glass = self._glass
        return WallLayout(screen, glass.view_distance_mm, wording, glass.measure, board_alone=self._alone)
