"""Any state of the kiosk as placements on a screen. Pure: no pygame, no clock, no link."""

from __future__ import annotations

from dataclasses import replace

from common.screen.geometry import Rect
from common.screen.placements import Placement, Style, paragraph
from common.wording import year_of
from kiosk import scene as s
from kiosk.bar import Pressed, bar
from kiosk.case_pad import case_pad
from kiosk.choose import (
    Choice,
    choices,
    elsewhere_choices,
    everyday,
    line_choices,
    matter_choices,
    priority_choices,
)
from kiosk.enquiry import enquiry, enquiry_choices
from kiosk.guide import Moment, asking, guide
from kiosk.helping import help_words, helping, order
from kiosk.home import besides, chosen, steps, with_besides
from kiosk.idle import seconds_left
from kiosk.look import Look
from kiosk.mine import mine, sure, why
from kiosk.notices import Reply, evacuation_notice, notice
from kiosk.pad import pad
from kiosk.pieces import ACTION, INFO, STALE, Tone, Zones, banner, banner_height, header
from kiosk.pieces import zones as zones_of
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.scene_ticket import CodePad, Looking, Mine, Sure, TicketPad, Why
from kiosk.status import standing
from kiosk.ticket import ticket
from kiosk.told import told, unreached
from kiosk.wording import Wording

LOUDER = 1.4
Choosing = s.Home | s.Choose | s.Declare | s.NotHere | Enquire


def layout(state: s.State, moment: Moment, look: Look) -> list[Placement]:
    """One frame of a hall that is known; before that `arrival_layout` says how far the kiosk is."""
    about = moment.hall.about
    assert about is not None
    wording = Wording(state.language, about.timezone, year_of(about))
    zones = zones_of(look)
    if moment.hall.evacuated:
        return evacuation_notice(look, state.language)
    way_back = _has_way_back(state.scene) and not state.warned
    helps = isinstance(state.scene, s.Helped) and not state.warned
    bottom = bar(
        zones.bar,
        look,
        wording,
        back=way_back,
        helps=helps,
        pressed=Pressed(state.contrast, state.aloud, moment.speaks),
    )
    return [
        *header(zones.header, about, moment.time, look, wording),
        *_middle(state, moment, zones, look, wording),
        *bottom,
    ]


def _has_way_back(scene: s.Scene) -> bool:
    if isinstance(scene, s.Home):
        return scene.adding is not None
    return isinstance(scene, s.Helped | s.Help | s.Order)


def _middle(state: s.State, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    if state.warned:
        return _still_there(seconds_left(state, moment.now), zones, look, wording)
    match state.scene:
        case s.Home() | s.Choose() | s.Declare() | s.NotHere() | Enquire() as scene:
            return _choosing(scene, moment, zones, look, wording)
        case s.Guide() as scene:
            return guide(zones, scene, moment, look, wording)
        case s.Asking(origin=s.Guide() as scene) if moment.hall.has(scene.matters):
            return asking(zones, scene, moment, look, wording)
        case s.Printing() | s.Collect() | s.Note() as scene:
            return ticket(zones, scene, seconds_left(state, moment.now), look, wording)
    return _said(state.scene, moment, zones, look, wording) or _of_a_ticket(
        state.scene, moment, zones, look, wording
    )


def _of_a_ticket(
    scene: s.Scene, moment: Moment, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    """For whoever has a code or a number already."""
    match scene:
        case CodePad() | TicketPad():
            return pad(zones, scene, moment, look, wording)
        case Mine():
            return mine(zones, scene, moment, look, wording)
        case Why():
            return why(zones, scene, look, wording)
        case Sure():
            return sure(zones, scene, moment, look, wording)
    return _of_a_case(scene, moment, zones, look, wording)


def _of_a_case(scene: s.Scene, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    """For whoever wants to know how cases stand, or who is on duty."""
    match scene:
        case CasePad():
            return case_pad(zones, scene, moment, look, wording)
        case Progress() | OnBoard() | OnDuty() | Promises():
            return enquiry(zones, scene, moment.hall, look, wording, online=moment.online)
    return []


def _choosing(scene: Choosing, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    question, offered = _offer(scene, moment, wording)
    others = besides(moment.hall, wording) if scene == s.Home(scene.first) else []
    placed, zones = with_besides(zones, others, look)
    most = look.most_at_home if isinstance(scene, s.Home) else look.most_choices
    return [
        *_asked(question, scene, moment, zones, look, wording),
        *choices(zones.controls, offered, scene.first, most, look, wording),
        *placed,
    ]


def _offer(scene: Choosing, moment: Moment, wording: Wording) -> tuple[str, list[Choice]]:
    hall, now = moment.hall, moment.time
    match scene:
        case s.Home(adding=adding):
            already = adding.matters if adding else ()
            question = wording.say("add_question" if adding else "home_question")
            return question, line_choices(hall, now, wording, online=moment.online, chosen=already)
        case s.Choose(line=line, adding=adding):
            already = adding.matters if adding else ()
            return everyday(hall.lines[line], wording), matter_choices(hall, line, now, wording, already)
        case s.Declare():
            return wording.say("priority_ask"), priority_choices(hall, wording)
        case s.NotHere():
            return wording.say("not_here_question"), elsewhere_choices(hall, wording)
        case Enquire():
            return wording.say("enquire_question"), enquiry_choices(hall, wording)


def _asked(
    question: str, scene: Choosing, moment: Moment, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    """The question; at home how it goes, else how to answer; and what is out of the ordinary today."""
    hint, style = wording.say("home_hint"), look.body._replace(align="centre")
    room = zones.reading
    text, tone = _standing(moment, wording)
    announced = banner_height(text, look, room.w) if text else 0
    asked = _question_style(question, room, announced, look)
    if asked.em < look.title.em and isinstance(scene, s.Home) and scene.adding is None:
        question = wording.say("home_question_short")
        asked = _question_style(question, room, announced, look)
    needed = look.height(question, asked, room.w) + look.gap
    said, left = _announced(room, needed + look.height(hint, style, room.w), text, tone, look)
    usual = asked._replace(em=min(asked.em, _usual_loudness(look)))
    told, rest = _beneath(scene, moment, left, needed, look, wording)
    if not told and usual != asked:
        least = look.height(question, usual, room.w) + look.gap
        told, rest = _beneath(scene, moment, left, least, look, wording)
        asked, needed = (usual, least) if told else (asked, needed)
    left = rest
    low = look.height(hint, style, left.w)
    if told or needed + low > left.h:
        low = 0
    block = left.middle(left.w, min(left.h, needed + low))
    placed = [*said, *told, *paragraph(block.take_top(needed)[0], question, asked, look.measure)]
    return [*placed, *paragraph(block.take_bottom(low)[0], hint, style, look.measure)] if low else placed


def _beneath(
    scene: Choosing, moment: Moment, room: Rect, least: int, look: Look, wording: Wording
) -> tuple[list[Placement], Rect]:
    """Below the question: how it goes, or what is chosen already; and the rest of the room."""
    adding = scene.adding if isinstance(scene, s.Home | s.Choose) else None
    if adding is not None:
        names = [wording.of(moment.hall.matters[matter].name) for matter in adding.matters]
        return chosen(room, least, names, look, wording)
    return steps(room, least, look, wording) if isinstance(scene, s.Home) else ([], room)


def _question_style(question: str, room: Rect, announced: int, look: Look) -> Style:
    """Loud if it is short; a line's name that a hall wrote long is set smaller rather than over what follows.

    In large type the question comes before how to answer it: it has all that what is `announced` leaves.
    """
    loud = look.question._replace(em=round(look.question.em * LOUDER))
    third = room._replace(h=room.h // 3)
    if look.holds(third, question, loud):
        return loud
    if look.large:
        free = room._replace(h=room.h - announced - look.gap)
        graded = [look.question._replace(em=em) for em in range(loud.em, look.label.em, -2)]
        for style in graded:
            if look.holds(third if style.em > look.question.em else free, question, style):
                return style
    below = 2 * look.pitch(look.body) + look.gap
    smaller = (look.question, look.title._replace(align="centre"))
    left = room._replace(h=room.h - below)
    least = look.body._replace(bold=True, align="centre")
    fitting = (style for style in (*smaller, look.label) if look.holds(left, question, style))
    return next(fitting, least)


def _usual_loudness(look: Look) -> int:
    """In normal type: larger than that a question gives way to how it goes."""
    return round(replace(look, large=False).question.em * LOUDER)


def _announced(room: Rect, needed: int, text: str, tone: Tone, look: Look) -> tuple[list[Placement], Rect]:
    """What is out of the ordinary, as loud as the rest of the screen leaves room for; and that rest."""
    if not text:
        return [], room
    loud = banner_height(text, look, room.w, loud=True) + needed <= room.h
    top, left = room.take_top(banner_height(text, look, room.w, loud=loud))
    return banner(top, text, look, tone, loud=loud), left


def _standing(moment: Moment, wording: Wording) -> tuple[str, Tone]:
    if not moment.online:
        return wording.say("alone_home" if moment.alone else "lost"), STALE
    if moment.help is not None:
        return help_words(moment.help, wording), INFO
    about = moment.hall.about
    return (standing(about, moment.time, wording) if about else ""), INFO


def _still_there(seconds: int, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    text = wording.say("idle_text", n=seconds)
    replies = [
        Reply("continue", wording.say("idle_continue"), ACTION),
        Reply("end", wording.say("idle_end")),
    ]
    return notice(zones, wording.say("idle_title"), text, look, replies)


def _said(scene: s.Scene, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    """Screens that say one thing."""
    match scene:
        case s.Again():
            return _again(scene.number, zones, look, wording)
        case s.Asking(origin=origin):
            code = "asking" if isinstance(origin, s.Guide | CodePad) else "asking_change"
            return notice(zones, wording.say(code), "", look)
        case Looking() | Finding():
            return notice(zones, wording.say("looking"), "", look)
        case s.Unreached():
            return unreached(zones, scene, look, wording)
        case s.Told():
            return told(zones, scene, look, wording)
    return _asked_for(scene, moment, zones, look, wording)


def _asked_for(scene: s.Scene, moment: Moment, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    """What somebody wants to know besides."""
    match scene:
        case s.Directions():
            return _directions(scene, moment, zones, look, wording)
        case s.Help():
            return helping(zones, scene, moment, look, wording)
        case s.Order():
            return order(zones, scene, moment.hall, look, wording)
    return []


def _again(number: str, zones: Zones, look: Look, wording: Wording) -> list[Placement]:
    text = wording.say("again_text_number", number=number) if number else wording.say("again_text")
    replies = [
        Reply("again:yes", wording.say("again_yes"), ACTION),
        Reply("again:no", wording.say("again_no")),
    ]
    return notice(zones, wording.say("again_title"), text, look, replies)


def _directions(
    scene: s.Directions, moment: Moment, zones: Zones, look: Look, wording: Wording
) -> list[Placement]:
    """Not here, but there (M-5)."""
    row = moment.hall.elsewhere[scene.elsewhere]
    text = wording.say("directions", where=wording.of(row.where))
    if row.phone:
        text += "\n" + wording.say("directions_phone", phone=row.phone)
    done = Reply("done", wording.say("home"))
    return notice(zones, wording.of(row.name), text, look, [done])
