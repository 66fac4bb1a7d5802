"""Where sound comes out: pygame's mixer behind a protocol, so that tests hear what was played."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import pygame

from common.voice.sound import RATE, Samples

LOOK_AGAIN_S = 15.0
BUFFER = 1024


class Loudspeaker(Protocol):
    """One voice at a time."""

    @property
    def is_there(self) -> bool:
        """Is there a device?"""
        ...

    @property
    def is_busy(self) -> bool:
        """Is something heard?"""
        ...

    def play(self, samples: Samples, volume: float) -> None:
        """Begin; `volume` is 0 to 1."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...

    def look(self) -> None:
        """Look for a device now and then, while there is none."""
        ...

    def changed(self) -> None:
        """A device was plugged in or pulled out."""
        ...

    def close(self) -> None:
        """Give it back."""
        ...


class Channel(Protocol):
    """What is needed of a mixer's channel."""

    def play(self, sound: pygame.mixer.Sound, /) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    def get_busy(self) -> bool:
        """Is something heard?"""
        ...

    def set_volume(self, volume: float, /) -> None:
        """From 0 to 1."""
        ...


def open_mixer() -> Channel:
    """The only channel of pygame's mixer. Raises `pygame.error` where there is no device."""
    if not may_have_sound(sys.platform, os.environ):
        raise pygame.error("no sound card")
    pygame.mixer.init(RATE, -16, 1, BUFFER, allowedchanges=0)
    return pygame.mixer.Channel(0)


class MixerLoudspeaker:
    """pygame's mixer. `clock` is monotonic, in seconds; `report` hears when a device comes or goes."""

    def __init__(
        self,
        clock: Callable[[], float],
        report: Callable[[str], None],
        open_channel: Callable[[], Channel] = open_mixer,
    ) -> None:
        self._clock, self._report, self._open_channel = clock, report, open_channel
        self._channel: Channel | None = None
        self._look_at = 0.0
        self._said = False

    @property
    def is_there(self) -> bool:
        """See `Loudspeaker`."""
        return self._channel is not None

    @property
    def is_busy(self) -> bool:
        """See `Loudspeaker`."""
        return self._channel is not None and self._channel.get_busy()

    def play(self, samples: Samples, volume: float) -> None:
        """See `Loudspeaker`. Of no samples pygame 2.5.8 makes a crash in C."""
        if self._channel is not None and samples:
            self._channel.set_volume(volume)
            self._channel.play(pygame.mixer.Sound(buffer=samples.tobytes()))

    def stop(self) -> None:
        """See `Loudspeaker`."""
        if self._channel is not None:
            self._channel.stop()

    def look(self) -> None:
        """See `Loudspeaker`."""
        if self._channel is None and self._clock() >= self._look_at:
            self._look_at = self._clock() + LOOK_AGAIN_S
            self._open()

    def changed(self) -> None:
        """See `Loudspeaker`: SDL goes on playing into nothing when its device is pulled out."""
        self.close()
        self._look_at = 0.0

    def close(self) -> None:
        """See `Loudspeaker`."""
        if self._channel is not None:
            self._channel = None
            pygame.mixer.quit()

    def _open(self) -> None:
        try:
            self._channel = self._open_channel()
        except pygame.error as fault:
            if not self._said:
                self._report(f"no sound device: {fault}; looking again every {LOOK_AGAIN_S:.0f} s")
            self._said = True
            return
        self._said = False
        self._report("a sound device is open")


def may_have_sound(platform: str, environment: Mapping[str, str], root: Path = Path("/")) -> bool:
    """Is it worth trying? ALSA writes six lines of its own for every try without a card."""
    if not platform.startswith("linux") or environment.get("SDL_AUDIODRIVER"):
        return True
    runtime = Path(environment.get("XDG_RUNTIME_DIR") or "/nonexistent")
    servers = (runtime / "pulse" / "native", runtime / "pipewire-0")
    if environment.get("PULSE_SERVER") or any(server.exists() for server in servers):
        return True
    return any((root / "dev" / "snd").glob("pcmC*D*p"))
