"""The whole picture wanders by a few pixels, so that what stands for months is not burnt into the panel. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.screen.geometry import Rect
from common.screen.placements import Box, Placement
from common.words import Instant

STEP_MS = 4 * 60_000
PATH = ((0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
REACH = 0.3
"""Percent of the height, one way: half of the room that every part keeps to the edge of the glass."""

Offset = tuple[int, int]


def offset(now: Instant, height: int) -> Offset:
    """Where the picture stands at that moment, in pixels from its place."""
    across, along = PATH[now // STEP_MS % len(PATH)]
    reach = round(height * REACH / 100)
    return across * reach, along * reach


def wandered(placements: Sequence[Placement], by: Offset, glass: Rect) -> tuple[Placement, ...]:
    """The same picture so much further; grounds that reach the edge of the glass still do."""
    if by == (0, 0):
        return tuple(placements)
    return tuple(_moved(placement, by, glass) for placement in placements)


def _moved(placement: Placement, by: Offset, glass: Rect) -> Placement:
    x, y, w, h = placement.rect
    moved = Rect(x + by[0], y + by[1], w, h)
    return placement._replace(
        rect=_held(placement.rect, moved, glass) if isinstance(placement, Box) else moved
    )


def _held(was: Rect, moved: Rect, glass: Rect) -> Rect:
    left = glass.x if was.x == glass.x else moved.x
    top = glass.y if was.y == glass.y else moved.y
    right = glass.right if was.right == glass.right else moved.right
    bottom = glass.bottom if was.bottom == glass.bottom else moved.bottom
    return Rect(left, top, right - left, bottom - top)
