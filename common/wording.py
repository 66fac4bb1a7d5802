"""A hall's days and times in a reader's language: one wording for every screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date

from common.i18n import say
from common.rows import HallRow
from common.words import Instant, Language, Words

NO_SUCH_ZONE = (KeyError, ValueError, OSError)
_DATES: dict[Language, str] = {"zh": "M月d日 EEEE", "en": "EEE d MMM"}
_DAYS: dict[Language, str] = {"zh": "M月d日", "en": "d MMM"}
_DAYS_AND_YEARS: dict[Language, str] = {"zh": "y年M月d日", "en": "d MMM y"}
_WEEKDAYS: dict[Language, str] = {"zh": "EEEE", "en": "EEE"}
_WEEK = 7

Closed = Literal["ended", "not_yet", "day_off"]


@dataclass(frozen=True, slots=True)
class HallWording:
    """For readers of `language` in the time zone of their hall. `year`: the present one; none: it is not known."""

    language: Language
    timezone: str = "Asia/Shanghai"
    year: int | None = None

    def of(self, words: Words) -> str:
        """A published text."""
        return words.text(self.language)

    def clock(self, at: Instant) -> str:
        """Hours and minutes: 8:30."""
        local = self.local(at)
        return f"{local.hour}:{local.minute:02d}"

    def date(self, at: Instant) -> str:
        """Day, month and weekday: 11月23日 星期一."""
        return self.dated(at, _DATES[self.language])

    def day(self, at: Instant) -> str:
        """Day and month: 11月30日; with the year where it is not the present one: 2027年1月4日."""
        local = self.local(at)
        patterns = _DAYS if self.year in (None, local.year) else _DAYS_AND_YEARS
        return self.dated(at, patterns[self.language])

    def moment(self, at: Instant, now: Instant) -> str:
        """A time to come: today by the clock alone, tomorrow and within a week by its weekday, else by its date."""
        days = (self.local(at).date() - self.local(now).date()).days
        if days == 0:
            return self.clock(at)
        weekday = self.dated(at, _WEEKDAYS[self.language])
        if days == 1:
            return say(self.language, "screen.tomorrow", {"weekday": weekday, "time": self.clock(at)})
        return f"{weekday if 1 < days < _WEEK else self.date(at)} {self.clock(at)}"

    def dated(self, at: Instant, pattern: str) -> str:
        """The day in a pattern of Unicode's locale data."""
        return format_date(self.local(at).date(), pattern, locale=self.language)

    def same_day(self, one: Instant, other: Instant) -> bool:
        """Do both fall on one day of the hall?"""
        return self.local(one).date() == self.local(other).date()

    def is_today(self, day: str, now: Instant) -> bool:
        """Is `day` (ISO, as in a hall's row) the hall's civil day at `now`?"""
        return day == self.local(now).date().isoformat()

    def closed_as(self, hall: HallRow, now: Instant) -> Closed:
        """Over for today, before today's opening, or a day on which the hall does not open at all."""
        if hall.until is not None and self.same_day(hall.until, now):
            return "not_yet"
        return "ended" if self.is_today(hall.day, now) else "day_off"

    def local(self, at: Instant) -> datetime:
        """On the hall's clock."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(_zone(self.timezone))


def year_of(hall: HallRow) -> int | None:
    """Of the hall's civil day; none before it has one."""
    return int(hall.day[:4]) if hall.day else None


def knows_zone(name: str) -> bool:
    """Is there a time zone of that name?"""
    try:
        _zone(name)
    except NO_SUCH_ZONE:
        return False
    return True


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
