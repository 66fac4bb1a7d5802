"""Which cases staff may read over HTTP (S-5, P-6): clerks what their job needs, who leads all of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import commands as c
from common import commands_case as k
from tests.live.callers import signed_in
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

A1 = clerk("A1")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A1 and A4 are of department d, A2 of e, A3 of f."""
    found = case_house(tmp_path / "data")
    for name in ("A3", "A4"):
        found.people.add(name, ["clerk"], "no password", 0)
        found.people.set_password(name, "no password", one_time=False)
    yield found
    found.close()


def told(house: WebHouse, staff: str, number: str) -> Any:
    """What the case's own address says: its matter, or why it says nothing."""
    answer = signed_in(house, staff).ask("get", f"/api/cases/{number}")
    return (
        answer.json["case"]["matter"]
        if answer.status_code == 200
        else (answer.status_code, answer.json["refused"])
    )


def listed(house: WebHouse, staff: str, query: str = "") -> list[str]:
    found: Any = signed_in(house, staff).ask("get", f"/api/cases?{query}").json
    return [one["number"] for one in found["cases"]]


READERS = {"A1": True, "A4": True, "A3": False, "S1": True, "admin": True}


@pytest.mark.parametrize("staff", READERS)
def test_a_case_is_read_by_its_department_and_by_who_leads(house: WebHouse, staff: str) -> None:
    """Others are told number and state, as everybody is; no list has it, however it is asked."""  # S-5, P-6
    case = registered(house, "permit")
    for _ in range(2):
        answer = told(house, staff, case.number)
        if READERS[staff]:
            assert answer == "permit"
        else:
            status, refused = answer
            assert (status, refused["code"]) == (403, "case_elsewhere")
            assert refused["values"] == {"number": case.number, "state": "accepted"}
        assert (case.number in listed(house, staff)) == READERS[staff]
        assert (case.number in listed(house, staff, f"q={case.number}&department=d")) == READERS[staff]
        house.give(A1, k.DecideCase(case=case.case, end="closed"))  # also of one that is history
        house.give(A1, k.DeliverResult(case=case.case))
        pass_to(house, "11-25")
        if not READERS[staff]:
            break


def test_a_clerk_reads_the_whole_of_a_part_the_parts_of_a_whole_and_what_is_carried(house: WebHouse) -> None:
    """Of a joint case everybody whose department has a part; the agent while it is carried."""  # C-10, C-11, S-5
    joint, up = registered(house, "joint"), registered(house, "up")
    assert told(house, "A3", joint.number)[0] == 403
    house.give(A1, k.NotifyDepartment(case=joint.case, department="f", days=3))
    part = house.desk.consult(lambda hall: hall.cases.open[hall.cases.open[joint.case].parts[0]].number)
    assert (told(house, "A3", joint.number), told(house, "A1", part)) == ("joint", "joint")
    assert told(house, "A3", up.number)[0] == 403
    house.give(clerk("A4"), k.NameAgent(case=up.case, agent="A3"))
    assert told(house, "A3", up.number) == "up"


def test_whoever_covers_a_post_reads_its_cases_until_the_cover_ends(house: WebHouse) -> None:
    """A2 is the B of A1's post."""  # AB-16, S-5
    house.give(A1, c.SitDown(window=1))
    house.give(clerk("A2"), c.SitDown(window=2))
    case = registered(house, "permit")
    assert told(house, "A2", case.number)[0] == 403
    house.give(A1, c.HandOver(reason="meeting"))
    assert told(house, "A2", case.number) == "permit"
    house.give(A1, c.ComeBack())
    assert told(house, "A2", case.number)[0] == 403
