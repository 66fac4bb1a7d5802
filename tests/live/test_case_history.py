"""What a resident reads of what happened: to the parts of a joint case, and when the calendar moved the due date."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands_case as c
from common.messages import Registered
from server.rules.order import ImportHall
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import ADMIN, clerk, moment

A1, A2, HEAD = clerk("A1"), clerk("A2"), clerk("A4")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def asked(house: WebHouse, case: Registered) -> Any:
    shown = {"number": case.number, "secret": case.secret}
    return caller(house, "anonymous").ask("post", "/api/case-progress", shown).json


def texts(told: Any) -> list[str]:
    return [event["text"]["zh"] for event in told["history"]]


def part_of(house: WebHouse, case: Registered, department: str, days: int) -> int:
    """The id of the part that is handed on to `department`."""
    house.give(A1, c.NotifyDepartment(case=case.case, department=department, days=days))
    parts: tuple[int, ...] = house.desk.consult(lambda hall: hall.cases.open[case.case].parts)
    return parts[-1]


def with_days_off(house: WebHouse, *days: str) -> None:
    """The administrator corrects the calendar."""
    setup = house.desk.consult(lambda hall: hall.rules)
    off = (*setup.deadlines.off_days, *days)
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    house.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))


def test_what_happens_to_a_part_is_told_with_its_departments_name(house: WebHouse) -> None:
    """Its supplement with the note, its stop with reason and days, and the clock as it stands because of it."""  # C-5, C-8, C-10
    case = registered(house, "joint")
    part = part_of(house, case, "e", 5)
    house.give(A2, c.TellSupplement(case=part, missing=(), note="图纸不清"))
    pass_to(house, "11-25")
    house.give(A2, c.StopClock(case=part, reason="hearing", days=2))
    told = asked(house, case)
    assert (told["stands"], told["stopped"], told["stopped_why"]["zh"], told["due"]) == (
        True,
        1,
        "听证",
        None,
    )
    assert (told["used"], told["promised"]) == (1, 45)  # not everybody is told: decision 0221
    *_, supplement, stop = told["history"]
    assert supplement["text"]["zh"].startswith("e：")
    assert supplement["note"] == "图纸不清"
    assert stop["text"] == {"zh": "e：时限暂停：听证，预计 2 个工作日", "en": stop["text"]["en"]}
    assert stop["text"]["en"].startswith("e: ")


def test_what_is_told_of_parts_is_in_order_and_nothing_of_the_halls_own_record(house: WebHouse) -> None:
    """Two departments, one after the other, and what was only looked at."""  # C-10, P-2
    case = registered(house, "joint")
    e, f = part_of(house, case, "e", 3), part_of(house, case, "f", 4)
    house.give(clerk("A3"), c.DecideCase(case=f, end="closed"))
    house.give(A2, c.SeePerson(case=e, why="contact"))
    house.give(A2, c.DecideCase(case=e, end="closed"))
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    *_, first, second, whole = texts(asked(house, case))
    assert (first[:2], second[:2], first[2:], second[2:]) == ("f：", "e：", whole, whole)
    assert not any("查看" in text for text in texts(asked(house, case)))


def test_a_due_date_that_the_calendar_moved_is_in_the_history(house: WebHouse) -> None:
    """With the new date; staff and resident read it, and of a case that did not move nothing."""  # C-3
    moved, other = registered(house, "up"), registered(house, "now")
    assert "2026-11-30" not in " ".join(texts(asked(house, moved)))
    with_days_off(house, "2026-11-25")
    assert texts(asked(house, moved))[-1] == "工作日安排有调整，办结期限改为 2026-12-01"
    assert not any("调整" in text for text in texts(asked(house, other)))
    told = caller(house, "supervisor").ask("get", f"/api/cases/{moved.number}").json
    assert told["history"][-1]["kind"] == "dues_moved"


def test_one_correction_is_told_of_every_case_that_it_moved(house: WebHouse) -> None:
    """Each with its own date; of a part with its department's name."""  # C-3, C-10
    cases = [registered(house, matter) for matter in ("up", "permit", "joint")]
    part_of(house, cases[2], "e", 2)
    with_days_off(house, "2026-11-25")
    dates = ["2026-12-01", "2026-12-22", "2026-11-26"]
    lasts = [texts(asked(house, case))[-1] for case in cases]
    assert [last.rpartition(" ")[2] for last in lasts] == dates
    assert lasts[2].startswith("e：")


def test_a_stop_longer_than_told_is_in_the_history(house: WebHouse) -> None:
    """The resident was told two days, on Monday: Tuesday and Wednesday."""  # C-5, decision 0220
    case = registered(house, "up")
    house.give(A1, c.StopClock(case=case.case, reason="appraisal", days=2))
    pass_to(house, "11-26")
    assert texts(asked(house, case))[-1] == "时限暂停已超过告知的 2 个工作日"


def test_the_list_keeps_the_date_of_a_joint_case_once_all_departments_are_told(house: WebHouse) -> None:
    """That of its last part, also once it is decided; its history says that this notice moved it."""  # C-10
    case = registered(house, "joint")
    house.give(A1, c.NotifyDepartment(case=case.case, department="e", days=5, last=True))
    (part,) = house.desk.consult(lambda hall: hall.cases.open[case.case].parts)

    def listed() -> Any:
        rows: Any = caller(house, "supervisor").ask("get", "/api/cases").json["cases"]
        return next(row["due"] for row in rows if row["id"] == case.case)

    one: Any = caller(house, "supervisor").ask("get", f"/api/cases/{case.number}").json
    assert listed() == one["now"]["due"] == one["case"]["due"] == moment("18:00", "2026-11-30")
    assert one["history"][-1]["text"]["zh"].endswith("各部门都已抄告，按最后办完的部门计算应办结日期")
    house.give(A2, c.DecideCase(case=part, end="closed"))
    house.give(HEAD, c.DecideCase(case=case.case, end="closed"))
    assert listed() == moment("18:00", "2026-11-30")


def test_the_last_notice_of_a_late_joint_case_moves_no_date_and_says_so(tmp_path: Path) -> None:
    """It is late by its own limit, and stays so."""  # C-7, C-10
    setup = case_setup()
    matters = (
        msgspec.structs.replace(one, promised_limit=2) if one.id == "joint" else one for one in setup.matters
    )
    house = case_house(tmp_path / "data", msgspec.structs.replace(setup, matters=tuple(matters)))
    try:
        case = registered(house, "joint")
        pass_to(house, "11-26")
        house.give(A1, c.NotifyDepartment(case=case.case, department="e", days=1, last=True))
        told = asked(house, case)
        assert told["due"] == moment("18:00", "2026-11-25")
        assert "按最后办完的部门" not in "".join(one["text"]["zh"] for one in told["history"])
    finally:
        house.close()


def test_whoever_asks_for_a_joint_case_with_an_overdue_part_is_told_that_it_is_red(house: WebHouse) -> None:
    """The resident with the receipt, at home and at the kiosk, and staff by its number: the light of the board."""  # C-10, P-1
    case = registered(house, "joint")
    part_of(house, case, "e", 1)
    part_of(house, case, "f", 9)
    assert (asked(house, case)["light"], asked(house, case)["due"] is None) == ("green", False)
    pass_to(house, "11-25")
    staff: Any = caller(house, "clerk").ask("get", f"/api/cases/{case.number}").json
    board: Any = caller(house, "anonymous").ask("get", "/api/board").json
    (on_board,) = (row["light"] for row in board["board"] if row["id"] == case.case)
    assert (on_board, staff["now"]["light"], asked(house, case)["light"]) == ("red", "red", "red")
