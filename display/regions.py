"""Where the parts of the wall lie. Pure.

wide: calls left, board right · tall: board under the calls · far: read from beyond 8 m, calls alone
(screens.md gives the board its own screen there; the footer then says who is answered where).
"""

from __future__ import annotations

from typing import NamedTuple

from common.screen.geometry import Rect, Screen
from display.type_scale import TypeScale

HEADER, HERO, ROW_PITCH, FOOTER = 8, 30, 9, 8
ROWS, FAR_ROWS = 6, 4
TALL_HEADER, TALL_FOOTER = 14, 12
EDGE, GAP = 1.5, 0.8
CALLS_SHARE = 42


class Regions(NamedTuple):
    """The parts of one wall, in pixels; `board` none: this screen shows calls alone."""

    header: Rect
    hero: Rect
    rows: tuple[Rect, ...]
    board: Rect | None
    footer: Rect


def regions(screen: Screen, scale: TypeScale) -> Regions:
    """The parts for this screen."""
    tall = screen.portrait
    header, rest = screen.bounds.take_top(scale.px(TALL_HEADER if tall else HEADER))
    footer, body = rest.take_bottom(scale.px(TALL_FOOTER if tall else FOOTER))
    body = body.inset(scale.px(EDGE), 0)
    if tall:
        calls, board = body.take_top(scale.px(HERO + ROWS * ROW_PITCH))
        return _parts(header, calls, board.take_bottom(board.h - scale.px(GAP))[0], footer, scale)
    if scale.far:
        return _parts(header, body, None, footer, scale)
    left, right = body.take_left(screen.pct_w(CALLS_SHARE) - scale.px(EDGE))
    return _parts(header, left, right.take_right(right.w - scale.px(EDGE))[0], footer, scale)


def _parts(header: Rect, calls: Rect, board: Rect | None, footer: Rect, scale: TypeScale) -> Regions:
    hero, below = calls.take_top(scale.px(HERO))
    hero = hero.take_top(hero.h - scale.px(GAP) // 2)[0]
    count = FAR_ROWS if scale.far else ROWS
    rows = tuple(row.inset(0, scale.px(GAP) // 2) for row in below.rows(count))
    return Regions(header, hero, rows, board, footer)
