"""Typing the number of a case and the receipt's code: boxes as the number is written, and the keys. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.messages import SECRET_DIGITS
from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, Text, paragraph
from common.screen.theme import Role
from kiosk.guide import Moment
from kiosk.look import Look
from kiosk.pad import digit_box, keys, with_narrow_keys
from kiosk.pieces import STALE, Zones, banner, banner_height
from kiosk.scene_case import CasePad
from kiosk.wording import Wording

CODE = "_" * SECRET_DIGITS
NEAR_MM = 1.2
BOXES_MM = ((26, 22, 18), (14, 0))
"""Rather a smaller question than boxes of the second kind; none is lower than a line of body type."""


class _Form(NamedTuple):
    """In which type question and number are set, how large a box may be; `brief`: no question, the captions say what is wanted."""

    asked: Style
    written: Style
    box: int
    brief: bool = False


def case_pad(zones: Zones, scene: CasePad, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """Above (or left) what is wanted and what is typed; below (or right) the keys."""
    zones = with_narrow_keys(zones, look)
    return [
        *_asked(zones.reading, scene, moment, look, wording),
        *keys(zones.controls, scene, moment, look, wording),
    ]


def _asked(room: Rect, scene: CasePad, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """As large as it all fits, from the top: the question, the number, the code, where they stand."""
    question = wording.say("case_ask")
    hint = wording.say("case_hint_scan" if moment.scanner else "case_hint")
    low = (
        look.height(hint, look.body, room.w)
        if moment.online
        else banner_height(wording.say("lost"), look, room.w)
    )
    form, heights = _fitting(room, question, low, scene, look)
    rest = room.middle(room.w, min(room.h, sum(heights) + (len(heights) - 1) * _between(look)))
    parts = []
    for height in heights:
        part, rest = rest.take_top(height)
        rest = rest.take_bottom(rest.h - _between(look))[0]
        parts.append(part)
    at_question, at_number, at_code, at_hint = parts
    told = (
        paragraph(at_hint, hint, look.body._replace(align="centre"), look.measure)
        if moment.online
        else banner(at_hint, wording.say("lost"), look, STALE)
    )
    return [
        *([] if form.brief else paragraph(at_question, question, form.asked, look.measure)),
        *_number(at_number, scene, form, look, wording),
        *_row(at_code, wording.say("case_code"), CODE, scene.secret, _side(room, CODE, form, look), look),
        *told,
    ]


def _fitting(room: Rect, question: str, low: int, scene: CasePad, look: Look) -> tuple[_Form, list[int]]:
    """The largest form whose parts fit one below the other, and their heights."""
    styles = [style._replace(align="centre") for style in (look.question, look.title, look.label)]
    least, written = look.pitch(look.body), look.label._replace(ink=Role.NUMBER)
    forms = [
        _Form(style, written, max(look.screen.mm(box), least))
        for boxes in BOXES_MM
        for style in styles
        for box in boxes
    ]
    forms.append(
        _Form(styles[-1], look.body._replace(bold=True, align="centre", ink=Role.NUMBER), least, brief=True)
    )
    found = ((form, _heights(room, question, low, scene, form, look)) for form in forms)
    room_h = room.h - 3 * _between(look)
    return next(
        (one for one in found if sum(one[1]) <= room_h),
        (forms[-1], _heights(room, question, low, scene, forms[-1], look)),
    )


def _heights(room: Rect, question: str, low: int, scene: CasePad, form: _Form, look: Look) -> list[int]:
    caption, side = look.pitch(look.quiet), _side(room, _template(scene), form, look)
    number = side if _boxed(side, look) else look.height(scene.number, form.written, room.w)
    question_h = 0 if form.brief else look.height(question, form.asked, room.w)
    return [question_h, caption + number, caption + _side(room, CODE, form, look), low]


def _between(look: Look) -> int:
    return look.screen.mm(3)


def _template(scene: CasePad) -> str:
    """The number with a low line for each digit."""
    return scene.form.number("_" * max(len(scene.digits), scene.form.blank))


def _side(room: Rect, text: str, form: _Form, look: Look) -> int:
    """Of a box."""
    near = look.screen.mm(NEAR_MM)
    return min((room.w - near * (len(text) - 1)) // len(text), form.box)


def _boxed(side: int, look: Look) -> bool:
    """Else the number is written out."""
    return side >= look.pitch(look.body)


def _number(room: Rect, scene: CasePad, form: _Form, look: Look, wording: Wording) -> list[Placement]:
    """In boxes, and what is not typed between them; a long one written out."""
    caption, template = wording.say("case_number"), _template(scene)
    side = _side(room, template, form, look)
    if _boxed(side, look):
        return _row(room, caption, template, scene.digits, side, look)
    above, below = room.take_top(look.pitch(look.quiet))
    return [
        Text(above, caption, look.quiet._replace(align="centre")),
        *paragraph(below, scene.number, form.written, look.measure),
    ]


def _row(room: Rect, caption: str, template: str, typed: str, side: int, look: Look) -> list[Placement]:
    above, below = room.take_top(look.pitch(look.quiet))
    placed: list[Placement] = [Text(above, caption, look.quiet._replace(align="centre"))]
    between = look.label if look.pitch(look.label) <= side else look.body._replace(align="centre")
    near, digits = look.screen.mm(NEAR_MM), iter(typed)
    x = below.x + (below.w - len(template) * side - (len(template) - 1) * near) // 2
    for sign in template:
        cell = Rect(x, below.y, side, side)
        if sign == "_":
            placed += digit_box(cell, next(digits, ""), look)
        else:
            placed.append(Text(cell, sign, between._replace(ink=Role.SECONDARY)))
        x += side + near
    return placed
