"""A simulated day, for demonstrations: where the hall's clock starts, how fast it goes, and from when on.

A hall's own data folder is never given a simulated clock: only an empty folder is, and one that was
simulated before, which a mark in it says.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import gevent

from common.words import Instant
from server.clock import PacedClock
from server.live.desk import Desk
from server.storage.store import database_file

MARK = "SIMULATED"
LOOKS_EVERY_S = 0.02
FASTEST = 10_000.0


class NotSimulated(Exception):
    """The data folder is a hall's own."""


@dataclass(frozen=True)
class Simulation:
    """The clock stands at `start` until the file `go` exists (none: it goes at once)."""

    start: Instant
    pace: float
    go: Path | None = None

    def claim(self, folder: Path) -> None:
        """Mark `folder` as simulated. Raises `NotSimulated`."""
        if database_file(folder).exists() and not (folder / MARK).exists():
            raise NotSimulated
        (folder / MARK).touch()

    def clock(self) -> PacedClock:
        """The hall's clock, still standing."""
        return PacedClock(self.start, self.pace, standing=True)

    def run(self, clock: PacedClock, desk: Desk) -> None:
        """Let time pass once it may, and tell everybody."""
        while self.go is not None and not self.go.exists():
            gevent.sleep(LOOKS_EVERY_S)
        clock.go()
        desk.go_at(self.pace)


def moment_from(text: str) -> Instant:
    """`2026-11-23T08:00+08:00` as an instant.

    Raises:
        ValueError: not an ISO moment with its offset from UTC.

    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return int(moment.timestamp() * 1000)


def pace_from(text: str) -> float:
    """How many times as fast as time: above 0.

    Raises:
        ValueError: not such a number.

    """
    pace = float(text)
    if not 0 < pace <= FASTEST:
        raise ValueError(text)
    return pace
