"""The name of a post or window in a row of the board: always whole, in its column or under the row. Pure.

It takes lines, never an ellipsis nor smaller type; where room is short it may be pressed, as letters on signs are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from common.screen.text import Measure, balanced
from display.pieces import largest
from display.type_scale import TypeScale, line_px

AS_IT_IS = (1.0,)
PRESSED = (1.0, 0.875, 0.75)
"""Shares of their width that letters may be left: Chinese ones on signs are often pressed to 0.7 (长体)."""


class NameRoom(NamedTuple):
    """Pixels of width of the name's column and of the whole row under it; how far letters may be pressed."""

    column: int
    row: int
    presses: tuple[float, ...] = AS_IT_IS


class RowName(NamedTuple):
    """Lines in the column, or lines under the row, of that `em` and so `narrow`."""

    em: int
    beside: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    narrow: float = 1.0

    def height(self, scale: TypeScale) -> int:
        """Pixels of the row with it."""
        return max(line_px(scale.board), line_px(self.em) * len(self.beside)) + self.below_px

    @property
    def below_px(self) -> int:
        """Pixels of the lines under the row."""
        return line_px(self.em) * len(self.below)


class RowNames:
    """Names as one board sets them: they are asked for at each call, and change with the hall's file."""

    def __init__(self, scale: TypeScale, measure: Measure) -> None:
        self._scale, self.measure = scale, measure
        self.of = lru_cache(maxsize=512)(self._of)

    def _of(self, name: str, room: NameRoom) -> RowName:
        """The lowest shape, of like ones the least pressed one in the column."""
        em = largest(name_ems(self._scale), [name], room.column, self.measure, bold=False)
        if self.measure.width_of(name, em) <= room.column:
            return RowName(em, beside=(name,))
        return min(self._shapes(name, em, room), key=lambda shape: shape.height(self._scale))

    def _shapes(self, name: str, em: int, room: NameRoom) -> Iterator[RowName]:
        for press in room.presses:
            if self._widest_word(name, em) * press <= room.column:
                lines, narrow = self._pressed(name, em, room.column, press)
                yield RowName(em, beside=lines, narrow=narrow)
            lines, narrow = self._pressed(name, em, room.row, press)
            yield RowName(em, below=lines, narrow=narrow)

    def _pressed(self, name: str, em: int, width: int, press: float) -> tuple[tuple[str, ...], float]:
        """Lines that `width` holds if they are pressed so far, and how far they have to be."""
        lines = tuple(balanced(name, int(width / press), em, self.measure))
        return lines, min(1.0, width / max(self.measure.width_of(line, em) for line in lines))

    def _widest_word(self, name: str, em: int) -> int:
        """Of a language with spaces: no word of it is broken."""
        words = (word for word in name.split() if word.isascii())
        return max((self.measure.width_of(word, em) for word in words), default=0)


def name_ems(scale: TypeScale) -> tuple[int, ...]:
    """From the size of the board's texts to that of its details."""
    return scale.board, (scale.board + scale.small) // 2, scale.small
