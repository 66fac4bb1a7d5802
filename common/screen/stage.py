"""A screen program's loop: what happened, what is to be seen, painted and presented."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

import pygame

from common.screen.fonts import Fonts
from common.screen.paint import Painter
from common.screen.placements import Placement
from common.screen.theme import Theme
from common.screen.window import Event, Exposed, Quit, Resized, Window


class Frame(NamedTuple):
    """What a program wants to be seen now."""

    placements: Sequence[Placement]
    theme: Theme


class Clock(Protocol):
    """Time, replaceable: tests and the demo bring their own."""

    def now(self) -> int:
        """Milliseconds UTC."""
        ...

    def sleep(self, ms: int) -> None:
        """Let that long pass."""
        ...


class SystemClock:
    """The wall clock at start, carried on by the monotonic one: it never steps."""

    def __init__(self) -> None:
        self._start = time.time_ns() - time.monotonic_ns()

    def now(self) -> int:
        """Milliseconds UTC."""
        return (self._start + time.monotonic_ns()) // 1_000_000

    def sleep(self, ms: int) -> None:
        """Let that long pass."""
        time.sleep(max(0, ms) / 1000)


class Program(Protocol):
    """A screen program, as the loop sees it. It never blocks."""

    def tick(self, now: int) -> Frame:
        """Let time pass, read the link, and say what to show."""
        ...

    def handle(self, event: Event, now: int) -> None:
        """A tap or a key."""
        ...


def save_png(surface: pygame.Surface, path: Path) -> None:
    """Write the picture so that whoever reads `path` never sees half of it, and what was there stays if it fails.

    Raises:
        OSError: it cannot be written, as on a full disk; SDL, given the file itself, would not say so.

    """
    whole = io.BytesIO()
    pygame.image.save(surface, whole, path.name)
    part = path.with_name(f"{path.stem}.part.png")
    try:
        part.write_bytes(whole.getbuffer())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


class LivePicture:
    """Keeps a PNG file equal to a surface, written at most once in `every_ms`.

    `report` hears of a file that can no longer be written: the screen itself goes on.
    """

    def __init__(
        self, path: Path, every_ms: int = 1000, report: Callable[[str], None] = lambda _: None
    ) -> None:
        self._path = path
        self._every_ms = every_ms
        self._report = report
        self._due = 0
        self._stale = self._failed = False

    def follow(self, surface: pygame.Surface, changed: bool, now: int) -> None:
        """Call after each frame."""
        self._stale |= changed
        if self._stale and now >= self._due:
            self._stale, self._due = not self._saved(surface), now + self._every_ms

    def _saved(self, surface: pygame.Surface) -> bool:
        """Tried again in a while if not: the picture would be an old one until the next change."""
        try:
            save_png(surface, self._path)
        except (OSError, pygame.error) as fault:
            if not self._failed:
                self._report(f"{self._path} cannot be written: {fault}")
            self._failed = True
            return False
        self._failed = False
        return True


class Stage:
    """A program, its window and its painter: one frame after the other."""

    def __init__(
        self, program: Program, window: Window, fonts: Fonts, picture: LivePicture | None = None
    ) -> None:
        self._program = program
        self._window = window
        self._fonts = fonts
        self._picture = picture
        self._painter: Painter | None = None

    def frame(self, now: int) -> bool:
        """Handle what happened, paint what changed; False when the window is to be closed."""
        for event in self._window.events():
            if isinstance(event, Quit):
                return False
            if isinstance(event, Exposed) and self._painter is not None:
                self._painter.forget()
            if isinstance(event, Resized):
                self._painter = None
            self._program.handle(event, now)
        shown = self._program.tick(now)
        painter = self._painter_for(shown.theme)
        changed = painter.paint(shown.placements)
        self._window.present(changed)
        if self._picture is not None:
            self._picture.follow(self._window.surface, bool(changed), now)
        return True

    def run(self, clock: Clock, fps: int = 30) -> None:
        """Frames until the window is closed."""
        while True:
            start = clock.now()
            if not self.frame(start):
                return
            clock.sleep(1000 // fps - (clock.now() - start))

    def _painter_for(self, theme: Theme) -> Painter:
        if self._painter is None:
            self._painter = Painter(self._window.surface, self._fonts, theme)
        self._painter.theme = theme
        return self._painter
