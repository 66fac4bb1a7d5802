"""Sizes of the kiosk: millimetres of the specification as pixels of this screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from common.screen.geometry import Rect, Screen
from common.screen.placements import Style, paragraph_height
from common.screen.text import Measure, unbroken
from common.screen.theme import Role

COMFORTABLE_MM = 210
ROOMIEST = 1.25
LOWER_SHARE = 0.55
"""Controls stand in the lower 55 % of a portrait screen: within everybody's reach."""


@dataclass(frozen=True)
class Look:
    """One screen, one size of type: `large` is 大字; `grow` is how much larger a part may be that has the room."""

    screen: Screen
    measure: Measure
    large: bool = False
    grow: float = 1.0

    def mm(self, normal: float, large: float) -> int:
        """Pixels of one or the other."""
        return self.screen.mm(large if self.large else normal)

    @cached_property
    def most_choices(self) -> int:
        """How many a screen may offer."""
        return 4 if self.large else 6

    @cached_property
    def most_at_home(self) -> int:
        """How many the first screen may: rather all in sight at once than two pages of a few."""
        return 4 if self.large else 8

    @cached_property
    def main_h(self) -> int:
        """Least height of main buttons."""
        return self.mm(25, 32)

    @cached_property
    def target(self) -> int:
        """Least height and width of other targets."""
        return self.mm(20, 25)

    @cached_property
    def gap(self) -> int:
        """Least room between targets."""
        return self.mm(4, 6)

    @cached_property
    def pad(self) -> int:
        """Room inside a button, left and right."""
        return self.mm(3, 4)

    @cached_property
    def label(self) -> Style:
        """On buttons."""
        return Style(self._em(7, 10), Role.TEXT, bold=True, align="centre")

    @cached_property
    def least_label(self) -> Style:
        """No larger than must be."""
        return self.label._replace(em=self.measure.em_for_cjk(self.mm(7, 10)))

    @cached_property
    def body(self) -> Style:
        """Running text."""
        return Style(self._em(6, 8))

    @cached_property
    def quiet(self) -> Style:
        """Beside or under what matters more; not smaller."""
        return self.body._replace(ink=Role.SECONDARY)

    @cached_property
    def title(self) -> Style:
        """What a screen is about."""
        return Style(self._em(9, 12), Role.TEXT, bold=True)

    @cached_property
    def question(self) -> Style:
        """What the first screen asks."""
        return Style(self._em(14, 16), Role.TEXT, bold=True, align="centre")

    def number(self, text: str, room: Rect, millimetres: float) -> Style:
        """A ticket's number with capitals that high, or as high as the room allows, never below body type."""
        em = self.measure.em_for_cap(self.screen.mm(millimetres))
        while em > self.body.em and (
            self.measure.width_of(text, em, bold=True) > room.w or self.measure.line_height(em) > room.h
        ):
            em -= 2
        return Style(em, Role.NUMBER, bold=True, align="centre")

    def pitch(self, style: Style) -> int:
        """Height of a line."""
        return self.measure.line_height(style.em)

    def holds(self, room: Rect, text: str, style: Style) -> bool:
        """Does the text fit, wrapped between words only?"""
        if unbroken(text, style.em, self.measure, bold=style.bold) > room.w:
            return False
        return self.height(text, style, room.w) <= room.h

    def height(self, text: str, style: Style, width: int) -> int:
        """Pixels that the wrapped text needs."""
        return paragraph_height(text, width, style, self.measure)

    @cached_property
    def _room(self) -> float:
        """The least sizes grow on a screen that has the room: nobody minds larger type."""
        short_mm = min(self.screen.width, self.screen.height) / self.screen.px_per_mm
        return min(max(short_mm / COMFORTABLE_MM, 1.0), ROOMIEST)

    def _em(self, normal: float, large: float) -> int:
        grown = self._room * self.grow
        return self.measure.em_for_cjk(self.mm(normal * grown, large * grown))
