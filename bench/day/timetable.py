"""The script's clock laid over a real day: an ordinary working day, or a short one opened by hand."""

from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.words import Instant
from server.rules.hours import MINUTE_MS, is_market_day, is_open_day, parts_of
from server.rules.setup import Setup

FIRST, LAST = "07:50", "18:30"
"""When the script begins and when everybody should have gone home."""
CALENDAR_STARTS = ("05:00", "15:00")
"""A start between these finds an ordinary day: what the script is to show, lunch aside, is still to come."""
SHORT_DAY_MIN = 150
SHORT_DAY = {
    "07:50": 0, "08:00": 2, "08:40": 9, "09:00": 13, "09:12": 16, "09:40": 22, "10:05": 30, "10:26": 32,
    "10:52": 44, "11:05": 46, "11:30": 54, "12:00": 56, "12:40": 63, "12:45": 64, "13:25": 71, "14:50": 76,
    "15:12": 83, "15:18": 85, "15:34": 97, "16:00": 112, "16:10": 120, "16:35": 122, "16:55": 133,
    "17:30": 134, "18:00": 142, "18:30": SHORT_DAY_MIN,
}  # fmt: skip
"""When the short day has what the script's clock says, in minutes after its begin. What a rule measures in minutes
keeps its length: an absence beyond the grace, an alarm until a stand-in is named."""
SHORT_SHARE = 0.4
"""Of the residents of an ordinary day."""
LATEST = "20:30"
"""The last begin of a short day: midnight ends a hall's day, and somebody is always served a little longer."""


class Timetable(NamedTuple):
    """`begins` stands for the script's FIRST, `start` is where the demo begins. `short`: by SHORT_DAY.

    `market`: open all day by the calendar, lunch by turns.
    """

    timezone: str
    begins: Instant
    start: Instant
    by_hand: bool
    short: bool = False
    market: bool = False

    @property
    def as_calendar(self) -> bool:
        """Whether what the calendar offers, such as slots, is there."""
        return not self.by_hand and not self.short

    def at(self, clock: str) -> Instant:
        """The moment that the script calls `clock` (HH:MM)."""
        after_min = _short(clock) if self.short else minutes(clock) - minutes(FIRST)
        return self.begins + round(after_min * MINUTE_MS)

    @property
    def share(self) -> float:
        """How many of an ordinary day's residents come."""
        return SHORT_SHARE if self.short else 1.0

    @property
    def ends(self) -> Instant:
        """The script's LAST."""
        return self.at(LAST)

    def clock(self, at: Instant) -> str:
        """HH:MM on the hall's wall."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(self.timezone)).strftime("%H:%M")


def _short(clock: str) -> float:
    """Minutes after the short day's begin; between two that SHORT_DAY names, in proportion."""
    knots = [(minutes(known), after_min) for known, after_min in SHORT_DAY.items()]
    at = minutes(clock)
    for (since, first), (until, last) in pairwise(knots):
        if at <= until:
            return first + (last - first) * (at - since) / (until - since)
    raise ValueError(clock)


def minutes(clock: str) -> int:
    """Minutes since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def instant(timezone: str, day: date, clock: str) -> Instant:
    """The moment at which the hall's clock shows `clock` on `day`."""
    return int(datetime.combine(day, time.fromisoformat(clock), ZoneInfo(timezone)).timestamp() * 1000)


def timetable(setup: Setup, day: date, start: str) -> Timetable:
    """The day that begins at `start`: the calendar's, or a short one opened by hand at an hour that has none.

    A short day lies outside the calendar's hours and before midnight: `start` moves there, if it must.
    """
    zone = setup.hall.timezone
    begins = instant(zone, day, start)
    if CALENDAR_STARTS[0] <= start <= CALENDAR_STARTS[1]:
        by_hand = not is_open_day(setup.hours, day.isoformat())
        market = bool(setup.hours.market_sessions) and is_market_day(setup.hours, day.isoformat())
        return Timetable(zone, instant(zone, day, FIRST), begins, by_hand, market=market)
    if start > CALENDAR_STARTS[1] and (parts := parts_of(setup, day.isoformat())):
        begins = max(begins, parts[-1].since)
    begins = min(begins, instant(zone, day, LATEST))
    return Timetable(zone, begins, begins, by_hand=True, short=True)
