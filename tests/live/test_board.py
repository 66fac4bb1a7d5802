"""The board for whoever opens it: what hangs on the wall, and nothing more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands_case as c
from common.words import Words
from server.rules.setup import Matter
from server.rules.setup_duty import DutyDay, DutyLeader, DutyQuarter, DutyRota
from server.web.shapes_cases import BoardTold
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import clerk, words

A1 = clerk("A1")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall with a sensitive matter, too."""
    setup = case_setup()
    low = Matter(id="low", name=words("低保"), department="d", line="r", kind="promised", sensitive=True)
    found = case_house(tmp_path / "data", msgspec.structs.replace(setup, matters=(*setup.matters, low)))
    yield found
    found.close()


def board(house: WebHouse, after: str = "") -> Any:
    """As somebody who is nobody."""
    answer = caller(house, "anonymous").ask("get", f"/api/board?after={after}")
    assert answer.status_code == 200
    msgspec.convert(answer.json, BoardTold)
    return answer.json


def test_anybody_sees_the_state_of_cases_with_the_clock_explained(house: WebHouse) -> None:
    """Without signing in; the department's figures beside."""  # P-1, P-3
    case = registered(house, "up")
    pass_to(house, "11-25")
    house.give(A1, c.StopClock(case=case.case, reason="appraisal", days=2))
    pass_to(house, "11-27")
    house.give(A1, c.StartClock(case=case.case))
    told = board(house)
    (row,) = told["board"]
    assert (row["number"], row["applicant"], row["state"]) == (case.number, "欧阳＊", "accepted")
    assert (row["used"], row["promised"], row["stopped"], row["stopped_why"]) == (2, 5, 2, "appraisal")
    assert (told["hall"]["name"]["zh"], told["departments"][0]["id"]) == ("测试大厅", "d")


def test_who_is_on_duty_and_what_the_hall_promises_stand_beside(tmp_path: Path) -> None:
    """Today's leader, the coming days', the promises, the complaint line."""  # P-3, D-3
    rota = DutyQuarter(quarter="2026Q4", weekdays=("L1",), days=(DutyDay(day="2026-11-25", leader="L2"),))
    leaders = (DutyLeader(id="L1", title=words("镇长")), DutyLeader(id="L2", title=words("副镇长")))
    setup = case_setup()
    about = msgspec.structs.replace(setup.hall, commitments=(words("一次性告知"),), complaints="12345")
    setup = msgspec.structs.replace(setup, hall=about, duty=DutyRota(leaders=leaders, quarters=(rota,)))
    house = case_house(tmp_path / "duty", setup)
    told = board(house)["hall"]
    assert (told["duty_leader"]["zh"], told["complaints"]) == ("镇长", "12345")
    assert [one["zh"] for one in told["commitments"]] == ["一次性告知"]
    coming = [(one["day"], one["leader"]["zh"]) for one in told["duty_next"]]
    assert coming[:2] == [("2026-11-25", "副镇长"), ("2026-11-30", "镇长")]
    house.close()


def test_whoever_has_the_version_already_is_told_nothing_besides(house: WebHouse) -> None:
    """And after the next fact everything anew."""  # P-1
    registered(house)
    first = board(house)
    assert board(house, first["version"])["board"] is None
    registered(house, name="李四")
    assert len(board(house, first["version"])["board"]) == 2


def test_no_name_contact_or_secret_is_on_the_board(house: WebHouse) -> None:
    """Of a sensitive matter not even a star, nor which matter it is."""  # P-2, P-6
    cases = [registered(house), registered(house, "low", name="张大山")]
    answer = caller(house, "anonymous").ask("get", "/api/board").get_data(as_text=True)
    assert not any(text in answer for text in ("小红", "张", "大山", "13800000000", "低保"))
    assert not any(f'"{case.secret}"' in answer for case in cases)
    low = next(row for row in board(house)["board"] if row["number"] == cases[1].number)
    assert set(low) <= {"id", "number", "state", "place"} or low.get("matter") == msgspec.to_builtins(
        Words("")
    )


def test_a_hall_that_was_not_imported_has_an_empty_board(tmp_path: Path) -> None:
    """The page says so."""
    house = WebHouse(tmp_path / "data")
    told = board(house)
    assert (told["hall"], told["board"], told["departments"]) == (None, [], [])
    house.close()


@pytest.mark.parametrize("path", ["/board", "/case"])
def test_the_pages_carry_no_case_and_are_for_everybody(house: WebHouse, path: str) -> None:
    """In both languages; a form that is sent without its script is no address with a secret in it."""  # P-2
    case = registered(house)
    for language, title in (("zh", "办件"), ("en", "case")):
        shown = house.browser().get(f"{path}?language={language}")
        text = shown.get_data(as_text=True)
        assert (shown.status_code, title in text, case.number in text) == (200, True, False)
        assert 'method="get"' not in text


def test_at_midnight_the_board_counts_another_day_though_nothing_happened(house: WebHouse) -> None:
    """For whoever opens it anew, whoever asks again, and every wall that listens."""  # P-1, C-3
    registered(house, "up")
    before = board(house)
    pass_to(house, "11-23", "23:59")
    pass_to(house, "11-24", "00:00")
    after = board(house, before["version"])
    assert (before["board"][0]["used"], after["board"][0]["used"]) == (0, 1)
    assert board(house, after["version"])["board"] is None
