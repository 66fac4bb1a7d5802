"""The first screen: what it asks, how it goes, what can be chosen, and what else can be done here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Align, Placement, Style, Text, paragraph
from common.screen.text import unbroken
from common.screen.theme import Role
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.notices import Passage
from kiosk.pieces import INFO, Zones, button, frame, pictured
from kiosk.wording import Wording

STEPS = ("step.choose", "step.read", "step.take")


class Beside(NamedTuple):
    """Something else than a new number, a touch away from the first screen."""

    touch: str
    picture: str
    label: str


def besides(hall: Hall, wording: Wording) -> list[Beside]:
    """Check-in where there are appointments, my ticket, and 不知道办什么 → 综合窗口 (Q-11)."""
    offered = [Beside("mine", "ticket", wording.say("mine"))]
    if hall.takes_appointments:
        offered.insert(0, Beside("checkin", "appointment", wording.say("checkin")))
    unsure = hall.for_the_unsure()
    if unsure:
        offered.append(Beside(f"unsure:{unsure[0].id}", "question", wording.say("unsure")))
    return offered


def with_besides(zones: Zones, others: Sequence[Beside], look: Look) -> tuple[list[Placement], Zones]:
    """What else can be done stands below the choices, on a landscape screen below the question; and what is left."""
    if not others:
        return [], zones
    if look.screen.portrait:
        placed, rest = _row(zones.controls, others, look)
        return placed, zones._replace(controls=rest)
    placed, rest = _row(zones.reading, others, look)
    return placed, zones._replace(reading=rest)


def _row(zone: Rect, others: Sequence[Beside], look: Look) -> tuple[list[Placement], Rect]:
    """Side by side at the foot of the zone, and the rest above a gap."""
    cells, drawn = _side_by_side(zone, others, look)
    beside = look.label.em + look.screen.mm(1) if drawn else 0
    rooms = [cell.w - 2 * look.pad - beside for cell in cells]
    lines = [look.height(one.label, look.label, room) for one, room in zip(others, rooms, strict=True)]
    foot, rest = zone.take_bottom(max(look.main_h, max(lines) + look.pad))
    cells = [cell._replace(y=foot.y, h=foot.h) for cell in cells]
    return _others(cells, others, drawn, look), rest.take_top(rest.h - look.gap)[0]


def _side_by_side(zone: Rect, others: Sequence[Beside], look: Look) -> tuple[list[Rect], bool]:
    """No narrower than their longest words, and whether their pictures have room too."""
    room = zone.w - look.gap * (len(others) - 1)
    words = [unbroken(one.label, look.label.em, look.measure, bold=True) + 2 * look.pad + 2 for one in others]
    for drawn, beside in ((True, look.label.em + look.screen.mm(1)), (False, 0)):
        widths = [max(look.target, word + beside) for word in words]
        if sum(widths) <= room:
            spare = (room - sum(widths)) / len(widths)
            return zone.shares(*(width + spare for width in widths), gap=look.gap), drawn
    return zone.columns(len(others), look.gap), False


def _others(cells: Sequence[Rect], others: Sequence[Beside], drawn: bool, look: Look) -> list[Placement]:
    placed: list[Placement] = []
    for cell, other in zip(cells, others, strict=True):
        if drawn:
            placed += pictured(cell, other.touch, other.picture, other.label, look)
        else:
            placed += button(cell, other.touch, other.label, look)
    return placed


class _Steps(NamedTuple):
    """One way to set them: side by side or one below the other, in which type."""

    beside: bool
    words: Style


def steps(room: Rect, least: int, look: Look, wording: Wording) -> tuple[list[Placement], Rect]:
    """How it goes, in three steps, where there is room for it beside the `least` for the question; and the rest."""
    told = [wording.say(code) for code in STEPS]
    words = [style._replace(align="centre", bold=True) for style in (look.title, look.label, look.body)]
    beside = (True, False) if look.screen.portrait else (False,)
    for form in (_Steps(side, style) for side in beside for style in words):
        cells = _cells(room, told, form, look)
        left = cells[0].y - room.y - look.gap if cells else 0
        if left >= least:
            placed = [p for n, cell in enumerate(cells) for p in _step(cell, n + 1, told[n], form, look)]
            return placed, room.take_top(left)[0]
    return [], room


def _cells(room: Rect, told: Sequence[str], form: _Steps, look: Look) -> list[Rect]:
    """At the foot of the room, a gap above what follows; none where a word would be cut."""
    room = room.take_top(room.h - look.gap)[0]
    number, count = look.pitch(_numeral(look)), len(told)
    if form.beside:
        inside = room.columns(count, look.gap)[0].inset(look.pad, 0)
        high = number + look.pad
    else:
        inside = room.inset(look.pad, 0).take_right(room.w - 2 * look.pad - _numeral_width(look))[0]
        high = 0
    if not all(look.holds(inside, text, form.words) for text in told):
        return []
    lines = max(look.height(text, form.words, inside.w) for text in told)
    if form.beside:
        return room.take_bottom(high + lines + look.pad)[0].columns(count, look.gap)
    high = max(number, lines) + look.pad
    return room.take_bottom(count * high + (count - 1) * (look.gap // 2))[0].rows(count, look.gap // 2)


def _step(cell: Rect, n: int, text: str, form: _Steps, look: Look) -> list[Placement]:
    numeral = _numeral(look)
    inside = cell.inset(look.pad, look.pad // 2)
    if form.beside:
        top, rest = inside.take_top(look.pitch(numeral))
    else:
        top, rest = inside.take_left(_numeral_width(look))
        top = top.middle(top.w, look.pitch(numeral))
    align: Align = "centre" if form.beside else "left"
    return [
        *frame(cell, look, INFO),
        Text(top, str(n), numeral),
        *paragraph(rest, text, form.words._replace(align=align), look.measure, middle=True),
    ]


def _numeral(look: Look) -> Style:
    return look.question._replace(ink=Role.NUMBER)


def _numeral_width(look: Look) -> int:
    return look.measure.width_of("0", _numeral(look).em, bold=True) + look.pad


def chosen(
    room: Rect, least: int, names: Sequence[str], look: Look, wording: Wording
) -> tuple[list[Placement], Rect]:
    """What is on the number already, or how many matters where their names have no room; and what is left above."""
    room = room.take_top(room.h - look.gap)[0]
    width, style = room.w - 2 * look.pad, look.body._replace(bold=True)
    told = [Passage(wording.say("chosen"), look.quiet)]
    told += [Passage(f"{n + 1}  {name}", style) for n, name in enumerate(names)]
    heights = [look.height(text, kind, width) for text, kind in told]
    if room.h - sum(heights) - 2 * look.pad < least:
        told = [Passage(wording.say("several", n=len(names)), style)]
        heights = [look.height(told[0].text, style, width)]
    below, left = room.take_bottom(sum(heights) + 2 * look.pad)
    inside = below.inset(look.pad, look.pad)
    placed: list[Placement] = [*frame(below, look, INFO)]
    for (text, kind), height in zip(told, heights, strict=True):
        row, inside = inside.take_top(height)
        placed += paragraph(row, text, kind, look.measure)
    return placed, left
