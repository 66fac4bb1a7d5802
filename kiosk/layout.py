"""Any state of the kiosk as placements on a screen. Pure: no pygame, no clock, no link."""

from __future__ import annotations

from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, paragraph
from kiosk.choose import Choice, choices, everyday, line_choices, matter_choices, priority_choices
from kiosk.guide import Moment, asking, guide
from kiosk.idle import seconds_left
from kiosk.look import Look
from kiosk.notices import Reply, evacuation_notice, notice
from kiosk.pieces import ACTION, INFO, STALE, Tone, Zones, banner, banner_height, bar, header
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

LOUDER = 1.4
_WITH_WAY_BACK = (Choose, Guide, Declare, Again, Told, Unreached)


def layout(state: State, moment: Moment, look: Look) -> list[Placement]:
    """One frame of a hall that is known; before that `arrival_layout` says how far the kiosk is."""
    about = moment.hall.about
    assert about is not None
    wording = Wording(state.language, about.timezone)
    zones = zones_of(look)
    if about.paused == EVACUATION:
        return evacuation_notice(look, state.language)
    way_back = isinstance(state.scene, _WITH_WAY_BACK) and not state.warned
    bottom = bar(zones.bar, look, wording, back=way_back)
    return [
        *header(zones.header, about, moment.time, look, wording),
        *_middle(state, moment, zones, look, wording),
        *bottom,
    ]


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
    most = look.most_at_home if isinstance(scene, Home) else look.most_choices
    return [
        *_asked(question, moment, zones, look, wording),
        *choices(zones.controls, offered, first, most, look, wording),
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
    asked = _question_style(question, room, look)
    heights = [look.height(question, asked, room.w), look.height(hint, style, room.w)]
    said, left = _announced(room, sum(heights) + look.gap, moment, look, wording)
    block = left.middle(left.w, min(left.h, sum(heights) + look.gap))
    return [
        *said,
        *paragraph(block.take_top(heights[0])[0], question, asked, look.measure),
        *paragraph(block.take_bottom(heights[1])[0], hint, style, look.measure),
    ]


def _question_style(question: str, room: Rect, look: Look) -> Style:
    """Loud if it is short; a line's name that a hall wrote long is set smaller rather than over what follows."""
    loud = look.question._replace(em=round(look.question.em * LOUDER))
    if look.holds(room._replace(h=room.h // 3), question, loud):
        return loud
    below = 2 * look.pitch(look.body) + look.gap
    smaller = (look.question, look.title._replace(align="centre"))
    left = room._replace(h=room.h - below)
    return next((style for style in smaller if look.holds(left, question, style)), look.label)


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
