"""Keeps a screen running for months: whoever ends without being told to is started again.

The process that watches does nothing else, opens no window and holds no link, so that there is little in it that could
fail (docs/decisions/0151). A stop that was asked for (exit code 0) and a wrong option (2) are final.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from common.screen.stage import Clock
from common.words import Instant

FLAG = "--keep-running"
FINAL = frozenset((0, 2))
PAUSES_S = (1, 2, 5, 10, 30, 60)
STEADY_MS = 10 * 60_000
"""Whoever ran so long begins with the shortest pause again."""


class Running(Protocol):
    """A screen that was started."""

    def wait(self) -> int:
        """Until it ends; its exit code."""
        ...


Start = Callable[[], Running]


def keep_running(start: Start, clock: Clock, report: Callable[[str], None]) -> int:
    """Start it again and again, with growing pauses; the exit code of the stop that was asked for."""
    failed = 0
    while True:
        began = clock.now()
        try:
            code = start().wait()
        except KeyboardInterrupt:
            return 0
        if code in FINAL:
            return code
        failed = _failures(failed, began, clock.now())
        pause = PAUSES_S[min(failed, len(PAUSES_S)) - 1]
        report(f"the screen ended with {code}; it is started again in {pause} s")
        clock.sleep(pause * 1000)


def _failures(before: int, began: Instant, ended: Instant) -> int:
    return 1 if ended - began >= STEADY_MS else before + 1


def same_program(arguments: Sequence[str]) -> Start:
    """What starts this program, without being told to keep running."""
    command = [sys.executable, "-m", "display", *(word for word in arguments if word != FLAG)]
    return lambda: subprocess.Popen(command)  # noqa: S603 - our own program with our own arguments
