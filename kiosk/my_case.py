"""A case as the server tells of it to whoever holds the receipt: what of the answer a kiosk needs; and how its number is typed."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from common.messages import SECRET_DIGITS
from common.rows_cases import OwnCase
from common.words import Instant, Words

USUAL = "{year}-{n:04}"
YEAR_DIGITS = 4
COUNTER_MOST = 7
_COUNTERS = re.compile(r"\{n(?::0([1-9]))?\}")
_PARTS = re.compile(r"\{year\}|\{n(?::0([1-9]))?\}")


class Happened(msgspec.Struct, frozen=True):
    """What happened, when, and what a clerk wrote to the resident with it."""

    at: Instant
    text: Words
    note: str = ""


class MyCase(OwnCase, frozen=True, kw_only=True):
    """The answer of POST /api/case-progress (docs/protocol.md)."""

    history: tuple[Happened, ...]

    @property
    def note(self) -> str:
        """What was written to the resident last."""
        return next((item.note for item in reversed(self.history) if item.note), "")


class NumberForm(msgspec.Struct, frozen=True, dict=True):
    """How the hall's case numbers look (`HallRow.case_number`), so that nobody has to type more than their digits.

    What is typed is the year, if the number has one, then the counter, then the secret's eight digits, as the receipt shows them.
    """

    pattern: str = USUAL

    @cached_property
    def year(self) -> int:
        """Digits of the year."""
        return YEAR_DIGITS if "{year}" in self.pattern else 0

    @cached_property
    def counter(self) -> int:
        """Digits of the counter, at least."""
        return max(int(found or 1) for found in _COUNTERS.findall(self.pattern) or ["1"])

    @cached_property
    def begins_with_year(self) -> bool:
        """Else the counter stands first."""
        found = _PARTS.search(self.pattern)
        return bool(self.year) and found is not None and found[0] == "{year}"

    @property
    def most(self) -> int:
        """Digits of number and secret together, at most."""
        return self.year + COUNTER_MOST + SECRET_DIGITS

    def digits_of_number(self, typed: str) -> str:
        """What was typed of the number: its usual digits, and all but the secret's once there are more."""
        return typed[: max(self.blank, len(typed) - SECRET_DIGITS)]

    @property
    def blank(self) -> int:
        """How many digits a usual number has."""
        return self.year + self.counter

    def number(self, typed: str) -> str:
        """The number as it is written, of its digits; a digit that is not typed yet is a low line."""
        digits = typed.ljust(self.blank, "_")
        if self.begins_with_year:
            year, counter = digits[: self.year], digits[self.year :]
        else:
            counter, year = digits[: len(digits) - self.year], digits[len(digits) - self.year :]
        return _PARTS.sub(lambda part: year if part[0] == "{year}" else counter, self.pattern)


USUAL_FORM = NumberForm()
