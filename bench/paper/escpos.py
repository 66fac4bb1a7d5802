"""Reads what was sent to a ticket printer, written from the ESC/POS specification alone.

Shares no code with the programs: what it sees is what a printer would print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image


@dataclass
class PaperRoll:
    """What a printer has printed: finished tickets, and the bands of one that is not cut yet."""

    tickets: list[Image.Image] = field(default_factory=list)
    bands: list[Image.Image] = field(default_factory=list)

    def cut(self) -> None:
        """Everything since the last cut is one ticket."""
        if not self.bands:
            return
        height = sum(band.height for band in self.bands)
        ticket = Image.new("1", (max(band.width for band in self.bands), height), 1)
        top = 0
        for band in self.bands:
            ticket.paste(band, (0, top))
            top += band.height
        self.tickets.append(ticket)
        self.bands.clear()


@dataclass
class Reader:
    """Takes bytes as they come; `questions` are status requests in order, to be answered, and what else bears on the status it sends."""

    roll: PaperRoll = field(default_factory=PaperRoll)
    questions: list[bytes] = field(default_factory=list)
    unknown: list[bytes] = field(default_factory=list)
    buffer: bytes = b""

    def feed(self, data: bytes) -> None:
        """Act on every complete command."""
        self.buffer += data
        while self.step():
            pass

    def step(self) -> bool:
        """Act on the first command, if it is complete."""
        length = self._act(self.buffer) if self.buffer else 0
        self.buffer = self.buffer[length:]
        return length > 0

    def _act(self, data: bytes) -> int:
        """Length of the command at the start of `data`; 0 if it is not complete."""
        for start, least, act in self._commands():
            if data.startswith(start):
                return act(data) if len(data) >= least else 0
        if len(data) < 4:
            return 0
        self.unknown.append(data[:4])
        return 1

    def _commands(self) -> list[tuple[bytes, int, Callable[[bytes], int]]]:
        """How each begins, how long it is at least, what it does."""
        return [
            (b"\x1b@", 2, self._reset),  # ESC @
            (b"\x1dv0", 8, self._raster),
            (b"\x1dVB", 4, self._cut),  # GS V 66 n: feed n and cut
            (b"\x10\x04", 3, self._question),  # DLE EOT n
            (b"\x1dr", 3, self._question),  # GS r n
            (b"\x1da", 3, self._question),  # GS a n: which status is to be sent unasked
            (b"\x10\x14\x08", 10, self._clear),  # DLE DC4 8
        ]

    def _raster(self, data: bytes) -> int:
        """GS v 0 m xL xH yL yH d…: x bytes a row, y rows, a set bit is black."""
        across, down = data[4] + 256 * data[5], data[6] + 256 * data[7]
        length = 8 + across * down
        if len(data) < length:
            return 0
        white_on_black = bytes(~byte & 0xFF for byte in data[8:length])
        self.roll.bands.append(Image.frombytes("1", (across * 8, down), white_on_black))
        return length

    def _cut(self, _: bytes) -> int:
        self.roll.cut()
        return 4

    def _clear(self, _: bytes) -> int:
        self.roll.bands.clear()
        return 10

    def _reset(self, data: bytes) -> int:
        self.questions.append(data[:2])
        return 2

    def _question(self, data: bytes) -> int:
        self.questions.append(data[:3])
        return 3


def tickets_in(data: bytes) -> list[Image.Image]:
    """The tickets that a printer would make of these bytes, every one of which it must know."""
    reader = Reader()
    reader.feed(data)
    if reader.buffer or reader.unknown:
        raise ValueError(reader.unknown or reader.buffer[:8])
    return reader.roll.tickets
