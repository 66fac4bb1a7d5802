"""Declaring a priority class: at the guide, or on a screen of its own where room is scarce (Q-10). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.rows import PriorityRow
from common.screen.geometry import Rect
from common.screen.placements import Picture, Placement, Touch, paragraph
from common.screen.theme import Role
from kiosk.look import Look
from kiosk.pieces import ACTION, PLAIN, frame
from kiosk.wording import Wording

Offered = Sequence[PriorityRow]


def priority_height(width: int, offered: Offered, brief: bool, look: Look, wording: Wording) -> int:
    """Pixels for the question and its buttons, or for one button; 0 where there are no classes."""
    if not offered:
        return 0
    if brief:
        return look.target
    _, rows, height = _grid(width, offered, look, wording)
    question = look.height(wording.say("priority_question"), look.quiet, width)
    return question + rows * height + (rows - 1) * look.gap


def priority_buttons(
    rect: Rect, offered: Offered, chosen: str | None, look: Look, wording: Wording
) -> list[Placement]:
    """The question, and a button for each class that a touch sets and another takes back."""
    if not offered:
        return []
    question = wording.say("priority_question")
    top, rest = rect.take_top(look.height(question, look.quiet, rect.w))
    columns, rows, _ = _grid(rect.w, offered, look, wording)
    placed = paragraph(top, question, look.quiet, look.measure)
    for cell, row in zip(rest.grid(columns, rows, look.gap), offered, strict=False):
        placed += _toggle(cell, f"priority:{row.id}", wording.of(row.name), row.id == chosen, look)
    return placed


def priority_button(
    rect: Rect, offered: Offered, chosen: str | None, look: Look, wording: Wording
) -> list[Placement]:
    """One button that leads to the classes, and says which is declared."""
    if not offered:
        return []
    name = next((wording.of(row.name) for row in offered if row.id == chosen), "")
    label = wording.say("priority_declared", name=name) if name else wording.say("priority_declare")
    return _toggle(rect, "declare", label, bool(name), look)


def _toggle(rect: Rect, touch: str, label: str, on: bool, look: Look) -> list[Placement]:
    """A button that shows by ground and mark alike whether it is on."""
    tone = ACTION if on else PLAIN
    mark, words = rect.inset(look.pad, 0).take_left(_mark(look))
    style = look.label._replace(ink=tone.ink)
    placed = frame(rect, look, tone)
    if on:
        placed.append(Picture(mark.middle(look.label.em, look.label.em), "check", Role.ACTION_INK))
    room = words if on else rect.inset(look.pad, 0)
    return [*placed, *paragraph(room, label, style, look.measure, middle=True), Touch(rect, touch)]


def _mark(look: Look) -> int:
    return round(look.label.em * 1.2)


def _grid(width: int, offered: Sequence[PriorityRow], look: Look, wording: Wording) -> tuple[int, int, int]:
    """Columns, rows and height of a row: as many columns as the labels allow, two lines each at most."""
    most = max(look.target, 2 * look.pitch(look.label) + look.pad)
    labels = [wording.of(row.name) for row in offered]
    for rows in range(1, len(offered) + 1):
        columns = -(-len(offered) // rows)
        cell = Rect(0, 0, width, most).columns(columns, look.gap)[0]
        words = cell._replace(w=cell.w - 2 * look.pad - _mark(look))
        if all(look.holds(words, label, look.label) for label in labels):
            highest = max(look.height(label, look.label, words.w) for label in labels)
            return columns, rows, max(look.target, highest + look.pad)
    return 1, len(offered), most
