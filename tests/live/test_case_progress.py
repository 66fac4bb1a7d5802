"""A resident looks at an own case with what the receipt shows, and nobody else does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands_case as c
from common.messages import Registered
from server.live.limits import CASE_MISSES
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import BOSS, clerk, moment

A1 = clerk("A1")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def asked(house: WebHouse, number: str, secret: str) -> Any:
    return caller(house, "anonymous").ask("post", "/api/case-progress", {"number": number, "secret": secret})


def wrong(case: Registered) -> str:
    return f"{(int(case.secret) + 1) % 10**8:08d}"


def test_the_receipts_number_and_secret_tell_how_the_case_stands(house: WebHouse) -> None:
    """State, steps, the clock explained, who handles it; without a session."""  # C-1, C-5, P-5
    case = registered(house, "up")
    house.give(A1, c.EnterStep(case=case.case, step=0))
    pass_to(house, "11-25")
    house.give(A1, c.StopClock(case=case.case, reason="appraisal", days=2))
    pass_to(house, "11-26")
    answer = asked(house, case.number, case.secret)
    told = answer.json
    assert (answer.status_code, told["state"], told["clerk"], told["department"]["zh"]) == (
        200,
        "accepted",
        "A1",
        "d",
    )
    assert (told["used"], told["promised"], told["stopped"], told["stands"]) == (1, 5, 2, True)
    assert (told["stopped_why"]["zh"], told["due"]) == ("鉴定", None)
    assert ([step["zh"] for step in told["steps"]], told["step"]) == (["初审", "上报"], 0)
    assert told["history"][-1]["text"]["zh"] == "时限暂停：鉴定，预计 2 个工作日"


def test_what_is_missing_is_told_until_the_case_is_accepted(house: WebHouse) -> None:
    """By name."""  # C-8
    case = registered(house, "mr", materials=(0,))
    assert [one["zh"] for one in asked(house, case.number, case.secret).json["missing"]] == ["申请表"]
    house.give(A1, c.ReceiveMaterials(case=case.case, materials=(1,)))
    assert asked(house, case.number, case.secret).json["missing"] == []


def test_until_when_papers_are_to_be_brought_is_told_until_the_case_is_accepted(tmp_path: Path) -> None:
    """Where the hall sets that, as the notice said it."""  # C-8
    setup = case_setup()
    figures = msgspec.structs.replace(setup.cases, supplement_within_days=5)
    house = case_house(tmp_path / "data", msgspec.structs.replace(setup, cases=figures))
    try:
        case = registered(house, "mr", materials=(0,))
        assert asked(house, case.number, case.secret).json["bring_by"] is None
        house.give(A1, c.TellSupplement(case=case.case, missing=(1,)))
        told = asked(house, case.number, case.secret).json["bring_by"]
        assert told == moment("18:00", "2026-11-30")
        house.give(A1, c.ReceiveMaterials(case=case.case, materials=(1,)))
        assert asked(house, case.number, case.secret).json["bring_by"] is None
    finally:
        house.close()


def test_what_a_notice_asks_for_after_silence_accepted_is_told(house: WebHouse) -> None:
    """It is worked on without; what was told in writing stands on the resident's own page, too."""  # C-8, C-20
    case = registered(house, "mr", materials=(0,))
    pass_to(house, "12-01")
    told = asked(house, case.number, case.secret).json
    assert (told["state"], told["missing"]) == ("accepted", [])
    house.give(A1, c.TellSupplement(case=case.case, missing=(1,)))
    assert [one["zh"] for one in asked(house, case.number, case.secret).json["missing"]] == ["申请表"]


def test_papers_that_follow_are_told_while_it_is_worked_on(house: WebHouse) -> None:
    """Where the matter may start without them."""  # C-12
    soon = registered(house, "soon", materials=(0,))
    told = asked(house, soon.number, soon.secret).json
    assert (told["state"], [one["zh"] for one in told["missing"]]) == ("accepted", ["申请表"])
    house.give(A1, c.ReceiveMaterials(case=soon.case, materials=(1,)))
    assert asked(house, soon.number, soon.secret).json["missing"] == []


def test_nothing_of_the_person_and_nothing_of_the_halls_own_record_is_told(house: WebHouse) -> None:
    """Not to whoever holds the receipt either."""  # P-2
    case = registered(house, "mr", materials=(0,))
    house.give(A1, c.TellSupplement(case=case.case, missing=(1,), note="照片要近期的"))
    house.give(A1, c.SeePerson(case=case.case, why="contact"))
    answer = asked(house, case.number, case.secret)
    shown = answer.get_data(as_text=True)
    assert not any(text in shown for text in ("小红", "欧阳", "13800000000"))
    assert "查看" not in shown


def test_what_was_written_to_the_resident_is_told_to_whoever_holds_the_receipt_alone(house: WebHouse) -> None:
    """With what it belongs to: the supplement's note, as on the notice; on no board, and in no list of staff."""  # C-8, P-2
    case = registered(house, "mr", materials=(0,))
    house.give(A1, c.TellSupplement(case=case.case, missing=(1,), note="照片要近期的"))
    told = asked(house, case.number, case.secret).json
    assert [event.get("note", "") for event in told["history"]] == ["", "照片要近期的"]
    for path in ("/api/board", "/api/view/board"):
        assert "近期" not in caller(house, "display").ask("get", path).get_data(as_text=True)
    assert asked(house, case.number, wrong(case)).status_code == 404


def test_why_not_and_where_to_turn_instead_is_told(house: WebHouse) -> None:
    """In the clerk's own words."""  # C-9, C-14
    refused = registered(house, "mr", materials=(0,))
    house.give(A1, c.RefuseCase(case=refused.case, reason="not_competent", note="请到县局办理"))
    assert asked(house, refused.number, refused.secret).json["history"][-1]["note"] == "请到县局办理"
    denied = registered(house)
    house.give(A1, c.DecideCase(case=denied.case, end="denied", note="不符合条件"))
    assert asked(house, denied.number, denied.secret).json["history"][-1]["note"] == "不符合条件"


def test_an_unknown_number_and_a_wrong_secret_are_the_same_refusal(house: WebHouse) -> None:
    """Nobody learns which numbers there are; of a part there is no secret at all."""  # P-2
    case = registered(house, "joint")
    house.give(A1, c.NotifyDepartment(case=case.case, department="e", days=3))
    answers = [asked(house, case.number, wrong(case)), asked(house, "2026-9999", case.secret)]
    answers += [
        asked(house, "2026-0002", ""),
        asked(house, case.number, "１２３４５６７８"),
        asked(house, "x" * 900, "1"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.get_data() for answer in answers}) == 1


def test_whoever_guesses_is_stopped_and_the_resident_may_look_as_often_as_needed(house: WebHouse) -> None:
    """By the address; in time it may be tried again."""
    case = registered(house)
    for _ in range(2 * int(CASE_MISSES.burst)):  # right ones do not count
        assert asked(house, case.number, case.secret).status_code == 200
        house.clock.at += 3_000
    for _ in range(int(CASE_MISSES.burst)):
        asked(house, case.number, wrong(case))
    locked = asked(house, case.number, case.secret)
    assert (locked.status_code, locked.json["refused"]["code"]) == (429, "too_many")
    house.clock.at += 121_000
    assert asked(house, case.number, case.secret).status_code == 200


def test_a_case_that_is_over_still_tells_how_it_ended(house: WebHouse) -> None:
    """From its rows."""  # C-16
    case = registered(house)
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    house.give(A1, c.DeliverResult(case=case.case))
    pass_to(house, "11-25")
    told = asked(house, case.number, case.secret).json
    assert (told["state"], told["history"][-1]["text"]["en"]) == ("delivered", "The result was handed over")


def test_two_cases_have_secrets_that_no_board_tells(house: WebHouse) -> None:
    """Eight digits, another for each; the rows of boards do not hold them."""
    cases = [registered(house) for _ in range(20)]
    secrets = {case.secret for case in cases}
    assert len(secrets) > 15
    assert all(len(secret) == 8 and secret.isdigit() for secret in secrets)
    board = caller(house, "display").ask("get", "/api/view/board").get_data(as_text=True)
    assert not any(f'"{secret}"' in board for secret in secrets)


def test_every_leg_of_an_agents_way_is_told_to_the_resident(house: WebHouse) -> None:
    """Who carries it, how far that is now, and each leg with its moment."""  # C-11
    case = registered(house, "up")
    house.give(clerk("A4"), c.NameAgent(case=case.case, agent="A2"))
    for leg in ("set_out", "handed_in", "collected"):
        house.give(clerk("A2"), c.RecordLeg(case=case.case, leg=leg))
    told = asked(house, case.number, case.secret).json
    assert (told["agent"], told["agent_title"]["zh"], told["leg"]["zh"]) == (
        "A2",
        "办事员",
        "已领取结果（县级）",
    )
    texts = [event["text"]["zh"] for event in told["history"]]
    assert "全程代办，代办员 A2" in texts
    legs = ("代办员已出发", "已送交上级窗口", "已领取结果")
    assert [text for text in texts if text.startswith("代办：")] == [f"代办：{leg}（县级）" for leg in legs]
    assert "已报上级审批" in texts


def test_a_joint_case_tells_its_parts_with_department_state_and_date(house: WebHouse) -> None:
    """Each has a clock of its own; what one came to is told too."""  # C-10
    case = registered(house, "joint")
    for department, days in (("e", 3), ("f", 5)):
        house.give(A1, c.NotifyDepartment(case=case.case, department=department, days=days))
    first = house.desk.consult(lambda hall: hall.cases.open[case.case].parts[0])
    house.give(clerk("A2"), c.DecideCase(case=first, end="closed"))
    e, other = asked(house, case.number, case.secret).json["parts"]
    assert (e["department"]["zh"], e["state"], e["due"]) == ("e", "closed", None)
    assert (other["department"]["zh"], other["state"], other["light"]) == ("f", "accepted", "green")
    assert other["due"] is not None


def test_a_late_step_and_an_extension_are_told_to_the_resident(house: WebHouse) -> None:
    """The step though the case is in time; the extension with its reason and the new date."""  # M-1, C-6
    case = registered(house, "up")
    house.give(A1, c.EnterStep(case=case.case, step=0))
    pass_to(house, "11-24", "18:00")
    house.give(clerk("A4"), c.ExtendCase(case=case.case, days=2, reason="evidence"))
    told = asked(house, case.number, case.secret).json
    assert (told["step_late"], told["light"], told["extended"]) == (True, "green", 2)
    texts = [event["text"]["zh"] for event in told["history"]]
    assert any(text.startswith("环节超时：初审") for text in texts)
    assert "2026-12-02" in texts[-1]


def test_that_it_was_hurried_is_the_halls_own_affair(house: WebHouse) -> None:
    """On record, and seen by staff."""  # C-18
    case = registered(house)
    house.give(BOSS, c.HurryCase(case=case.case))
    assert "催办" not in asked(house, case.number, case.secret).get_data(as_text=True)
    told = caller(house, "supervisor").ask("get", f"/api/cases/{case.number}").json
    assert told["history"][-1]["text"]["zh"] == "催办"


def test_a_clock_that_stood_for_two_reasons_is_explained_by_both(house: WebHouse) -> None:
    """Each with its days, in both languages."""  # C-5, P-1
    case = registered(house, "permit")
    hearing = c.StopClock(case=case.case, reason="hearing", days=1)
    for day, again, stop in (
        ("11-24", "11-25", hearing),
        ("11-27", "11-28", msgspec.structs.replace(hearing, reason="appraisal")),
    ):
        pass_to(house, day)
        house.give(A1, stop)
        pass_to(house, again)
        house.give(A1, c.StartClock(case=case.case))
    told = asked(house, case.number, case.secret).json
    assert (told["stopped"], told["stopped_why"]["zh"]) == (2, "听证 1、鉴定 1")
    assert told["stopped_why"]["en"].count(" 1") == 2
