"""A whole screen with one message: before there is anything to show, or when people must leave. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from common.screen.geometry import Rect, Screen
from common.screen.placements import Box, Placement, Style, Text, paragraph
from common.screen.text import Measure, balanced
from common.screen.theme import Role
from display.pieces import label, largest
from display.type_scale import TypeScale, line_px
from display.wording import Wording

ALARM = "▲"
ALARM_EDGE = 3  # percent of the shorter side
ALARM_SHARES = (56, 26, 18)
"""Of the height: what to do, the same in the other language, what else there is to know."""
LESS = 0.94
MOST_LINES = 3


class Message(NamedTuple):
    """`code` is a device's pairing code, shown large; `alarm` turns the screen red, `also` says it in the other language."""

    title: str
    code: str = ""
    detail: str = ""
    alarm: bool = False
    also: str = ""


def evacuation(wording: Wording) -> Message:
    """In both languages, whichever the screen's is."""
    title, detail = (wording.say(f"evacuation.{part}") for part in ("title", "detail"))
    other = Wording("en" if wording.language == "zh" else "zh").say("evacuation.title")
    return Message(f"{ALARM} {title}", "", detail, alarm=True, also=f"{ALARM} {other}")


def message_screen(message: Message, screen: Screen, scale: TypeScale, measure: Measure) -> list[Placement]:
    """Title above, code in the middle, detail below."""
    if message.alarm:
        return [Box(screen.bounds, fill=Role.EMERGENCY_GROUND), *_alarm(message, screen, measure)]
    inside = screen.bounds.inset(scale.px(6))
    above, rest = inside.take_top(inside.h * 35 // 100)
    code, below = rest.take_top(inside.h * 3 // 10 if message.code else 0)
    em = largest(scale.titles, [message.title], inside.w, measure, bold=True)
    title = Style(em, Role.TEXT, bold=True, align="centre")
    placed: list[Placement] = [Box(screen.bounds, fill=Role.BACKGROUND)]
    placed += paragraph(above, message.title, title, measure, middle=True)
    if message.code:
        placed.append(
            Text(code, _spaced(message.code), Style(scale.code, Role.NUMBER, bold=True, align="centre"))
        )
    if message.detail:
        placed += paragraph(below, message.detail, Style(scale.board, align="centre"), measure)
    return placed


def _alarm(message: Message, screen: Screen, measure: Measure) -> Iterator[Placement]:
    """As large as the glass holds, whatever its form: it is read running."""
    rest = screen.bounds.inset(min(screen.width, screen.height) * ALARM_EDGE // 100)
    whole = rest.h
    told = ((message.title, True), (message.also, True), (message.detail, False))
    for (text, bold), share in zip(told, ALARM_SHARES, strict=True):
        at, rest = rest.take_top(whole * share // 100)
        em, lines = _filling(text, at, measure, bold=bold)
        block = at.middle(at.w, line_px(em) * len(lines))
        for line, words in zip(block.rows(len(lines)), lines, strict=True):
            yield label(line, words, em, Role.EMERGENCY_INK, bold=bold, align="centre")


def _filling(text: str, rect: Rect, measure: Measure, *, bold: bool) -> tuple[int, list[str]]:
    """The largest type in which all of it fits, in three lines at most, none broken within a word."""
    em = measure.em_for_cjk(rect.h)
    while True:
        lines = balanced(text, rect.w, em, measure, bold=bold)
        widest = max(text.split(), key=len)
        is_whole = measure.width_of(widest, em, bold=bold) <= rect.w or not widest.isascii()
        if (is_whole and len(lines) <= MOST_LINES and line_px(em) * len(lines) <= rect.h) or em < 2:
            return em, lines
        em = int(em * LESS)


def _spaced(code: str) -> str:
    """482913 as 482 913: read aloud and typed in threes."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))
