"""Where the parts of the wall lie. Pure.

wide: calls left, board right · tall: board under the calls · far: read from beyond 8 m, calls alone
(screens.md gives the board its own screen there, `board_alone`; the footer then says who is answered where).
"""

from __future__ import annotations

from typing import NamedTuple

from common.screen.geometry import Rect, Screen
from display.type_scale import ROOM, SMALLEST, TypeScale, line_px

HEADER, HERO, ROW_PITCH, FOOTER = 8, 30, 9, 8
ROWS, FAR_ROWS = 6, 4
TALL_HEADER, TALL_FOOTER = 18, 12
EDGE, GAP = 1.5, 0.8
CALLS_SHARE = 42
SQUARE = 1.5
"""Width to height below which a screen has height to spare: its header and footer have two lines."""


class Regions(NamedTuple):
    """The parts of one wall, in pixels; `board` none: this screen shows calls alone, `hero` none: the board.

    `header_lines`: one, or two.
    """

    header: Rect
    header_lines: int
    hero: Rect | None
    rows: tuple[Rect, ...]
    board: Rect | None
    footer: Rect


def regions(screen: Screen, scale: TypeScale, *, board_alone: bool = False) -> Regions:
    """The parts for this screen."""
    if board_alone:
        return _board_alone(screen, scale)
    tall = two_lined(screen)
    header, rest = screen.bounds.take_top(scale.px(TALL_HEADER if tall else HEADER))
    footer, body = rest.take_bottom(scale.px(TALL_FOOTER if tall else FOOTER))
    body = body.inset(scale.px(EDGE), 0)
    if screen.portrait:
        calls, board = body.take_top(scale.px(HERO + ROWS * ROW_PITCH))
        return _parts(screen, header, calls, board.take_bottom(board.h - scale.px(GAP))[0], footer, scale)
    if scale.far:
        return _parts(screen, header, body, None, footer, scale)
    left, right = body.take_left(screen.pct_w(CALLS_SHARE) - scale.px(EDGE))
    return _parts(screen, header, left, right.take_right(right.w - scale.px(EDGE))[0], footer, scale)


def two_lined(screen: Screen) -> bool:
    """Has the header two lines, and the footer?"""
    return screen.width < screen.height * SQUARE


def _board_alone(screen: Screen, scale: TypeScale) -> Regions:
    """As high as their larger type needs."""
    line = line_px(scale.small)
    # than on the main wall: all its facts need two lines
    larger = scale.small > scale.least * ROOM / SMALLEST + 1
    lines = 2 if larger or two_lined(screen) else 1
    header, rest = screen.bounds.take_top(max(scale.px(HEADER), line) * lines)
    footer, body = rest.take_bottom(
        max(scale.px(FOOTER), line + scale.px(GAP)) * (2 if screen.portrait else 1)
    )
    board = body.inset(scale.px(EDGE), 0).take_top(body.h - scale.px(GAP))[0]
    return Regions(header, lines, None, (), board, footer)


def _parts(
    screen: Screen, header: Rect, calls: Rect, board: Rect | None, footer: Rect, scale: TypeScale
) -> Regions:
    hero, below = calls.take_top(scale.px(HERO))
    hero = hero.take_top(hero.h - scale.px(GAP) // 2)[0]
    count = FAR_ROWS if scale.far else ROWS
    rows = tuple(row.inset(0, scale.px(GAP) // 2) for row in below.rows(count))
    return Regions(header, 2 if two_lined(screen) else 1, hero, rows, board, footer)
