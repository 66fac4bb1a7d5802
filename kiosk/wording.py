"""The kiosk's words in the resident's language, and times in the hall's zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from common.i18n import say
from common.wording import HallWording
from common.words import Instant


@dataclass(frozen=True, slots=True)
class Wording(HallWording):
    """Texts for readers of `language`."""

    def say(self, code: str, **values: str | int) -> str:
        """The kiosk's text of `code`."""
        return say(self.language, f"kiosk.{code}", values)

    def stamp(self, at: Instant) -> str:
        """Date and time, as on paper."""
        return self.local(at).strftime("%Y-%m-%d %H:%M")
