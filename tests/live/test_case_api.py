"""Acts of a case over HTTP: what is not well formed is refused in words, and what may be left out may (C-6, C-8)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import commands_case as c
from tests.live.callers import caller
from tests.live.case_house import case_house, registered
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import clerk

NUMBERS = ["x", "", 1.5, True, -1, 10**30, [1], {}]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A1 handles cases and heads the department."""
    found = case_house(tmp_path / "data", case_setup({"A1": ("department_head",)}))
    yield found
    found.close()


def asked(house: WebHouse, request_id: str = "r1", **command: Any) -> Any:
    return caller(house, "clerk").ask("post", "/api/commands", {"id": request_id, "command": command})


def in_words(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, which says in both languages what is wrong."""
    refused = answer.json["refused"]
    assert set(refused["text"]) == {"zh", "en"}
    assert all(refused["text"].values())
    return answer.status_code, refused["code"]


@pytest.mark.parametrize("due", NUMBERS, ids=repr)
def test_an_extension_of_a_date_that_is_none_is_refused_in_words(house: WebHouse, due: object) -> None:
    """And changes nothing."""  # C-6
    case = registered(house).case
    about: dict[str, Any] = {"type": "extend_case", "case": case, "days": 2, "reason": "complex"}
    assert in_words(asked(house, **about, due=due)) == (400, "bad_request")
    assert house.desk.consult(lambda hall: hall.cases.open[case].extended) == 0


@pytest.mark.parametrize("notices", [*NUMBERS, 10_000], ids=repr)
def test_a_notice_after_a_number_that_is_none_is_refused_in_words(house: WebHouse, notices: object) -> None:
    """And changes nothing."""  # C-8
    case = registered(house, "mr").case
    about: dict[str, Any] = {"type": "tell_supplement", "case": case, "missing": [1]}
    assert in_words(asked(house, **about, notices=notices)) == (400, "bad_request")
    assert house.desk.consult(lambda hall: hall.cases.open[case].notices) == 0


def test_what_is_needed_and_left_out_is_refused_in_words(house: WebHouse) -> None:
    """Days, a reason, what is missing."""
    case = registered(house, "mr").case
    for command in (
        {"type": "extend_case"},
        {"type": "extend_case", "case": case},
        {"type": "extend_case", "case": case, "days": 2},
        {"type": "extend_case", "case": case, "reason": "complex"},
        {"type": "tell_supplement", "case": case},
        {"type": "tell_supplement", "case": case, "missing": None},
        {"type": "tell_supplement", "missing": [1]},
    ):
        assert in_words(asked(house, **command)) == (400, "bad_request")


def test_a_date_and_a_count_may_be_left_out_and_one_that_moved_is_refused(house: WebHouse) -> None:
    """A program that does not say what it knew takes what is; where the clock stands there is no date to extend."""  # C-6, C-8
    permit, papers = registered(house).case, registered(house, "mr").case
    extend = {"type": "extend_case", "case": permit, "days": 2, "reason": "complex"}
    assert asked(house, "r1", **extend).status_code == 200
    assert asked(house, "r2", **extend, due=None).status_code == 200
    assert in_words(asked(house, "r3", **extend, due=1)) == (409, "due_moved")
    tell = {"type": "tell_supplement", "case": papers, "missing": [1]}
    assert asked(house, "r4", **tell).status_code == 200
    assert in_words(asked(house, "r5", **tell, notices=0)) == (409, "told_meanwhile")
    house.give(clerk("A1"), c.StopClock(case=permit, reason="hearing", days=2))
    assert in_words(asked(house, "r6", **extend)) == (409, "clock_stands")
