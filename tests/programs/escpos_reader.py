"""Reads a printed ticket by its shapes, without the code that drew it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from common.screen.fonts import vendored

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
CELL = (32, 48)


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
