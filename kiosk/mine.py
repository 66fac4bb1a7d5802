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
from kiosk.ticket import ahead_fact, number_block, where
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
    facts = "\n".join(mine_facts(scene.ticket, wording))
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
    return (wording.say(f"mine.done.{_done(scene)}") if scene.done else ""), INFO


def _done(scene: Mine) -> str | None:
    """Nobody was let go first where nobody waits before it or behind it."""
    ticket = scene.ticket
    is_next = ticket.waits and ticket.ahead == 0 and ticket.behind == 0
    return "stayed" if scene.done == "step_back" and is_next else scene.done


def mine_facts(ticket: MyTicket, wording: Wording) -> list[str]:
    """What it is to its bearer now, in a line or two."""
    state = "carried" if ticket.is_carried else ticket.state
    if state == "own" and ticket.given is not None:
        own = wording.say("mine.own", time=wording.clock(ticket.given))
        return [own] if ticket.window is None else [own, where(None, ticket.window, wording)]
    place = where(ticket.window, ticket.usual, wording)
    if state == "waiting":
        since = (
            [wording.say("mine.since", time=wording.clock(ticket.given))] if ticket.given is not None else []
        )
        return [ahead_fact(ticket.ahead or 0, ticket.wait, wording), *since, place]
    if state == "called" and ticket.window is not None:
        place = wording.say("mine.go", window=ticket.window)
    told = [wording.say(f"mine.{state}")] if state in (*IN_HAND, *OUT, *OVER) else []
    if state in OUT:
        return told
    return [*told, wording.say("mine.over") if state in OVER else place]


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
    if moment.online and ticket.state not in (*OVER, "own"):
        replies.append(Reply("reprint", wording.say("mine.again")))
    return [*replies, Reply("done", wording.say("home"))]


def _buttons(zone: Rect, replies: list[Reply], look: Look) -> list[Placement]:
    """One below the other, lower where there are many; two in a row where they would be lower than a main button is."""
    rows = [[reply] for reply in replies]
    while _height(zone, rows, look) < look.main_h and (single := _last_pair(rows)) is not None:
        rows[single : single + 2] = [[*rows[single], *rows[single + 1]]]
    high = min(look.mm(32, 38), _height(zone, rows, look))
    placed: list[Placement] = []
    for row in rows:
        line, zone = zone.take_top(high)
        zone = zone.take_bottom(zone.h - look.gap)[0]
        for place, reply in zip(line.columns(len(row), look.gap), row, strict=True):
            placed += loud_button(place, reply.touch, reply.label, look, reply.tone)
    return placed


def _height(zone: Rect, rows: list[list[Reply]], look: Look) -> int:
    return (zone.h - look.gap * (len(rows) - 1)) // len(rows)


def _last_pair(rows: list[list[Reply]]) -> int | None:
    """Where the last two lie that still have a row each."""
    return next((n for n in range(len(rows) - 2, -1, -1) if len(rows[n]) == len(rows[n + 1]) == 1), None)


def why(zones: Zones, scene: Why, look: Look, wording: Wording) -> list[Placement]:
    """Each who went first, by which rule (Q-13)."""
    passed = [Entry(wording.of(item.text), bullet=True) for item in scene.mine.ticket.passed]
    return reading(zones, wording.say("why_title"), passed, scene.page, look, wording)


def sure(zones: Zones, scene: Sure, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """What it means, before it is done; of what cannot be taken back the harmless answer is the loud one."""
    act: Act = scene.act
    final = act == "withdraw"
    said = "stayed" if act == "step_back" and scene.mine.ticket.behind == 0 else act
    keep = Reply("keep", wording.say(f"sure.{said}.no"), ACTION if final else PLAIN)
    do = Reply(f"do:{act}", wording.say(f"sure.{said}.yes"), PLAIN if final else ACTION)
    replies = ([keep, do] if final else [do, keep]) if moment.online else [keep]
    text = wording.say(f"sure.{said}.text") if moment.online else wording.say("lost")
    return notice(zones, wording.say(f"sure.{said}.title"), text, look, replies)
