"""返回｜大字｜高对比｜朗读｜English｜帮助: the bar at the bottom of every screen, always in the same places. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from common.screen.geometry import Rect
from common.screen.placements import Picture, Placement, Style, Text, Touch
from common.screen.theme import Role
from kiosk.look import Look
from kiosk.pieces import PLAIN, frame
from kiosk.wording import Wording

NEAR_MM = 1.5
"""Between a picture and its words."""
BESIDE = 0.85
"""Of the type's em: a picture beside words."""
ALONE = 0.6
"""How much of a button a picture takes that says all."""
SHORTER = ("contrast", "colours", "aloud", "language")
"""What also has a shorter word, for a narrow screen."""
IN_WORDS = ("back", "help")
"""What stays in words where there is room for few: whoever is lost looks for these."""


class Pressed(NamedTuple):
    """What is on; it is gone with the session."""

    contrast: bool = False
    aloud: bool = False
    speaks: bool = True


NOTHING = Pressed()


class Tool(NamedTuple):
    """A button: its name, the text it shows now, the one it shows at other times, and its picture, if it has one."""

    touch: str
    says: str
    else_says: str = ""
    picture: str = ""


class Form(NamedTuple):
    """How all of them are drawn. What has no picture is always in words, and so is the way back, and help."""

    style: Style
    short: bool = False
    pictures: bool = True
    words: bool = True


def bar(
    rect: Rect, look: Look, wording: Wording, *, back: bool, helps: bool = False, pressed: Pressed = NOTHING
) -> list[Placement]:
    """返回 and 帮助 only where they lead somewhere, 朗读 where there is a voice; their places are kept."""
    form, places = _fitting(rect, look, wording)
    absent = [
        touch for touch, there in (("back", back), ("aloud", pressed.speaks), ("help", helps)) if not there
    ]
    placed: list[Placement] = []
    for place, tool in zip(places, _tools(look, pressed), strict=True):
        if tool.touch not in absent:
            placed += _drawn(place, tool, form, look, wording)
    return placed


def _tools(look: Look, pressed: Pressed) -> list[Tool]:
    def toggle(touch: str, off: str, on: str, picture: str, *, is_on: bool) -> Tool:
        return Tool(touch, on, off, picture) if is_on else Tool(touch, off, on, picture)

    larger = "smaller" if look.large else "larger"

    return [
        Tool("back", "back", picture="back"),
        toggle("large", "large", "small", larger, is_on=look.large),
        toggle("contrast", "contrast", "colours", "contrast", is_on=pressed.contrast),
        toggle("aloud", "aloud", "silence", "aloud", is_on=pressed.aloud),
        Tool("language", "language"),
        Tool("help", "help", picture="question"),
    ]


def _fitting(rect: Rect, look: Look, wording: Wording) -> tuple[Form, list[Rect]]:
    """The most telling form that the bar has room for, and what is left of the room shared alike."""
    for form in _forms(look):
        widths = [_width(tool, form, look, wording) for tool in _tools(look, NOTHING)]
        spare = rect.w - (len(widths) - 1) * look.gap - sum(widths)
        if spare >= 0:
            break
    return form, rect.shares(*(width + spare / len(widths) for width in widths), gap=look.gap)


def _forms(look: Look) -> Iterator[Form]:
    """With pictures and words; then words alone; then shorter ones, in the least type; at last pictures but for two."""
    yield Form(look.label)
    for style in (look.label, look.least_label):
        yield Form(style, pictures=False)
        yield Form(style, pictures=False, short=True)
    yield Form(look.least_label, short=True, words=False)
    yield Form(look.body._replace(bold=True, align="centre"), short=True, words=False)


def _width(tool: Tool, form: Form, look: Look, wording: Wording) -> int:
    """Whichever of its texts is shown."""
    texts = [_said(code, form, wording) for code in (tool.says, tool.else_says) if code]
    words = max(look.measure.width_of(text, form.style.em, bold=True) for text in texts)
    picture = _side(tool, form, look)
    if not _is_worded(tool, form):
        words = 0
    between = look.screen.mm(NEAR_MM) if words and picture else 0
    beside = look.pad if form.words else look.pad // 2
    return max(look.target, words + between + picture + (beside if words else 0)) + 1


def _side(tool: Tool, form: Form, look: Look) -> int:
    """Of its picture; alone it is larger."""
    if not (tool.picture and form.pictures) or (_is_worded(tool, form) and not form.words):
        return 0
    return round(form.style.em * BESIDE) if form.words else round(look.target * ALONE)


def _is_worded(tool: Tool, form: Form) -> bool:
    return form.words or not tool.picture or tool.touch in IN_WORDS


def _said(code: str, form: Form, wording: Wording) -> str:
    return wording.say(f"bar.{code}_short" if form.short and code in SHORTER else f"bar.{code}")


def _drawn(rect: Rect, tool: Tool, form: Form, look: Look, wording: Wording) -> list[Placement]:
    text = _said(tool.says, form, wording) if _is_worded(tool, form) else ""
    side = _side(tool, form, look)
    words = look.measure.width_of(text, form.style.em, bold=True) if text else 0
    between = look.screen.mm(NEAR_MM) if words and side else 0
    inside = rect.middle(side + between + words, rect.h)
    placed = frame(rect, look, PLAIN)
    if side:
        placed.append(Picture(inside.take_left(side)[0].middle(side, side), tool.picture, Role.TEXT))
    if text:
        placed.append(Text(inside.take_right(words)[0], text, form.style))
    return [*placed, Touch(rect, tool.touch)]
