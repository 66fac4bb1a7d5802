"""Cases over HTTP: their history in words, lists, and the applicant, at whom nobody looks unrecorded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import commands_case as c
from common.messages import Refused
from server.rules.cases.facts import PersonSeen
from server.rules.order import SYSTEM, Tick
from tests.live.callers import Caller, caller, signed_in
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

A1 = clerk("A1")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def staff(house: WebHouse, role: str = "clerk") -> Caller:
    return caller(house, role)


def test_a_case_is_told_with_its_history_in_words(house: WebHouse) -> None:
    """Each fact in order, in both languages; the applicant masked."""  # C-1, P-2
    case = registered(house, "mr", materials=(0,))
    house.give(A1, c.TellSupplement(case=case.case, missing=(1,)))
    house.give(A1, c.ReceiveMaterials(case=case.case, materials=(1,)))
    told: Any = staff(house).ask("get", f"/api/cases/{case.number}").json
    assert [event["kind"] for event in told["history"]] == [
        *("case_registered", "supplement_told", "materials_received", "case_accepted")
    ]
    assert told["history"][1]["text"]["zh"] == "一次性告知补正：申请表"
    assert "working days promised: 5" in told["history"][3]["text"]["en"]
    assert (told["applicant"], told["now"]["applicant"], told["now"]["promised"]) == ("欧阳＊", "欧阳＊", 5)
    assert (told["case"]["state"], told["history"][0]["by"]) == ("accepted", "A1")


def test_a_case_that_is_long_over_is_found(house: WebHouse) -> None:
    """By its rows: the hall in memory knows it no more."""  # S-3
    case = registered(house)
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    house.give(A1, c.DeliverResult(case=case.case))
    pass_to(house, "11-24")
    pass_to(house, "11-25")
    told: Any = staff(house).ask("get", f"/api/cases/{case.number}").json
    assert (told["case"]["state"], told["now"], told["history"][-1]["kind"]) == (
        "delivered",
        None,
        "case_delivered",
    )


def test_every_kind_of_fact_has_words(house: WebHouse) -> None:
    """A course through nearly all of them, told without a gap."""
    joint, up = registered(house, "joint"), registered(house, "up")
    for command in (
        c.EnterStep(case=up.case, step=0),
        c.SendUp(case=up.case),
        c.MarkCase(case=up.case, mark="urgent"),
        c.NotifyDepartment(case=joint.case, department="e", days=3),
    ):
        house.give(A1, command)
    pass_to(house, "11-25")
    house.give(A1, c.ComeDown(case=up.case))
    house.give(A1, c.StopClock(case=up.case, reason="appraisal", days=2))
    pass_to(house, "11-26")
    house.give(A1, c.StartClock(case=up.case))
    house.give(clerk("A4"), c.ExtendCase(case=up.case, days=2, reason="complex"))
    house.give(A1, c.HandOnCase(case=up.case, clerk="A4"))
    pass_to(house, "12-24")
    house.give(clerk("A4"), c.DecideCase(case=up.case, end="denied", note="不符合条件"))
    told: Any = staff(house).ask("get", f"/api/cases/{up.number}").json
    texts = [event["text"]["zh"] for event in told["history"]]
    assert "时限暂停：鉴定，预计 2 个工作日" in texts
    extended = "经部门负责人批准延长 2 个工作日：情况复杂，应办结 2026-"
    assert any(text.startswith(extended) for text in texts)  # with the new date (C-6)
    assert any(text.startswith("超过办理期限") for text in texts)
    assert not any("不符合条件" in text for text in texts)  # a note is private
    part = house.desk.consult(lambda hall: hall.cases.open[joint.case].parts[0])
    number = house.desk.consult(lambda hall: hall.cases.open[part].number)
    told = staff(house).ask("get", f"/api/cases/{number}").json
    assert (told["history"][0]["kind"], told["applicant"]) == ("department_notified", "欧阳＊")


def test_cases_are_listed_by_department_state_and_number(house: WebHouse) -> None:
    """Newest first; a sign in the number that databases read as any is only itself."""
    first, second = registered(house, "mr", materials=(0,)), registered(house)
    asked = staff(house)

    def numbers(query: str) -> list[str]:
        found: Any = asked.ask("get", f"/api/cases?{query}").json
        return [one["number"] for one in found["cases"]]

    assert numbers("") == [second.number, first.number]
    assert numbers("state=registered") == [first.number]
    assert numbers("department=d&q=2026-") == [second.number, first.number]
    assert numbers("department=e") == numbers("q=%25") == numbers("page=1") == []
    for wrong in ("state=gone", "page=-1", "page=x"):
        assert asked.ask("get", f"/api/cases?{wrong}").status_code == 400


def test_a_look_at_the_applicant_is_stored_before_it_is_answered(house: WebHouse) -> None:
    """Who looked, at what, for what."""  # S-5
    case = registered(house)
    told = staff(house).ask("post", f"/api/cases/{case.case}/person", {"why": "contact"}).json
    assert (told["name"], told["contact"], told["erased"]) == ("欧阳小红", "13800000000", False)
    history = staff(house).ask("get", f"/api/cases/{case.number}").json["history"]
    assert [(one["kind"], one["by"]) for one in history][-1] == ("person_seen", "A1")


def test_nobody_sees_the_applicant_whom_the_rules_do_not_let(house: WebHouse) -> None:
    """A clerk of another department, a device, or a look for no reason: and nothing is recorded."""  # S-5
    case = registered(house)
    path = f"/api/cases/{case.case}/person"
    house.people.add("A3", ["clerk"], "no password", 0)
    assert staff(house).ask("post", path, {"why": "curious"}).status_code == 400
    assert caller(house, "kiosk").ask("post", path, {"why": "check"}).status_code == 403
    pages = house.signed_in("Z9", "clerk")
    assert pages.client.post(path, json={"why": "check"}).status_code in (401, 403, 409)
    other = signed_in(house, "A2").ask("post", path, {"why": "check"})
    assert (other.status_code, other.json["refused"]["code"]) == (
        409,
        "not_your_case",
    )  # as docs/api.md has it
    history = staff(house).ask("get", f"/api/cases/{case.number}").json["history"]
    assert PersonSeen.__struct_config__.tag not in {one["kind"] for one in history}


def test_a_supervisor_sees_the_applicant_of_a_case_that_is_over_until_the_name_is_erased(
    house: WebHouse,
) -> None:
    """A complaint comes afterwards, too."""  # S-5, K-2
    case = registered(house)
    house.give(A1, c.RefuseCase(case=case.case, reason="withdrawn"))
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    house.give(A1, c.DeliverResult(case=case.case))
    pass_to(house, "11-25")
    told = staff(house, "supervisor").ask("post", f"/api/cases/{case.case}/person", {"why": "complaint"}).json
    assert told["name"] == "欧阳小红"
    pass_to(house, "12-31")
    house.clock.at += 366 * 24 * 3_600_000
    house.give(SYSTEM, Tick())
    gone = staff(house, "supervisor").ask("post", f"/api/cases/{case.case}/person", {"why": "complaint"})
    assert (gone.status_code, gone.json["refused"]["code"]) == (409, "unknown_case")


def test_a_clerk_is_told_what_is_open_to_the_clerk_and_whoever_watches_nothing(house: WebHouse) -> None:
    """Also of a case that is not on the clerk's own list: the page offers no more."""  # C-18
    case, joint = registered(house), registered(house, "joint")
    path = f"/api/cases/{case.number}"
    assert staff(house).ask("get", path).json["now"]["may"] == ["work", "decide", "take_back"]
    assert staff(house, "supervisor").ask("get", path).json["now"]["may"] == []
    told = staff(house).ask("get", f"/api/cases/{joint.number}").json["now"]
    assert told["to_notify"] == {name: {"zh": name, "en": name} for name in ("e", "f")}  # C-10
    assert told["covered"] is False


def test_a_clerk_is_told_to_whom_the_case_may_go(house: WebHouse) -> None:
    """The department's own people, and nobody else once it is asked; none once it is decided: the page offers no others."""  # C-10, C-18
    case = registered(house)
    path = f"/api/cases/{case.number}"
    assert staff(house).ask("get", path).json["handlers"] == ["A4"]
    for other in ("A2", "A3"):
        reply = house.give(A1, c.HandOnCase(case=case.case, clerk=other))
        assert isinstance(reply, Refused)
        assert reply.code == "handler_elsewhere"
    assert not isinstance(house.give(A1, c.HandOnCase(case=case.case, clerk="A4")), Refused)
    assert staff(house).ask("get", path).json["handlers"] == ["A1"]
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    assert staff(house).ask("get", path).json["handlers"] == []
