"""A whole screen with one message: before there is anything to show, or when people must leave. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.screen.geometry import Screen
from common.screen.placements import Box, Placement, Style, Text, paragraph
from common.screen.text import Measure
from common.screen.theme import Role
from display.pieces import largest
from display.type_scale import TypeScale


class Message(NamedTuple):
    """`code` is a device's pairing code, shown large; `alarm` turns the screen red."""

    title: str
    code: str = ""
    detail: str = ""
    alarm: bool = False


def message_screen(message: Message, screen: Screen, scale: TypeScale, measure: Measure) -> list[Placement]:
    """Title above, code in the middle, detail below."""
    ground = Role.EMERGENCY_GROUND if message.alarm else Role.BACKGROUND
    ink = Role.EMERGENCY_INK if message.alarm else Role.TEXT
    inside = screen.bounds.inset(scale.px(6))
    above, rest = inside.take_top(inside.h * (45 if message.alarm else 35) // 100)
    code, below = rest.take_top(inside.h * 3 // 10 if message.code else 0)
    em = largest(scale.titles, [message.title], inside.w, measure, bold=True)
    title = Style(scale.titles[0] if message.alarm else em, ink, bold=True, align="centre")
    placed: list[Placement] = [Box(screen.bounds, fill=ground)]
    placed += paragraph(above, message.title, title, measure, middle=True)
    if message.code:
        placed.append(
            Text(code, _spaced(message.code), Style(scale.code, Role.NUMBER, bold=True, align="centre"))
        )
    if message.detail:
        placed += paragraph(below, message.detail, Style(scale.board, ink, align="centre"), measure)
    return placed


def _spaced(code: str) -> str:
    """482913 as 482 913: read aloud and typed in threes."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))
