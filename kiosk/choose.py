"""The screens on which a resident chooses: the first one, and the matters of a line. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from common.rows import LineRow
from common.screen.geometry import Rect
from common.screen.pictures import PICTURES
from common.screen.placements import Picture, Placement, Style, Touch, paragraph
from common.screen.theme import Role
from common.words import Instant
from kiosk.guide_facts import window_to_name
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.pieces import CHOICE, frame, pager
from kiosk.stops import line_note, stop_note
from kiosk.wording import Wording

PICTURE_MM = (20, 22)
MOST_WITH_ELSEWHERE = 8
HIGHEST = 4
"""Times the least height of a main button."""


class Choice(NamedTuple):
    """One button to choose by: an icon that may be unknown, words, and what is said below them.

    `brief` is said instead of `note` where that has no room.
    """

    touch: str
    icon: str
    label: str
    note: str
    brief: str = ""


def line_choices(
    hall: Hall, now: Instant, wording: Wording, *, online: bool, chosen: Sequence[str] = ()
) -> list[Choice]:
    """What the first screen offers: everyday words, not the names of departments."""
    lines = [
        Choice(
            f"line:{line.id}",
            line.icon,
            everyday(line, wording),
            line_note(hall, line, now, wording) or where_and_waiting(line, wording, online=online),
            wording.say("expected_short") if line.expected and online else "",
        )
        for line in hall.groups(chosen)
    ]
    return [*lines, *_elsewhere_choice(hall, lines, wording)] if not chosen else lines


def _elsewhere_choice(hall: Hall, lines: Sequence[Choice], wording: Wording) -> list[Choice]:
    """What is not handled here, where that makes no second page; help leads to it always (M-5)."""
    if not hall.elsewhere or len(lines) >= MOST_WITH_ELSEWHERE:
        return []
    return [Choice("nothere", "elsewhere", wording.say("not_here"), "")]


def matter_choices(
    hall: Hall, line: str, now: Instant, wording: Wording, chosen: Sequence[str] = ()
) -> list[Choice]:
    """What a line's screen offers; beside what has no number today, or hardly any, it is said."""
    row = hall.lines.get(line)
    return [
        Choice(f"matter:{matter.id}", "", wording.of(matter.name), stop_note(matter, row, now, wording))
        for matter in hall.still_to_choose(line, chosen)
    ]


def elsewhere_choices(hall: Hall, wording: Wording) -> list[Choice]:
    """What is not handled here (M-5)."""
    return [Choice(f"elsewhere:{row.id}", "", wording.of(row.name), "") for row in hall.elsewhere.values()]


def priority_choices(hall: Hall, wording: Wording) -> list[Choice]:
    """The classes, and none of them."""
    none = Choice("priority:", "", wording.say("priority_none"), "")
    classes = [Choice(f"priority:{row.id}", "", wording.of(row.name), "") for row in hall.priorities.values()]
    return [*classes, none]


def where_and_waiting(line: LineRow, wording: Wording, *, online: bool) -> str:
    """Where it is served now, and how many wait; what may be old without the server is left out."""
    if not online:
        window = window_to_name(line)
        return "" if window is None else wording.say("window_n", window=window)
    if line.state == "unattended":
        return wording.say("unattended_short")
    if line.state == "on_the_way":
        return wording.say("on_the_way_short")
    if line.window is None:
        return wording.say("waiting", n=line.waiting)
    code = "expected_waiting" if line.expected else "window_waiting"
    return wording.say(code, window=line.window, n=line.waiting)


def everyday(line: LineRow, wording: Wording) -> str:
    """What a resident calls it."""
    return wording.of(line.everyday) or wording.of(line.name)


def choices(
    zone: Rect, offered: Sequence[Choice], first: int, most: int, look: Look, wording: Wording
) -> list[Placement]:
    """One screen of choices, at most `most` and as many as the words fit, and the pager; pages are even."""
    cells = _cells(zone, offered, most, look)
    if len(offered) <= len(cells):
        return _cards(cells, offered, look)
    below, above = zone.take_bottom(look.target)
    above = above.take_top(above.h - look.gap)[0]
    count = -(-len(offered) // len(_cells(above, offered, most, look)))
    each = -(-len(offered) // count)
    pages = list(range(0, len(offered), each))
    page = min(max(first, 0) // each, len(pages) - 1)
    shown = offered[pages[page] : pages[page] + each]
    return [*_cards(_grid(above, each, look), shown, look), *pager(below, page, pages, look, wording)]


class _Form(NamedTuple):
    """What every card of a page keeps: its picture (in which places it may stand), and what is said below the words."""

    places: tuple[str, ...] = ()
    notes: bool = True


_FORMS = (
    _Form(("above",)),
    _Form(("beside",)),
    _Form(("above", "beside")),
    _Form(),
    _Form(("above", "beside"), notes=False),
    _Form(notes=False),
)
"""Fullest first. A page on which some have a picture, or say how many wait, looks as if the others were something else."""


def _cards(cells: list[Rect], shown: Sequence[Choice], look: Look) -> list[Placement]:
    label = _label(cells, shown, look)
    form = _form(cells, shown, label, look)
    if not form.notes:
        shown = [choice._replace(note="", brief="") for choice in shown]
    return [
        p for cell, choice in zip(cells, shown, strict=False) for p in _card(cell, choice, label, form, look)
    ]


def _form(cells: list[Rect], shown: Sequence[Choice], label: Style, look: Look) -> _Form:
    """The fullest that every card of the page has room for; matters have no pictures, and each says for itself why it is stopped."""
    if not any(choice.icon in PICTURES for choice in shown):
        return _Form()
    inside = _inside(cells[0], look)
    return next(
        (form for form in _FORMS if all(_keeps(inside, choice, label, form, look) for choice in shown)),
        _FORMS[-1],
    )


def _keeps(inside: Rect, choice: Choice, label: Style, form: _Form, look: Look) -> bool:
    """Does a card have room for what the form wants of it?"""
    choice = _said(inside, choice, label, look) if form.notes else choice._replace(note="", brief="")
    if not form.places or choice.icon not in PICTURES:
        return _fits(inside, choice, label, look)
    return bool(_with_picture(inside, choice, label, form, look)[0])


def _said(inside: Rect, choice: Choice, label: Style, look: Look) -> Choice:
    """In brief where the note has no room."""
    return (
        choice._replace(note=choice.brief)
        if choice.brief and not _fits(inside, choice, label, look)
        else choice
    )


def _label(cells: list[Rect], shown: Sequence[Choice], look: Look) -> Style:
    """As large as a title where every card has the room, picture and note included."""
    large = look.title._replace(align="centre")
    room = _inside(cells[0], look)
    room = room.take_bottom(room.h - look.mm(*PICTURE_MM) - look.pad)[0]
    return large if all(_fits(room, choice, large, look) for choice in shown) else look.label


def _cells(zone: Rect, offered: Sequence[Choice], most: int, look: Look) -> list[Rect]:
    """The most cells whose height suits a main button and whose width suits every label.

    More than a screen usually offers only where every card keeps its picture and what is said below.
    """
    for count in range(min(most, len(offered)), 1, -1):
        cells = _grid(zone, count, look)
        inside = _inside(cells[0], look)
        if cells[0].h < look.main_h or not all(look.holds(inside, one.label, look.label) for one in offered):
            continue
        if count <= look.most_choices or all(_is_whole(inside, one, look) for one in offered):
            return cells
    return _grid(zone, 1, look)


def _inside(cell: Rect, look: Look) -> Rect:
    return cell.inset(look.pad, look.pad // 3)


def _is_whole(inside: Rect, choice: Choice, look: Look) -> bool:
    """Do picture, label and note all have room?"""
    picture, words = _with_picture(inside, choice, look.label, _FORMS[2], look)
    return bool(picture or choice.icon not in PICTURES) and _fits(words, choice, look.label, look)


def _grid(zone: Rect, count: int, look: Look) -> list[Rect]:
    """Two columns, or one where there are few; they fill the zone, but no card is higher than looks right."""
    columns = 1 if count <= 3 else 2
    rows = -(-count // columns)
    height = min((zone.h - look.gap * (rows - 1)) // rows, HIGHEST * look.main_h)
    cells = zone.take_top(rows * height + look.gap * (rows - 1))[0].grid(columns, rows, look.gap)
    return cells[:count]


def _card(rect: Rect, choice: Choice, label: Style, form: _Form, look: Look) -> list[Placement]:
    inside = _inside(rect, look)
    choice = _said(inside, choice, label, look)
    picture, words = _with_picture(inside, choice, label, form, look)
    return [
        *frame(rect, look, CHOICE),
        *picture,
        *_words(words, choice, label, look),
        Touch(rect, choice.touch),
    ]


def _with_picture(
    inside: Rect, choice: Choice, label: Style, form: _Form, look: Look
) -> tuple[list[Placement], Rect]:
    """The picture above the words, or beside them, or (where the words need all the room) none."""
    if choice.icon not in PICTURES:
        return [], inside
    side = look.mm(*PICTURE_MM)
    above, below = inside.take_top(side + look.pad)
    if "above" in form.places and _fits(below, choice, label, look):
        free = (below.h - _height(below, choice, label, look)) // 2
        above, below = inside.take_top(side + look.pad + free)
        return [
            Picture(above.take_bottom(side + look.pad)[0].take_top(side)[0], choice.icon, Role.NUMBER)
        ], below
    beside, rest = inside.take_left(side + look.pad)
    if "beside" in form.places and _fits(rest, choice, label, look):
        return [Picture(beside.take_left(side)[0].middle(side, side), choice.icon, Role.NUMBER)], rest
    return [], inside


def _fits(room: Rect, choice: Choice, label: Style, look: Look) -> bool:
    return look.holds(room, choice.label, label) and _height(room, choice, label, look) <= room.h


def _height(room: Rect, choice: Choice, label: Style, look: Look) -> int:
    words = look.height(choice.label, label, room.w)
    return words + (look.height(choice.note, look.quiet, room.w) if choice.note else 0)


def _words(room: Rect, choice: Choice, label: Style, look: Look) -> list[Placement]:
    """Label and note in the middle of the room; the note goes first where both do not fit."""
    note = choice.note if _fits(room, choice, label, look) else ""
    label_h = look.height(choice.label, label, room.w)
    note_h = look.height(note, look.quiet, room.w) if note else 0
    both = room.middle(room.w, min(room.h, label_h + note_h))
    upper, lower = both.take_top(both.h - note_h)
    placed = paragraph(upper, choice.label, label, look.measure, middle=True)
    if note:
        placed += paragraph(lower, note, look.quiet._replace(align="centre"), look.measure)
    return placed
