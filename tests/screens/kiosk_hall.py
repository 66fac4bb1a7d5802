"""A hall as a kiosk sees it: a hall's own file (the sample's unless told), in the view's rows."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from common.messages import Issued, Phase
from common.rows import ElsewhereRow, HallRow, LineRow, MatterRow, PriorityRow, WaitRow
from common.rows_public import DutyRow
from common.words import Words
from kiosk.hall import Hall, View, hall_from
from tests.screens.cases_hall import EVERY_KIND, departments

HALLS = Path(__file__).resolve().parents[2] / "assets" / "halls"
SHIGU, LEIPING = HALLS / "shigu.toml", HALLS / "leiping.toml"
PUBLISHED: dict[str, Any] = {
    "complaints": "示例 0000-0000001",
    "duty_leader": Words("示例 副镇长 08:30-12:00、示例 镇长 14:30-18:00", "Sample: the deputy mayor 08:30-12:00, Sample: the mayor 14:30-18:00"),
    "duty_next": tuple(
        DutyRow(day=f"2026-11-{day}", leader=Words("示例 党委副书记", "Sample: the deputy secretary"))
        for day in (23, 24, 25, 26, 27, 30)
    ),
    "commitments": (Words("示例 一次性告知，不让群众跑第二趟", "Sample: told once and completely, nobody comes twice"), Words("示例 即来即办", "Sample: done at once")),
    "notices": (Words("示例 办理事项不收取任何手续费", "Sample: no fees are charged for handling"),),
}  # fmt: skip
NINE = 1_795_224_060_000  # 2026-11-21 09:21:00 in Shanghai


def file_of(path: Path) -> dict[str, Any]:
    """What a hall's file says."""
    return tomllib.loads(path.read_text("utf-8"))


def _words(text: dict[str, str] | None) -> Words:
    return Words(**text) if text else Words("")


def _matter(row: dict[str, Any], departments: dict[str, Words]) -> MatterRow:
    return MatterRow(
        id=row["id"],
        name=_words(row["name"]),
        department=departments[row["department"]],
        line=row["line"],
        kind=row.get("kind", "instant"),
        statutory_limit=row.get("statutory_limit"),
        promised_limit=row.get("promised_limit"),
        basis=_words(row.get("basis")),
        who_may_apply=_words(row.get("who_may_apply")),
        materials=tuple(_words(item) for item in row.get("materials", [])),
        steps=(),
        fee=_words(row.get("fee")),
        fee_basis=_words(row.get("fee_basis")),
        result=_words(row.get("result")),
        phone="",
    )


def _line(row: dict[str, Any], window: int) -> LineRow:
    return LineRow(
        id=row["id"],
        name=_words(row["name"]),
        everyday=_words(row["everyday"]),
        icon=row.get("icon", ""),
        waiting=window,
        oldest=None,
        window=window,
        state="a_role",
        prefix=row["prefix"],
    )


def about(
    *,
    phase: Phase = "open",
    numbers: bool = True,
    paused: str | None = None,
    paused_until: int | None = None,
    until: int | None = None,
    path: Path = SHIGU,
) -> HallRow:
    """The hall, as it stands at some moment."""
    hall = file_of(path)["hall"]
    return HallRow(
        id=hall["id"],
        name=_words(hall["name"]),
        sample=hall["sample"],
        phone=hall["phone"],
        timezone=hall["timezone"],
        day="2026-11-21",
        phase=phase,
        until=until,
        numbers=numbers,
        paused=paused,
        paused_until=paused_until,
        ranges_right=83,
        ranges_given=412,
    )


def view(row: HallRow | None = None, path: Path = SHIGU) -> View:
    """The view as it comes over the wire."""
    file = file_of(path)
    departments = {item["id"]: _words(item["name"]) for item in file["departments"]}
    windows = {post["lines"][0]: post["window"] for post in file["posts"]}
    tables: dict[str, dict[str, Any]] = {
        "hall": {"hall": row or about(path=path)},
        "lines": {item["id"]: _line(item, windows[item["id"]]) for item in file["lines"]},
        "waits": {
            item["id"]: WaitRow(id=item["id"], low_min=105, high_min=140, late=False)
            for item in file["lines"]
        },
        "matters": {item["id"]: _matter(item, departments) for item in file["matters"]},
        "priorities": {
            item["id"]: PriorityRow(id=item["id"], name=_words(item["name"])) for item in file["priorities"]
        },
    }
    plain: View = msgspec.to_builtins(tables)
    return plain


def hall(row: HallRow | None = None, path: Path = SHIGU) -> Hall:
    """The same, typed."""
    return hall_from(view(row, path))


def full_hall(path: Path = SHIGU) -> Hall:
    """One that has everything: appointments, a general window, matters elsewhere, a quota nearly used up."""
    found = hall(path=path)
    rows = list(found.matters.values())
    booked = msgspec.structs.replace(rows[-1], appointments=True, quota=20, left=3)
    unsure = msgspec.structs.replace(
        rows[0], id="unsure", name=Words("综合咨询", "General enquiry"), unsure=True
    )
    elsewhere = {
        row.id: row
        for row in (
            ElsewhereRow(id="passport", name=Words("办理出入境证件", "Passports and permits"), where=Words("市公安局出入境接待大厅（人民路 12 号）", "City police, exit and entry hall, 12 Renmin Road"), phone="示例 0000-0000001"),
            ElsewhereRow(id="vehicle", name=Words("机动车登记", "Vehicle registration"), where=Words("市车管所", "City vehicle office"), phone=""),
        )
    }  # fmt: skip
    matters = {**found.matters, booked.id: booked, unsure.id: unsure}
    assert found.about is not None
    told = msgspec.structs.replace(found.about, **PUBLISHED)
    return dataclasses.replace(
        found,
        about=told,
        matters=matters,
        elsewhere=elsewhere,
        board={str(row.id): row for row in EVERY_KIND},
        departments={row.id: row for row in departments()},
    )


def issued(ticket: int = 7, *, matter: str = "", window: int | None = 4, number: str = "H036") -> Issued:
    """An answer to asking for a number."""
    return Issued(
        ticket=ticket,
        number=number,
        matter=matter,
        line="welfare",
        ahead=5,
        window=window,
        issued_at=NINE,
    )
