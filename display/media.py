"""Pictures and notices between calls, in the board's place and never over a call (P-7). Pure.

The board has its turn, then one picture or notice, then the board again. A call takes the place back at once; what was
interrupted is shown again from its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Image, Pixels, Placement, Style, paragraph, paragraph_height
from common.screen.text import Measure
from common.words import Instant
from display.pieces import panel
from display.type_scale import TypeScale

BOARD_MS = 20_000
BOARD_PAGE_MS = 12_000
QUIET_MS = 3_000
PICTURE_MS = 12_000
NOTICE_LEAST_MS = 10_000
LETTER_MS = 300  # two seconds a unit of information; a unit is some seven characters (screens.md)
MARGIN = 3
HEADLINE = 2  # so many lines stand in the middle


class Medium(NamedTuple):
    """A picture's `file`, or a notice's `text`; `stamp` is another where the file is. `pixels`: ready to be drawn."""

    file: str
    text: str = ""
    stamp: tuple[int, int] = (0, 0)
    pixels: Pixels | None = None

    @property
    def dwell_ms(self) -> int:
        """How long it takes to be read."""
        return max(NOTICE_LEAST_MS, LETTER_MS * len(self.text)) if self.text else PICTURE_MS


class Programme:
    """Whose turn it is: the board's, or the next medium's."""

    def __init__(self) -> None:
        self._quiet_since: Instant | None = None
        self._turn_since: Instant | None = None
        self._shown: Medium | None = None
        self._last = ""

    def show(
        self,
        media: Sequence[Medium],
        now: Instant,
        *,
        busy: bool,
        pages: int,
        ready: Callable[[Medium], bool] = lambda _: True,
    ) -> Medium | None:
        """The medium to be seen; none: the board, which has so many `pages`. `busy`: somebody is called. `ready`: it
        can be drawn; until then the board stays.
        """
        if self._turn_since is None or now < self._turn_since:
            self._turn_since = now
        over = now - self._turn_since
        if busy or not media:
            self._quiet_since = None
            if self._shown is not None:
                self._shown, self._turn_since = None, now
            return None
        if self._quiet_since is None or now < self._quiet_since:
            self._quiet_since = now
        if self._shown is not None and (self._shown not in media or over >= self._shown.dwell_ms):
            self._last, self._shown, self._turn_since = self._shown.file, None, now
        elif self._shown is None and self._may_begin(over, now, pages):
            coming = self._next(media)
            if ready(coming):
                self._shown, self._turn_since = coming, now
        return self._shown

    def _may_begin(self, over: int, now: Instant, pages: int) -> bool:
        assert self._quiet_since is not None
        return over >= max(BOARD_MS, BOARD_PAGE_MS * pages) and now - self._quiet_since >= QUIET_MS

    def _next(self, media: Sequence[Medium]) -> Medium:
        """By name, the one after the last that was shown to its end."""
        ordered = sorted(media)
        return next((medium for medium in ordered if medium.file > self._last), ordered[0])


def placed(medium: Medium, rect: Rect, scale: TypeScale, measure: Measure) -> list[Placement]:
    """A picture whole, as large as there is room; a notice as large as it fits, a longer one flush left."""
    inside = rect.inset(scale.px(MARGIN), scale.px(MARGIN))
    if not medium.text:
        return [panel(rect, scale), Image(inside, medium.file, medium.pixels)]
    styles = [Style(em) for em in (*scale.titles, scale.board, scale.small)]
    fitting = (look for look in styles if paragraph_height(medium.text, inside.w, look, measure) <= inside.h)
    look = next(fitting, Style(scale.least))
    lines = paragraph_height(medium.text, inside.w, look, measure) // measure.line_height(look.em)
    look = look._replace(align="centre") if lines <= HEADLINE else look
    return [panel(rect, scale), *paragraph(inside, medium.text, look, measure, middle=True)]
