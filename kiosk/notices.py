"""Screens that say one thing and ask for one answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Box, Placement, Style, paragraph
from common.screen.theme import Role
from common.words import Language
from kiosk.look import Look
from kiosk.pieces import EDGE_MM, PLAIN, Tone, Zones, loud_button
from kiosk.wording import Wording

ALARM = 1.5


class Reply(NamedTuple):
    """A button under a notice."""

    touch: str
    label: str
    tone: Tone = PLAIN


class Passage(NamedTuple):
    """A text of a screen that is only read."""

    text: str
    style: Style


def notice(zones: Zones, title: str, text: str, look: Look, replies: Sequence[Reply] = ()) -> list[Placement]:
    """A title, a sentence or two, and large buttons for the answers."""
    heading = _largest(
        title, zones.reading._replace(h=zones.reading.h // 2), (look.question, look.title), look
    )
    heights = [look.height(title, heading, zones.reading.w)]
    left = zones.reading._replace(h=zones.reading.h - heights[0] - look.gap)
    told = [style._replace(bold=False) for style in (look.title, look.label, look.body)]
    body = _largest(text, left, told, look)
    heights.append(look.height(text, body, zones.reading.w) if text else 0)
    block = zones.reading.middle(zones.reading.w, min(zones.reading.h, sum(heights) + look.gap))
    top, rest = block.take_top(heights[0])
    placed = paragraph(top, title, heading, look.measure)
    if text:
        placed += paragraph(rest.take_bottom(heights[1])[0], text, body, look.measure)
    return [*placed, *_buttons(zones.controls, replies, look)]


def _largest(text: str, room: Rect, styles: Sequence[Style], look: Look) -> Style:
    """A text that somebody wrote long is set smaller rather than cut."""
    centred = [style._replace(align="centre") for style in styles]
    return next((style for style in centred if not text or look.holds(room, text, style)), centred[-1])


def evacuation_notice(look: Look, language: Language) -> list[Placement]:
    """The whole screen red, in both languages, nothing to touch: people must leave, in order."""
    room = look.screen.bounds.inset(look.screen.mm(EDGE_MM))
    other: Language = "en" if language == "zh" else "zh"
    ground: list[Placement] = [Box(look.screen.bounds, Role.EMERGENCY_GROUND)]
    rows: list[Passage] = []
    for wording in (Wording(language), Wording(other)):
        rows.append(Passage(wording.say("evacuation_title"), _alarm(look)))
        detail = look.title._replace(bold=False, align="centre", ink=Role.EMERGENCY_INK)
        rows.append(Passage(wording.say("evacuation_text"), detail))
    return ground + stack(room, rows, look)


def cover_notice(look: Look, language: Language) -> list[Placement]:
    """While the program is started again after a crash: where to go instead, in both languages, nothing to touch."""
    room = look.screen.bounds.inset(look.screen.mm(EDGE_MM))
    other: Language = "en" if language == "zh" else "zh"
    rows: list[Passage] = []
    for wording in (Wording(language), Wording(other)):
        rows.append(Passage(wording.say("restarting_title"), look.question))
        rows.append(Passage(wording.say("restarting_text"), look.title._replace(bold=False, align="centre")))
    return stack(room, rows, look)


def _alarm(look: Look) -> Style:
    """Larger than anything else: it is read from where people stand, not from where they touch."""
    return look.question._replace(em=round(look.question.em * ALARM), ink=Role.EMERGENCY_INK)


def stack(room: Rect, rows: Sequence[Passage], look: Look) -> list[Placement]:
    """Texts one below the other, in the middle of the room."""
    heights = [look.height(text, style, room.w) for text, style in rows]
    rest = room.middle(room.w, min(room.h, sum(heights) + look.gap * (len(rows) - 1)))
    placed: list[Placement] = []
    for (text, style), height in zip(rows, heights, strict=True):
        top, rest = rest.take_top(height)
        rest = rest.take_bottom(rest.h - look.gap)[0]
        placed += paragraph(top, text, style, look.measure)
    return placed


def _buttons(room: Rect, replies: Sequence[Reply], look: Look) -> list[Placement]:
    placed: list[Placement] = []
    height = look.mm(32, 38)
    for reply in replies:
        row, room = room.take_top(height)
        room = room.take_bottom(room.h - look.gap)[0]
        placed += loud_button(row, reply.touch, reply.label, look, reply.tone)
    return placed
