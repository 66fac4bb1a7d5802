"""The top of the wall: hall, sample mark, date, clock and whether the server is heard. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from common.screen.geometry import Rect
from common.screen.placements import Placement, line
from common.screen.placements import Style as Look
from common.screen.text import Measure
from common.screen.theme import Role
from display.phase import PAUSE_INKS
from display.pieces import label, pill, pill_width
from display.type_scale import TypeScale
from display.wall_state import Wall
from display.wording import Wording

CLOCK_CAP = 4.3
SPACE = 2.0


class Header:
    """Places the header of one screen."""

    def __init__(self, rect: Rect, tall: bool, scale: TypeScale, measure: Measure) -> None:
        inside = rect.inset(scale.px(SPACE), 0)
        self._upper, *lower = inside.rows(2 if tall else 1)
        self._lower = lower[0] if lower else None
        self._scale, self._measure = scale, measure
        self._clock_em = measure.em_for_cap(scale.px(CLOCK_CAP))

    def place(self, wall: Wall, wording: Wording) -> list[Placement]:
        """The header as it is now."""
        rest, clock = self._clock(self._upper, wall, wording)
        if self._lower is None:
            rest, facts = self._facts(rest, self._name_width(wall, wording), wall, wording)
            return [*clock, *facts, *self._name(rest, wall, wording, sample=True)]
        below, facts = self._facts(self._lower, 0, wall, wording)
        sample = self._sample(below, wording) if wall.hall.sample else []
        return [*clock, *self._name(rest, wall, wording, sample=False), *facts, *sample]

    def _facts(self, rect: Rect, needed: int, wall: Wall, wording: Wording) -> tuple[Rect, list[Placement]]:
        """Date and contact from the right, as far as the name leaves room; and what is left of it."""
        placed: list[Placement] = []
        if wall.contact != "fresh":
            words = f"‖ {wording.say('stale', time=wording.clock(wall.last_heard))}"
            width = pill_width(words, self._scale.small, self._scale, self._measure)
            at, rect = self._from_right(rect, width)
            return rect, [
                *placed,
                *pill(at, words, self._scale.small, PAUSE_INKS, self._scale, self._measure),
            ]
        for text in (wording.date(wall.at), f"✓ {wording.say('online')}"):
            at, left = self._from_right(rect, self._measure.width_of(text, self._scale.small))
            if left.w < needed:
                break
            rect = left
            placed.append(label(at, text, self._scale.small, Role.SECONDARY))
        return rect, placed

    def _name_width(self, wall: Wall, wording: Wording) -> int:
        """Pixels that the name needs at least, with the sample mark."""
        scale, measure = self._scale, self._measure
        name = measure.width_of(wording.of(wall.hall.name), scale.small, bold=True)
        mark = pill_width(wording.say("sample"), scale.small, scale, measure) + scale.px(SPACE)
        return name + (mark if wall.hall.sample else 0)

    def _clock(self, rect: Rect, wall: Wall, wording: Wording) -> tuple[Rect, list[Placement]]:
        text = wording.clock(wall.at)
        at, rest = self._from_right(rect, self._measure.width_of(text, self._clock_em, bold=True))
        return rest, [label(at, text, self._clock_em, bold=True)]

    def _name(self, rect: Rect, wall: Wall, wording: Wording, *, sample: bool) -> Iterator[Placement]:
        """The hall's name as large as it fits, shortened only if nothing else helps."""
        scale, measure = self._scale, self._measure
        name = wording.of(wall.hall.name)
        marked = sample and wall.hall.sample
        room = rect.w
        if marked:
            room -= pill_width(wording.say("sample"), scale.small, scale, measure) + scale.px(SPACE)
        em = next(
            (em for em in (scale.board, scale.small) if measure.width_of(name, em, bold=True) <= room),
            scale.small,
        )
        placed = line(rect.take_left(room)[0], name, Look(em, Role.TEXT, bold=True), measure)
        yield placed
        if marked:
            used = measure.width_of(placed.text, em, bold=True) + scale.px(SPACE)
            yield from self._sample(rect.take_right(rect.w - used)[0], wording)

    def _sample(self, rect: Rect, wording: Wording) -> list[Placement]:
        inks = (Role.BACKGROUND, Role.WAITING)
        return pill(rect, wording.say("sample"), self._scale.small, inks, self._scale, self._measure)

    def _from_right(self, rect: Rect, width: int) -> tuple[Rect, Rect]:
        """`width` pixels from the right end, and the rest left of a gap."""
        taken, rest = rect.take_right(width)
        return taken, rest.take_left(rest.w - self._scale.px(SPACE))[0]
