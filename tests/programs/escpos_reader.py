"""Reads what was sent to a ticket printer, written from the ESC/POS specification alone.

Shares no code with the programs: what it sees is what a printer would print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from common.screen.fonts import vendored

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
CELL = (32, 48)


@dataclass
class PaperRoll:
    """What a printer has printed: finished tickets, and the bands of one that is not cut yet."""

    tickets: list[Image.Image] = field(default_factory=list)
    bands: list[Image.Image] = field(default_factory=list)

    def cut(self) -> None:
        """Everything since the last cut is one ticket."""
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
    """Takes bytes as they come; `questions` are status requests in order, to be answered."""

    roll: PaperRoll = field(default_factory=PaperRoll)
    questions: list[bytes] = field(default_factory=list)
    unknown: list[bytes] = field(default_factory=list)
    buffer: bytes = b""

    def feed(self, data: bytes) -> None:
        """Act on every complete command."""
        self.buffer += data
        while self.buffer and (length := self._act(self.buffer)):
            self.buffer = self.buffer[length:]

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
            (b"\x1b@", 2, lambda _: 2),  # ESC @: reset
            (b"\x1dv0", 8, self._raster),
            (b"\x1dVB", 4, self._cut),  # GS V 66 n: feed n and cut
            (b"\x10\x04", 3, self._question),  # DLE EOT n
            (b"\x1dr", 3, self._question),  # GS r n
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

    def _question(self, data: bytes) -> int:
        self.questions.append(data[:3])
        return 3


def tickets_in(data: bytes) -> list[Image.Image]:
    """The tickets that a printer would make of these bytes, every one of which it must know."""
    reader = Reader()
    reader.feed(data)
    assert (reader.buffer, reader.unknown) == (b"", [])
    return reader.roll.tickets


def _inked(strip: Image.Image) -> bool:
    return strip.getextrema()[0] == 0


def inked_runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of True."""
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None


def number_band(ticket: Image.Image) -> tuple[int, int]:
    """Top and bottom of the highest line of print: the number."""
    rows = [_inked(ticket.crop((0, y, ticket.width, y + 1))) for y in range(ticket.height)]
    return max(inked_runs(rows), key=lambda run: run[1] - run[0])


def number_on(ticket: Image.Image) -> str:
    """The number as a person reads it: each character is the letter or digit it looks most like."""
    top, bottom = number_band(ticket)
    band = ticket.crop((0, top, ticket.width, bottom))
    columns = [_inked(band.crop((x, 0, x + 1, band.height))) for x in range(band.width)]
    shapes = [ticket.crop((left, top, right, bottom)) for left, right in inked_runs(columns)]
    return "".join(_likest(shape) for shape in shapes)


def _likest(shape: Image.Image) -> str:
    seen = _cell(shape)
    return min(LETTERS, key=lambda letter: (seen ^ _model(letter)).bit_count())


@cache
def _model(letter: str) -> int:
    font = ImageFont.truetype(str(vendored().bold), 120)
    sheet = Image.new("1", (200, 200), 1)
    ImageDraw.Draw(sheet).text((40, 20), letter, 0, font)
    box = sheet.convert("L").point(lambda level: 255 - level).getbbox()
    assert box is not None
    return _cell(sheet.crop(box))


def _cell(shape: Image.Image) -> int:
    """A shape stretched to one size for all, as bits."""
    return int.from_bytes(shape.resize(CELL).tobytes())
