"""What a pure layout says: where each piece of a screen goes and what it means.

A screen is a sequence of placements, painted in order. They are plain tuples, so that two frames
are compared without drawing anything. Rectangles are pixels, colours are roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from common.screen.geometry import Rect
from common.screen.text import Measure, balanced, fit, wrap
from common.screen.theme import Role

Align = Literal["left", "centre", "right"]


class Box(NamedTuple):
    """A filled or outlined rectangle."""

    rect: Rect
    fill: Role | None = None
    border: Role | None = None
    border_px: int = 0
    radius: int = 0


class Style(NamedTuple):
    """How a text looks: its size (see `common.screen.text`), colour, weight and side."""

    em: int
    ink: Role = Role.TEXT
    bold: bool = False
    align: Align = "left"


class Text(NamedTuple):
    """One line of text, its characters centred on the middle of the rectangle's height.

    Nothing is drawn outside the rectangle: a layout test finds text that is too wide
    (`measure.width_of`) or a rectangle lower than `measure.line_height`. `narrow`: so much of its width is left,
    its height is kept.
    """

    rect: Rect
    text: str
    style: Style
    alpha: int = 255
    narrow: float = 1.0


class Picture(NamedTuple):
    """A line drawing by its name, see `common.screen.pictures`; fitted into the rectangle."""

    rect: Rect
    name: str
    ink: Role = Role.TEXT


@dataclass(frozen=True, eq=False, slots=True)
class Pixels:
    """A picture that was read beside the frames: four bytes a dot, red, green, blue, alpha. Equal only to itself."""

    size: tuple[int, int]
    raw: bytes


class Image(NamedTuple):
    """A photo or picture, whole and as large as the rectangle holds; nothing as long as its `file` has not been read."""

    rect: Rect
    file: str
    pixels: Pixels | None = None


class Raster(NamedTuple):
    """A picture given as rows of text, `#` is ink: a QR code, drawn with whole pixels a module."""

    rect: Rect
    rows: tuple[str, ...]
    ink: Role = Role.TEXT
    ground: Role = Role.BACKGROUND


class Touch(NamedTuple):
    """An area that answers to a finger; draws nothing."""

    rect: Rect
    id: str


Placement = Box | Text | Picture | Image | Raster | Touch


def paragraph(
    rect: Rect, text: str, style: Style, measure: Measure, *, middle: bool = False
) -> list[Placement]:
    """Wrapped text from the top (or in the `middle`) of `rect`, as many lines as it holds.

    Centred text is cut into lines of like length, so that no line holds a single character.
    """
    pitch = measure.line_height(style.em)
    room = max(1, rect.h // pitch)
    cut = balanced if style.align == "centre" else wrap
    lines = cut(text, rect.w, style.em, measure, bold=style.bold, max_lines=room)
    top = rect.y + ((rect.h - pitch * len(lines)) // 2 if middle else 0)
    return [
        Text(Rect(rect.x, top + pitch * index, rect.w, pitch), words, style)
        for index, words in enumerate(lines)
    ]


def paragraph_height(text: str, width: int, style: Style, measure: Measure) -> int:
    """Pixels that all of `text` needs when it is wrapped to `width`."""
    return measure.line_height(style.em) * len(wrap(text, width, style.em, measure, bold=style.bold))


def line(rect: Rect, text: str, style: Style, measure: Measure) -> Text:
    """One line, shortened with an ellipsis if it is too wide."""
    return Text(rect, fit(text, rect.w, style.em, measure, bold=style.bold), style)


def touched(placements: Sequence[Placement], x: float, y: float) -> str | None:
    """The id of the topmost touch area at that point."""
    for placement in reversed(placements):
        if isinstance(placement, Touch) and placement.rect.holds(x, y):
            return placement.id
    return None


def texts(placements: Iterable[Placement]) -> list[str]:
    """Every text on the screen, in order: what a reader gets to see."""
    return [placement.text for placement in placements if isinstance(placement, Text)]
