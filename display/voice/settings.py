"""How this screen speaks: the hall's settings, and whose windows it calls out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.rows import HallRow, WindowRow
from common.voice.pieces import One
from common.wording import knows_zone
from common.words import Instant

WHOLE_HALL, NOWHERE = "hall", "none"
"""What `--zone` may be besides the name of a zone."""
FULL_PERCENT = 100
UNKNOWN_ZONE = "Asia/Shanghai"


class Manner(NamedTuple):
    """`windows` are called out here (none: all). `known`: does the hall's file have this zone?"""

    one: One
    english: bool
    pace: float
    volume: tuple[tuple[str, int], ...]
    windows: frozenset[int] | None
    known: bool = True

    def calls_out(self, window: int | None) -> bool:
        """Is a call to `window` spoken here? One to nowhere in particular is spoken everywhere."""
        return self.windows is None or window is None or window in self.windows


def manner(hall: HallRow, windows: Iterable[WindowRow], zone: str) -> Manner:
    """A zone that no window is in calls out everything: a slip of the pen must not silence a hall."""
    here = frozenset(window.number for window in windows if window.zone == zone)
    named = zone != WHOLE_HALL
    return Manner(
        one=hall.voice.one,
        english=hall.voice.english,
        pace=hall.voice.syllables_per_min / 60,
        volume=hall.voice.volume,
        windows=here if named and here else None,
        known=bool(here) or not named,
    )


def volume_at(volume: Sequence[tuple[str, int]], now: Instant, timezone: str) -> float:
    """0 to 1, by the clock of the hall. Before the day's first time the last one holds."""
    if not volume:
        return 1.0
    zone = ZoneInfo(timezone if knows_zone(timezone) else UNKNOWN_ZONE)
    clock = datetime.fromtimestamp(now / 1000, zone).strftime("%H:%M")
    ordered = sorted(volume)
    begun = [percent for since, percent in ordered if since <= clock]
    return (begun or [ordered[-1][1]])[-1] / FULL_PERCENT
