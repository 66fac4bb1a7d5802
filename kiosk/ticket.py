"""The screens around a number: printing, 请取走号票, and the number to be noted. Pure."""

from __future__ import annotations

from common.messages import Issued
from common.screen.geometry import Rect
from common.screen.placements import Picture, Placement, Style, Text, paragraph
from common.screen.theme import Role
from kiosk.look import Look
from kiosk.pieces import STALE, Zones, banner, banner_height, button, loud_button
from kiosk.scene import SLOW, Collect, Note, Printing
from kiosk.wording import Wording

NUMBER_MM = 50


def ticket(
    zones: Zones, scene: Printing | Collect | Note, seconds: int, look: Look, wording: Wording
) -> list[Placement]:
    """The number as large as the screen allows, where to go, and what to do about the paper."""
    facts = "\n".join(_facts(scene, wording))
    placed = number_block(zones.reading, scene.ticket.number, facts, look, wording)
    match scene:
        case Printing():
            return [*placed, *_said(zones.controls, wording.say("printing"), look)]
        case Collect():
            return [*placed, *_collect(zones.controls, seconds, look, wording)]
        case Note():
            return [*placed, *_note(zones.controls, scene.fault, seconds, look, wording)]


def _facts(scene: Printing | Collect | Note, wording: Wording) -> list[str]:
    """Where to, how many ahead, what became of the appointment; what only the paper shows where there is none."""
    issued = scene.ticket
    place = where(issued.window, wording)
    if isinstance(scene, Note) and issued.check:
        return [place, wording.say("check_is", check=issued.check)]
    return [place, slot_fact(issued, wording) or wording.say("ahead", n=issued.ahead)]


def slot_fact(issued: Issued, wording: Wording) -> str:
    """Whether an appointment counts by its slot (Q-7); empty where there is none."""
    if issued.slot is None:
        return ""
    code = "slot_late" if issued.late else "slot_kept"
    return wording.say(code, time=wording.clock(issued.slot), n=issued.ahead)


def number_block(room: Rect, ticket: str, facts: str, look: Look, wording: Wording) -> list[Placement]:
    """A number as large as the room allows, and what is to be known of it."""
    caption = look.title._replace(align="centre", bold=False)
    below = look.title._replace(align="centre")
    facts_h = look.height(facts, below, room.w)
    left = room._replace(h=room.h - look.pitch(caption) - facts_h)
    number = look.number(ticket, left, NUMBER_MM)
    block = room.middle(room.w, look.pitch(caption) + look.pitch(number) + facts_h)
    top, rest = block.take_top(look.pitch(caption))
    middle, rest = rest.take_top(look.pitch(number))
    return [
        Text(top, wording.say("your_number"), caption),
        Text(middle, ticket, number),
        *paragraph(rest, facts, below, look.measure),
    ]


def where(window: int | None, wording: Wording) -> str:
    """Where this number is served, as known now."""
    return wording.say("watch_screen") if window is None else wording.say("at_window", window=window)


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


def _note(room: Rect, fault: str, seconds: int, look: Look, wording: Wording) -> list[Placement]:
    """No paper: the number itself is the ticket, once somebody has noted it."""
    text, rule, expiry = (
        wording.say("slow_paper" if fault == SLOW else "no_paper"),
        wording.say("note_it"),
        wording.say("void_in", n=seconds),
    )
    style = look.body._replace(align="centre")
    said, rest = room.take_top(banner_height(text, look, room.w))
    noted, rest = rest.take_bottom(look.mm(32, 38))
    count, rest = rest.take_bottom(look.height(expiry, style, rest.w) + look.gap)
    rest = rest.take_bottom(rest.h - look.gap)[0]
    return [
        *banner(said, text, look, STALE),
        *paragraph(rest, rule, _loudest(rule, rest, look), look.measure, middle=True),
        *paragraph(count, expiry, style, look.measure),
        *loud_button(noted, "noted", wording.say("noted"), look),
    ]


def _loudest(text: str, room: Rect, look: Look) -> Style:
    """As large as the room allows: what must not be missed."""
    centred = look.title._replace(align="centre")
    return look.question if look.holds(room, text, look.question) else centred
