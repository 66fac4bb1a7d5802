"""What a kiosk prints for a window is told to it alone, once, and stands nowhere else; notices on A4 are on record."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import commands_case as k
from common import commands_paper as q
from common.messages import PaperWaits, Registered
from server.rules.cases.facts_paper import PaperAsked
from server.storage.ledger import Ledger
from tests.live.callers import CSRF, Caller, caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.setup_cases import case_setup
from tests.rules.street import clerk

A1 = clerk("A1")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def asked(house: WebHouse, command: q.AskPaper) -> int:
    """The paper that A1 asked for."""
    answer = house.give(A1, command)
    assert isinstance(answer, PaperWaits), answer
    return answer.paper


def taken(by: Caller, paper: int) -> Any:
    return by.ask("post", f"/api/papers/{paper}", {})


def page(house: WebHouse, path: str, fields: dict[str, Any], role: str = "clerk") -> Any:
    """A form of the clerk's terminal, opened."""
    by = caller(house, role)
    client = house.app.test_client()
    for name, value in by.cookies.items():
        client.set_cookie(name, value)
    return client.post(path, data={**fields, "csrf_token": CSRF})


def progress(house: WebHouse, case: Registered, secret: str) -> int:
    fields = {"number": case.number, "secret": secret}
    found: int = caller(house, "anonymous").ask("post", "/api/case-progress", fields).status_code
    return found


def test_a_receipt_is_told_to_the_kiosk_that_takes_it_and_to_no_other(house: WebHouse) -> None:
    """Number, secret, handler, phone, due date; no name (C-1, P-2)."""
    case = registered(house)
    paper, kiosk = asked(house, q.AskPaper(paper="receipt", case=case.case)), caller(house, "kiosk")
    told = taken(kiosk, paper).json["paper"]
    assert (told["number"], told["secret"], told["clerk"], told["due"]) == (
        case.number,
        case.secret,
        "A1",
        case.due,
    )
    assert (told["accepted"], told["clock"], told["address"]) == (True, "due", "")
    assert "欧阳" not in str(told)
    again = [taken(kiosk, paper), taken(caller(house, "kiosk"), paper)]
    assert [(answer.status_code, answer.json["refused"]["code"]) for answer in again] == [
        (409, "paper_gone")
    ] * 2


def test_the_secret_leaves_the_server_in_that_answer_alone(
    house: WebHouse, caplog: pytest.LogCaptureFixture
) -> None:
    """No view, no ledger, no address and no log holds it."""  # P-2
    caplog.set_level(logging.DEBUG)
    case = registered(house)
    paper = asked(house, q.AskPaper(paper="receipt", case=case.case))
    kiosk = caller(house, "kiosk")
    assert taken(kiosk, paper).json["paper"]["secret"] == case.secret
    views = [
        caller(house, "supervisor").ask("get", "/api/view/supervisor"),
        kiosk.ask("get", "/api/view/kiosk"),
    ]
    views += [caller(house, "clerk").ask("get", f"/api/view/{view}") for view in ("clerk", "board", "wall")]
    views += [caller(house, "clerk").ask("get", f"/api/cases/{case.number}")]
    assert [answer.status_code for answer in views] == [200] * len(views)
    assert not any(f'"{case.secret}"' in answer.get_data(as_text=True) for answer in views)
    assert not any(
        case.secret.encode() in msgspec.json.encode(entry.fact) for entry in Ledger(house.store).entries(0)
    )
    assert case.secret not in caplog.text


def test_the_code_of_a_lost_receipt_opens_nothing_any_more(house: WebHouse) -> None:
    """And the new one does; the case's history says so."""  # S-5
    case = registered(house)
    assert progress(house, case, case.secret) == 200
    new = house.give(A1, q.RenewReceipt(case=case.case, why="lost"))
    assert isinstance(new, Registered)
    assert (progress(house, case, case.secret), progress(house, case, new.secret)) == (404, 200)
    told = taken(caller(house, "kiosk"), asked(house, q.AskPaper(paper="receipt", case=case.case))).json[
        "paper"
    ]
    assert told["secret"] == new.secret
    history = caller(house, "clerk").ask("get", f"/api/cases/{case.number}").json["history"]
    texts = [(one["text"]["zh"], one["by"]) for one in history]
    assert ("补发回执（回执遗失），原查询码作废", "A1") in texts
    assert ("打印回执", "A1") in texts


def test_a_supplement_notice_tells_all_that_is_missing_what_was_noted_and_until_when(tmp_path: Path) -> None:
    """On the ticket printer as on A4; what has come meanwhile is not asked for again."""  # C-8
    setup = case_setup()
    figures = msgspec.structs.replace(setup.cases, supplement_within_days=5)
    house = case_house(tmp_path / "data", msgspec.structs.replace(setup, cases=figures))
    try:
        case = registered(house, "mr")
        house.give(A1, k.TellSupplement(case=case.case, missing=(0, 1), note="照片要近期的"))
        house.give(A1, k.ReceiveMaterials(case=case.case, materials=(0,)))
        told = taken(
            caller(house, "kiosk"), asked(house, q.AskPaper(paper="supplement", case=case.case))
        ).json["paper"]
        assert ([one["zh"] for one in told["missing"]], told["note"]) == (["申请表"], "照片要近期的")
        assert (told["secret"], told["accepted"], told["clock"]) == ("", False, "to_begin")
        shown = page(house, "/case/supplement", {"case": str(case.case)}).get_data(as_text=True)
        assert all(
            text in shown
            for text in (case.number, "申请表", "照片要近期的", "2026年11月30日", "补齐后即予受理")
        )
        assert "欧阳" not in shown
        assert case.secret not in shown
    finally:
        house.close()


@pytest.mark.parametrize(("day", "clock", "over"), [("11-30", "18:30", False), ("12-01", "09:00", True)])
def test_a_notice_that_is_printed_after_its_day_asks_for_nothing_in_the_past(
    tmp_path: Path, day: str, clock: str, over: bool
) -> None:
    """The whole day is the resident's (decision 0237)."""  # C-8
    setup = case_setup()
    figures = msgspec.structs.replace(setup.cases, supplement_within_days=5)
    house = case_house(tmp_path / "data", msgspec.structs.replace(setup, cases=figures))
    try:
        case = registered(house, "mr")
        house.give(A1, k.TellSupplement(case=case.case, missing=(0, 1)))
        pass_to(house, day, clock)
        paper = asked(house, q.AskPaper(paper="supplement", case=case.case))
        assert taken(caller(house, "kiosk"), paper).json["paper"]["by_over"] is over
        shown = page(house, "/case/supplement", {"case": str(case.case)}).get_data(as_text=True)
        assert ("补正期限（2026年11月30日 18:00）已过" in shown, "前补齐" in shown) == (over, not over)
    finally:
        house.close()


def test_what_follows_an_acceptance_has_its_own_words(house: WebHouse) -> None:
    """Where work began without all papers, the limit runs."""  # C-12
    case = registered(house, "soon", materials=(0,))
    house.give(A1, k.TellSupplement(case=case.case, missing=(1,)))
    told = taken(caller(house, "kiosk"), asked(house, q.AskPaper(paper="supplement", case=case.case))).json[
        "paper"
    ]
    assert (told["accepted"], told["clock"], told["due"], told["by"]) == (True, "due", case.due, None)


def test_a_one_time_notice_lists_everything_and_marks_what_lacks(house: WebHouse) -> None:
    """Before there is a case."""  # C-8
    paper = asked(house, q.AskPaper(paper="one_time", matter="mr", missing=(1,), language="en"))
    told = taken(caller(house, "kiosk"), paper).json["paper"]
    assert ([one["zh"] for one in told["materials"]], [one["zh"] for one in told["missing"]]) == (
        ["身份证", "申请表"],
        ["申请表"],
    )
    assert (told["limit"], told["window"], told["language"]) == (5, 1, "en")
    shown = page(house, "/case/one-time", {"matter": "mr", "missing": "1"}).get_data(as_text=True)
    assert "【缺】申请表" in shown
    assert "【缺】身份证" not in shown


def test_a_notice_that_was_opened_on_a_page_is_on_record(house: WebHouse) -> None:
    """By whom; nobody opens one of somebody else's case, and nobody but a clerk any."""
    case = registered(house, "mr", materials=(0,))
    house.give(A1, k.TellSupplement(case=case.case, missing=(1,)))
    assert page(house, "/case/supplement", {"case": str(case.case)}).status_code == 200
    of_pages = [entry for entry in Ledger(house.store).entries(0) if isinstance(entry.fact, PaperAsked)]
    assert [(entry.by, entry.fact.way) for entry in of_pages if isinstance(entry.fact, PaperAsked)] == [
        ("A1", "page")
    ]
    assert page(house, "/case/supplement", {"case": str(case.case)}, "supervisor").status_code == 403
    assert page(house, "/case/supplement", {"case": "9999"}).status_code == 400
    assert page(house, "/case/supplement", {"case": "one"}).status_code == 400
    assert page(house, "/case/one-time", {"matter": "mr", "missing": "x"}).status_code == 400


def test_with_a_public_address_the_receipt_has_a_code_that_opens_the_case(tmp_path: Path) -> None:
    """Where phones can reach the hall."""  # P-5
    house = case_house(tmp_path / "data", public_url="https://hall.example")
    try:
        case = registered(house)
        told = taken(caller(house, "kiosk"), asked(house, q.AskPaper(paper="receipt", case=case.case))).json[
            "paper"
        ]
        assert told["address"] == f"https://hall.example/case#{case.number}.{case.secret}"
    finally:
        house.close()


@pytest.mark.parametrize("paper", ["x", "0", "99", "9" * 40, "１"])
def test_a_paper_that_is_none_is_gone(house: WebHouse, paper: str) -> None:
    """Whatever is asked for."""
    answer = caller(house, "kiosk").ask("post", f"/api/papers/{paper}", {})
    assert (answer.status_code, answer.json["refused"]["code"]) == (409, "paper_gone")


@pytest.mark.parametrize(
    ("language", "where", "when"),
    [
        ("zh", "<dt>办理地点</dt><dd>1号窗口</dd>", "打印时间：2026年11月23日 09:00"),
        ("en", "<dd>Window 1</dd>", "Printed 23 November 2026, 09:00"),
    ],
)
def test_the_receipt_on_a4_says_where_to_go_and_when_it_was_printed(
    house: WebHouse, language: str, where: str, when: str
) -> None:
    """As the short print does (C-1)."""
    case = registered(house)
    fields = {"number": case.number, "secret": case.secret}
    shown = page(house, f"/case/receipt?language={language}", fields).get_data(as_text=True)
    assert where in shown
    assert when in shown


def test_a_supplement_notice_lists_all_that_lacks(house: WebHouse) -> None:
    """Named one of two, a resident would bring that one, and be sent away again: all that lacks stands there (C-8)."""
    case = registered(house, "mr")
    house.give(A1, k.TellSupplement(case=case.case, missing=(0,)))
    paper = asked(house, q.AskPaper(paper="supplement", case=case.case))
    told = taken(caller(house, "kiosk"), paper).json["paper"]
    assert [one["zh"] for one in told["missing"]] == ["身份证", "申请表"]
    shown = page(house, "/case/supplement", {"case": str(case.case)}).get_data(as_text=True)
    assert shown.index("还缺") < shown.index("身份证") < shown.index("申请表") < shown.index("补齐后即予受理")


def test_a_supplement_notice_tells_the_notes_of_all_notices_that_are_open(house: WebHouse) -> None:
    """First photographs, by a note alone, then a form: both are still to come. What came is asked for no more."""  # C-8
    case = registered(house, matter="mr")
    tells = ({"note": "照片要近期的"}, {"missing": (1,), "note": "表要盖章"})
    for told in tells:
        house.give(A1, k.TellSupplement(case=case.case, **{"missing": (), **told}, arisen_since=True))  # type: ignore[arg-type]
    assert noted(house, case.case) == "照片要近期的；表要盖章"
    house.give(A1, k.ReceiveMaterials(case=case.case, materials=(1,)))
    assert noted(house, case.case) == "照片要近期的"


def noted(house: WebHouse, case: int) -> str:
    paper = asked(house, q.AskPaper(paper="supplement", case=case))
    note: str = taken(caller(house, "kiosk"), paper).json["paper"]["note"]
    return note
