"""The wall's words in one language: times to come, states, reasons. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from common.i18n import TextMissing, say
from common.wording import HallWording
from common.words import Instant


@dataclass(frozen=True, slots=True)
class Wording(HallWording):
    """Texts and times for readers of `language` in the time zone of their hall."""

    def say(self, code: str, **values: str | int) -> str:
        """The wall's text of `code`."""
        return say(self.language, f"wall.{code}", values)

    def say_or(self, pattern: str, value: str, otherwise: str) -> str:
        """The text for `value`; a newer server may know values for which there is none here."""
        try:
            return self.say(pattern.format(value))
        except TextMissing:
            return self.say(otherwise)

    def moment(self, at: Instant, now: Instant) -> str:
        """A time to come: today by the clock alone, tomorrow, by its weekday within a week, or by its date."""
        days = (self.local(at).date() - self.local(now).date()).days
        if days == 0:
            return self.clock(at)
        if days == 1:
            return self.say("tomorrow", time=self.clock(at))
        pattern = "weekday_pattern" if 1 < days < 7 else "day_pattern"
        return f"{self.dated(at, self.say(pattern))} {self.clock(at)}"
