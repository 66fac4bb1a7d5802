"""What a matter asks for changes while its cases are open; what they were told, brought and went through stays in its own words (C-8, M-1)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands_case as c
from common import commands_paper as q
from common.messages import PaperWaits, Registered
from common.words import Words
from server.rules.order import ImportHall
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.street import ADMIN, clerk, words

A1 = clerk("A1")
PHOTO = words("照片")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """Of the matter `mr` an identity card (0) and a form (1) are asked for."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def with_lists(house: WebHouse, matter: str, **lists: tuple[Words, ...]) -> None:
    """The administrator publishes others."""
    setup = house.desk.consult(lambda hall: hall.rules)
    matters = tuple(
        msgspec.structs.replace(item, **lists) if item.id == matter else item for item in setup.matters
    )
    house.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, matters=matters)))


def progress(house: WebHouse, case: Registered) -> Any:
    shown = {"number": case.number, "secret": case.secret}
    return caller(house, "anonymous").ask("post", "/api/case-progress", shown).json


def history(told: Any) -> list[str]:
    return [event["text"]["zh"] for event in told["history"]]


def notice(house: WebHouse, case: Registered) -> str:
    """The supplement notice on A4."""
    page = caller(house, "clerk").ask("post", "/case/supplement", {"case": str(case.case)})
    assert page.status_code == 200
    text: str = page.get_data(as_text=True)
    return text


def test_a_paper_that_is_put_first_rewrites_no_evidence(house: WebHouse) -> None:
    """The card came, the form is missing: before and after, for the resident, for staff, and on paper."""  # C-8
    case = registered(house, "mr")
    house.give(A1, c.TellSupplement(case=case.case, missing=(0, 1)))
    house.give(A1, c.ReceiveMaterials(case=case.case, materials=(0,)))
    before = history(progress(house, case))
    assert before[-1].endswith("身份证")
    with_lists(house, "mr", materials=(PHOTO, words("身份证"), words("申请表")))
    told = progress(house, case)
    assert history(told) == before
    assert [item["zh"] for item in told["missing"]] == ["申请表"]
    staff = caller(house, "clerk").ask("get", f"/api/cases/{case.number}").json
    assert history(staff) == before
    assert (staff["now"]["lacking"], [item["zh"] for item in staff["now"]["materials"]]) == (
        [1],
        ["身份证", "申请表"],
    )
    shown = notice(house, case)
    assert "申请表" in shown
    assert "照片" not in shown
    house.give(A1, c.ReceiveMaterials(case=case.case, materials=(1,)))
    assert progress(house, case)["state"] == "accepted"


@pytest.mark.parametrize("left", [(), (words("身份证"),)])
def test_a_list_that_is_shorter_now_leaves_every_notice_to_be_printed(
    house: WebHouse, left: tuple[Words, ...]
) -> None:
    """On A4 and at the kiosk."""  # C-8
    case = registered(house, "mr")
    house.give(A1, c.TellSupplement(case=case.case, missing=(0, 1)))
    with_lists(house, "mr", materials=left)
    assert all(text in notice(house, case) for text in ("身份证", "申请表"))
    waits = house.give(A1, q.AskPaper(paper="supplement", case=case.case))
    assert isinstance(waits, PaperWaits)
    paper: Any = caller(house, "kiosk").ask("post", f"/api/papers/{waits.paper}", {}).json
    assert [item["zh"] for item in paper["paper"]["missing"]] == ["身份证", "申请表"]


def test_a_one_time_notice_of_a_list_that_is_shorter_meanwhile_is_refused_and_no_fault(
    house: WebHouse,
) -> None:
    """Asked for at the window, and the list changed before a kiosk took it."""  # M-4
    waits = house.give(A1, q.AskPaper(paper="one_time", matter="mr", missing=(1,)))
    assert isinstance(waits, PaperWaits)
    with_lists(house, "mr", materials=())
    told: Any = caller(house, "kiosk").ask("post", f"/api/papers/{waits.paper}", {}).json
    assert told["refused"]["code"] == "unknown_material"


def test_the_steps_of_a_case_are_those_of_its_registration(house: WebHouse) -> None:
    """A step that is put first changes neither the history nor which is next, nor the limit of it."""  # M-1
    case = registered(house, "up")
    house.give(A1, c.EnterStep(case=case.case, step=0))
    before = history(progress(house, case))
    assert before[-1].endswith("初审")
    with_lists(house, "up", steps=(words("收件"), words("初审"), words("上报")))
    told = progress(house, case)
    assert history(told) == before
    assert ([item["zh"] for item in told["steps"]], told["step"]) == (["初审", "上报"], 0)
    staff = caller(house, "clerk").ask("get", f"/api/cases/{case.number}").json
    assert [item["zh"] for item in staff["now"]["steps"]] == ["初审", "上报"]
    pass_to(house, "11-25")
    assert progress(house, case)["step_late"]


def test_a_part_has_the_lists_of_its_whole(house: WebHouse) -> None:
    """Also where they were changed before it was told."""  # C-8, C-10
    with_lists(house, "joint", materials=(words("图纸"),))
    case = registered(house, "joint", materials=(0,))
    with_lists(house, "joint", materials=(PHOTO, words("图纸")))
    house.give(A1, c.NotifyDepartment(case=case.case, department="e", days=3))
    lists = house.desk.consult(lambda hall: {case.lists.materials for case in hall.cases.open.values()})
    assert lists == {(words("图纸"),)}


def test_a_row_bears_its_lists_only_where_the_matter_has_others_now(house: WebHouse) -> None:
    """Else pages read those of the matter."""
    case = registered(house, "mr")
    staff = caller(house, "clerk").ask("get", f"/api/cases/{case.number}").json
    assert (staff["now"]["materials"], staff["now"]["steps"]) == (None, None)
