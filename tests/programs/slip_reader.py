"""Reads what stands on a printed paper by its shape, without the code that drew it."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from common.screen.fonts import vendored
from tests.programs.escpos_reader import inked_runs

CELL = (320, 24)


def bands(paper: Image.Image) -> list[Image.Image]:
    """Every line of print, from the top, without the white around it."""
    rows = [paper.crop((0, y, paper.width, y + 1)).getextrema()[0] == 0 for y in range(paper.height)]
    return [tight(paper.crop((0, top, paper.width, bottom))) for top, bottom in inked_runs(rows)]


def tight(picture: Image.Image) -> Image.Image:
    """Without the white around it."""
    box = picture.convert("L").point(lambda level: 255 - level).getbbox()
    assert box is not None
    return picture.crop(box)


def cell(picture: Image.Image) -> int:
    """A line stretched to one size for all, as bits."""
    return int.from_bytes(
        picture.convert("L")
        .resize(CELL)
        .point(lambda level: 255 if level > 127 else 0)
        .convert("1")
        .tobytes()
    )


@cache
def models(text: str) -> tuple[tuple[float, int], ...]:
    """How a text looks, thin and bold: its form and its bits."""
    found = []
    for path in (vendored().regular, vendored().bold):
        font = ImageFont.truetype(str(path), 48, layout_engine=ImageFont.Layout.BASIC)
        sheet = Image.new("1", (60 * (len(text) + 2), 140), 1)
        ImageDraw.Draw(sheet).text((30, 30), text, 0, font)
        inked = tight(sheet)
        found.append((inked.width / inked.height, cell(inked)))
    return tuple(found)


def read(band: Image.Image, texts: list[str]) -> str:
    """Which of `texts` the line looks most like, in form and shape."""
    form, bits = band.width / band.height, cell(band)

    def unlike(text: str) -> float:
        return min(
            (bits ^ model).bit_count() / (CELL[0] * CELL[1]) + abs(form - other) / max(form, other)
            for other, model in models(text)
        )

    return min(texts, key=unlike)
