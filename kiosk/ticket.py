"""The screens around a number: printing, 请取走号票, and the number to be noted. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.messages import Issued
from common.screen.geometry import Rect
from common.screen.placements import Picture, Placement, Raster, Style, Text, paragraph
from common.screen.theme import Role
from kiosk.look import Look
from kiosk.pieces import STALE, Zones, banner, banner_height, button, loud_button
from kiosk.qr_code import qr_rows
from kiosk.scene import SLOW, Collect, Note, Printing
from kiosk.wording import Wording

Rows = tuple[str, ...]
NUMBER_MM, LEAST_NUMBER_MM = 50, 25
QR_MM = 60
MODULE_PX, CODE_MM = 4, 24
"""Below this a phone held before the screen may not read it."""


class ToBeNoted(NamedTuple):
    """What to do about a number without paper: how large the rule is written, and whether the code has room among that."""

    placed: list[Placement]
    rule_em: int
    coded: bool


def ticket(
    zones: Zones, scene: Printing | Collect | Note, seconds: int, look: Look, wording: Wording
) -> list[Placement]:
    """The number as large as the screen allows, where to go, and what to do about the paper."""
    if isinstance(scene, Note):
        return _note(zones, scene, seconds, look, wording)
    facts = "\n".join(ticket_facts(scene, wording))
    placed = number_block(zones.reading, scene.ticket.number, facts, look, wording)
    match scene:
        case Printing():
            return [*placed, *_said(zones.controls, wording.say("printing"), look)]
        case Collect():
            return [*placed, *_collect(zones.controls, seconds, look, wording)]


def ticket_facts(scene: Printing | Collect | Note, wording: Wording) -> list[str]:
    """Where to, how many ahead, what became of the appointment; what only the paper shows where there is none."""
    issued = scene.ticket
    place = place_of(issued, wording)
    if isinstance(scene, Note) and issued.check:
        own = [wording.say("alone_short", time=wording.clock(issued.issued_at))] if is_own(issued) else []
        known = [place] if not own or is_placed(issued) else []
        return [*known, *own, wording.say("check_is", check=issued.check)]
    return [place, place_fact(issued, wording)]


def place_fact(issued: Issued, wording: Wording) -> str:
    """Where it stands: by its slot, behind how many; without the server only the time that counts is known."""
    if is_own(issued):
        return wording.say("alone_ahead", time=wording.clock(issued.issued_at))
    return slot_fact(issued, wording) or ahead_fact(issued.ahead, issued.wait, wording)


def is_own(issued: Issued) -> bool:
    """Was it given without the server?"""
    return issued.ticket < 0


def ahead_fact(ahead: int, wait: tuple[int, int] | None, wording: Wording) -> str:
    """How many go first, and how long that will take, where anybody can say."""
    if wait is None:
        return wording.say("ahead", n=ahead)
    return wording.say("ahead_wait", n=ahead, wait=wording.about_wait(*wait))


def slot_fact(issued: Issued, wording: Wording) -> str:
    """Whether an appointment counts by its slot (Q-7); empty where there is none."""
    if issued.slot is None:
        return ""
    code = "slot_late" if issued.late else "slot_kept"
    return wording.say(code, time=wording.clock(issued.slot), n=issued.ahead)


def number_block(
    room: Rect, ticket: str, facts: str, look: Look, wording: Wording, *, most: int | None = None
) -> list[Placement]:
    """A number as large as the room allows, and what is to be known of it, in no larger type than `most` (none: whatever fits)."""
    caption = _number_caption(look)
    below = _beneath_number(facts, room, look.pitch(caption), look, look.title.em if most is None else most)
    facts_h = look.height(facts, below, room.w) if facts else 0
    left = room._replace(h=room.h - look.pitch(caption) - facts_h)
    number = look.number(ticket, left, NUMBER_MM)
    block = room.middle(room.w, look.pitch(caption) + look.pitch(number) + facts_h)
    top, rest = block.take_top(look.pitch(caption))
    middle, rest = rest.take_top(look.pitch(number))
    return [
        Text(top, wording.say("your_number"), caption),
        Text(middle, ticket, number),
        *(paragraph(rest, facts, below, look.measure) if facts else []),
    ]


def _number_caption(look: Look) -> Style:
    return look.title._replace(align="centre", bold=False)


def _beneath_number(facts: str, room: Rect, caption_h: int, look: Look, most: int) -> Style:
    """As large as leaves the number a line of the title's size."""
    left = room._replace(h=room.h - caption_h - look.pitch(look.title))
    loud = (look.title, look.label, look.body._replace(bold=True))
    centred = [style._replace(align="centre") for style in loud]
    fitting = (style for style in centred if style.em <= most and look.holds(left, facts, style))
    return next(fitting, centred[-1])


def place_of(issued: Issued, wording: Wording) -> str:
    """The window; without the server the last that was known, while nobody is there the usual one, and that the call counts."""
    return where(None if is_own(issued) else issued.window, issued.window or issued.usual, wording)


def is_placed(issued: Issued) -> bool:
    """Is any window known for it?"""
    return issued.window is not None or issued.usual is not None


def where(window: int | None, usual: int | None, wording: Wording) -> str:
    """Where a number is served, as known now; else where it usually is, and that the call counts."""
    if window is not None:
        return wording.say("at_window", window=window)
    return wording.say("watch_screen") if usual is None else wording.say("at_window_last", window=usual)


def _page_code(
    room: Rect, rows: Rows, rule: str, look: Look, wording: Wording
) -> tuple[list[Placement], Rect]:
    """The code that opens the ticket's page, at the foot of `room`, and the room above it, which must hold `rule`; else none."""
    text, caption = wording.say("scan"), look.quiet._replace(align="centre")
    caption_h = look.height(text, caption, room.w)
    left = room.h - look.height(rule, look.title, room.w) - caption_h - 2 * look.gap
    side = min(look.screen.mm(QR_MM), left, room.w)
    if not rows or side < _least_side(rows, look):
        return [], room
    below, above = room.take_bottom(side + caption_h)
    square, words = below.take_top(side)
    placed: list[Placement] = [Raster(square.middle(side, side), rows, Role.CODE_INK, Role.CODE_GROUND)]
    placed += paragraph(words, text, caption, look.measure)
    return placed, above.take_top(above.h - look.gap)[0]


def _least_side(rows: Rows, look: Look) -> int:
    return max(MODULE_PX * len(rows), look.screen.mm(CODE_MM))


def _number_with_code(
    room: Rect, ticket: str, facts: str, rows: Rows, look: Look, wording: Wording
) -> list[Placement]:
    """The number, and in two columns beneath it what is to be known of it, and the code that opens its page.

    The words are set as large as leaves the number its least height.
    """
    for style in (look.label._replace(align="left"), look.body._replace(bold=True)):
        words = [(facts, style), (wording.say("scan_short"), look.quiet)]
        side = _side_beneath(room, words, rows, look)
        heights = [look.height(text, style, room.w - side - look.gap) for text, style in words]
        below, above = room.take_bottom(max(side, sum(heights)))
        if above.h >= _least_height(look):
            break
    square, left = below.take_right(side)
    left = left.take_left(left.w - look.gap)[0].middle(left.w - look.gap, sum(heights))
    placed: list[Placement] = [Raster(square.middle(side, side), rows, Role.CODE_INK, Role.CODE_GROUND)]
    for (text, style), height in zip(words, heights, strict=True):
        part, left = left.take_top(height)
        placed += paragraph(part, text, style, look.measure)
    return [*number_block(above, ticket, "", look, wording), *placed]


def _least_height(look: Look) -> int:
    """Of the number and what stands above it."""
    number = look.measure.em_for_cap(look.screen.mm(LEAST_NUMBER_MM))
    return look.pitch(_number_caption(look)) + look.measure.line_height(number)


def _side_beneath(room: Rect, words: list[tuple[str, Style]], rows: Rows, look: Look) -> int:
    """Whole pixels a module: as many as leave the number its height, and the words theirs beside the code."""
    most = min(look.screen.mm(QR_MM), room.h - _least_height(look), room.w // 2)
    least = _least_side(rows, look)
    for side in range(most // len(rows) * len(rows), least, -len(rows)):
        if sum(look.height(text, style, room.w - side - look.gap) for text, style in words) <= side:
            return side
    return least


def _said(room: Rect, text: str, look: Look) -> list[Placement]:
    style = look.title._replace(align="centre")
    top = room.take_top(look.height(text, style, room.w))[0]
    return paragraph(top, text, style, look.measure)


def _collect(room: Rect, seconds: int, look: Look, wording: Wording) -> list[Placement]:
    text = wording.say("collect")
    style = look.question
    words, rest = room.take_top(look.height(text, style, room.w))
    done, rest = rest.take_bottom(look.main_h)
    count, rest = rest.take_bottom(look.pitch(look.quiet))
    side = min(look.screen.mm(45), rest.h)
    return [
        *paragraph(words, text, style, look.measure),
        Picture(rest.middle(side, side), "down", Role.NUMBER),
        Text(count, wording.say("closing_in", n=seconds), look.quiet._replace(align="centre")),
        *button(done, "done", wording.say("done"), look),
    ]


def _note(zones: Zones, scene: Note, seconds: int, look: Look, wording: Wording) -> list[Placement]:
    """No paper: the number itself is the ticket, once somebody has noted it; its code stands where it can be read.

    The rule that decides whether the number lives is written no smaller than what stands beneath the number.
    """
    rows = qr_rows(scene.ticket.phone) if scene.ticket.phone else ()
    facts, number = "\n".join(ticket_facts(scene, wording)), scene.ticket.number
    controls = _to_be_noted(zones.controls, scene, rows, seconds, look, wording)
    if rows and not controls.coded:
        return [*_number_with_code(zones.reading, number, facts, rows, look, wording), *controls.placed]
    block = number_block(zones.reading, number, facts, look, wording, most=controls.rule_em)
    return [*block, *controls.placed]


def _to_be_noted(
    room: Rect, scene: Note, rows: Rows, seconds: int, look: Look, wording: Wording
) -> ToBeNoted:
    """Above the button what it is for, and when it is too late."""
    again = scene.ticket.reprinted is not None  # it was in a hand before: nothing has to be done for it
    text, rule, expiry = (
        wording.say("slow_paper" if scene.fault == SLOW else "no_paper"),
        wording.say("stays_valid" if again else "note_it"),
        wording.say("closing_in" if again else "void_in", n=seconds),
    )
    style = look.body._replace(align="centre")
    said, rest = room.take_top(banner_height(text, look, room.w))
    count_h, rule_h = look.height(expiry, style, rest.w), look.height(rule, look.label, rest.w)
    tight = rest.h - look.mm(32, 38) - count_h - 2 * look.gap < rule_h
    noted, rest = rest.take_bottom(look.main_h if tight else look.mm(32, 38))
    count, rest = rest.take_bottom(count_h + (look.gap // 3 if tight else look.gap))
    rest = rest.take_bottom(rest.h - (0 if tight else look.gap))[0]
    code, rest = _page_code(rest, rows, rule, look, wording)
    loudest = _loudest(rule, rest, look)
    placed = [
        *banner(said, text, look, STALE),
        *code,
        *paragraph(rest, rule, loudest, look.measure, middle=True),
        *paragraph(count, expiry, style, look.measure),
        *loud_button(noted, "noted", wording.say("ok" if again else "noted"), look),
    ]
    return ToBeNoted(placed, loudest.em, bool(code))


def _loudest(text: str, room: Rect, look: Look) -> Style:
    """As large as the room allows: what must not be missed."""
    centred = (style._replace(align="centre") for style in (look.question, look.title, look.label, look.body))
    return next(
        (style for style in centred if look.holds(room, text, style)), look.body._replace(align="centre")
    )
