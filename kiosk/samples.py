"""Every kind of screen with something on it, to look at: for pictures and tests."""

from __future__ import annotations

import msgspec

from common.messages import Issued, Refused
from common.words import Instant, Words
from kiosk import scene as s
from kiosk.hall import Hall
from kiosk.my_ticket import MyTicket, Passing
from kiosk.scene_ticket import Act, CodePad, Looking, Mine, Sure, TicketPad, Why

SCENES = (
    "home", "choose", "guide", "several", "adding", "declare", "again", "asking", "unreached", "refused", "printing",
    "collect", "note", "appointment", "late", "checkin", "checkin_full", "unknown_code", "letters", "number",
    "number_full", "looking", "unknown_number", "waiting", "called", "missed", "carried", "held", "serving", "withdrawn",
    "why", "step_back", "withdraw", "refused_change", "help", "order",
)  # fmt: skip
"""Those that every hall has; `not_here` and `directions` besides, where something is handled elsewhere."""

REFUSED = Refused(
    code="numbers_stopped",
    text=Words("今天已停止取号，请明天再来。", "No more numbers today. Please come again tomorrow."),
)
PASSED = Passing(
    Words(
        "9:41，H041 号到 4 号窗口：老年人，按公布的规定提前 30 分钟计。",
        "9:41: H041 to window 4: Elderly, whose wait counts 30 minutes earlier, as published.",
    )
)
HALF_AN_HOUR_MS = 30 * 60_000


def scene_named(name: str, hall: Hall, now: Instant) -> s.Scene:
    """One of `SCENES`, with the longest list of matters that this hall has."""
    line = max(hall.groups(), key=lambda row: len(hall.matters_of(row.id)))
    guide = s.Guide(hall.matters_of(line.id)[0].id)
    ticket = Issued(
        ticket=0,
        number="H036",
        matter=guide.matter,
        line=line.id,
        ahead=5,
        window=line.window,
        issued_at=now,
        check="423",
    )
    return {
        **_choosing(hall, line.id, guide),
        **_with_number(ticket, guide, now),
        **_with_paper(ticket),
    }[name]


def _choosing(hall: Hall, line: str, guide: s.Guide) -> dict[str, s.Scene]:
    others = [matter for matter in hall.matters if matter != guide.matter]
    several = s.Guide(guide.matter, then=tuple(others[:3]))
    help_ = s.Help(s.Home())
    return {
        "home": s.Home(),
        "choose": s.Choose(line),
        "guide": guide,
        "several": several,
        "adding": s.Home(adding=several),
        "declare": s.Declare(guide),
        "again": s.Again(guide),
        "not_here": s.NotHere(),
        "directions": s.Directions(next(iter(hall.elsewhere), "")),
        "help": help_,
        "order": s.Order(help_),
    }


def _with_number(ticket: Issued, guide: s.Guide, now: Instant) -> dict[str, s.Scene]:
    slot = now + HALF_AN_HOUR_MS
    booked = msgspec.structs.replace(ticket, slot=slot)
    late = msgspec.structs.replace(ticket, slot=now - HALF_AN_HOUR_MS, late=True)
    return {
        "asking": s.Asking(0, guide),
        "unreached": s.Unreached(0, guide),
        "refused": s.Told(REFUSED, guide),
        "printing": s.Printing(ticket),
        "collect": s.Collect(ticket),
        "note": s.Note(ticket, "paper_out"),
        "appointment": s.Collect(booked),
        "late": s.Collect(late),
        "checkin": CodePad("42"),
        "checkin_full": CodePad("421907"),
        "unknown_code": s.Told(Refused(code="unknown_appointment"), CodePad("421907")),
    }


def _with_paper(ticket: Issued) -> dict[str, s.Scene]:
    """For whoever brings the ticket back."""

    def mine(state: str, done: Act | None = None, *, carried: bool = False) -> Mine:
        ahead = ticket.ahead if state == "waiting" and not carried else None
        found = MyTicket(
            ticket=0,
            number=ticket.number,
            state=state,
            passed=(PASSED,) * 3,
            carried=carried,
            ahead=ahead,
            window=ticket.window,
        )
        return Mine(found, ticket.check, done)

    states = ("called", "missed", "held", "serving")
    return {
        "letters": TicketPad(),
        "number": TicketPad("H", "036"),
        "number_full": TicketPad("H", "1036423"),
        "looking": Looking(0, ticket.number, ticket.check),
        "unknown_number": s.Told(Refused(code="unknown_number"), TicketPad("H", "036423")),
        "waiting": mine("waiting", "step_back"),
        **{state: mine(state) for state in states},
        "carried": mine("waiting", carried=True),
        "withdrawn": mine("withdrawn", "withdraw"),
        "why": Why(mine("waiting")),
        "step_back": Sure(mine("waiting"), "step_back"),
        "withdraw": Sure(mine("waiting"), "withdraw"),
        "refused_change": s.Told(REFUSED, mine("waiting")),
    }
