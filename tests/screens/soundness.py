"""What makes a layout sound, whatever it shows: used by the tests of both screen programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.placements import Box, Picture, Placement, Raster, Text, Touch
from common.screen.text import ELLIPSIS
from common.screen.theme import Role, Theme, contrast

ENOUGH_CONTRAST = 4.5


def faults(
    placements: Sequence[Placement], screen: Screen, fonts: Fonts, theme: Theme, *, may_shorten: bool = False
) -> list[str]:
    """Everything a resident could not read or touch; empty when the layout is sound."""
    found = [*_outside(placements, screen), *_collisions(placements), *_badly_touched(placements)]
    for index, placement in enumerate(placements):
        if isinstance(placement, Text):
            found += _unreadable(placement, fonts, may_shorten)
            found += _badly_grounded(placement, placements[:index], theme)
            found += _buried(placement, placements[index + 1 :])
    return found


def _outside(placements: Sequence[Placement], screen: Screen) -> Iterator[str]:
    for placement in placements:
        if not screen.bounds.contains(placement.rect):
            yield f"outside the screen: {placement}"
        if min(placement.rect.w, placement.rect.h) <= 0:
            yield f"empty: {placement}"


def _collisions(placements: Sequence[Placement]) -> Iterator[str]:
    inked = [p for p in placements if isinstance(p, Text | Picture | Raster)]
    for one, other in combinations(inked, 2):
        if one.rect.overlaps(other.rect):
            yield f"overlap: {one} and {other}"


def _badly_touched(placements: Sequence[Placement]) -> Iterator[str]:
    touches = [p for p in placements if isinstance(p, Touch)]
    for one, other in combinations(touches, 2):
        if one.rect.overlaps(other.rect):
            yield f"touches overlap: {one} and {other}"
        if one.id == other.id:
            yield f"two touch areas are called {one.id}"


def _unreadable(text: Text, fonts: Fonts, may_shorten: bool) -> Iterator[str]:
    if fonts.width_of(text.text, text.style.em, bold=text.style.bold) > text.rect.w:
        yield f"too wide: {text}"
    if text.rect.h < fonts.line_height(text.style.em):
        yield f"row too low: {text}"
    if fonts.coverage.missing_from(text.text):
        yield f"no glyph: {text}"
    if text.text.endswith(ELLIPSIS) and not may_shorten:
        yield f"shortened: {text}"


def _badly_grounded(text: Text, below: Sequence[Placement], theme: Theme) -> Iterator[str]:
    ground = Role.BACKGROUND
    for box in (p for p in below if isinstance(p, Box) and p.rect.overlaps(text.rect)):
        if not box.rect.contains(text.rect) and not text.rect.contains(box.rect):
            yield f"crosses the edge of a box: {text} and {box}"
        if box.fill is not None and box.rect.contains(text.rect):
            ground = box.fill
    ratio = contrast(theme[text.style.ink], theme[ground])
    if ratio < ENOUGH_CONTRAST:
        yield f"contrast {ratio:.2f}: {text} on {ground}"


def _buried(text: Text, above: Sequence[Placement]) -> Iterator[str]:
    for box in (p for p in above if isinstance(p, Box)):
        if box.fill is not None and box.rect.overlaps(text.rect):
            yield f"painted over: {text} by {box}"


def gap_between(one: Rect, other: Rect) -> int:
    """Pixels between two rectangles that lie beside or above each other; 0 if they touch."""
    across = max(one.x - other.right, other.x - one.right)
    along = max(one.y - other.bottom, other.y - one.bottom)
    return max(0, across, along)
