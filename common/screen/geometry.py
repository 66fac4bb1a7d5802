"""Rectangles in whole pixels, and screens measured in percent and millimetres.

Pure: no pygame here, so every layout can be tested without a screen.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

MM_PER_INCH = 25.4


class Rect(NamedTuple):
    """A rectangle in pixels; cutting it never leaves a gap or an overlap."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column outside."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row outside."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        """Middle point."""
        return self.x + self.w // 2, self.y + self.h // 2

    def inset(self, dx: int, dy: int | None = None) -> Rect:
        """Shrunk by `dx` left and right and `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0, self.w - 2 * dx), max(0, self.h - 2 * dy))

    def take_top(self, height: int) -> tuple[Rect, Rect]:
        """The upper `height` pixels, and the rest."""
        height = min(max(0, height), self.h)
        return self._replace(h=height), self._replace(y=self.y + height, h=self.h - height)

    def take_bottom(self, height: int) -> tuple[Rect, Rect]:
        """The lower `height` pixels, and the rest above them."""
        rest, taken = self.take_top(self.h - height)
        return taken, rest

    def take_left(self, width: int) -> tuple[Rect, Rect]:
        """The left `width` pixels, and the rest."""
        width = min(max(0, width), self.w)
        return self._replace(w=width), self._replace(x=self.x + width, w=self.w - width)

    def take_right(self, width: int) -> tuple[Rect, Rect]:
        """The right `width` pixels, and the rest left of them."""
        rest, taken = self.take_left(self.w - width)
        return taken, rest

    def rows(self, count: int, gap: int = 0) -> list[Rect]:
        """Cut into `count` rows of equal height (to a pixel), `gap` pixels apart."""
        return [self._replace(y=self.y + start, h=length) for start, length in _cuts(self.h, count, gap)]

    def columns(self, count: int, gap: int = 0) -> list[Rect]:
        """Cut into `count` columns of equal width (to a pixel), `gap` pixels apart."""
        return [self._replace(x=self.x + start, w=length) for start, length in _cuts(self.w, count, gap)]

    def shares(self, *weights: float, gap: int = 0) -> list[Rect]:
        """Columns whose widths are to each other as `weights`, `gap` pixels apart."""
        room, total = self.w - gap * (len(weights) - 1), sum(weights)
        cuts, edge, done = [], self.x, 0.0
        for index, weight in enumerate(weights):
            done += weight
            end = self.x + round(room * done / total) + gap * index
            cuts.append(self._replace(x=edge, w=end - edge))
            edge = end + gap
        return cuts

    def grid(self, columns: int, rows: int, gap: int = 0) -> list[Rect]:
        """Cells row by row."""
        return [cell for row in self.rows(rows, gap) for cell in row.columns(columns, gap)]

    def middle(self, width: int, height: int) -> Rect:
        """A rectangle of that size with the same centre."""
        return Rect(self.x + (self.w - width) // 2, self.y + (self.h - height) // 2, width, height)

    def overlaps(self, other: Rect) -> bool:
        """Do the two share a pixel?"""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def contains(self, other: Rect) -> bool:
        """Does `other` lie wholly inside?"""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Is the point inside?"""
        return self.x <= x < self.right and self.y <= y < self.bottom


def _cuts(length: int, count: int, gap: int) -> list[tuple[int, int]]:
    step = (length + gap) / count
    edges = [round(step * index) for index in range(count + 1)]
    return [(start, end - gap - start) for start, end in pairwise(edges)]


class Screen(NamedTuple):
    """A screen: its pixels and the diagonal that was configured, in inches."""

    width: int
    height: int
    diagonal_in: float

    @property
    def bounds(self) -> Rect:
        """All of it."""
        return Rect(0, 0, self.width, self.height)

    @property
    def portrait(self) -> bool:
        """Is it higher than wide?"""
        return self.height > self.width

    @property
    def px_per_mm(self) -> float:
        """Pixels in a millimetre of glass."""
        return hypot(self.width, self.height) / (self.diagonal_in * MM_PER_INCH)

    def mm(self, millimetres: float) -> int:
        """Pixels that are at least that long on the glass."""
        return ceil(millimetres * self.px_per_mm)

    def pct_w(self, percent: float) -> int:
        """Percent of the width, in pixels."""
        return round(self.width * percent / 100)
