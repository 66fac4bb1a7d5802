"""A ticket printer's inside, as the ESC/POS specification has it: a buffer, a roll, a cover, a cutter, and what it says of them.

Asked in real time (`DLE EOT`) it answers at once, also in the middle of a picture and while it can print nothing; asked in
order (`GS r`) only once all before is on paper. What it cannot print yet it keeps, and prints when it can.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from bench.paper.escpos import PaperRoll, Reader

DOTS_PER_MM = 203 / 25.4
Ailment = Literal["cover", "feed", "jam", "broken", "hot", "hang"]
Unasked = Literal["never", "until told", "always"]
AILMENTS: tuple[Ailment, ...] = ("cover", "feed", "jam", "broken", "hot", "hang")
_AT_ONCE = re.compile(rb"\x10\x04([\x01-\x04])|(\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08)", re.DOTALL)
_LONGEST = 9
_ALWAYS = 0x12
"""What every byte of real-time status has."""
_ERRORS: set[Ailment] = {"jam", "broken", "hot"}


_BITS: dict[int, list[tuple[int, str]]] = {
    1: [(0x08, "offline")],
    2: [(0x04, "cover"), (0x08, "feed"), (0x20, "ended"), (0x40, "error")],
    3: [(0x08, "jam"), (0x20, "broken"), (0x40, "hot")],
    4: [(0x0C, "near"), (0x60, "ended")],
}
"""What each bit of the answers to DLE EOT 1 to 4 says."""
_UNASKED_BITS: list[list[tuple[int, str]]] = [
    [(0x10, "always"), (0x08, "offline"), (0x20, "cover"), (0x40, "feed")],
    [(0x08, "jam"), (0x20, "broken"), (0x40, "hot")],
    [(0x03, "near"), (0x0C, "ended")],
    [],
]
"""The same of the four bytes of automatic status."""
_RESET, _UNASKED = b"\x1b@", b"\x1da"


@dataclass
class Model:
    """`left_mm` is what is left on the roll; from `near_mm` on it says that it nears its end. `on_paper`: a ticket was cut.

    `ails` with "hang": it takes bytes and neither prints nor answers. `unasked`: it sends its status whenever that has
    changed (automatic status back), until `GS a 0` tells it not to and again after every reset, or whatever it is told.
    """

    left_mm: float = inf
    near_mm: float = 3_000.0
    mute: bool = False
    unasked: Unasked = "never"
    on_paper: Callable[[], None] = lambda: None
    ails: set[Ailment] = field(default_factory=set)
    cleared: int = 0
    reader: Reader = field(default_factory=Reader)
    _tail: bytes = b""
    _bands: int = 0
    _quiet: bool = False
    _last_told: bytes = b""

    @property
    def roll(self) -> PaperRoll:
        """What came out."""
        return self.reader.roll

    def hear(self, data: bytes) -> bytes:
        """Take bytes as they come; what it answers to them."""
        at_once = self._hear_at_once(data)
        return b"" if self.mute or "hang" in self.ails else at_once + self._told_unasked() + self.work()

    def work(self) -> bytes:
        """Print what it can of what it holds; its answers to what was asked in order."""
        answers = b""
        while not self.ails and self.left_mm > 0 and self.reader.step():
            self._use_paper()
            answers += self._told_unasked() + self._answers()
        return b"" if self.mute else answers + self._told_unasked()

    def _answers(self) -> bytes:
        """To what was asked in order; a reset and `GS a` say whether it may speak unasked."""
        asked, self.reader.questions = self.reader.questions, []
        for told in asked:
            if told == _RESET or told.startswith(_UNASKED):
                self._quiet = told == _UNASKED + b"\x00"
        return bytes(self._in_order for question in asked if question.startswith(b"\x1dr"))

    def _told_unasked(self) -> bytes:
        """Four bytes where something has changed."""
        silent = self.unasked == "never" or (self.unasked == "until told" and self._quiet)
        status = self._status_of_its_own()
        if silent or status == self._last_told or "hang" in self.ails:
            return b""
        self._last_told = status
        return status

    def _status_of_its_own(self) -> bytes:
        """Automatic status: drawer, line, cover and button, errors, the roll, nothing."""
        is_so = self._state()
        return bytes(sum(bit for bit, what in bits if what in is_so) for bits in _UNASKED_BITS)

    def status(self, which: int) -> int:
        """The byte that answers DLE EOT `which`."""
        is_so = self._state()
        return _ALWAYS | sum(bit for bit, what in _BITS[which] if what in is_so)

    def _use_paper(self) -> None:
        bands = self.roll.bands
        self.left_mm -= sum(band.height for band in bands[self._bands :]) / DOTS_PER_MM
        was_cut, self._bands = self._bands > 0 and not bands, len(bands)
        if was_cut:
            self.on_paper()

    def _hear_at_once(self, data: bytes) -> bytes:
        """Keep it for its turn; answer requests in real time wherever they stand, also one that came in two pieces."""
        stream, known, answers = self._tail + data, len(self._tail), b""
        for found in _AT_ONCE.finditer(stream):
            if found[2] and found.end() > known:
                self._clear()
                data = stream[found.end() :]
            elif found.end() > known:
                answers += bytes([self.status(found[1][0])])
        self.reader.buffer += data
        self._tail = stream[-_LONGEST:]
        return answers

    def _clear(self) -> None:
        self.cleared += 1
        self.reader.buffer, self._bands = b"", 0
        self.roll.bands.clear()

    def _state(self) -> set[str]:
        is_so: set[str] = {"always", *self.ails}
        is_so |= {"ended"} if self.left_mm <= 0 else set()
        is_so |= {"near"} if self.left_mm <= self.near_mm else set()
        is_so |= {"error"} if self.ails & _ERRORS else set()
        return is_so | ({"offline"} if is_so - {"always", "near", "hang"} else set())

    @property
    def _in_order(self) -> int:
        """The byte that answers GS r 1."""
        return (0x03 if self.left_mm <= self.near_mm else 0) | (0x0C if self.left_mm <= 0 else 0)
