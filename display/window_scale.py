"""Where the parts of a window's own screen lie, and how large its type is. Pure.

bar: wide and low, 100 % is its height. wide: as a television, 100 % is the height of the bar of `BAR` that is as wide. Both
have number and plate on the left, and a ticket of 55 % of the height. tall: turned or square, 100 % as of a wide one, number
and plate above a ticket that is as large as the width allows. A ticket is set narrower before it is set smaller.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from common.screen.geometry import Rect, Screen
from common.screen.text import Measure

BAR, BAR_FROM, WIDE_FROM = 3.2, 2.4, 1.55  # width to height
TICKET, MATTER, LEAST = 55.0, 20.0, 9.0
SIGNS = (12.0, 11.0, 10.0, LEAST)
NUMBER, WIDE_NUMBER = 33.0, 50.0
PLATE = (LEAST, 8.0, 7.0)
WORDS = (30.0, 26.0, 22.0, 20.0, 17.0)
TOLD = (
    (28.0, 15.0),
    (24.0, 15.0),
    (20.0, 15.0),
    (20.0, 12.0),
    (16.0, 12.0),
    (12.0, 12.0),
    (10.5, 10.5),
    (LEAST, LEAST),
)
"""Where to go, and why: the first pair in which all fits."""
FULL_LEAST = 11.5
FULL_PLATE = (15.0, 13.0, FULL_LEAST)
FULL_WORDS = (50.0, 46.0, 42.0, 38.0, 34.0, *WORDS)
FULL_TOLD = ((48.0, 30.0), (44.0, 28.0), (40.0, 26.0), (36.0, 24.0), (32.0, 22.0), (28.0, 18.0), *TOLD[1:-1])
WIDE_MATTERS = (20.0, 18.0, 16.0, 14.0, 12.0, 10.0)
"""Of the height; at the last one, which is some 20 % of a bar as wide, there is room for two lines. A bar's: the same."""
FULL_BODY = 3.6  # so many times 100 % at most, in the middle of what is higher
SIDE_SHARE, WIDE_SIDE_SHARE = 0.22, 0.17
EDGE = 2.0
Form = Literal["bar", "wide", "tall"]


class WindowScale(NamedTuple):
    """Ems in pixels. `told`: where to go and why, the largest that fit are taken; `words`: of a state that stands alone."""

    base: int
    form: Form
    ticket: int
    matters: tuple[int, ...]
    state: int
    plate: tuple[int, ...]
    small: int
    number: int
    signs: tuple[int, ...]
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


def form_of(screen: Screen) -> Form:
    """Is it a wide, low screen above a window, a television, or higher than that?"""
    if screen.width >= screen.height * BAR_FROM:
        return "bar"
    return "wide" if screen.width >= screen.height * WIDE_FROM else "tall"


def window_base(screen: Screen) -> int:
    """What 100 % means, in pixels."""
    return screen.height if form_of(screen) == "bar" else round(screen.width / BAR)


def window_scale(screen: Screen, measure: Measure) -> WindowScale:
    """The sizes for this screen."""
    base, form = window_base(screen), form_of(screen)

    def cjk(percent: float) -> int:
        return measure.em_for_cjk(base * percent / 100)

    bar = form == "bar"
    least = LEAST if bar else FULL_LEAST
    matters = (
        [base * MATTER / 100]
        if form == "tall"
        else [screen.height * percent / 100 for percent in WIDE_MATTERS]
    )
    return WindowScale(
        base=base,
        form=form,
        ticket=measure.em_for_cap((base if form == "tall" else screen.height) * TICKET / 100),
        matters=tuple(measure.em_for_cjk(height) for height in matters),
        state=cjk(least),
        plate=tuple(cjk(percent) for percent in (FULL_PLATE if form == "tall" else PLATE)),
        small=cjk(least),
        number=measure.em_for_cap(base * (WIDE_NUMBER if form == "wide" else NUMBER) / 100),
        signs=tuple(cjk(percent) for percent in SIGNS),
        words=tuple(cjk(percent) for percent in (WORDS if bar else FULL_WORDS)),
        told=tuple((cjk(go), cjk(why)) for go, why in (TOLD if bar else FULL_TOLD)),
    )


def window_regions(screen: Screen, scale: WindowScale, line: int, strip: int) -> WindowRegions:
    """The parts, for a matter line and a state strip of that height."""
    glass = screen.bounds
    if scale.form == "tall":
        side, rest = glass.take_top(scale.px(62))
        body = rest.inset(scale.px(EDGE) * 2, scale.px(EDGE))
        body = body.middle(body.w, min(body.h, round(scale.base * FULL_BODY)))
    else:
        share = SIDE_SHARE if scale.form == "bar" else WIDE_SIDE_SHARE
        side, rest = glass.take_left(round(screen.width * share))
        body = rest.inset(scale.px(EDGE), 0)
    above, rest = body.take_top(strip)
    below, large = rest.take_bottom(line)
    return WindowRegions(side, above, large, below, body)
