"""A scanner that types like a keyboard: quick keys and an Enter are one code. Pure."""

from __future__ import annotations

from common.words import Instant

PAUSE_MS = 400
"""Keys further apart are not of one code: somebody leans on a keyboard, or an old code was cut off."""
MOST = 600
"""An address with a number in it, written in percent signs."""
ENDS = ("return", "enter")


class Scanner:
    """Fed with every key of the window."""

    def __init__(self) -> None:
        self._typed = ""
        self._at: Instant = 0

    def key(self, name: str, now: Instant, text: str = "") -> str | None:
        """The code that this key ends, if it ends one. `name` is pygame's; `text` what the key writes, where that is known, else capitals."""
        if now - self._at > PAUSE_MS:
            self._typed = ""
        self._at = now
        if name in ENDS:
            code, self._typed = self._typed, ""
            return code or None
        letter = text if len(text) == 1 and text.isprintable() else _letter(name)
        if letter and len(self._typed) < MOST:
            self._typed += letter
        return None


def _letter(name: str) -> str:
    """One character; keys of the number block are called "[5]"; shift and the like are none."""
    inner = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    return inner.upper() if len(inner) == 1 and inner.isascii() and inner.isprintable() else ""
