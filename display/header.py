"""The top of the wall: hall, sample mark, date, clock, whether the server is heard, and the part of the day. Pure.

What is not as usual stands here on every wall and every page, whatever else they show.
"""

from __future__ import annotations

from collections.abc import Iterator

from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.text import Measure, fit, wrap
from common.screen.theme import Role
from display.phase import PAUSE_INKS, PhaseWords
from display.pieces import label, pill, pill_width
from display.type_scale import TypeScale, line_px
from display.wall_state import Wall
from display.wording import Wording

CLOCK_CAP = 4.3
SPACE = 2.0


class Header:
    """Places the header of one screen, in `lines` of one or two."""

    def __init__(self, rect: Rect, lines: int, scale: TypeScale, measure: Measure) -> None:
        inside = rect.inset(scale.px(SPACE), 0)
        self._upper, *lower = inside.rows(lines)
        self._lower = lower[0] if lower else None
        self._scale, self._measure = scale, measure
        self._clock_em = max(measure.em_for_cap(scale.px(CLOCK_CAP)), scale.small)

    def place(self, wall: Wall, phase: PhaseWords, wording: Wording) -> list[Placement]:
        """The header as it is now."""
        clock_at, rest = self._from_right(
            self._upper, self._measure.width_of(wording.clock(wall.at), self._clock_em, bold=True)
        )
        clock = label(clock_at, wording.clock(wall.at), self._clock_em, bold=True)
        name = wording.of(wall.hall.name)
        sample = wording.say("sample") if wall.hall.sample else ""
        unusual = _unusual(wall, phase, wording)
        if self._lower is not None:
            below, pills = self._pills(self._lower, unusual)
            facts = self._facts(below, self._sample_width(sample), wall, wording)
            return [clock, *self._name(rest, name, ""), *pills, *facts, *self._sample(below, sample)]
        rest, pills = self._pills(rest, unusual, self._measure.width_of(name, self._scale.least, bold=True))
        needed = self._measure.width_of(name, self._scale.small, bold=True) + self._sample_width(sample)
        rest_of_facts, facts = self._facts_and_rest(rest, needed, wall, wording, online=not unusual)
        return [clock, *pills, *facts, *self._name(rest_of_facts, name, sample)]

    def _pills(self, rect: Rect, told: list[str], name: int = 0) -> tuple[Rect, list[Placement]]:
        """What is not as usual, from the right; a smaller type where both would not fit beside the `name`."""
        scale, measure = self._scale, self._measure
        widths = {
            em: [pill_width(text, em, scale, measure) + scale.px(SPACE) for text in told]
            for em in (scale.small, scale.least)
        }
        em = scale.small if sum(widths[scale.small]) + name <= rect.w else scale.least
        placed: list[Placement] = []
        for text, width in zip(told, widths[em], strict=True):
            at, rect = self._from_right(rect, width - scale.px(SPACE))
            placed += pill(at, text, em, PAUSE_INKS, scale, measure)
        return rect, placed

    def _facts(self, rect: Rect, needed: int, wall: Wall, wording: Wording) -> list[Placement]:
        return self._facts_and_rest(rect, needed, wall, wording)[1]

    def _facts_and_rest(
        self, rect: Rect, needed: int, wall: Wall, wording: Wording, *, online: bool = True
    ) -> tuple[Rect, list[Placement]]:
        """Date and contact from the right, as far as there is room besides what is `needed`; and what is left of it."""
        placed: list[Placement] = []
        contact = [f"✓ {wording.say('online')}"] if online and wall.contact == "fresh" else []
        for text in (wording.date(wall.at), *contact):
            at, left = self._from_right(rect, self._measure.width_of(text, self._scale.small))
            if left.w < needed:
                break
            rect = left
            placed.append(label(at, text, self._scale.small, Role.SECONDARY))
        return rect, placed

    def _name(self, rect: Rect, name: str, sample: str) -> Iterator[Placement]:
        """The hall's name as large as it fits, and then its sample mark, which the footer tells too.

        It is wrapped where there is height, and shortened only if nothing else helps.
        """
        scale, measure = self._scale, self._measure
        room = rect.w - self._sample_width(sample)
        if measure.width_of(name, scale.least, bold=True) > room:
            room, sample = rect.w, ""
        ems = [em for em in (scale.board, scale.small, scale.least) if line_px(em) <= rect.h]
        em = next((em for em in ems if measure.width_of(name, em, bold=True) <= room), scale.least)
        lines = wrap(name, room, em, measure, bold=True)
        if line_px(em) * len(lines) > rect.h:
            lines = [fit(name, room, em, measure, bold=True)]
        block = rect.middle(rect.w, line_px(em) * len(lines)) if len(lines) > 1 else rect
        for at, text in zip(block.rows(len(lines)), lines, strict=True):
            yield label(at.take_left(room)[0], text, em, bold=True)
        used = measure.width_of(lines[-1], em, bold=True) + scale.px(SPACE)
        yield from self._sample(rect.take_right(rect.w - used)[0], sample)

    def _sample_width(self, sample: str) -> int:
        if not sample:
            return 0
        return pill_width(sample, self._scale.small, self._scale, self._measure) + self._scale.px(SPACE)

    def _sample(self, rect: Rect, sample: str) -> list[Placement]:
        inks = (Role.BACKGROUND, Role.WAITING)
        if not sample or self._sample_width(sample) > rect.w + self._scale.px(SPACE):
            return []
        return pill(rect, sample, self._scale.small, inks, self._scale, self._measure)

    def _from_right(self, rect: Rect, width: int) -> tuple[Rect, Rect]:
        """`width` pixels from the right end, and the rest left of a gap."""
        taken, rest = rect.take_right(width)
        return taken, rest.take_left(rest.w - self._scale.px(SPACE))[0]


def _unusual(wall: Wall, phase: PhaseWords, wording: Wording) -> list[str]:
    """What everybody in the hall has to know first: the gravest stands at the right end."""
    told = (
        [f"‖ {wording.say('stale', time=wording.clock(wall.last_heard))}"] if wall.contact != "fresh" else []
    )
    return told if phase.is_open else [*told, phase.marked]
