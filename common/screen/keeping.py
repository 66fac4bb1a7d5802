"""Keeps a screen running for months: whoever ends without being told to is started again.

The process that watches does nothing else, opens no window and holds no link, so that there is little in it that could
fail (docs/decisions/0151). A stop that was asked for (exit code 0) and a wrong option (2) are final. The screen ends
with its watcher: two screens at one loudspeaker would be the next start's.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from common.screen.stage import Clock
from common.screen.stopping import WITHIN_S
from common.words import Instant

FLAG = "--keep-running"
FINAL = frozenset((0, 2))
AGAIN = 75
"""The exit code of whoever asks to be started again at once: that is no fault."""
PAUSES_S = (1, 2, 5, 10, 30, 60)
STEADY_MS = 10 * 60_000
"""Whoever ran so long begins with the shortest pause again."""


class Running(Protocol):
    """A screen that was started."""

    def wait(self) -> int:
        """Until it ends; its exit code."""
        ...

    def stop(self) -> None:
        """End it."""
        ...


Start = Callable[[], Running]


class Cover(Protocol):
    """What stands on the glass while there is no screen."""

    def lay(self) -> None:
        """The screen has crashed."""
        ...

    def lift(self) -> None:
        """It is there again, or will not come."""
        ...


class NoCover:
    """The desktop: nobody touches a wall."""

    def lay(self) -> None:
        """See `Cover`."""

    def lift(self) -> None:
        """See `Cover`."""


def keep_running(
    start: Start, clock: Clock, report: Callable[[str], None], cover: Cover | None = None
) -> int:
    """Start it again and again, with growing pauses; the exit code of the stop that was asked for."""
    covered = cover or NoCover()
    failed = 0
    try:
        while True:
            began = clock.now()
            code = _lived(start, report)
            if code in FINAL:
                return code
            if code == AGAIN:
                continue
            covered.lay()
            failed = _failures(failed, began, clock.now())
            pause = PAUSES_S[min(failed, len(PAUSES_S)) - 1]
            report(f"the screen ended with {code}; it is started again in {pause} s")
            clock.sleep(pause * 1000)
    except KeyboardInterrupt:
        return 0
    finally:
        covered.lift()


def _lived(start: Start, report: Callable[[str], None]) -> int:
    """The exit code of one life; a machine without memory for a start has some later."""
    try:
        running = start()
    except OSError as fault:
        report(f"the screen cannot be started: {fault}")
        return 1
    try:
        return running.wait()
    except KeyboardInterrupt:
        running.stop()
        raise


def _failures(before: int, began: Instant, ended: Instant) -> int:
    return 1 if ended - began >= STEADY_MS else before + 1


class Leashed:
    """A process whose input is a pipe that we hold: it ends when we do, also where we are killed (`display.kept`, `kiosk.kept`)."""

    def __init__(self, command: Sequence[str], within_s: float = WITHIN_S) -> None:
        self._within_s = within_s
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own program with our own arguments

    @property
    def has_ended(self) -> bool:
        """By itself."""
        return self._process.poll() is not None

    def wait(self) -> int:
        """See `Running`."""
        code = self._process.wait()
        self._let_go()
        return code

    def stop(self) -> None:
        """See `Running`; one that does not end by itself is killed."""
        self._let_go()
        try:
            self._process.wait(2 * self._within_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _let_go(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()


def same_program(module: str, arguments: Sequence[str], within_s: float = WITHIN_S) -> Start:
    """What starts this program, without being told to keep running; it ends `within_s` when it is told to."""
    command = [sys.executable, "-m", module, *(word for word in arguments if word != FLAG)]
    return lambda: Leashed(command, within_s)
