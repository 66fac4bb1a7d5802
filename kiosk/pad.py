"""Typing a code or a number: what is typed, in boxes, and keys as large as the screen allows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Box, Picture, Placement, Text, Touch, paragraph
from common.screen.theme import Role
from kiosk.guide import Moment
from kiosk.look import Look
from kiosk.pieces import ACTION, CHOICE, PLAIN, STALE, Zones, banner, button, frame, loud_button
from kiosk.scene_case import CasePad
from kiosk.scene_ticket import CHECK_DIGITS, CODE_DIGITS, NUMBER_DIGITS, CodePad, TicketPad
from kiosk.wording import Wording

DIGIT_MM = 14
KEYS_SHARE = 0.75
MOST_COLUMNS = 6


class _Group(NamedTuple):
    """Boxes that belong together, with what they are."""

    caption: str
    typed: str
    boxes: int


def pad(
    zones: Zones, scene: CodePad | TicketPad, moment: Moment, look: Look, wording: Wording
) -> list[Placement]:
    """Above (or left) what is wanted and what is typed; below (or right) the keys."""
    zones = with_narrow_keys(zones, look)
    return [
        *_asked(zones.reading, scene, moment, look, wording),
        *keys(zones.controls, scene, moment, look, wording),
    ]


def with_narrow_keys(zones: Zones, look: Look) -> Zones:
    """Across, in large type: three columns of keys need less of the width than what is typed does."""
    if look.screen.portrait or not look.large:
        return zones
    keys_w = round(zones.controls.w * KEYS_SHARE)
    given = zones.controls.w - keys_w
    return zones._replace(
        reading=zones.reading._replace(w=zones.reading.w + given),
        controls=zones.controls.take_right(keys_w)[0],
    )


def _asked(
    room: Rect, scene: CodePad | TicketPad, moment: Moment, look: Look, wording: Wording
) -> list[Placement]:
    question, hint = _words(scene, moment, wording)
    asked = look.title._replace(align="centre")
    loud = look.question if look.holds(room._replace(h=room.h // 3), question, look.question) else asked
    low = look.body._replace(align="centre")
    side = _side(room, _groups(scene, wording), look)
    heights = [
        look.height(question, loud, room.w),
        side + look.pitch(look.quiet),
        banner_or_hint_height(hint, room, moment, look),
    ]
    block = room.middle(room.w, min(room.h, sum(heights) + 2 * look.gap))
    top, rest = block.take_top(heights[0])
    below, middle = rest.take_bottom(heights[2])
    told = (
        paragraph(below, hint, low, look.measure)
        if moment.online
        else banner(below, wording.say("lost"), look, STALE)
    )
    boxes = middle.middle(middle.w, min(middle.h, heights[1]))
    return [
        *paragraph(top, question, loud, look.measure),
        *_boxes(boxes, _groups(scene, wording), side, look),
        *told,
    ]


def banner_or_hint_height(hint: str, room: Rect, moment: Moment, look: Look) -> int:
    """Room for either."""
    if moment.online:
        return look.height(hint, look.body, room.w)
    return 2 * look.pitch(look.body) + 2 * look.pad


def _words(scene: CodePad | TicketPad, moment: Moment, wording: Wording) -> tuple[str, str]:
    if isinstance(scene, CodePad):
        return wording.say("code_ask"), wording.say("code_hint")
    hint = "ticket_hint_scan" if moment.scanner else "ticket_hint"
    return wording.say("ticket_ask" if scene.letters else "letters_ask"), wording.say(hint)


# -- what is typed --------------------------------------------------------------------------------


def _groups(scene: CodePad | TicketPad, wording: Wording) -> list[_Group]:
    if isinstance(scene, CodePad):
        return [_Group(wording.say("code"), scene.typed, CODE_DIGITS)]
    usual = max(1, len(scene.letters)) + NUMBER_DIGITS[0]
    number = scene.number if scene.letters else ""
    return [
        _Group(wording.say("number"), number, max(usual, len(number))),
        _Group(wording.say("check"), scene.check if scene.letters else "", CHECK_DIGITS),
    ]


def _side(room: Rect, groups: Sequence[_Group], look: Look) -> int:
    """Of a box."""
    count = sum(group.boxes for group in groups)
    between = look.screen.mm(2) * (count - 1) + 2 * look.gap * (len(groups) - 1)
    return min((room.w - between) // count, look.mm(26, 30))


def _boxes(room: Rect, groups: Sequence[_Group], side: int, look: Look) -> list[Placement]:
    near, far = look.screen.mm(2), 2 * look.gap
    widths = [group.boxes * side + (group.boxes - 1) * near for group in groups]
    x = room.x + (room.w - sum(widths) - far * (len(groups) - 1)) // 2
    placed: list[Placement] = []
    for group, width in zip(groups, widths, strict=True):
        caption = Rect(x, room.y, width, look.pitch(look.quiet))
        placed.append(Text(caption, group.caption, look.quiet._replace(align="centre")))
        for index in range(group.boxes):
            box = Rect(x + index * (side + near), caption.bottom, side, side)
            placed += digit_box(box, group.typed[index : index + 1], look)
        x += width + far
    return placed


def digit_box(rect: Rect, digit: str, look: Look) -> list[Placement]:
    """A box for one digit, with it or empty."""
    edge = Box(rect, Role.BACKGROUND, Role.NUMBER, look.screen.mm(0.6), look.screen.mm(2))
    if not digit:
        return [edge]
    inside = rect.inset(look.screen.mm(1), 0)
    return [edge, Text(inside, digit, look.number(digit, inside, DIGIT_MM))]


# -- keys -----------------------------------------------------------------------------------------


def keys(
    zone: Rect, scene: CodePad | TicketPad | CasePad, moment: Moment, look: Look, wording: Wording
) -> list[Placement]:
    """Letters where they are asked for, else digits; rubber and Enter where there is something for them to do."""
    if isinstance(scene, TicketPad) and not scene.letters:
        return _letters(zone, moment.hall.prefixes(), look)
    cells = zone.grid(3, 4, look.gap)
    digits = [*zip(cells, "123456789", strict=False), (cells[10], "0")]
    return [
        *(p for cell, digit in digits for p in _digit(cell, digit, scene, look)),
        *_rub(cells[9], scene, moment, look),
        *_enter(cells[11], scene, moment, look, wording),
    ]


def _digit(cell: Rect, digit: str, scene: CodePad | TicketPad | CasePad, look: Look) -> list[Placement]:
    """Once all is typed it takes no more, and looks it."""
    key = loud_button(cell, f"digit:{digit}", digit, look, PLAIN if scene.is_full else CHOICE)
    return [placed for placed in key if not (scene.is_full and isinstance(placed, Touch))]


def _letters(zone: Rect, letters: Sequence[str], look: Look) -> list[Placement]:
    """As many columns as keep the keys high enough."""
    for columns in range(3, MOST_COLUMNS + 1):
        rows = -(-len(letters) // columns)
        if rows and (zone.h - look.gap * (rows - 1)) // rows >= look.main_h:
            break
    rows = max(1, rows)
    high = min((zone.h - look.gap * (rows - 1)) // rows, 2 * look.main_h)
    room = zone.take_top(rows * high + look.gap * (rows - 1))[0]
    cells = room.grid(columns, rows, look.gap)
    keys = zip(cells, letters, strict=False)
    return [p for cell, text in keys for p in loud_button(cell, f"letter:{text}", text, look, CHOICE)]


def _rub(cell: Rect, scene: CodePad | TicketPad | CasePad, moment: Moment, look: Look) -> list[Placement]:
    """Takes back the last; where there is nothing to take back it is not there."""
    again = isinstance(scene, TicketPad) and len(moment.hall.prefixes()) > 1
    if not scene.typed and not again:
        return []
    side = look.question.em
    return [
        *frame(cell, look, PLAIN),
        Picture(cell.middle(side, side), "rub", Role.TEXT),
        Touch(cell, "rub"),
    ]


def _enter(
    cell: Rect, scene: CodePad | TicketPad | CasePad, moment: Moment, look: Look, wording: Wording
) -> list[Placement]:
    """Only when all is typed and the server can be asked."""
    asked_here = isinstance(scene, TicketPad) and moment.alone
    if not scene.is_whole or not (moment.online or asked_here):
        return []
    label = wording.say("enter")
    if look.holds(cell.inset(look.pad, 0), label, look.question):
        return loud_button(cell, "enter", label, look, ACTION)
    return button(cell, "enter", label, look, ACTION)
