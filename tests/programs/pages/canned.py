"""What the pages of forms are given, made up: each page once, in the states that need most room."""

from __future__ import annotations

from types import SimpleNamespace as Some
from typing import Any, get_args

from common.commands import PauseReason, StandInReason
from common.commands_case import CounterReason, Mistake
from common.commands_place import ClosedReason, SpecialReason
from server.hall_file import read_hall
from server.rules.attendance import Breach
from server.statistics.attendance import KINDS, ClerkMonth, DayBreach
from server.web.statistics_table import Wording
from tests.architecture.checkout import ROOT
from tests.programs.pages.canned_statistics import statistics

NINE = 1795395600000  # Monday 2026-11-23, 09:00 in China
HOUR = 3_600_000
Page = tuple[str, dict[str, Any]]


def canned_pages() -> dict[str, Page]:
    return {
        "/supervisor": ("supervisor.html", supervisor()),
        "/supervisor/cover": ("supervisor_cover.html", {**supervisor(), "months": ["2026-11", "2026-10"]}),
        "/supervisor/cases": (
            "supervisor_cases.html",
            {
                **supervisor(),
                "counter_reasons": get_args(CounterReason),
                "mistakes": get_args(Mistake),
                "quarters": ["2026-Q4", "2026-Q3"],
            },
        ),
        "/supervisor/intake": ("supervisor_intake.html", supervisor()),
        "/supervisor/attendance": ("attendance.html", attendance()),
        "/supervisor/statistics": ("statistics.html", statistics(NINE)),
        "/statistics-refused": ("statistics.html", statistics(NINE, "结束日期不能早于开始日期。")),
        "/sign-in": ("sign_in.html", {"next": "/counter/", "refused": None, "staff_number": ""}),
        "/sign-in-refused": ("sign_in.html", {"refused": "工号或密码不对。", "staff_number": "A03"}),
        "/password": ("password.html", {"one_time": True, "least": 10, "refused": None, "done": False}),
        "/message": ("message.html", {"heading": "404", "text": "—", "link": ("/", "←")}),
        **{f"/admin/{part}": (f"admin_{part}.html", values) for part, values in admin().items()},
    }


def supervisor() -> dict[str, Any]:
    return {
        "here": "supervisor",
        "stand_in_reasons": get_args(StandInReason),
        "pause_reasons": get_args(PauseReason),
        "closed_reasons": get_args(ClosedReason),
        "special_reasons": get_args(SpecialReason),
        "locked": [Some(id="A07", until=NINE)],
        "device_names": {"kiosk-1": "大门取号机"},
        "done": None,
        "refused": None,
    }


def attendance() -> dict[str, Any]:
    setup = read_hall(ROOT / "assets" / "halls" / "shigu.toml")
    cases = [DayBreach("2026-11-23", Breach(kind, "A03", NINE, NINE + HOUR)) for kind in KINDS]
    found = [ClerkMonth(f"A0{n}", 21, dict.fromkeys(KINDS, n), cases) for n in (3, 4)]
    return {
        "here": "supervisor",
        "tab": "attendance",
        "month": "2026-11",
        "months": ["2026-11", "2026-10"],
        "kinds": KINDS,
        "found": found,
        "titles": {clerk.id: clerk.title for clerk in setup.clerks},
        "figures": {"late": 15, "off_post": 30, "half_day": 60},
        "wording": Wording(setup, "zh"),
        "refused": None,
    }


def account(staff: str, roles: set[str], **values: Any) -> Some:
    return Some(id=staff, roles=roles, **{"one_time": False, "locked_until": None, "closed": None, **values})


def admin() -> dict[str, dict[str, Any]]:
    pages: dict[str, dict[str, Any]] = {
        "devices": {
            "pairings": [Some(code="482913", kind="display", name="大厅主屏", expires=NINE + HOUR)],
            "devices": [
                Some(
                    id="kiosk-1", kind="kiosk", name="大门取号机", created=NINE, last_seen=NINE, revoked=None
                ),
                Some(id="wall-1", kind="display", name="", created=NINE, last_seen=None, revoked=NINE + HOUR),
            ],
        },
        "staff": {
            "people": [
                account("admin", {"administrator"}),
                account("A03", {"clerk"}, one_time=True),
                account("A04", {"clerk", "supervisor"}, locked_until=NINE + HOUR),
                account("A44", {"clerk"}),
                account("A05", {"clerk"}, closed=NINE),
            ],
            "is_strange": lambda staff: staff == "A44",
            "known": ["A01", "A02"],
            "secret": ("A03", "kfw7-2mtx-9qpa"),
        },
        "hall": {
            "hall": Some(
                name="师古镇便民服务中心", sample=True, source="…", windows=8, matters=29, posts=8, clerks=8
            ),
            "another_hall": True,
            "findings": [
                {
                    "line": 42,
                    "level": "error",
                    "text": dict.fromkeys(("zh", "en"), "岗位“post-3”没有 B 岗。"),
                },
                {"line": 7, "level": "warning", "text": {"zh": "—", "en": "—"}},
                {"line": None, "level": "warning", "text": {"zh": "—", "en": "—"}},
            ],
        },
        "backup": {
            "folder": "D:\\jiaohao-backup",
            "backups": [Some(name="shigu-2026-11-22-8f3a.db", made=NINE - 15 * HOUR, size_mb=14)],
        },
        "clock": {"now": NINE, "last_at": NINE - 100 * HOUR, "doubtful": True, "timezone": "Asia/Shanghai"},
    }
    return {
        part: {"here": "admin", "part": part, "done": None, "refused": None, **v} for part, v in pages.items()
    }
