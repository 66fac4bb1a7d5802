"""A ticket on paper: what it says, and its picture in the printer's dots, black on white.

It carries no name, identity number or phone (P-2). Sizes are millimetres at 203 dpi.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from common.bar_code import QUIET_MODULES, bars
from common.screen.fonts import FontFiles
from common.screen.text import balanced, wrap
from kiosk.qr_code import qr_image

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
    """The lines of one ticket, worded in the resident's language; `code` is what its bar code says, `page` what its QR code opens; `is_test`: no ticket, and not counted as one."""

    hall: str
    number: str
    matter: str
    place: str
    ahead: str
    time: str
    wait: str = ""
    unsure: str = ""
    sample: str = ""
    again: str = ""
    priority: str = ""
    second_name: str = ""
    check: str = ""
    slot: str = ""
    then: tuple[str, ...] = ()
    bring: str = ""
    order: str = ""
    missed: str = ""
    code: str = ""
    page: str = ""
    scan: str = ""
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of text as it is drawn: how high its characters are, in which weight, cut to how many lines."""

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
        self.kept = lru_cache(64)(self._sheet)
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

    def _sheet(self, entry: Entry, width: int) -> Image.Image:
        """See `sheet`. A ticket's lines are much the same as the last one's, and a resident waits for them; slips are never kept (P-2)."""
        return sheet(entry, width, self)

    def _open(self, em: int, bold: bool) -> ImageFont.FreeTypeFont:
        path = self._files.bold if bold else self._files.regular
        # The basic layout is the same on every machine; the other needs a library that may be missing.
        return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


def ticket_image(paper: Paper, fonts: PaperFonts, width_mm: int = 80) -> Image.Image:
    """The ticket as a one-bit picture, `DOTS[width_mm]` wide and as long as it needs."""
    width = DOTS[width_mm]
    blocks = [fonts.kept(entry, width) for entry in _head(paper)]
    blocks += [_number(paper.number, width, width_mm, fonts)]
    blocks += [fonts.kept(entry, width) for entry in _body(paper)]
    if paper.page and (code := qr_image(paper.page, width)) is not None:
        blocks += [code, fonts.kept(_scan(paper), width)]
    blocks += [fonts.kept(entry, width) for entry in _foot(paper)]
    if paper.code:
        blocks.append(_bar_code(paper.code, width))
    return stacked([block for block in blocks if block.height], width)


def lines_of(paper: Paper, fonts: PaperFonts, width_mm: int = 80) -> list[str]:
    """Every line beside the number, as it is cut for that width."""
    entries = [entry for entry in (*_head(paper), *_body(paper), _scan(paper), *_foot(paper)) if entry.text]
    return [line for entry in entries for line in cut_lines(entry, DOTS[width_mm], fonts)]


def _head(paper: Paper) -> list[Entry]:
    return [
        Entry(paper.sample, 4.0, "bold", after_mm=1),
        Entry(paper.again, 4.5, "bold", after_mm=1),
        Entry(paper.hall, 4.5, after_mm=2),
    ]


def _body(paper: Paper) -> list[Entry]:
    return [
        Entry(paper.check, 4.5, after_mm=1),
        Entry(paper.priority, 4.0, "bold", after_mm=1),
        Entry(paper.matter, 5.0, "bold"),
        Entry(paper.second_name, 3.5),
        Entry(paper.place, 5.0, "bold", most_lines=8, after_mm=1),
        Entry(paper.ahead, 5.0, after_mm=1),
        Entry(paper.wait, 5.0, "bold", after_mm=1),
        Entry(paper.unsure, 4.0, after_mm=1),
        Entry(paper.slot, 4.0, "bold", most_lines=3, after_mm=1),
        *(Entry(text, 4.0, "bold", "left", most_lines=6, after_mm=0.5) for text in paper.then),
        Entry(paper.time, 3.5, after_mm=2),
    ]


def _scan(paper: Paper) -> Entry:
    """What the QR code is for."""
    return Entry(paper.scan if paper.page else "", 4.0, "bold", most_lines=2, after_mm=2)


def _foot(paper: Paper) -> list[Entry]:
    return [
        Entry(paper.bring, 3.5, align="left", most_lines=9, after_mm=1),
        Entry(paper.missed, 3.2, align="left", most_lines=6),
        Entry(paper.order, 3.2, align="left", most_lines=5, after_mm=1),
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


def sheet(entry: Entry, width: int, fonts: PaperFonts) -> Image.Image:
    """Its lines, `width` dots wide; nothing for an empty one."""
    if not entry.text:
        return Image.new("L", (width, 0), 255)
    em, bold, margin = _em(entry, fonts), entry.weight == "bold", dots(_MARGIN_MM)
    lines = cut_lines(entry, width, fonts)
    pitch = fonts.line_height(em)
    sheet = Image.new("L", (width, pitch * len(lines) + dots(entry.after_mm)), 255)
    pen = ImageDraw.Draw(sheet)
    x, anchor = (margin, "ls") if entry.align == "left" else (width / 2, "ms")
    for index, line in enumerate(lines):
        pen.text((x, pitch * index + em), line, 0, fonts.font(em, bold), anchor=anchor)
    return sheet


def _em(entry: Entry, fonts: PaperFonts) -> int:
    return fonts.em_for_cjk(dots(entry.height_mm))


def cut_lines(entry: Entry, width: int, fonts: PaperFonts) -> list[str]:
    """Its text as it is cut for paper of `width` dots."""
    cut = wrap if entry.align == "left" else balanced
    room, em = width - 2 * dots(_MARGIN_MM), _em(entry, fonts)
    return cut(entry.text, room, em, fonts, bold=entry.weight == "bold", max_lines=entry.most_lines)


def stacked(sheets: list[Image.Image], width: int) -> Image.Image:
    """One below the other, black or white and nothing between."""
    whole = Image.new("L", (width, sum(sheet.height for sheet in sheets) + dots(2)), 255)
    top = dots(1)
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    return whole.point(lambda level: 255 if level >= _INK_FROM else 0).convert("1", dither=Image.Dither.NONE)
