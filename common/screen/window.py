"""The window a screen program draws in, or a surface in memory where there is no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

import pygame

from common.screen.geometry import Rect

Size = tuple[int, int]
_MOUSE_LEFT = 1
LOOK_AT_DESKTOP_MS = 2_000
SIDES = (16, 8192)
"""Of a window, in pixels: one of lamps, and twice a 4K screen, 256 MB."""


class Tap(NamedTuple):
    """A finger (or the mouse) went down."""

    x: int
    y: int


class Key(NamedTuple):
    """A key went down, by pygame's name for it: `escape`, `f11`; `text`: what it writes, with shift and the like."""

    name: str
    text: str = ""


class Exposed(NamedTuple):
    """What was shown is lost (the window was covered): everything is to be shown again."""


class Resized(NamedTuple):
    """The surface has another size: another screen was plugged in, or the desktop's was changed."""

    size: Size


class SoundDevices(NamedTuple):
    """A loudspeaker was plugged in, or pulled out (`gone`)."""

    gone: bool


class Quit(NamedTuple):
    """The window is to be closed."""


Event = Tap | Key | Exposed | Resized | SoundDevices | Quit


class Window(Protocol):
    """Where frames appear and touches come from."""

    @property
    def surface(self) -> pygame.Surface:
        """What to draw on."""
        ...

    def present(self, changed: Sequence[Rect]) -> None:
        """Show what was drawn in those rectangles."""
        ...

    def events(self) -> list[Event]:
        """What happened since the last call."""
        ...

    def close(self) -> None:
        """Give the screen back."""
        ...


class Guard(Protocol):
    """What a window heeds, and what keeps it in front."""

    def before(self) -> None:
        """SDL is about to be opened: its hints can be given."""
        ...

    def opened(self) -> None:
        """The window is there, or there anew."""
        ...

    def heeds(self, raw: pygame.Event) -> bool:
        """Is that event the program's?"""
        ...

    def watch(self, now: int) -> None:
        """Once a look at the events; `now` in SDL's milliseconds."""
        ...


class Open:
    """A window like any other."""

    def before(self) -> None:
        """See `Guard`."""

    def opened(self) -> None:
        """See `Guard`."""

    def heeds(self, _raw: pygame.Event) -> bool:
        """See `Guard`."""
        return True

    def watch(self, _now: int) -> None:
        """See `Guard`."""


def desktops() -> list[Size]:
    """Of the screens that are plugged in; none while there is none."""
    with suppress(pygame.error):
        return pygame.display.get_desktop_sizes()
    return []


class ScreenWindow:
    """A real window; full screen when no size is given, then always as large as the desktop is.

    While it is open the machine's screen saver stays off. A screen that is unplugged and plugged in again is survived.
    """

    def __init__(
        self,
        size: Size | None,
        title: str,
        guard: Guard | None = None,
        plugged_in: Callable[[], list[Size]] = desktops,
    ) -> None:
        self._guard, self._plugged_in = guard or Open(), plugged_in
        self._guard.before()
        pygame.display.init()
        pygame.display.set_allow_screensaver(False)
        self._full = size is None
        self._surface = self._opened(size)
        pygame.display.set_caption(title)
        self.look_at_desktop_soon()

    @property
    def surface(self) -> pygame.Surface:
        """What to draw on."""
        return self._surface

    def present(self, changed: Sequence[Rect]) -> None:
        """Show what was drawn in those rectangles."""
        if changed:
            pygame.display.update(list(changed))

    def events(self) -> list[Event]:
        """What happened since the last call; a touch arrives as SDL's mouse event."""
        heeded = [raw for raw in pygame.event.get() if self._guard.heeds(raw)]
        events = [event for raw in heeded if (event := _event(raw)) is not None]
        self._guard.watch(pygame.time.get_ticks())
        if self._full and (size := self._grown()) is not None:
            with suppress(pygame.error):  # it was unplugged this very moment: looked at again
                self._surface = self._opened(None)
                events.append(Resized(size))
        return events

    def close(self) -> None:
        """Give the screen back."""
        pygame.display.quit()

    def look_at_desktop_soon(self) -> None:
        """At the next look at the events, not only in a while."""
        self._looked_at = -LOOK_AT_DESKTOP_MS

    def _opened(self, size: Size | None) -> pygame.Surface:
        surface = pygame.display.set_mode(size or (0, 0), pygame.FULLSCREEN if size is None else 0)
        pygame.mouse.set_visible(size is not None)  # a screen that is touched or only looked at has no arrow
        self._guard.opened()
        return surface

    def _grown(self) -> Size | None:
        """The desktop's size, if it is no longer the window's; looked at once in a while: not every driver tells."""
        now = pygame.time.get_ticks()
        if now - self._looked_at < LOOK_AT_DESKTOP_MS:
            return None
        self._looked_at = now
        sizes = self._plugged_in()
        return None if not sizes or self._surface.get_size() in sizes else sizes[0]


class MemoryWindow:
    """No screen: a surface in memory, and the touches that someone puts in."""

    def __init__(self, size: Size) -> None:
        self._surface = pygame.Surface(size, depth=32)
        self._waiting: list[Event] = []

    @property
    def surface(self) -> pygame.Surface:
        """What to draw on."""
        return self._surface

    def present(self, changed: Sequence[Rect]) -> None:
        """Nobody sees it but whoever saves it."""

    def put(self, event: Event) -> None:
        """Let something happen."""
        if isinstance(event, Resized):
            self._surface = pygame.Surface(event.size, depth=32)
        self._waiting.append(event)

    def events(self) -> list[Event]:
        """What was put in since the last call."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def close(self) -> None:
        """Nothing to give back."""


def _event(raw: pygame.Event) -> Event | None:
    if raw.type in (pygame.QUIT, pygame.VIDEOEXPOSE):
        return Quit() if raw.type == pygame.QUIT else Exposed()
    if raw.type == pygame.MOUSEBUTTONDOWN and raw.button == _MOUSE_LEFT:
        return Tap(*raw.pos)
    if raw.type == pygame.KEYDOWN:
        return Key(pygame.key.name(raw.key), getattr(raw, "unicode", ""))
    if raw.type in (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED) and not raw.iscapture:
        return SoundDevices(gone=raw.type == pygame.AUDIODEVICEREMOVED)
    return None


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Is there something to open a window on?"""
    driver = environment.get("SDL_VIDEODRIVER", "")
    if driver:
        return driver not in ("dummy", "offscreen")
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def has_gpu(platform: str, render_nodes: Path = Path("/dev/dri")) -> bool:
    """Can SDL accelerate a window? Only Linux machines without a render node are known not to."""
    return not platform.startswith("linux") or render_nodes.exists()


def open_window(size: Size | None, title: str, *, offscreen_size: Size, guard: Guard | None = None) -> Window:
    """A window of `size` (full screen if None), or a surface in memory where there is no screen."""
    if not has_screen(sys.platform, os.environ):
        return MemoryWindow(size or offscreen_size)
    if not has_gpu(sys.platform):
        # Without it SDL pushes every frame through a software GL: 64-81 % of a core, not 1-9 %.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    return ScreenWindow(size, title, guard)


def size_from(text: str) -> Size:
    """`1080x1920` as (1080, 1920).

    Raises:
        ValueError: not two whole numbers within `SIDES` with an x between.

    """
    width, _, height = text.lower().partition("x")
    size = int(width), int(height)
    if min(size) < SIDES[0] or max(size) > SIDES[1]:
        raise ValueError(text)
    return size
