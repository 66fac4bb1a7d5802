"""My ticket: where it stands, what can be done with it, and who went first by which rule. Pure."""

from __future__ import annotations

from common.screen.geometry import Rect
from common.screen.placements import Placement
from kiosk.guide import Moment
from kiosk.guide_text import Entry
from kiosk.look import Look
from kiosk.my_ticket import MyTicket
from kiosk.notices import Reply, notice
from kiosk.pieces import ACTION, INFO, PLAIN, STALE, Tone, Zones, banner, banner_height, loud_button
from kiosk.reading import reading
from kiosk.scene_ticket import Act, Mine, Sure, Why
from kiosk.ticket import number_block
from kiosk.wording import Wording

IN_HAND = ("called", "serving", "held")
OUT = ("missed", "carried")
OVER = ("finished", "withdrawn", "voided", "lapsed")


def mine(zones: Zones, scene: Mine, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """The number, its place, and a button for whatever may be done."""
    room = zones.reading
    said, tone = _said(scene, moment, wording)
    placed: list[Placement] = []
    if said:
        top, room = room.take_top(banner_height(said, look, room.w))
        placed = banner(top, said, look, tone)
    room = room.take_top(room.h - look.gap)[0]
    facts = "\n".join(_facts(scene.ticket, wording))
    replies = _replies(scene, moment, wording)
    return [
        *placed,
        *number_block(room, scene.ticket.number, facts, look, wording),
        *_buttons(zones.controls, replies, look),
    ]


def _said(scene: Mine, moment: Moment, wording: Wording) -> tuple[str, Tone]:
    """That the server is gone, or what has just been done where the ticket's state does not say so itself."""
    if not moment.online:
        return wording.say("lost"), STALE
    if scene.ticket.state in OVER:
        return "", INFO
    return (wording.say(f"mine.done.{scene.done}") if scene.done else ""), INFO


def _facts(ticket: MyTicket, wording: Wording) -> list[str]:
    """What it is to its bearer now, in a line or two."""
    state = "carried" if ticket.is_carried else ticket.state
    where = wording.say("watch_screen")
    if ticket.window is not None:
        where = wording.say("at_window", window=ticket.window)
    if state == "waiting":
        return [wording.say("ahead", n=ticket.ahead or 0), where]
    if state == "called" and ticket.window is not None:
        where = wording.say("mine.go", window=ticket.window)
    told = [wording.say(f"mine.{state}")] if state in (*IN_HAND, *OUT, *OVER) else []
    if state in OUT:
        return told
    return [*told, wording.say("mine.over") if state in OVER else where]


def _replies(scene: Mine, moment: Moment, wording: Wording) -> list[Reply]:
    ticket, replies = scene.ticket, list[Reply]()
    if moment.online:
        if ticket.state == "missed" or ticket.is_carried:
            label = wording.say("mine.check_in" if ticket.is_carried else "mine.re_enter")
            replies.append(Reply("do:re_enter", label, ACTION))
        if ticket.waits or ticket.state == "called":
            replies.append(Reply("sure:step_back", wording.say("mine.step_back")))
        if ticket.state in ("waiting", "missed"):
            replies.append(Reply("sure:withdraw", wording.say("mine.withdraw")))
    if ticket.passed:
        replies.append(Reply("why", wording.say("mine.why", n=len(ticket.passed))))
    return [*replies, Reply("done", wording.say("home"))]


def _buttons(zone: Rect, replies: list[Reply], look: Look) -> list[Placement]:
    """One below the other; lower where there are many, never below what a main button is."""
    high = min(look.mm(32, 38), (zone.h - look.gap * (len(replies) - 1)) // len(replies))
    placed: list[Placement] = []
    for reply in replies:
        row, zone = zone.take_top(high)
        zone = zone.take_bottom(zone.h - look.gap)[0]
        placed += loud_button(row, reply.touch, reply.label, look, reply.tone)
    return placed


def why(zones: Zones, scene: Why, look: Look, wording: Wording) -> list[Placement]:
    """Each who went first, by which rule (Q-13)."""
    passed = [Entry(wording.of(item.text), bullet=True) for item in scene.mine.ticket.passed]
    return reading(zones, wording.say("why_title"), passed, scene.page, look, wording)


def sure(zones: Zones, scene: Sure, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """What it means, before it is done; of what cannot be taken back the harmless answer is the loud one."""
    act: Act = scene.act
    final = act == "withdraw"
    keep = Reply("keep", wording.say(f"sure.{act}.no"), ACTION if final else PLAIN)
    do = Reply(f"do:{act}", wording.say(f"sure.{act}.yes"), PLAIN if final else ACTION)
    replies = ([keep, do] if final else [do, keep]) if moment.online else [keep]
    text = wording.say(f"sure.{act}.text") if moment.online else wording.say("lost")
    return notice(zones, wording.say(f"sure.{act}.title"), text, look, replies)
