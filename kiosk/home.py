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
    """Check-in where there are appointments, my ticket, cases and what is published, and 不知道办什么 → 综合窗口 (Q-11)."""
    offered = [Beside("mine", "ticket", wording.say("mine"))]
    if hall.takes_appointments:
        offered.insert(0, Beside("checkin", "appointment", wording.say("checkin")))
    offered.append(Beside("enquire", "search", wording.say("enquire")))
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
    """Side by side at the foot of the zone, in two rows where one is too narrow for their words; and the rest above a gap."""
    cells, form = _cells_of(zone, others, look)
    rooms = [cell.w - 2 * form.pad - form.drawn for cell in cells]
    lines = [look.height(one.label, look.label, room) for one, room in zip(others, rooms, strict=True)]
    high = max(look.main_h, max(lines) + form.pad)
    foot, rest = zone.take_bottom(form.rows * high + (form.rows - 1) * look.gap)
    tops = [foot.y + n // (-(-len(cells) // form.rows)) * (high + look.gap) for n in range(len(cells))]
    cells = [cell._replace(y=top, h=high) for cell, top in zip(cells, tops, strict=True)]
    return _others(cells, others, form, look), rest.take_top(rest.h - look.gap)[0]


class _Form(NamedTuple):
    """How they are set: in how many rows, with how much room inside, (0: none) how much of it for a picture, each label in one line."""

    rows: int
    pad: int
    drawn: int
    in_line: bool = False


def _cells_of(zone: Rect, others: Sequence[Beside], look: Look) -> tuple[list[Rect], _Form]:
    """Each label in one line; else no narrower than their longest words: with pictures, without, with less room inside, in two rows."""
    picture = look.label.em + look.screen.mm(1)
    forms = (
        _Form(1, look.pad, picture, in_line=True),
        _Form(1, look.pad, picture),
        _Form(1, look.pad, 0),
        _Form(1, look.pad // 2, 0),
    )
    rows = (_Form(2, look.pad, picture), _Form(2, look.pad, 0))
    for form in (*forms, *rows):
        each = -(-len(others) // form.rows)
        parts = [
            _shared(zone, others[start : start + each], form, look) for start in range(0, len(others), each)
        ]
        if all(parts):
            return [cell for part in parts for cell in part], form
    return zone.columns(len(others), look.gap), forms[-1]


def _shared(zone: Rect, others: Sequence[Beside], form: _Form, look: Look) -> list[Rect]:
    """The width shared by their words; none where these do not fit."""
    room = zone.w - look.gap * (len(others) - 1)
    words = [_least_width(one.label, look, in_line=form.in_line) for one in others]
    widths = [max(look.target, word + 2 * form.pad + 2 + form.drawn) for word in words]
    if sum(widths) > room:
        return []
    spare = (room - sum(widths)) / len(widths)
    return zone.shares(*(width + spare for width in widths), gap=look.gap)


def _least_width(label: str, look: Look, *, in_line: bool) -> int:
    if in_line:
        return look.measure.width_of(label, look.label.em, bold=True)
    return unbroken(label, look.label.em, look.measure, bold=True)


def _others(cells: Sequence[Rect], others: Sequence[Beside], form: _Form, look: Look) -> list[Placement]:
    placed: list[Placement] = []
    for cell, other in zip(cells, others, strict=True):
        if form.drawn:
            placed += pictured(cell, other.touch, other.picture, other.label, look)
        else:
            placed += button(cell, other.touch, other.label, look, pad=form.pad)
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
