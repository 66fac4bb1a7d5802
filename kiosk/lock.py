"""Kiosk mode: nobody leaves the program by touch, keys, dropped files or another window, as far as a program can see to it.

What the system keeps for itself (Ctrl+Alt+Del, a console's keys) is the system's to take away: docs/kiosk.md says how.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Protocol

import pygame

HINTS = {
    "SDL_GRAB_KEYBOARD": "1",  # Alt+Tab, the Windows key and the like come here, where the system lets them be taken
    "SDL_ALLOW_ALT_TAB_WHILE_GRABBED": "0",
    "SDL_WINDOWS_NO_CLOSE_ON_ALT_F4": "1",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_MOUSE_FOCUS_CLICKTHROUGH": "1",  # the touch that brings it back is a touch
    "SDL_ENABLE_SCREEN_KEYBOARD": "0",
    "SDL_NO_SIGNAL_HANDLERS": "1",  # a signal is the system's word, not a window's
}
DROPPED = (pygame.DROPBEGIN, pygame.DROPFILE, pygame.DROPTEXT, pygame.DROPCOMPLETE)
LEFT = (pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED, pygame.WINDOWHIDDEN)
HEEDED = frozenset((
    pygame.MOUSEBUTTONDOWN, pygame.KEYDOWN, pygame.VIDEOEXPOSE, pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED,
))  # fmt: skip
"""All else, a wish to close the window before all, is nobody's."""
AGAIN_MS = 1_000


class Front(Protocol):
    """A window that can be brought to the front: SDL's own, as its events name it."""

    def show(self) -> None:
        """Out of hiding."""
        ...

    def restore(self) -> None:
        """Out of the task bar."""
        ...

    def focus(self) -> None:
        """Above all others, with the keys."""
        ...


class Lock:
    """A `common.screen.window.Guard` that lets nobody out. `in_front`: it takes the front back from whoever took it."""

    def __init__(self, environment: MutableMapping[str, str] = os.environ, *, in_front: bool = True) -> None:
        self._environment, self._in_front = environment, in_front
        self._left: Front | None = None
        self._due = 0

    def before(self) -> None:
        """See `Guard`: what SDL reads when it is opened; whoever sets up the machine may say otherwise."""
        for hint, value in HINTS.items():
            self._environment.setdefault(hint, value)

    def opened(self) -> None:
        """See `Guard`."""
        pygame.mouse.set_visible(False)
        pygame.event.set_grab(self._in_front)
        pygame.event.set_blocked(DROPPED)

    def heeds(self, raw: pygame.Event) -> bool:
        """See `Guard`."""
        if raw.type in LEFT:
            self._left = raw.window
        if raw.type == pygame.WINDOWFOCUSGAINED:
            self._left = None
        return raw.type in HEEDED

    def watch(self, now: int) -> None:
        """See `Guard`: takes the screen back, and tries that again once a second while another has it."""
        if self._in_front and self._left is not None and now >= self._due:
            self._due = now + AGAIN_MS
            with suppress(pygame.error):  # the screen is unplugged
                self._left.show()
                self._left.restore()
                self._left.focus()
