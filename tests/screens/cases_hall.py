"""Cases as a wall's view shows them: rows by hand, shared by the tests of the board of cases."""

from __future__ import annotations

from typing import Any

import msgspec

from common.fold import View
from common.rows_cases import CaseBoardRow, DepartmentRow
from common.words import Words
from tests.screens.wall_hall import LONGEST, at, view

MATTERS = (
    Words("新生儿落户登记", "Registering a newborn"),
    Words("农村宅基地建房许可", "Permit to build on a homestead"),
    Words("城乡居民基本医疗保险参保登记", "Basic medical insurance for residents"),
    Words("个体工商户注册", "Registering a sole trader"),
)


def case(nth: int, place: int | None = None, **changes: Any) -> CaseBoardRow:
    """An accepted case, on its third of five days."""
    row = CaseBoardRow(
        id=100 + nth,
        number=f"2026-{nth:04d}",
        state="accepted",
        place=nth if place is None else place,
        matter=MATTERS[nth % len(MATTERS)],
        department=Words("民政所", "Civil affairs"),
        applicant="张＊",
        light="green",
        due=at("18:00", "2026-11-26"),
        used=3,
        promised=5,
    )
    return msgspec.structs.replace(row, **changes)


def over(nth: int, state: str = "closed", **changes: Any) -> CaseBoardRow:
    return case(nth, **{"state": state, "light": "none", "due": None, "used": 4, **changes})


def sensitive(nth: int, **changes: Any) -> CaseBoardRow:
    """Number and state only (P-6)."""
    row = CaseBoardRow(id=100 + nth, number=f"2026-{nth:04d}", state="accepted", place=nth)
    return msgspec.structs.replace(row, **changes)


EVERY_KIND = [
    case(1, applicant="欧阳＊", light="red", used=6, due=at("18:00", "2026-11-20"), mark="urgent"),
    case(2, light="yellow", used=5, stopped=2, stopped_why="appraisal", due=at("18:00")),
    case(3, applicant="农＊合作社", stopped=1, stopped_why="expert_review", stands=True),
    sensitive(4),
    case(5, extended=5, due=at("18:00", "2027-01-04"), provisional=True),
    case(6, state="registered", light="none", due=None, used=None, promised=None),
    case(7, state="supplement", light="none", due=None, used=None, promised=None),
    case(8, promised=0, used=0, due=None),
    case(9, promised=0, used=0, due=None, light="yellow"),
    over(10),
    over(11, "delivered", stopped=3, stopped_why="hearing"),
    over(12, "refused", used=None, promised=None),
    over(13, "denied"),
    over(14, "no_permit"),
]
LONG_DEPARTMENT = Words("国土资源与村镇建设管理所", "Land, construction and industry office")


def longest(nth: int) -> CaseBoardRow:
    """Every field as long as it gets."""
    row = EVERY_KIND[nth % len(EVERY_KIND)]
    told = {
        "matter": LONGEST,
        "department": LONG_DEPARTMENT,
        "applicant": "师＊有限责任公司",
        "stopped": 30,
        "stopped_why": "submitted",
        "stopped_by": (("expert_review", 10), ("hearing", 8), ("submitted", 12)),
        "extended": 20,
        "mark": "urgent",
        "provisional": True,
    }
    told |= {"promised": 120, "used": 118} if row.used else {}
    number = f"师古〔2026〕国土资源与村镇建设-{nth:06d}"
    changes = {"id": 100 + nth, "place": nth, "number": number} | (told if row.matter.zh else {})
    return msgspec.structs.replace(row, **changes)


def departments(count: int = 6, name: Words | None = None) -> list[DepartmentRow]:
    names = (
        Words("民政所", "Civil affairs"),
        Words("社保所", "Social security"),
        Words("农业服务中心", "Agriculture"),
        Words("国土所", "Land and construction"),
        Words("司法所", "Justice"),
        Words("卫生院", "Health"),
    )
    return [
        DepartmentRow(
            id=f"d{nth}",
            name=name or names[nth % 6],
            accepted=12 + nth,
            closed=9,
            on_time=8,
            overdue=nth % 2,
        )
        for nth in range(count)
    ]


def board_view(cases: list[CaseBoardRow] | None = None, **changes: Any) -> View:
    """What the audience `board` has: no posts and no calls."""
    given = view(posts=[], cases=EVERY_KIND if cases is None else cases, **changes)
    return {name: given[name] for name in ("hall", "board", "departments")}
