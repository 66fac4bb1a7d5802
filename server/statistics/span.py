"""Which days are asked for, and which facts are theirs."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.words import Instant
from server.rules.named_days import day_named
from server.rules.refusal import Refusal

DAYS_MOST = 92
"""The longest quarter: results are published each quarter (P-4)."""
QUARTER_MS = 900_000
"""Every time zone lies whole quarters of an hour from UTC."""


class Span(NamedTuple):
    """Days of the hall, both counted."""

    first: str
    last: str


def read_span(first: str, last: str) -> Span:
    """Two ISO dates as somebody asks for them. Raises `Refusal`."""
    begins, ends = _day(first), _day(last)
    if ends < begins:
        raise Refusal("span_backwards")
    if (ends - begins).days >= DAYS_MOST:
        raise Refusal("span_too_long", days=DAYS_MOST)
    return Span(begins.isoformat(), ends.isoformat())


def _day(text: str) -> date:
    found = day_named(text)
    if found is None:
        raise Refusal("bad_day")
    return found


class Calendar:
    """Which day a fact belongs to, and on which hour of the hall's clock something happened.

    A day is the hall's: from its opening to the opening of the next. `opened` are the versions of the
    facts that opened a day, with the day's date; `closed` those of the facts that closed one.
    """

    def __init__(self, opened: Sequence[tuple[int, str]], closed: frozenset[int], timezone: str) -> None:
        self._versions = [version for version, _ in opened]
        self._days = [day for _, day in opened]
        self._openings = frozenset(self._versions)
        self._closings = closed
        self._zone = ZoneInfo(timezone)
        self._hours: dict[int, int] = {}

    def bounds(self, span: Span) -> tuple[int, int | None]:
        """The versions of the span's facts: from the first, up to and without the second (none: no end yet)."""
        later = [v for v, day in zip(self._versions, self._days, strict=True) if day > span.last]
        within = [
            v for v, day in zip(self._versions, self._days, strict=True) if span.first <= day <= span.last
        ]
        begins = min(within, default=min(later, default=(self._versions or [0])[-1] + 1))
        return (begins, min(later, default=None)) if within else (begins, begins)

    def day(self, version: int) -> str:
        """The hall's day of a fact."""
        place = bisect_right(self._versions, version)
        return self._days[place - 1] if place else ""

    def hour(self, at: Instant) -> int:
        """0 to 23, on the hall's clock."""
        quarter = at // QUARTER_MS
        if quarter not in self._hours:
            self._hours[quarter] = datetime.fromtimestamp(at / 1000, self._zone).hour
        return self._hours[quarter]

    def opens(self, version: int) -> bool:
        """Whether that fact opened a day."""
        return version in self._openings

    def closes(self, version: int) -> bool:
        """Whether that fact closed a day: a period that it opened is a night's, outside every line."""
        return version in self._closings
