"""The kiosk's words in the resident's language, and times in the hall's zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from common.i18n import say
from common.words import Instant, Language, Words

_DATES: dict[Language, tuple[str, str]] = {"zh": ("M月d日 EEEE", "zh_CN"), "en": ("EEE d MMM", "en_GB")}


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts for readers of `language`."""

    language: Language
    timezone: str = "Asia/Shanghai"

    def say(self, code: str, **values: str | int) -> str:
        """The kiosk's text of `code`."""
        return say(self.language, f"kiosk.{code}", values)

    def of(self, words: Words) -> str:
        """A published text."""
        return words.text(self.language)

    def clock(self, at: Instant) -> str:
        """Hours and minutes."""
        return self._local(at).strftime("%H:%M")

    def day(self, at: Instant) -> str:
        """Month, day and weekday."""
        pattern, locale = _DATES[self.language]
        return format_date(self._local(at), pattern, locale=locale)

    def stamp(self, at: Instant) -> str:
        """Date and time, as on paper."""
        return self._local(at).strftime("%Y-%m-%d %H:%M")

    def _local(self, at: Instant) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(_zone(self.timezone))


@lru_cache(8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
