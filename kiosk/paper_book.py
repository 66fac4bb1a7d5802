"""How much paper this kiosk used today and what is left of its roll: durable, told to the hall, without a word of what stood on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import structs

from common.commands_printed import CountPaper
from common.durable import KeptFile
from kiosk.paper import DOTS_PER_MM

Kind = Literal["tickets", "reprints", "slips"]
CUT_MM = 12.0
"""So much more goes with every paper: from the head to the knife."""


class _Book(msgspec.Struct):
    """`day` is the count of today; `untold`: days that are over and that the hall does not know yet."""

    day: CountPaper | None = None
    untold: list[CountPaper] = []
    left_mm: float | None = None
    used_mm: float = 0.0


class PaperBook:
    """Kept in `file` beside the token (none: not kept). `roll_m`: metres of a new roll (0: nobody said).

    Read and written on the program's own thread. What is printed while the power fails is not counted.
    """

    def __init__(
        self, file: Path | None = None, *, roll_m: float = 0.0, report: Callable[[str], None] = lambda _: None
    ) -> None:
        self._disk, self._roll_mm = KeptFile(file, _Book, report), roll_m * 1_000
        self._book = self._disk.read()

    @property
    def today(self) -> CountPaper | None:
        """The count so far; none before the hall's day is known."""
        return self._told(self._book.day)

    @property
    def to_tell(self) -> list[CountPaper]:
        """What the hall is to be told: the days that are over, then today."""
        return [*self._book.untold, *([self.today] if self.today is not None else [])]

    def turn_to(self, day: str) -> bool:
        """The hall's day; a new one begins with nothing. Whether it is one."""
        known = self._book.day
        if known is not None and known.day == day:
            return False
        if known is not None:
            self._book.untold.append(self._told(known) or known)
        self._book.day, self._book.used_mm = CountPaper(day=day), 0.0
        self._write()
        return True

    def printed(self, kind: Kind, dots: int) -> None:
        """A paper of so many dots is out."""
        self._use(dots)
        self._add(kind)

    def tried(self, dots: int) -> None:
        """A test print is out: of the roll, and in no column."""
        self._use(dots)
        self._write()

    def _use(self, dots: int) -> None:
        mm = dots / DOTS_PER_MM + CUT_MM
        self._book.used_mm += mm
        if self._book.left_mm is not None:
            self._book.left_mm = max(0.0, self._book.left_mm - mm)

    def failed(self) -> None:
        """A paper did not come out."""
        self._add("failed")

    def voided(self) -> None:
        """A number that nobody held is void."""
        self._add("voided")

    def new_roll(self) -> None:
        """Somebody put one in: the service menu says so, or the printer that had none."""
        self._book.left_mm = self._roll_mm or None
        self._write()

    def told(self, count: CountPaper) -> None:
        """The hall knows a day that is over."""
        if count in self._book.untold:
            self._book.untold.remove(count)
            self._write()

    def _add(self, what: str) -> None:
        day = self._book.day
        if day is not None:
            self._book.day = structs.replace(day, **{what: getattr(day, what) + 1})
        self._write()

    def _told(self, count: CountPaper | None) -> CountPaper | None:
        """In whole millimetres."""
        if count is None or count is not self._book.day:
            return count
        left = self._book.left_mm
        return structs.replace(
            count, used_mm=round(self._book.used_mm), left_mm=None if left is None else round(left)
        )

    def _write(self) -> None:
        self._disk.write(self._book)
