"""Sizes of type: percent of the screen, from its size and from how far away people stand.

Percentages are of the height of a 16:9 screen, whichever way it hangs: the same panel turned by a
quarter has the same letters (docs/decisions/0060). Characters are at least as high as
distance / 200 (capitals, digits) or distance / 250 (Chinese); source: screens.md.
"""

from __future__ import annotations

from typing import NamedTuple

from common.screen.geometry import Screen
from common.screen.text import Measure

HERO, FAR_ROW, ROW, BOARD, SMALLEST = 14.0, 9.0, 6.0, 4.5, 3.2
TITLES = (9.0, 8.0, 7.0, 6.0, 5.0, BOARD)
ROOM = 4.0  # what the layout can still hold where the smallest text stands
BOARD_ROOM = 6.4  # and a board that has the screen to itself
BOARD_TO_SMALL = BOARD / SMALLEST
CJK_PER_DISTANCE = 1 / 250
FAR_MM = 8_000
_INK_OF_EM = 1.26  # from the top of a Chinese character or capital to the foot of a g, both sides alike


class TypeScale(NamedTuple):
    """Ems in pixels. `base` is what 100 % means."""

    base: int
    far: bool
    hero: int
    row: int
    windows: tuple[int, ...]
    titles: tuple[int, ...]
    board: int
    small: int
    least: int
    code: int

    def px(self, percent: float) -> int:
        """Percent in pixels."""
        return round(self.base * percent / 100)


def base_of(screen: Screen) -> int:
    """The height of the 16:9 screen that fits, turned or not."""
    short, long = sorted((screen.width, screen.height))
    return short if screen.portrait else min(short, round(long * 9 / 16))


def type_scale(
    screen: Screen, view_distance_mm: float, measure: Measure, *, alone: bool = False
) -> TypeScale:
    """The sizes for one screen and the distance from which it is read; a board `alone` on it grows with the distance."""
    base = base_of(screen)
    far = view_distance_mm > FAR_MM and not alone

    def cap(percent: float) -> int:
        return measure.em_for_cap(base * percent / 100)

    def cjk(percent: float) -> int:
        return measure.em_for_cjk(base * percent / 100)

    needed = 100 * view_distance_mm * CJK_PER_DISTANCE * screen.px_per_mm / base
    row = FAR_ROW if far else ROW
    small = min(max(SMALLEST, needed), _room(screen, alone=alone))
    board = max(BOARD, small * BOARD_TO_SMALL) if alone else BOARD
    return TypeScale(
        base=base,
        far=far,
        hero=cap(HERO),
        row=cap(row),
        windows=(cjk(row), cjk(row * 0.9), cjk(row * 0.8), cjk(row * 0.7)),
        titles=tuple(cjk(percent) for percent in TITLES),
        board=cjk(board),
        small=cjk(small),
        least=cjk(SMALLEST),
        code=cap(HERO),
    )


def reads_to_mm(screen: Screen, *, alone: bool = False) -> float:
    """How far away the smallest text of that screen can be read."""
    return _room(screen, alone=alone) / 100 * base_of(screen) / screen.px_per_mm / CJK_PER_DISTANCE


def _room(screen: Screen, *, alone: bool) -> float:
    """The largest small type; a turned screen is as narrow as the board's place on the main wall, or nearly."""
    return BOARD_ROOM if alone and not screen.portrait else ROOM


def line_px(em: int) -> int:
    """The least height of a row that clips nothing of a text."""
    return round(em * _INK_OF_EM + 0.5)
