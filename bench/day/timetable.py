"""The script's clock laid over a real day: an ordinary working day, or a short one opened by hand."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.words import Instant
from server.rules.hours import MINUTE_MS, is_open_day
from server.rules.setup import Setup

FIRST, LAST = "07:50", "18:30"
"""When the script begins and when everybody should have gone home."""
CALENDAR_STARTS = ("06:00", "16:59")
"""A start between these finds an ordinary day, or enough of one."""
SHORT_DAY_MIN = 180
LATEST = "23:20"


class Timetable(NamedTuple):
    """`begins` stands for the script's FIRST; each of the script's minutes lasts `minute_ms`."""

    timezone: str
    begins: Instant
    minute_ms: float
    start: Instant
    by_hand: bool

    def at(self, clock: str) -> Instant:
        """The moment that the script calls `clock` (HH:MM)."""
        return self.begins + round((minutes(clock) - minutes(FIRST)) * self.minute_ms)

    @property
    def share(self) -> float:
        """How much of an ordinary day this one is."""
        return self.minute_ms / MINUTE_MS

    @property
    def ends(self) -> Instant:
        """The script's LAST."""
        return self.at(LAST)

    def clock(self, at: Instant) -> str:
        """HH:MM on the hall's wall."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(self.timezone)).strftime("%H:%M")


def minutes(clock: str) -> int:
    """Minutes since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def instant(timezone: str, day: date, clock: str) -> Instant:
    """The moment at which the hall's clock shows `clock` on `day`."""
    return int(datetime.combine(day, time.fromisoformat(clock), ZoneInfo(timezone)).timestamp() * 1000)


def timetable(setup: Setup, day: date, start: str) -> Timetable:
    """The day that begins at `start`: the calendar's if it is open then, else opened by hand.

    At an hour at which no hall works, the whole script runs in three hours from `start`.
    """
    zone = setup.hall.timezone
    begins = instant(zone, day, start)
    if CALENDAR_STARTS[0] <= start <= CALENDAR_STARTS[1]:
        by_hand = not is_open_day(setup.hours, day.isoformat())
        return Timetable(zone, instant(zone, day, FIRST), MINUTE_MS, begins, by_hand)
    length = min(SHORT_DAY_MIN, max(5, minutes(LATEST) - minutes(start)))
    minute_ms = length * MINUTE_MS / (minutes(LAST) - minutes(FIRST))
    return Timetable(zone, begins, minute_ms, begins, by_hand=True)
