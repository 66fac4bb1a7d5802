"""Small pieces that the parts of the wall are made of. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from common.screen.geometry import Rect
from common.screen.placements import Align, Box, Placement, Style, Text
from common.screen.text import Measure
from common.screen.theme import Role
from display.type_scale import TypeScale, line_px

PILL_PAD = 1.0


def label(
    rect: Rect, text: str, em: int, ink: Role = Role.TEXT, *, bold: bool = False, align: Align = "left"
) -> Text:
    """One line of text that is known to fit."""
    return Text(rect, text, Style(em, ink, bold, align))


def labels(
    rect: Rect, lines: Sequence[str], em: int, ink: Role = Role.TEXT, *, narrow: float = 1.0
) -> Iterator[Text]:
    """Lines of text below each other, in the middle of `rect`."""
    block = rect.middle(rect.w, line_px(em) * len(lines))
    for at, text in zip(block.rows(max(1, len(lines))), lines, strict=False):
        yield label(at, text, em, ink)._replace(narrow=narrow)


def panel(rect: Rect, scale: TypeScale, fill: Role = Role.PANEL) -> Box:
    """A filled box with round corners."""
    return Box(rect, fill=fill, radius=scale.px(0.8))


def pill_width(text: str, em: int, scale: TypeScale, measure: Measure) -> int:
    """Pixels a pill with that text is wide."""
    return measure.width_of(text, em, bold=True) + 2 * scale.px(PILL_PAD)


def pill(
    rect: Rect, text: str, em: int, inks: tuple[Role, Role], scale: TypeScale, measure: Measure
) -> list[Placement]:
    """A word on its own ground (`inks`: ink, ground) at the left end of `rect`, in the middle of its height."""
    ink, ground = inks
    height = min(rect.h, line_px(em))
    box = Rect(rect.x, rect.centre[1] - height // 2, pill_width(text, em, scale, measure), height)
    inside = box.inset(scale.px(PILL_PAD), 0)
    return [panel(box, scale, ground), label(inside, text, em, ink, bold=True)]


def largest(ems: Iterable[int], texts: Iterable[str], width: int, measure: Measure, *, bold: bool) -> int:
    """The first (largest) of `ems` at which each text fits into `width`; else the last."""
    em = 0
    wanted = list(texts)
    for em in ems:
        if all(measure.width_of(text, em, bold=bold) <= width for text in wanted):
            return em
    return em
