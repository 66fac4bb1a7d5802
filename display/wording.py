"""The wall's words in one language: states, reasons. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from common.i18n import TextMissing, say
from common.wording import HallWording


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

    def of_case(self, what: str, value: str) -> str:
        """The word of the pages for a case's `state`, or for what it waits for (`stop`)."""
        try:
            return say(self.language, f"page.case.{what}.{value}", {})
        except TextMissing:
            return "—"
