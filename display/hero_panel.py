"""The call shown large, or the part of the day while nobody is called. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
REST_TITLES, REST_AIR, REST_LINES = 2, 0.5, 3
SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # a number is never shortened: one that is too long is set smaller


class HeroPanel:
    """Places the hero of one screen."""

    def __init__(self, rect: Rect, rows: Sequence[Rect], scale: TypeScale, measure: Measure) -> None:
        """`rows`: the calls' places below it, where nothing else stands while the hall rests."""
        self._rect, self._whole = rect, rect._replace(h=rows[-1].bottom - rect.y)
        self._inside = rect.inset(scale.px(PAD), scale.px(0.6))
        self._scale, self._measure = scale, measure

    def place(
        self, hero: SeenHero | None, contact: Contact, phase: PhaseWords, wording: Wording
    ) -> list[Placement]:
        """The panel as it is now."""
        shown = self._idle(phase, wording) if hero is None else self._called(hero, contact, wording)
        return [panel(self._rect, self._scale), *shown]

    def rest(self, phase: PhaseWords) -> list[Placement]:
        """What a resident can count on, over hero and rows: nobody is called, and nothing was."""
        inside = self._whole.inset(self._scale.px(PAD), self._scale.px(PAD))
        em = largest(self._scale.titles, [phase.marked], inside.w, self._measure, bold=True)
        lines = self._rest_lines(inside.w, inside.h - 2 * line_px(em), phase)
        at = inside.middle(inside.w, line_px(em) + sum(pitch for *_, pitch in lines))
        title, at = at.take_top(line_px(em))
        placed: list[Placement] = [panel(self._whole, self._scale), self._told(title, phase.marked, em)]
        for text, size, pitch in lines:
            line, at = at.take_top(pitch)
            placed.append(label(line.take_bottom(line_px(size))[0], text, size, align="centre"))
        return placed

    def _rest_lines(self, width: int, height: int, phase: PhaseWords) -> list[tuple[str, int, int]]:
        """Text, em and pitch; as large as there is room for a few lines each."""
        texts = [text for text in (phase.when, phase.more, phase.keeps) if text]
        lines: list[tuple[str, int, int]] = []
        for em in (*self._scale.titles[REST_TITLES:], self._scale.small):
            cut = [balanced(text, width, em, self._measure) for text in texts]
            air = round(line_px(em) * REST_AIR)
            lines = [
                (line, em, line_px(em) + (0 if nth else air)) for text in cut for nth, line in enumerate(text)
            ]
            if all(len(text) <= REST_LINES for text in cut) and sum(pitch for *_, pitch in lines) <= height:
                break
        return lines

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
        told = phase.when or phase.more
        above, below = self._inside.take_top(self._inside.h * (44 if told else 100) // 100)
        em = largest(self._scale.titles, [title], above.w, self._measure, bold=True)
        yield self._told(above, title, em, Role.TEXT if phase.is_open else Role.STALE_GROUND)
        yield from self._lines(below, [text for text in (phase.when, phase.more) if text])

    def _told(self, rect: Rect, text: str, em: int, ink: Role = Role.STALE_GROUND) -> Text:
        return label(rect, text, em, ink, bold=True, align="centre")

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
