"""A search for residents in whatever is public: full names, identity numbers and phones, also where a text is escaped (P-2);
and for the codes of their receipts, each of which opens a case.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec

from bench.day.persons import Person

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
WIDTH = 40


class Leak(NamedTuple):
    """`secret` stood in `where`; `beside` is what it stood in."""

    where: str
    secret: str
    beside: str


class Leaks:
    """Knows the residents of a day. `found` are their leaks, `searched` how much of each place was looked through, in characters."""

    def __init__(self, residents: Iterable[Person]) -> None:
        self._secrets = _any_of({secret for person in residents for secret in person.secrets})
        self._codes: re.Pattern[str] | None = None
        self.found: list[Leak] = []
        self.searched: defaultdict[str, int] = defaultdict(int)

    def know(self, codes: Iterable[str]) -> None:
        """From now on look for codes of receipts as well: as a word, for a moment's digits are no code."""
        known = "|".join(sorted(map(re.escape, codes)))
        self._codes = re.compile(f"(?<![0-9A-Za-z])(?:{known})(?![0-9A-Za-z])") if known else None

    def search(self, where: str, text: str | bytes, reader: Person | None = None) -> int:
        """How many are in it; each is kept. What is written to `reader` alone may name its reader."""
        plain = text if isinstance(text, str) else text.decode("utf-8", "replace")
        self.searched[where] += len(plain)
        leaks = [
            Leak(where, match[0], reading[max(0, match.start() - WIDTH) : match.end() + WIDTH])
            for reading in _readings(plain)
            for pattern in (self._secrets, self._codes)
            if pattern is not None
            for match in pattern.finditer(reading)
            if reader is None or match[0] not in reader.secrets
        ]
        self.found += leaks
        return len(leaks)


def search_own_page(leaks: Leaks, answer: bytes, resident: Person) -> int:
    """What `/api/case-progress` tells whoever holds the receipt: nobody's data, and in notes that a clerk wrote to the
    resident nobody else's.
    """
    if not answer:
        return 0
    told: dict[str, Any] = msgspec.json.decode(answer)
    notes = [event.pop("note") for event in told.get("history", []) if event.get("note")]
    found = leaks.search("/api/case-progress", msgspec.json.encode(told))
    return found + leaks.search("notes to the resident", "\n".join(notes), resident)


def _readings(plain: str) -> Iterable[str]:
    """As it is, and with the escapes of JSON and of addresses undone."""
    yield plain
    if "\\u" in plain:
        yield ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)
    if "%" in plain:
        yield unquote(plain)


def _any_of(secrets: set[str]) -> re.Pattern[str]:
    """By their first character, so that a day's payloads are searched in seconds."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for secret in sorted(secrets, key=lambda secret: (-len(secret), secret)):
        by_first[secret[0]].append(re.escape(secret[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()))
