"""The wall's words in one language: times of the hall's own day, states, reasons. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from common.i18n import TextMissing, say
from common.words import Instant, Language, Words

NO_SUCH_ZONE = (KeyError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts and times for readers of `language` in the time zone of their hall."""

    language: Language
    timezone: str = "Asia/Shanghai"

    def say(self, code: str, **values: str | int) -> str:
        """The wall's text of `code`."""
        return say(self.language, f"wall.{code}", values)

    def say_or(self, pattern: str, value: str, otherwise: str) -> str:
        """The text for `value`; a newer server may know values for which there is none here."""
        try:
            return self.say(pattern.format(value))
        except TextMissing:
            return self.say(otherwise)

    def of(self, words: Words) -> str:
        """A published text."""
        return words.text(self.language)

    def clock(self, at: Instant) -> str:
        """Hours and minutes: 8:30."""
        local = self._local(at)
        return f"{local.hour}:{local.minute:02d}"

    def date(self, at: Instant) -> str:
        """Day, month and weekday."""
        return self._dated(at, "date_pattern")

    def moment(self, at: Instant, now: Instant) -> str:
        """A time to come: today by the clock alone, tomorrow, by its weekday within a week, or by its date."""
        days = (self._local(at).date() - self._local(now).date()).days
        if days == 0:
            return self.clock(at)
        if days == 1:
            return self.say("tomorrow", time=self.clock(at))
        pattern = "weekday_pattern" if 1 < days < 7 else "day_pattern"
        return f"{self._dated(at, pattern)} {self.clock(at)}"

    def same_day(self, one: Instant, other: Instant) -> bool:
        """Do both fall on one day of the hall?"""
        return self._local(one).date() == self._local(other).date()

    def _local(self, at: Instant) -> datetime:
        return datetime.fromtimestamp(at / 1000, _zone(self.timezone))

    def _dated(self, at: Instant, pattern: str) -> str:
        return format_date(self._local(at).date(), self.say(pattern), locale=self.language)


def knows_zone(name: str) -> bool:
    """Is there a time zone of that name?"""
    try:
        _zone(name)
    except NO_SUCH_ZONE:
        return False
    return True


@lru_cache(maxsize=4)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
