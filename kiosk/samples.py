"""Every kind of screen with something on it, to look at: for pictures and tests."""

from __future__ import annotations

import msgspec

from common.messages import Issued, Refused
from common.rows_cases import CasePart
from common.words import Instant, Words
from kiosk import scene as s
from kiosk.hall import Hall
from kiosk.my_case import Happened, MyCase
from kiosk.my_ticket import MyTicket, Passing
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.scene_ticket import Act, CodePad, Looking, Mine, Sure, TicketPad, Why

SCENES = (
    "home", "choose", "guide", "several", "adding", "declare", "again", "asking", "unreached", "refused", "printing",
    "collect", "note", "note_again", "appointment", "late", "checkin", "checkin_full", "unknown_code", "letters", "number",
    "number_full", "looking", "unknown_number", "unknown_paper", "phone_code", "waiting", "called", "missed", "carried", "held", "serving", "withdrawn",
    "why", "step_back", "withdraw", "refused_change", "help", "order",
    "enquire", "case", "case_full", "finding", "unknown_case", "progress", "progress_missing", "board", "duty", "promises",
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
PAGE = "https://hall.example.gov.cn/t#1042.abcdefghijklmnopqrstuv"
"""As long as a ticket's address on a phone is."""
MY_CASE = MyCase(
    number="2026-0123",
    state="accepted",
    matter=Words("村民申请宅基地用地的初审", "First review of a homestead plot"),
    department=Words("经济发展办公室", "Economic development office"),
    handler=Words("窗口工作人员", "Clerk"),
    clerk="A06",
    phone="0000-0000000",
    history=(
        Happened(
            1_794_967_260_000,
            Words("收到申请（窗口），编号 2026-0123", "Received (window), number 2026-0123"),
        ),
        Happened(
            1_794_970_860_000,
            Words("受理，承诺 5 个工作日办结", "Accepted, to be closed within 5 working days"),
        ),
        Happened(
            1_795_057_260_000,
            Words("时限暂停：鉴定，预计 2 个工作日", "The time is stopped: appraisal, 2 working days or so"),
        ),
        Happened(
            1_795_136_400_000,
            Words(
                "经部门负责人批准延长 3 个工作日", "Extended by 3 working days by the head of the department"
            ),
        ),
    ),
    steps=(
        Words("窗口受理", "Acceptance"),
        Words("现场踏勘", "Visit to the place"),
        Words("办结送达", "Result"),
    ),
    step=1,
    light="green",
    due=1_796_205_600_000,  # eight working days after the day of acceptance, two of which did not count
    used=0,
    promised=8,
    stopped=2,
    stopped_why=Words("鉴定", "appraisal"),
    extended=3,
)
MY_SUPPLEMENT = msgspec.structs.replace(
    MY_CASE,
    state="supplement",
    light="none",
    due=None,
    used=None,
    missing=(
        Words("户口本复印件", "Copy of the household register"),
        Words("近期照片两张", "Two recent photographs"),
    ),
    history=(
        *MY_CASE.history,
        Happened(1_795_060_860_000, Words("一次性告知补正", "Told what is missing"), "照片要近期的"),
    ),
)
_PART = CasePart(
    number="2026-0124",
    department=Words("农业综合服务中心", "Agricultural service centre"),
    state="accepted",
    light="green",
    due=1_796_205_600_000,
    provisional=False,
    promised=8,
    stands=False,
)
MY_JOINT = msgspec.structs.replace(
    MY_CASE,
    agent="A04",
    agent_title=Words("民政助理", "Civil affairs assistant"),
    leg=Words("已送交上级窗口（县级）", "Handed in at the higher level's window (county)"),
    parts=(
        _PART,
        msgspec.structs.replace(
            _PART,
            department=Words("国土资源与村镇建设管理所", "Land and village construction office"),
            light="red",
        ),
        msgspec.structs.replace(
            _PART, department=Words("社会事务办公室", "Social affairs office"), light="none", stands=True
        ),
    ),
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
        phone=PAGE,
        wait=(20, 35),
    )
    return {
        **_choosing(hall, line.id, guide),
        **_with_number(ticket, guide, now),
        **_with_paper(ticket),
        **_wanting_to_know(),
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
        "note_again": s.Note(msgspec.structs.replace(ticket, reprinted=now), "paper_out"),
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
            wait=ticket.wait if ahead is not None else None,
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
        "unknown_paper": s.Told(Refused(code="unknown_paper"), TicketPad()),
        "phone_code": s.Told(Refused(code="phone_code"), TicketPad()),
        "waiting": mine("waiting", "step_back"),
        **{state: mine(state) for state in states},
        "carried": mine("waiting", carried=True),
        "withdrawn": mine("withdrawn", "withdraw"),
        "why": Why(mine("waiting")),
        "step_back": Sure(mine("waiting"), "step_back"),
        "withdraw": Sure(mine("waiting"), "withdraw"),
        "refused_change": s.Told(REFUSED, mine("waiting")),
    }


def _wanting_to_know() -> dict[str, s.Scene]:
    """For whoever looks something up."""
    return {
        "enquire": Enquire(),
        "case": CasePad(typed="202601"),
        "case_full": CasePad(typed="20261234542190763"),
        "finding": Finding(0),
        "unknown_case": s.Told(Refused(code="case_not_found"), CasePad()),
        "progress": Progress(MY_CASE),
        "progress_missing": Progress(MY_SUPPLEMENT),
        "progress_joint": Progress(MY_JOINT),
        "board": OnBoard(),
        "duty": OnDuty(),
        "promises": Promises(),
    }
