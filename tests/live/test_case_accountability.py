"""What was done late or wrong with a case stays findable: also when it is decided, handed over, and long history (C-7, C-8)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands as p
from common import commands_case as c
from common.messages import Registered
from server.rules.order import SYSTEM, ImportHall, Tick
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.street import ADMIN, BOSS, clerk, moment

A1, A2, HEAD = clerk("A1"), clerk("A2"), clerk("A4")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def on_record(house: WebHouse, quarter: str = "2026-Q4", **more: object) -> list[str]:
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    told: Any = caller(house, "supervisor").ask("get", f"/api/cases?quarter={quarter}&{asked}").json
    return [one["number"] for one in told["cases"]]


def ended(house: WebHouse, case: Registered) -> None:
    """Decided and handed over."""
    house.give(HEAD, c.DecideCase(case=case.case, end="closed"))
    house.give(HEAD, c.DeliverResult(case=case.case))


def breached(house: WebHouse) -> Registered:
    """Told what is missing twice, and closed."""
    case = registered(house, "mr", materials=())
    for place in (0, 1):
        house.give(A1, c.TellSupplement(case=case.case, missing=(place,)))
    house.give(A1, c.ReceiveMaterials(case=case.case, materials=(0, 1)))
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    house.give(A1, c.DeliverResult(case=case.case))
    return case


def test_records_and_breaches_are_listed_by_quarter_after_decision_and_delivery(house: WebHouse) -> None:
    """By when it was put on record, not by when it was received; what was always in time is not among them."""  # C-7, C-8
    good, wrong, late, told_once = (
        registered(house),
        breached(house),
        registered(house, "soon"),
        registered(house, "mr"),
    )
    house.give(A1, c.TellSupplement(case=told_once.case, missing=(0, 1)))
    pass_to(house, "11-27")
    assert on_record(house) == [late.number, wrong.number]
    house.give(A1, c.DecideCase(case=late.case, end="closed"))
    assert on_record(house) == [late.number, wrong.number]
    house.give(A1, c.DeliverResult(case=late.case))
    pass_to(house, "11-28")
    pass_to(house, "11-30")
    assert on_record(house) == [late.number, wrong.number]
    assert on_record(house, state="delivered", q=late.number) == [late.number]
    assert on_record(house, quarter="2026-Q3") == on_record(house, quarter="2027-Q1") == []
    assert good.number not in on_record(house)


def test_a_record_that_was_wrong_is_countered_from_that_list_and_stays_on_it(house: WebHouse) -> None:
    """Its row says so."""  # C-7
    late = registered(house, "soon")
    pass_to(house, "11-27")
    house.give(A1, c.DecideCase(case=late.case, end="closed"))
    house.give(BOSS, c.CounterOverdue(case=late.case, reason="calendar_wrong"))
    told: Any = caller(house, "supervisor").ask("get", "/api/cases?quarter=2026-Q4").json
    assert [(one["number"], one["countered"]) for one in told["cases"]] == [(late.number, True)]


@pytest.mark.parametrize(
    "quarter", ["2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-q4", "٢٠٢٦-Q4", "2026-Q4%0A"]
)
def test_what_is_no_quarter_is_refused(house: WebHouse, quarter: str) -> None:
    """With the name of the field."""
    answer = caller(house, "supervisor").ask("get", f"/api/cases?quarter={quarter}")
    told: Any = answer.json
    assert (answer.status_code, told["refused"]["values"]) == (400, {"field": "quarter"})


def test_the_resident_reads_that_the_record_was_wrong(house: WebHouse) -> None:
    """Beside the record, which is told as well."""  # C-7
    late = registered(house, "soon")
    pass_to(house, "11-27")
    house.give(BOSS, c.CounterOverdue(case=late.case, reason="calendar_wrong"))
    asked = {"number": late.number, "secret": late.secret}
    told: Any = caller(house, "anonymous").ask("post", "/api/case-progress", asked).json
    assert [one["text"]["zh"] for one in told["history"]][-2:] == [
        "超过办理期限，已自动记录（承办 A1）",
        "超期记录有误，已更正：节假日设置有误",
    ]
    assert told["light"] == "red"


def test_what_was_to_be_closed_on_the_spot_and_was_open_at_the_days_end_is_listed_and_told(
    house: WebHouse,
) -> None:
    """In the quarter's records, with the day's end in its history; another that was closed is not."""  # C-2
    left, closed = registered(house, "now"), registered(house, "now")
    house.give(A1, c.DecideCase(case=closed.case, end="closed"))
    pass_to(house, "11-24")
    assert on_record(house) == [left.number]
    told: Any = caller(house, "supervisor").ask("get", f"/api/cases/{left.number}").json
    assert told["case"]["left_open"]
    assert [(one["kind"], one["text"]["zh"]) for one in told["history"]][-1:] == [
        ("day_closed", "当日没有办结的即办件，已自动记录")
    ]


def test_what_was_left_open_while_the_machine_was_off_bears_the_moment_of_that_days_closing(
    house: WebHouse,
) -> None:
    """In the record, in the history and on the resident's page; not that of the restart two days later."""  # C-2
    left = registered(house, "now")
    pass_to(house, "11-23", "15:00")
    pass_to(house, "11-25", "08:45")
    closed = moment("18:00", "2026-11-23")
    assert [one["event"]["at"] for one in records(house)] == [closed]
    told: Any = caller(house, "supervisor").ask("get", f"/api/cases/{left.number}").json
    assert told["history"][-1]["at"] == closed
    asked = {"number": left.number, "secret": left.secret}
    shown: Any = caller(house, "anonymous").ask("post", "/api/case-progress", asked).json
    assert shown["history"][-1]["at"] == closed


def records(house: WebHouse, quarter: str = "2026-Q4") -> list[Any]:
    told: Any = caller(house, "supervisor").ask("get", f"/api/cases?quarter={quarter}").json
    return list(told["records"])


def test_each_record_stands_for_itself_with_who_held_the_case_then(house: WebHouse) -> None:
    """Overdue with A1, handed to A4, countered for a day off, late once more: two records, each its holder's, and one counter-entry beside the first."""  # C-7
    late = registered(house, "soon")
    pass_to(house, "11-27")
    house.give(BOSS, c.HandOnCase(case=late.case, clerk="A4"))
    house.give(BOSS, c.CounterOverdue(case=late.case, reason="outage"))
    setup = house.desk.consult(lambda hall: hall.rules)
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=("2026-11-26",))
    house.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))
    pass_to(house, "12-01")
    again, first = records(house)
    assert (first["event"]["kind"], first["clerk"], again["clerk"]) == ("case_overdue", "A1", "A4")
    assert first["countered"]["text"]["zh"].startswith("超期记录有误")
    assert (first["countered"]["by"], again["countered"]) == (BOSS.id, None)
    assert first["event"]["at"] < again["event"]["at"]


def test_a_late_step_is_whose_the_case_was_on_its_day_though_it_is_known_later(house: WebHouse) -> None:
    """Due on Monday, with A4 since then; Saturday turns out to have been a working day, and A1 had it."""  # C-3, C-7, M-1
    case = registered(house, "up")
    pass_to(house, "11-27")
    house.give(A1, c.EnterStep(case=case.case, step=0))
    pass_to(house, "11-30")
    house.give(BOSS, c.HandOnCase(case=case.case, clerk="A4"))
    setup = house.desk.consult(lambda hall: hall.rules)
    deadlines = msgspec.structs.replace(setup.deadlines, work_days=("2026-11-28",))
    house.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))
    (record, *_) = [one for one in records(house) if one["event"]["kind"] == "step_overdue"]
    assert (record["event"]["at"], record["clerk"]) == (moment("18:00", "2026-11-28"), "A1")


def test_a_quarter_lists_its_own_records_and_not_what_followed(house: WebHouse) -> None:
    """Late in the fourth, delivered late in the next: one in each."""  # C-7, C-19
    late = registered(house, "soon")
    pass_to(house, "12-30")
    house.give(A1, c.DecideCase(case=late.case, end="closed"))
    house.clock.at = moment("09:00", "2027-01-25")
    house.give(SYSTEM, Tick())
    kinds = [[one["event"]["kind"] for one in records(house, quarter)] for quarter in ("2026-Q4", "2027-Q1")]
    assert kinds == [["case_overdue"], ["delivery_late"]]


def test_what_was_taken_back_stands_on_the_quarters_list(house: WebHouse) -> None:
    """With who did it and why: nobody makes a forgotten case none unseen."""  # C-7
    case = registered(house)
    house.give(A1, c.TakeBackCase(case=case.case, reason="twice"))
    (record,) = records(house)
    assert (record["event"]["kind"], record["event"]["by"], record["clerk"]) == (
        "case_taken_back",
        "A1",
        "A1",
    )


def test_a_record_says_under_which_cover_the_case_was(house: WebHouse) -> None:
    """In the list and in its history, in both languages."""  # C-7, AB-16
    late = registered(house, "soon")
    pass_to(house, "11-26", "14:35")
    house.give(A2, p.SitDown(window=2))
    pass_to(house, "11-26", "18:00")
    (record,) = records(house)
    assert (record["clerk"], record["covered_by"]) == ("A1", "A2")
    told: Any = caller(house, "supervisor").ask("get", f"/api/cases/{late.number}").json
    assert told["history"][-1]["text"]["en"].endswith("(handler A1, covered by A2 then)")


def test_acceptance_by_silence_and_a_stop_beyond_its_days_stand_on_the_quarters_list(house: WebHouse) -> None:
    """Also once the cases are handed over, and in no other quarter."""  # C-5, C-20
    silent, stopped = registered(house, "mr"), registered(house)
    house.give(A1, c.StopClock(case=stopped.case, reason="appraisal", days=2))
    pass_to(house, "12-01")
    house.give(A1, c.StartClock(case=stopped.case))
    for case in (silent, stopped):
        ended(house, case)
    found = [(one["case"], one["event"]["kind"], one["clerk"]) for one in records(house)]
    assert found.pop(0) == (silent.case, "case_overdue", "A1")  # the limit counts from the receipt
    assert found == [(silent.case, "case_accepted", "A1"), (stopped.case, "stop_overrun", "A1")]
    pass_to(house, "12-02")
    house.clock.at = moment("09:00", "2027-01-04")
    house.give(SYSTEM, Tick())
    later = registered(house, "mr")
    assert records(house, "2026-Q3") == []
    assert later.case not in [one["case"] for one in records(house)]
