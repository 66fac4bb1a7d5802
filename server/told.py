"""Lines for whoever started the server."""

from typing import TextIO

from common.i18n import say
from common.words import Language


class Told:
    """Each line stands at once; `about` is what it begins with: which hall, where there are several."""

    def __init__(self, out: TextIO, language: Language, about: str = "") -> None:
        self.out, self.language, self._about = out, language, about

    def of(self, key: str) -> "Told":
        """The same about one hall."""
        return Told(self.out, self.language, f"[{key}] ")

    def say(self, code: str, **values: str | int) -> None:
        """A text of the catalogue."""
        self.line(say(self.language, code, values))

    def line(self, text: str) -> None:
        """What is in words already."""
        print(f"{self._about}{text}", file=self.out, flush=True)
