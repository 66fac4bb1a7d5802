"""Lines of one size in a row of the board of cases: its number, its state, what is told of it. Pure.

Nothing is shortened here: set smaller, pressed or broken into lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure, balanced, wrap
from common.screen.theme import Role
from display.pieces import label, largest
from display.type_scale import TypeScale, line_px

MOST_TOLD_LINES = 3


class Block(NamedTuple):
    """Lines of one size, so `narrow`."""

    lines: tuple[str, ...]
    em: int
    narrow: float = 1.0

    @property
    def height(self) -> int:
        """No line for what is not said."""
        return line_px(self.em) * len(self.lines) if any(self.lines) else 0

    def place(self, cell: Rect, ink: Role, *, bold: bool = False) -> Iterator[Placement]:
        """In the middle of the cell's height."""
        inside = cell.middle(cell.w, self.height)
        for at, text in zip(inside.rows(max(1, len(self.lines))), self.lines, strict=False):
            if text:
                yield label(at, text, self.em, ink, bold=bold)._replace(narrow=self.narrow)


class Blocks:
    """As one board sets them."""

    def __init__(self, scale: TypeScale, measure: Measure) -> None:
        self._scale, self._measure = scale, measure

    def number(self, number: str, width: int) -> Block:
        """Never shortened: smaller, or broken."""
        scale = self._scale
        ems = scale.board, (scale.board + scale.small) // 2, scale.small, scale.least
        em = largest(ems, [number], width, self._measure, bold=True)
        return Block(tuple(wrap(number, width, em, self._measure, bold=True)), em)

    def told(
        self, parts: Sequence[str], width: int, presses: tuple[float, ...], most: int = MOST_TOLD_LINES
    ) -> Block:
        """All of it in the fewest lines, smaller where it takes more than `most`."""
        scale = self._scale
        blocks = [
            min(
                (self.pressed(self._lines_of(parts, int(width / press), em), em, width) for press in presses),
                key=lambda block: len(block.lines),
            )
            for em in (scale.small, scale.least)
        ]
        return next((block for block in blocks if len(block.lines) <= most), blocks[-1])

    def words(self, text: str, width: int, presses: tuple[float, ...], *, bold: bool = True) -> Block:
        """In one line of the larger type if that may be pressed so far, else smaller, else in lines."""
        scale, measure = self._scale, self._measure
        em = largest((scale.small, scale.least), [text], width, measure, bold=bold)
        if (
            measure.width_of(text, em, bold=bold)
            > width
            >= min(presses) * measure.width_of(text, scale.small, bold=bold)
        ):
            return self.pressed((text,), scale.small, width, bold=bold)
        return Block(tuple(balanced(text, width, em, measure, bold=bold)), em)

    def pressed(self, lines: Sequence[str], em: int, width: int, *, bold: bool = False) -> Block:
        """As narrow as `width` needs."""
        widest = max((self._measure.width_of(line, em, bold=bold) for line in lines), default=0)
        return Block(tuple(lines), em, min(1.0, width / max(1, widest)))

    def _lines_of(self, parts: Sequence[str], width: int, em: int) -> list[str]:
        """Broken between parts; within one only if it is wider than a line."""
        lines: list[str] = []
        for part in parts:
            joined = f"{lines[-1]} · {part}" if lines else part
            if self._measure.width_of(joined, em) <= width:
                lines[-1:] = [joined]
            else:
                lines += wrap(part, width, em, self._measure)
        return lines
