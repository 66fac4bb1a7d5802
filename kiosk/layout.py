"""Any state of the kiosk as placements on a screen. Pure: no pygame, no clock, no link."""

from __future__ import annotations

from common.screen.geometry import Rect
from common.screen.placements import Placement, paragraph
from kiosk.choose import Choice, choices, everyday, line_choices, matter_choices, priority_choices
from kiosk.guide import Moment, asking, guide
from kiosk.idle import seconds_left
from kiosk.look import Look
from kiosk.notices import Reply, code_notice, evacuation_notice, notice, waiting_notice
from kiosk.pieces import ACTION, EDGE_MM, INFO, STALE, Tone, Zones, banner, banner_height, bar, header
from kiosk.pieces import zones as zones_of
from kiosk.scene import (
    Again,
    Asking,
    Choose,
    Collect,
    Declare,
    Guide,
    Home,
    Note,
    Printing,
    State,
    Told,
    Unreached,
)
from kiosk.status import EVACUATION, standing
from kiosk.ticket import ticket
from kiosk.wording import Wording

_WITH_WAY_BACK = (Choose, Guide, Declare, Again, Told, Unreached)


def layout(state: State, moment: Moment, look: Look) -> list[Placement]:
    """One frame."""
    about = moment.hall.about
    wording = Wording(state.language, about.timezone if about else "Asia/Shanghai")
    zones = zones_of(look)
    if about is not None and about.paused == EVACUATION:
        return evacuation_notice(look, state.language)
    way_back = isinstance(state.scene, _WITH_WAY_BACK) and not state.warned
    bottom = bar(zones.bar, look, wording, back=way_back)
    if about is None:
        room = zones.reading._replace(h=zones.controls.bottom - zones.reading.y)
        return [*waiting_notice(room, wording.say("connecting"), look), *bottom]
    return [
        *header(zones.header, about, moment.time, look, wording),
        *_middle(state, moment, zones, look, wording),
        *bottom,
    ]


def pairing_layout(code: str, look: Look, wording: Wording, *, refused: bool = False) -> list[Placement]:
    """The code that an administrator enters, before this kiosk belongs to a hall."""
    room = look.screen.bounds.inset(look.screen.mm(EDGE_MM))
    if refused:
        return waiting_notice(room, wording.say("pairing_refused"), look)
    if not code:
        return waiting_notice(room, wording.say("connecting"), look)
    title, text = wording.say("pairing_title"), wording.say("pairing_text")
    return code_notice(room, title, f"{code[:3]} {code[3:]}", text, look)


def _middle(state: State, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    if state.warned:
        return _still_there(seconds_left(state, moment.now), zones, look, wording)
    match state.scene:
        case Home() | Choose() | Declare() as scene:
            return _choosing(scene, moment, zones, look, wording)
        case Guide() as scene:
            return guide(zones, scene, moment, look, wording)
        case Asking(guide=scene) if scene.matter in moment.hall.matters:
            return asking(zones, scene, moment, look, wording)
        case Printing() | Collect() | Note() as scene:
            return ticket(zones, scene, seconds_left(state, moment.now), look, wording)
        case Again() | Asking() | Unreached() | Told() as scene:
            return _notice(scene, zones, look, wording)


def _choosing(
    scene: Home | Choose | Declare, moment: Moment, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    question, offered, first = _offer(scene, moment, wording)
    return [
        *_asked(question, moment, zones, look, wording),
        *choices(zones.controls, offered, first, look, wording),
    ]


def _offer(scene: Home | Choose | Declare, moment: Moment, wording: Wording) -> tuple[str, list[Choice], int]:
    hall = moment.hall
    match scene:
        case Home(first=first):
            return wording.say("home_question"), line_choices(hall, wording, online=moment.online), first
        case Choose(line=line, first=first):
            return everyday(hall.lines[line], wording), matter_choices(hall, line, wording), first
        case Declare(first=first):
            return wording.say("priority_ask"), priority_choices(hall, wording), first


def _asked(question: str, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    """The question, how to answer it, and what is out of the ordinary today."""
    room = zones.reading
    hint, style = wording.say("home_hint"), look.body._replace(align="centre")
    heights = [look.height(question, look.question, room.w), look.height(hint, style, room.w)]
    said, left = _announced(room, sum(heights) + look.gap, moment, look, wording)
    block = left.middle(left.w, min(left.h, sum(heights) + look.gap))
    return [
        *said,
        *paragraph(block.take_top(heights[0])[0], question, look.question, look.measure),
        *paragraph(block.take_bottom(heights[1])[0], hint, style, look.measure),
    ]


def _announced(
    room: Rect, needed: int, moment: Moment, look: Look, wording: Wording
) -> tuple[list[Placement], Rect]:
    """What is out of the ordinary, as loud as the rest of the screen leaves room for; and that rest."""
    text, tone = _standing(moment, wording)
    if not text:
        return [], room
    loud = banner_height(text, look, room.w, loud=True) + needed <= room.h
    top, left = room.take_top(banner_height(text, look, room.w, loud=loud))
    return banner(top, text, look, tone, loud=loud), left


def _standing(moment: Moment, wording: Wording) -> tuple[str, Tone]:
    if not moment.online:
        return wording.say("lost"), STALE
    about = moment.hall.about
    return (standing(about, moment.time, wording) if about else ""), INFO


def _still_there(seconds: int, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    text = wording.say("idle_text", n=seconds)
    replies = [
        Reply("continue", wording.say("idle_continue"), ACTION),
        Reply("end", wording.say("idle_end")),
    ]
    return notice(zones, wording.say("idle_title"), text, look, replies)


def _notice(
    scene: Again | Asking | Unreached | Told, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    done = Reply("done", wording.say("home"))
    match scene:
        case Again():
            replies = [
                Reply("again:yes", wording.say("again_yes"), ACTION),
                Reply("again:no", wording.say("again_no")),
            ]
            return notice(zones, wording.say("again_title"), wording.say("again_text"), look, replies)
        case Asking():
            return notice(zones, wording.say("asking"), "", look)
        case Unreached():
            return notice(zones, wording.say("unreached"), wording.say("lost"), look, [done])
        case Told(refused=refused):
            return notice(zones, wording.say("refused"), wording.of(refused.text), look, [done])
