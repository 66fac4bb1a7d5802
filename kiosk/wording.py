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

    def wait(self, low_min: int, high_min: int) -> str:
        """How long somebody will wait, as the hall says it: 20-35 分钟, 3 分钟内."""
        code = "wait.within" if low_min == 0 else "wait.range"
        return say(self.language, code, {"low": low_min, "high": high_min})

    def about_wait(self, low_min: int, high_min: int) -> str:
        """The same in a sentence: 约 20-35 分钟, but 3 分钟内."""
        code = "about_within" if low_min == 0 else "about_range"
        return self.say(code, low=low_min, high=high_min)

    def score(self, percent: int) -> str:
        """How often such ranges came true."""
        return say(self.language, "wait.score", {"percent": percent})

    def stamp(self, at: Instant) -> str:
        """Date and time, as on paper."""
        return self.local(at).strftime("%Y-%m-%d %H:%M")
