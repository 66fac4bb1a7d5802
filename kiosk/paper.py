"""A ticket on paper: what it says, and its picture in the printer's dots, black on white.

It carries no name, identity number or phone (P-2). Sizes are millimetres at 203 dpi.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from common.screen.fonts import FontFiles
from common.screen.text import Measure, balanced, wrap
from kiosk.bar_code import QUIET_MODULES, bars

DOTS_PER_MM = 203 / 25.4
DOTS: dict[int, int] = {80: 576, 58: 384}
"""Printable dots by the paper's width in millimetres."""
NUMBER_CAP_MM: dict[int, float] = {80: 20, 58: 14}
BAR_CODE_MM = 9
_MARGIN_MM = 1.0
_INK_FROM = 128

Weight = Literal["plain", "bold"]


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of one ticket, worded in the resident's language; `code` is what its bar code says."""

    hall: str
    number: str
    matter: str
    place: str
    ahead: str
    time: str
    sample: str = ""
    priority: str = ""
    second_name: str = ""
    check: str = ""
    slot: str = ""
    then: tuple[str, ...] = ()
    bring: str = ""
    order: str = ""
    missed: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    height_mm: float
    weight: Weight = "plain"
    align: Literal["centre", "left"] = "centre"
    most_lines: int = 4
    after_mm: float = 0.0


class PaperFonts:
    """Measures as the printer draws: Pillow's letters are not exactly the screen's."""

    def __init__(self, files: FontFiles) -> None:
        self._files = files
        self.font = lru_cache(32)(self._open)
        probe = self.font(1000, False)
        cap, cjk = probe.getbbox("H", anchor="ls"), probe.getbbox("国", anchor="ls")
        self._cap = (cap[3] - cap[1]) / 1000
        self._cjk = (cjk[3] - cjk[1]) / 1000

    def width_of(self, text: str, em: int, *, bold: bool = False) -> int:
        """Width in dots of one line of text."""
        return ceil(self.font(em, bold).getlength(text))

    def line_height(self, em: int) -> int:
        """Pitch of lines in dots."""
        return ceil(em * 1.4)

    def em_for_cap(self, height: float) -> int:
        """The em whose capitals and digits are at least `height` dots high."""
        return ceil(height / self._cap)

    def em_for_cjk(self, height: float) -> int:
        """The em whose Chinese characters are at least `height` dots high."""
        return ceil(height / self._cjk)

    def _open(self, em: int, bold: bool) -> ImageFont.FreeTypeFont:
        path = self._files.bold if bold else self._files.regular
        # The basic layout is the same on every machine; the other needs a library that may be missing.
        return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


def ticket_image(paper: Paper, fonts: PaperFonts, width_mm: int = 80) -> Image.Image:
    """The ticket as a one-bit picture, `DOTS[width_mm]` wide and as long as it needs."""
    width = DOTS[width_mm]
    blocks = [_sheet(entry, width, fonts) for entry in _head(paper)]
    blocks += [_number(paper.number, width, width_mm, fonts)]
    blocks += [_sheet(entry, width, fonts) for entry in _body(paper)]
    if paper.code:
        blocks.append(_bar_code(paper.code, width))
    return _stacked([block for block in blocks if block.height], width)


def lines_of(paper: Paper, fonts: PaperFonts, width_mm: int = 80) -> list[str]:
    """Every line beside the number, as it is cut for that width."""
    room = DOTS[width_mm] - 2 * dots(_MARGIN_MM)
    entries = [entry for entry in (*_head(paper), *_body(paper)) if entry.text]
    return [line for entry in entries for line in _lines(entry, room, _em(entry, fonts), fonts)]


def _head(paper: Paper) -> list[_Entry]:
    return [
        _Entry(paper.sample, 4.0, "bold", after_mm=1),
        _Entry(paper.hall, 4.5, after_mm=2),
    ]


def _body(paper: Paper) -> list[_Entry]:
    return [
        _Entry(paper.check, 4.5, after_mm=1),
        _Entry(paper.priority, 4.0, "bold", after_mm=1),
        _Entry(paper.matter, 5.0, "bold"),
        _Entry(paper.second_name, 3.5),
        _Entry(paper.place, 5.0, "bold", after_mm=1),
        _Entry(paper.ahead, 5.0, after_mm=1),
        _Entry(paper.slot, 4.0, "bold", most_lines=3, after_mm=1),
        *(_Entry(text, 4.0, "bold", "left", after_mm=0.5) for text in paper.then),
        _Entry(paper.time, 3.5, after_mm=2),
        _Entry(paper.bring, 3.5, align="left", most_lines=9, after_mm=1),
        _Entry(paper.missed, 3.2, align="left", most_lines=6),
        _Entry(paper.order, 3.2, align="left", most_lines=5, after_mm=1),
    ]


def dots(millimetres: float) -> int:
    """At least that many millimetres, in dots."""
    return ceil(millimetres * DOTS_PER_MM)


def _number(number: str, width: int, width_mm: int, fonts: PaperFonts) -> Image.Image:
    """The number as large as its rule says, smaller only if it is too long for the paper."""
    room = width - 2 * dots(_MARGIN_MM)
    em = fonts.em_for_cap(dots(NUMBER_CAP_MM[width_mm]))
    while fonts.width_of(number, em, bold=True) > room:
        em -= 1
    height = -round(fonts.font(em, True).getbbox("H", anchor="ls")[1])
    sheet = Image.new("L", (width, height + dots(5)), 255)
    pen = ImageDraw.Draw(sheet)
    pen.text((width / 2, dots(2) + height), number, 0, fonts.font(em, True), anchor="ms")
    return sheet


def _bar_code(code: str, width: int) -> Image.Image:
    """In the middle, with its quiet zones; modules of three dots, of two where the paper is too narrow for that."""
    modules = bars(code)
    module = 3 if (len(modules) + 2 * QUIET_MODULES) * 3 <= width else 2
    sheet = Image.new("L", (width, dots(BAR_CODE_MM) + dots(2)), 255)
    left = (width - len(modules) * module) // 2
    pen = ImageDraw.Draw(sheet)
    for index, inked in enumerate(modules):
        if inked:
            x = left + index * module
            pen.rectangle((x, dots(1), x + module - 1, dots(1) + dots(BAR_CODE_MM) - 1), fill=0)
    return sheet


def _sheet(entry: _Entry, width: int, fonts: PaperFonts) -> Image.Image:
    if not entry.text:
        return Image.new("L", (width, 0), 255)
    em, bold, margin = _em(entry, fonts), entry.weight == "bold", dots(_MARGIN_MM)
    lines = _lines(entry, width - 2 * margin, em, fonts)
    pitch = fonts.line_height(em)
    sheet = Image.new("L", (width, pitch * len(lines) + dots(entry.after_mm)), 255)
    pen = ImageDraw.Draw(sheet)
    x, anchor = (margin, "ls") if entry.align == "left" else (width / 2, "ms")
    for index, line in enumerate(lines):
        pen.text((x, pitch * index + em), line, 0, fonts.font(em, bold), anchor=anchor)
    return sheet


def _em(entry: _Entry, fonts: PaperFonts) -> int:
    return fonts.em_for_cjk(dots(entry.height_mm))


def _lines(entry: _Entry, room: int, em: int, fonts: Measure) -> list[str]:
    cut = wrap if entry.align == "left" else balanced
    return cut(entry.text, room, em, fonts, bold=entry.weight == "bold", max_lines=entry.most_lines)


def _stacked(sheets: list[Image.Image], width: int) -> Image.Image:
    whole = Image.new("L", (width, sum(sheet.height for sheet in sheets) + dots(2)), 255)
    top = dots(1)
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    return whole.point(lambda level: 255 if level >= _INK_FROM else 0).convert("1", dither=Image.Dither.NONE)
