"""The call shown large, or the part of the day while nobody is called. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, Text
from common.screen.text import Measure, balanced
from common.screen.theme import Role
from display.phase import PhaseWords
from display.pieces import label, largest, panel
from display.type_scale import TypeScale, line_px
from display.wall_state import Contact, SeenHero
from display.wording import Wording

PAD = 1.8
NUMBER_SHARE = 0.62
SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # a number is never shortened: one that is too long is set smaller


class HeroPanel:
    """Places the hero of one screen."""

    def __init__(self, rect: Rect, scale: TypeScale, measure: Measure) -> None:
        self._rect = rect
        self._inside = rect.inset(scale.px(PAD), scale.px(0.6))
        self._scale, self._measure = scale, measure

    def place(
        self, hero: SeenHero | None, contact: Contact, phase: PhaseWords, wording: Wording
    ) -> list[Placement]:
        """The panel as it is now."""
        shown = self._idle(phase, wording) if hero is None else self._called(hero, contact, wording)
        return [panel(self._rect, self._scale), *shown]

    def _called(self, hero: SeenHero, contact: Contact, wording: Wording) -> Iterator[Placement]:
        above, below = self._inside.take_top(round(self._inside.h * NUMBER_SHARE))
        below = below.take_bottom(below.h - self._scale.px(1))[0]
        if self._scale.far:
            above, below = self._inside.columns(2, self._scale.px(PAD))
        ink = Role.SECONDARY if hero.old else Role.NUMBER
        yield self._large(above, hero.call.number, self._scale.hero, ink, hero.alpha)
        yield self._large(below, _go(hero, contact, wording), self._scale.windows[0], Role.TEXT, hero.alpha)

    def _large(self, rect: Rect, text: str, em: int, ink: Role, alpha: int) -> Text:
        ems = [round(em * share) for share in SMALLER]
        em = largest(ems, [text], rect.w, self._measure, bold=True)
        room = rect.middle(rect.w, max(rect.h, line_px(em)))  # for the tail of a Q
        return Text(room, text, Style(em, ink, bold=True, align="centre"), alpha)

    def _idle(self, phase: PhaseWords, wording: Wording) -> Iterator[Placement]:
        title = wording.say("watch_here") if phase.is_open else phase.marked
        ink = Role.TEXT if phase.is_open else Role.STALE_GROUND
        told = phase.when or phase.more
        above, below = self._inside.take_top(self._inside.h * (44 if told else 100) // 100)
        em = largest(self._scale.titles, [title], above.w, self._measure, bold=True)
        yield label(above, title, em, ink, bold=True, align="centre")
        yield from self._lines(below, [text for text in (phase.when, phase.more) if text])

    def _lines(self, rect: Rect, texts: list[str]) -> Iterator[Placement]:
        """Whole, in the larger type in which they fit."""
        for em in (self._scale.board, self._scale.small):
            lines = [line for text in texts for line in balanced(text, rect.w, em, self._measure)]
            if len(lines) * line_px(em) <= rect.h:
                break
        for text in lines[: rect.h // line_px(em)]:
            at, rect = rect.take_top(line_px(em))
            yield label(at, text, em, align="centre")


def _go(hero: SeenHero, contact: Contact, wording: Wording) -> str:
    """Where to go; of an old call, or one of which it is no longer known what became of it, when it was made."""
    window = hero.call.window
    if window is None or hero.call.state == "held":
        return f"‖ {wording.say('call.held')}"
    if contact == "lost" or hero.old:
        return wording.say("called_at", window=window, time=wording.clock(hero.call.called_at))
    if hero.called:
        return f"▶ {wording.say('go_to', window=window)}"
    return f"● {wording.say('being_served', window=window)}"
