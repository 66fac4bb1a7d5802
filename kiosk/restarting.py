"""`--keep-running` of a kiosk: as a wall is kept (docs/decisions/0151), with something on the glass in between."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from common.screen.keeping import FLAG, Leashed, Running, keep_running
from common.screen.stage import SystemClock
from common.screen.stopping import WITHIN_S

ENDED = "JIAOHAO_KIOSK_ENDED"
"""In the environment of a kiosk that was started again: how often it has ended by a fault since its watcher began."""


class Lives:
    """Starts the kiosk; each life knows the how manieth it is."""

    def __init__(self, arguments: Sequence[str], within_s: float) -> None:
        self._command = [sys.executable, "-m", "kiosk.kept", *_without_flag(arguments)]
        self._within_s = within_s
        self.ended = 0

    def __call__(self) -> Running:
        """Start one."""
        os.environ[ENDED] = str(self.ended)
        return Leashed(self._command, self._within_s)


class CoverProcess:
    """A `Cover`: a process of its own, behind the kiosk's window, that says where to go. It stays until the watcher ends."""

    def __init__(self, arguments: Sequence[str], report: Callable[[str], None]) -> None:
        self._command = [sys.executable, "-m", "kiosk.cover", *_without_flag(arguments)]
        self._report = report
        self._running: Leashed | None = None

    def lay(self) -> None:
        """See `Cover`."""
        if self._running is None or self._running.has_ended:
            try:
                self._running = Leashed(self._command, WITHIN_S)
            except OSError as fault:
                self._report(f"nothing can be shown meanwhile: {fault}")

    def lift(self) -> None:
        """See `Cover`."""
        if self._running is not None:
            self._running.stop()


def kept_running(arguments: Sequence[str], within_s: float, report: Callable[[str], None]) -> int:
    """Until it ends because it was told to; its exit code. `within_s`: so long it may take for that."""
    lives, cover = Lives(arguments, within_s), CoverProcess(arguments, report)

    def ended(said: str) -> None:
        lives.ended += 1
        report(said)

    return keep_running(lives, SystemClock(), ended, cover)


def times_ended() -> int:
    """How often this kiosk has ended by a fault, as its watcher says; 0 without one."""
    said = os.environ.get(ENDED, "")
    return int(said) if said.isdecimal() else 0


def is_kept() -> bool:
    """Will somebody start it again?"""
    return ENDED in os.environ


def _without_flag(arguments: Sequence[str]) -> list[str]:
    return [word for word in arguments if word != FLAG]
