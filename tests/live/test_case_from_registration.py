"""A letter's limit runs from its registration: every paper and page says so, and until when, before it is accepted (C-4, C-7, P-5)."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from common import commands_case as k
from common import commands_paper as q
from common.papers import PaperTold
from kiosk.case_words import clock_words, due_words
from kiosk.my_case import MyCase
from kiosk.slip_words import slip_for
from kiosk.wording import Wording
from server.rules.setup import Matter
from tests.live.callers import caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.test_papers import asked, page, taken
from tests.live.web_house import WebHouse
from tests.programs.slips import HALL
from tests.rules.setup_cases import PAPERS, case_setup
from tests.rules.street import clerk, moment, words

DUE = moment("18:00", "2026-11-30")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """With a matter that is answered by letter within five days."""
    setup = case_setup()
    letter = Matter(
        id="x", name=words("来信"), department="d", line="r", kind="reply", promised_limit=5, materials=PAPERS
    )
    found = case_house(tmp_path / "data", msgspec.structs.replace(setup, matters=(*setup.matters, letter)))
    yield found
    found.close()


def test_papers_say_from_when_it_counts_and_until_when(house: WebHouse) -> None:
    """The notice on the ticket printer and on A4, and the receipt; none promises that it begins with acceptance."""
    case = registered(house, "x")
    assert case.due == DUE
    house.give(clerk("A1"), k.TellSupplement(case=case.case, missing=(0, 1)))
    told = taken(caller(house, "kiosk"), asked(house, q.AskPaper(paper="supplement", case=case.case)))
    paper = msgspec.convert(told.json["paper"], PaperTold)
    assert (paper.clock, paper.due, paper.accepted) == ("registration", DUE, False)
    short = slip_for(paper, HALL, Wording("zh"))
    shown = [
        page(house, "/case/supplement", {"case": str(case.case)}).get_data(as_text=True),
        page(house, "/case/receipt", {"number": case.number, "secret": case.secret}).get_data(as_text=True),
        "".join(short.facts),
    ]
    for text in shown:
        assert "自登记之日起计算" in text
        assert "11月30日" in text or "2026-11-30 18:00" in text
        assert "受理后，开始" not in text
        assert "还没有开始计时" not in text


def test_the_resident_reads_clock_and_date_before_it_is_accepted(house: WebHouse) -> None:
    """On `/case` and at the kiosk, and red at its minute; nothing of them once it is refused."""
    case = registered(house, "x")
    fields = {"number": case.number, "secret": case.secret}

    def progress() -> MyCase:
        told = caller(house, "anonymous").ask("post", "/api/case-progress", fields).json
        return msgspec.convert(told, MyCase)

    house.give(clerk("A1"), k.TellSupplement(case=case.case, missing=(0, 1)))
    pass_to(house, "12-01")
    mine = progress()
    assert (mine.state, mine.light, mine.used, mine.promised, mine.due) == ("supplement", "red", 6, 5, DUE)
    assert clock_words(mine, Wording("zh")) == ["已用 6/5 个工作日"]
    assert "11月30日" in due_words(mine, Wording("zh"))[0]
    house.give(clerk("A1"), k.RefuseCase(case=case.case, reason="withdrawn"))
    mine = progress()
    assert (mine.state, mine.light, mine.used, mine.due) == ("refused", "none", None, None)
