"""Where the parts of a window's own screen lie, and how large its type is. Pure.

A bar is wide and low: 100 % is its height. On a screen that is higher 100 % is the height of the bar of `BAR` that is
as wide: number and plate stand above the ticket, which is as large as the width allows.
"""

from __future__ import annotations

from typing import NamedTuple

from common.screen.geometry import Rect, Screen
from common.screen.text import Measure

BAR, BAR_FROM = 3.2, 2.4  # width to height
TICKET, MATTER, SIGN, LEAST = 55.0, 20.0, 12.0, 9.0
NUMBER = 33.0
PLATE = (LEAST, 8.0, 7.0)
WORDS = (30.0, 26.0, 22.0, 20.0, 17.0)
TOLD = ((24.0, 15.0), (20.0, 15.0), (20.0, 12.0), (16.0, 12.0), (12.0, 12.0), (10.0, 10.0))
"""Where to go, and why: the first pair in which all fits."""
FULL_LEAST = 11.5
FULL_PLATE = (15.0, 13.0, FULL_LEAST)
FULL_WORDS = (42.0, 38.0, 34.0, *WORDS)
FULL_TOLD = ((36.0, 24.0), (32.0, 22.0), (28.0, 18.0), *TOLD)
FULL_BODY = 2.6  # so many times 100 % at most, in the middle of what is higher
SIDE_SHARE = 0.22
EDGE = 2.0


class WindowScale(NamedTuple):
    """Ems in pixels. `told`: where to go and why, the largest that fit are taken; `words`: of a state that stands alone."""

    base: int
    bar: bool
    ticket: int
    matter: int
    state: int
    plate: tuple[int, ...]
    small: int
    number: int
    sign: int
    words: tuple[int, ...]
    told: tuple[tuple[int, int], ...]

    def px(self, percent: float) -> int:
        """Percent in pixels."""
        return round(self.base * percent / 100)


class WindowRegions(NamedTuple):
    """`side` holds window number and plate; `strip` the state, `large` the ticket, `line` the matter; `body`: all three."""

    side: Rect
    strip: Rect
    large: Rect
    line: Rect
    body: Rect


def is_bar(screen: Screen) -> bool:
    """Is it a wide, low screen above a window?"""
    return screen.width >= screen.height * BAR_FROM


def window_base(screen: Screen) -> int:
    """What 100 % means, in pixels."""
    return screen.height if is_bar(screen) else round(screen.width / BAR)


def window_scale(screen: Screen, measure: Measure) -> WindowScale:
    """The sizes for this screen."""
    base = window_base(screen)

    def cjk(percent: float) -> int:
        return measure.em_for_cjk(base * percent / 100)

    bar = is_bar(screen)
    least = LEAST if bar else FULL_LEAST
    return WindowScale(
        base=base,
        bar=bar,
        ticket=measure.em_for_cap(base * TICKET / 100),
        matter=cjk(MATTER),
        state=cjk(least),
        plate=tuple(cjk(percent) for percent in (PLATE if bar else FULL_PLATE)),
        small=cjk(least),
        number=measure.em_for_cap(base * NUMBER / 100),
        sign=cjk(SIGN),
        words=tuple(cjk(percent) for percent in (WORDS if bar else FULL_WORDS)),
        told=tuple((cjk(go), cjk(why)) for go, why in (TOLD if bar else FULL_TOLD)),
    )


def window_regions(screen: Screen, scale: WindowScale, line: int, strip: int) -> WindowRegions:
    """The parts, for a matter line and a state strip of that height."""
    glass = screen.bounds
    if scale.bar:
        side, rest = glass.take_left(round(screen.width * SIDE_SHARE))
        body = rest.inset(scale.px(EDGE), 0)
    else:
        side, rest = glass.take_top(scale.px(62))
        body = rest.inset(scale.px(EDGE) * 2, scale.px(EDGE))
        body = body.middle(body.w, min(body.h, round(scale.base * FULL_BODY)))
    above, rest = body.take_top(strip)
    below, large = rest.take_bottom(line)
    return WindowRegions(side, above, large, below, body)
