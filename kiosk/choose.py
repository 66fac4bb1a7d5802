"""The screens on which a resident chooses: the first one, and the matters of a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from common.rows import LineRow
from common.screen.geometry import Rect
from common.screen.pictures import PICTURES
from common.screen.placements import Picture, Placement, Touch, paragraph
from common.screen.theme import Role
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.pieces import CHOICE, frame, pager
from kiosk.wording import Wording


class Choice(NamedTuple):
    """One button to choose by: an icon that may be unknown, words, and what is said below them."""

    touch: str
    icon: str
    label: str
    note: str


def line_choices(hall: Hall, wording: Wording, *, online: bool) -> list[Choice]:
    """What the first screen offers: everyday words, not the names of departments."""
    return [
        Choice(
            f"line:{line.id}",
            line.icon,
            everyday(line, wording),
            where_and_waiting(line, wording, online=online),
        )
        for line in hall.groups()
    ]


def matter_choices(hall: Hall, line: str, wording: Wording) -> list[Choice]:
    """What a line's screen offers."""
    return [Choice(f"matter:{row.id}", "", wording.of(row.name), "") for row in hall.matters_of(line)]


def priority_choices(hall: Hall, wording: Wording) -> list[Choice]:
    """The classes, and none of them."""
    none = Choice("priority:", "", wording.say("priority_none"), "")
    classes = [Choice(f"priority:{row.id}", "", wording.of(row.name), "") for row in hall.priorities.values()]
    return [*classes, none]


def where_and_waiting(line: LineRow, wording: Wording, *, online: bool) -> str:
    """Where it is served now, and how many wait; a count that may be old is left out."""
    if line.state == "unattended":
        return wording.say("unattended_short")
    if line.state == "on_the_way":
        return wording.say("on_the_way_short")
    if not online:
        return "" if line.window is None else wording.say("window_n", window=line.window)
    if line.window is None:
        return wording.say("waiting", n=line.waiting)
    return wording.say("window_waiting", window=line.window, n=line.waiting)


def everyday(line: LineRow, wording: Wording) -> str:
    """What a resident calls it."""
    return wording.of(line.everyday) or wording.of(line.name)


def choices(
    zone: Rect, offered: Sequence[Choice], first: int, look: Look, wording: Wording
) -> list[Placement]:
    """One screen of choices, as many as the specification allows and the words fit, and the pager."""
    cells = _cells(zone, offered, look.most_choices, look)
    if len(offered) <= len(cells):
        return _cards(cells, offered, look)
    below, above = zone.take_bottom(look.target)
    cells = _cells(above.take_top(above.h - look.gap)[0], offered, look.most_choices, look)
    pages = list(range(0, len(offered), len(cells)))
    page = min(max(first, 0) // len(cells), len(pages) - 1)
    shown = offered[pages[page] : pages[page] + len(cells)]
    return [*_cards(cells, shown, look), *pager(below, page, pages, look, wording)]


def _cards(cells: list[Rect], shown: Sequence[Choice], look: Look) -> list[Placement]:
    return [p for cell, choice in zip(cells, shown, strict=False) for p in _card(cell, choice, look)]


def _cells(zone: Rect, offered: Sequence[Choice], most: int, look: Look) -> list[Rect]:
    """The most cells whose height suits a main button and whose width suits every label."""
    grids = [_grid(zone, count, look) for count in range(min(most, len(offered)), 1, -1)]
    for cells in grids:
        inside = cells[0].inset(look.pad, look.pad)
        high_enough = cells[0].h >= look.main_h
        if high_enough and all(look.holds(inside, choice.label, look.label) for choice in offered):
            return cells
    return _grid(zone, 1, look)


def _grid(zone: Rect, count: int, look: Look) -> list[Rect]:
    """Two columns, or one where there are few; no higher than looks right."""
    columns = 1 if count <= 3 else 2
    rows = -(-count // columns)
    height = min((zone.h - look.gap * (rows - 1)) // rows, 3 * look.main_h)
    cells = zone.take_top(rows * height + look.gap * (rows - 1))[0].grid(columns, rows, look.gap)
    return cells[:count]


def _card(rect: Rect, choice: Choice, look: Look) -> list[Placement]:
    inside = rect.inset(look.pad, look.pad)
    picture, words = _with_picture(inside, choice, look)
    return [*frame(rect, look, CHOICE), *picture, *_words(words, choice, look), Touch(rect, choice.touch)]


def _with_picture(inside: Rect, choice: Choice, look: Look) -> tuple[list[Placement], Rect]:
    """The picture above the words, or beside them, or (where the words need all the room) none."""
    if choice.icon not in PICTURES:
        return [], inside
    side = look.mm(20, 22)
    above, below = inside.take_top(side + look.pad)
    if _fits(below, choice, look):
        free = (below.h - _height(below, choice, look)) // 2
        above, below = inside.take_top(side + look.pad + free)
        return [
            Picture(above.take_bottom(side + look.pad)[0].take_top(side)[0], choice.icon, Role.NUMBER)
        ], below
    beside, rest = inside.take_left(side + look.pad)
    if _fits(rest, choice, look):
        return [Picture(beside.take_left(side)[0].middle(side, side), choice.icon, Role.NUMBER)], rest
    return [], inside


def _fits(room: Rect, choice: Choice, look: Look) -> bool:
    if not look.holds(room, choice.label, look.label):
        return False
    return _height(room, choice, look) <= room.h


def _height(room: Rect, choice: Choice, look: Look) -> int:
    label = look.height(choice.label, look.label, room.w)
    return label + (look.height(choice.note, look.quiet, room.w) if choice.note else 0)


def _words(room: Rect, choice: Choice, look: Look) -> list[Placement]:
    """Label and note in the middle of the room; the note goes first where both do not fit."""
    note = choice.note if _fits(room, choice, look) else ""
    label_h = look.height(choice.label, look.label, room.w)
    note_h = look.height(note, look.quiet, room.w) if note else 0
    both = room.middle(room.w, min(room.h, label_h + note_h))
    upper, lower = both.take_top(both.h - note_h)
    placed = paragraph(upper, choice.label, look.label, look.measure, middle=True)
    if note:
        placed += paragraph(lower, note, look.quiet._replace(align="centre"), look.measure)
    return placed
