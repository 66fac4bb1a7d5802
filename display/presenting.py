"""A window that tells when a frame has been handed to the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from common.screen.geometry import Rect
from common.screen.window import Event, SoundDevices, Window


class PresentingWindow:
    """Wraps a `Window`; `presented` is called after each frame, `sound_devices` when one came or went."""

    def __init__(
        self,
        window: Window,
        presented: Callable[[], None],
        sound_devices: Callable[[SoundDevices], None] = lambda _: None,
    ) -> None:
        self._window, self._presented, self._sound_devices = window, presented, sound_devices

    @property
    def surface(self) -> pygame.Surface:
        """What to draw on."""
        return self._window.surface

    def present(self, changed: Sequence[Rect]) -> None:
        """Show it, then tell."""
        self._window.present(changed)
        self._presented()

    def events(self) -> list[Event]:
        """What happened since the last call."""
        events = self._window.events()
        for event in events:
            if isinstance(event, SoundDevices):
                self._sound_devices(event)
        return events

    def close(self) -> None:
        """Give the screen back."""
        self._window.close()
