"""A window's own screen, as a program sees it."""

from __future__ import annotations

from collections.abc import Sequence

from common.messages import Announcement
from common.rows import HallRow
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.theme import LED, WALL
from common.words import Instant
from display.glass import Glass
from display.led import LED_HEIGHT, LedLayout
from display.message import Message
from display.plate import plate_of
from display.plates import KnownPlates, Plates
from display.reading import Tables
from display.wall_state import Health
from display.window_layout import WindowLayout
from display.window_state import WindowPicture, WindowState
from display.wording import Wording


class WindowFace:
    """A `display.program.Face` of window `number`; one of at most 64 dots is a bar of lamps."""

    def __init__(self, glass: Glass, number: int, plates: KnownPlates = lambda _, __: Plates()) -> None:
        self._glass, self._number, self._plates = glass, number, plates
        self._state = WindowState(number)
        self.lay_out(glass.screen, Wording(glass.language))

    @property
    def remembered(self) -> int:
        """Nothing is kept of calls but the present one."""
        return 0

    def lay_out(self, screen: Screen, wording: Wording) -> None:
        """From now on on this screen, in these words."""
        self._wording = wording
        is_led = screen.height <= LED_HEIGHT
        self.theme, self.wanders = (LED, False) if is_led else (WALL, True)
        self._layout: WindowLayout | LedLayout = (
            LedLayout(screen, wording, self._glass.measure)
            if is_led
            else WindowLayout(screen, wording, self._glass.measure)
        )

    def start_over(self) -> None:
        """What was seen is of another day."""
        self._state = WindowState(self._number)

    def hear(self, news: Sequence[Announcement]) -> None:
        """A window's screen does not speak."""

    def see(self, tables: Tables, hall: HallRow, health: Health, now: Instant) -> WindowPicture | Message:
        """What is seen now."""
        known = self._state.see(tables, hall, health, now)
        if known is None:
            say = self._wording.say
            return Message(say("own.unknown.title", window=self._number), "", say("own.unknown.detail"))
        pages = len(self._layout.pages(known))
        plate = plate_of(known, self._plates(known.window.clerk, now), self._wording)
        return WindowPicture(known, self._state.flashes(known, now), self._state.turn(pages, now), plate)

    def place(self, picture: WindowPicture | Message) -> tuple[Placement, ...]:
        """Where it lies."""
        return self.message(picture) if isinstance(picture, Message) else self._layout.place(picture)

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        return self._layout.message(message)

    def presented(self, picture: WindowPicture | Message | None, at: Instant) -> None:
        """Nobody keeps a record of it."""
