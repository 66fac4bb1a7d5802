"""A hall as a wall's view shows it: rows by hand, shared by the wall's tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from common.fold import View
from common.rows import CallRow, HallRow, LineRow, PostRow, Row, TodayRow, WindowRow
from common.rows_cases import CaseBoardRow, DepartmentRow
from common.words import Instant, Words

ZONE = ZoneInfo("Asia/Shanghai")
POSTS = (
    ("领导接待岗", "Leaders' reception"),
    ("信访与司法岗", "Petitions and justice"),
    ("人口与计划生育岗", "Population and family planning"),
    ("民政、劳动保障岗", "Civil affairs and labour security"),
    ("农业综合服务岗", "Agricultural services"),
    ("国土、村镇建设与工业服务岗", "Land, construction and industry"),
    ("房管所收费岗", "Housing office payments"),
    ("文化广播服务岗", "Culture and broadcasting"),
)
WINDOWS = tuple((zh.removesuffix("岗") + "窗口", en) for zh, en in POSTS)
LONGEST = Words(
    "国土资源、村镇建设规划、安全生产监督与工业企业综合服务岗位",
    "Land resources, village construction planning, work safety and industry",
)


def at(clock: str, day: str = "2026-11-23") -> Instant:
    """A moment on the hall's clock; by default of a Monday."""
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).timestamp() * 1000)


def hall(**changes: Any) -> HallRow:
    row = HallRow(
        id="shigu",
        name=Words("师古镇便民服务中心", "Shigu Town Citizens' Service Centre"),
        sample=True,
        phone="0838-8000000",
        timezone="Asia/Shanghai",
        day="2026-11-23",
        phase="open",
        until=at("12:00"),
        numbers=True,
        paused=None,
    )
    return msgspec.structs.replace(row, **changes)


def post(home: int, name: Words | None = None, **changes: Any) -> PostRow:
    words = Words(*POSTS[(home - 1) % len(POSTS)])
    row = PostRow(
        id=f"post-{home}",
        name=name or words,
        home=home,
        a_role=f"A{home:02d}",
        state="a_role",
        clerk=f"A{home:02d}",
        window=home,
        reason=None,
        since=at("08:30"),
        until=None,
        lines=(f"line-{home}",),
    )
    return msgspec.structs.replace(row, **changes)


def covered(home: int, by: int, name: Words | None = None, **changes: Any) -> PostRow:
    """A post whose line is answered at another window, by B."""
    told: dict[str, Any] = {"state": "b_role", "window": by, "reason": "stepped_away", "until": at("10:50")}
    return post(home, name, **{**told, **changes})


def unattended(home: int, name: Words | None = None, **changes: Any) -> PostRow:
    told: dict[str, Any] = {"state": "unattended", "window": None, "clerk": None, "reason": "not_arrived"}
    return post(home, name, **{**told, **changes})


def closed(home: int, name: Words | None = None, **changes: Any) -> PostRow:
    return post(home, name, state="closed", window=None, clerk=None, **changes)


def line(window: int, waiting: int) -> LineRow:
    return LineRow(
        id=f"line-{window}",
        name=Words(POSTS[(window - 1) % len(POSTS)][0]),
        everyday=Words(""),
        icon="",
        waiting=waiting,
        oldest=None,
        window=window,
        state="a_role",
    )


def call(ticket: int, called_at: Instant, **changes: Any) -> CallRow:
    row = CallRow(
        ticket=ticket,
        number=f"{'KCFHMRWY'[ticket % 8]}{ticket:03d}",
        window=ticket % 8 + 1,
        role="a_role",
        state="called",
        called_at=called_at,
        times=1,
    )
    return msgspec.structs.replace(row, **changes)


def window(number: int, name: Words | None = None, **changes: Any) -> WindowRow:
    """A window at which its A sits."""
    row = WindowRow(
        number=number,
        name=name or Words(*WINDOWS[(number - 1) % len(WINDOWS)]),
        clerk=f"A{number:02d}",
        away=None,
        away_until=None,
        state="free",
        ticket=None,
        since=None,
        title=Words("窗口工作人员", "Window clerk"),
        department=Words("示例 民政所", "Sample: civil affairs office"),
    )
    return msgspec.structs.replace(row, **changes)


def today(number: int, finished: int, minutes: int) -> TodayRow:
    """So many were served there, each after so many minutes."""
    return TodayRow(window=number, called=finished, finished=finished, wait_ms=finished * minutes * 60_000)


def view(
    hall_row: HallRow | None = None,
    posts: list[PostRow] | None = None,
    calls: list[CallRow] | None = None,
    lines: list[LineRow] | None = None,
    figures: list[tuple[int, int]] | None = None,
    *,
    cases: list[CaseBoardRow] | None = None,
    departments: list[DepartmentRow] | None = None,
) -> View:
    """The whole view, as plain values; `figures`: finished and minutes of wait, window by window."""
    posts = [post(window) for window in range(1, 9)] if posts is None else posts
    lines = [line(row.home, row.home * 3 % 7) for row in posts] if lines is None else lines
    return {
        "hall": _plain({"hall": hall_row or hall()}),
        "windows": _plain({str(row.home): window(row.home, row.name) for row in posts}),
        "posts": _plain({row.id: row for row in posts}),
        "lines": _plain({row.id: row for row in lines}),
        "calls": _plain({str(row.ticket): row for row in calls or []}),
        "today": _plain({str(nth): today(nth, *figure) for nth, figure in enumerate(figures or (), 1)}),
        "board": _plain({str(row.id): row for row in cases or []}),
        "departments": _plain({row.id: row for row in departments or []}),
    }


def _plain(rows: dict[str, Any]) -> dict[str, Any]:
    return {row_id: msgspec.to_builtins(row) for row_id, row in rows.items() if isinstance(row, Row)}
