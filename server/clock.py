"""Where a server's time comes from. `now()` never goes back."""

import time
from collections.abc import Callable
from typing import Protocol

from common.words import Instant

STEP_MS = 2_000
SETTLED_MS = 500
SLEW = 0.1
"""Of the time that passes: how fast the clock goes after a wall clock that was moved."""


class Clock(Protocol):
    """Gives the present moment."""

    def now(self) -> Instant:
        """Milliseconds since the Unix epoch, UTC."""
        ...


def wall_ms() -> float:
    """The machine's clock, which people and time servers move."""
    return time.time() * 1000


def monotonic_ms() -> float:
    """Time that passes evenly, where the system can tell also while the machine sleeps."""
    boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return 1000 * (time.monotonic() if boottime is None else time.clock_gettime(boottime))


class SystemClock:
    """The wall clock as it was at the start, and from there evenly.

    A wall clock that is moved by more than 2 s is told to `on_step` (ms, ahead is positive); every
    difference is made up at a tenth of the time that passes, so that no moment comes twice. Until it is,
    or until somebody says so, the clock is `astray`.
    """

    def __init__(
        self,
        on_step: Callable[[int], None] = lambda _step: None,
        wall: Callable[[], float] = wall_ms,
        monotonic: Callable[[], float] = monotonic_ms,
    ) -> None:
        self._on_step, self._wall, self._monotonic = on_step, wall, monotonic
        self._passed = monotonic()
        self._now = wall()
        self._offset = self._now - self._passed
        self.astray = False

    def now(self) -> Instant:
        """The present moment; notices a step."""
        passed, wall = self._monotonic(), self._wall()
        elapsed = max(0.0, passed - self._passed)
        behind = wall - (self._now + elapsed)
        self._now += elapsed + max(-SLEW * elapsed, min(SLEW * elapsed, behind))
        self._passed = passed
        step = wall - passed - self._offset
        self._offset = wall - passed
        if abs(step) > STEP_MS:
            self.astray = True
            self._on_step(round(step))
        elif self.astray and abs(wall - self._now) < SETTLED_MS:
            self.astray = False
        return int(self._now)

    def accept(self) -> None:
        """An administrator has looked at it."""
        self.astray = False


class PacedClock:
    """A simulated day: begins at `start` and goes `pace` times as fast as time passes; `standing` until `go`."""

    def __init__(
        self,
        start: Instant,
        pace: float,
        monotonic: Callable[[], float] = monotonic_ms,
        *,
        standing: bool = False,
    ) -> None:
        self._start, self._pace, self._monotonic = start, pace, monotonic
        self._began: float | None = None if standing else monotonic()

    def go(self) -> None:
        """Let time pass from now on."""
        if self._began is None:
            self._began = self._monotonic()

    def now(self) -> Instant:
        """The simulated moment."""
        if self._began is None:
            return self._start
        return self._start + int((self._monotonic() - self._began) * self._pace)
