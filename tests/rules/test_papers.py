"""Papers for residents: asked for at a window, printed once, and a receipt that was lost (C-1, C-8)."""

import msgspec

from common import commands_case as k
from common import commands_paper as q
from common.messages import Registered
from common.rows_cases import CaseRow, PaperRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.cases.papers import KEPT_MS, WAITS_MS
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.situations_papers import A1, another, end, printed, take, waiting
from tests.rules.street import KIOSK


def rows(street: CaseStreet, audience: str) -> dict[str, PaperRow]:
    """Table `papers` as `audience` sees it."""
    return {
        key: row for key, row in table(street.hall, audience, "papers").items() if isinstance(row, PaperRow)
    }


def ended(street: CaseStreet, fault: str | None = None) -> None:
    """The paper that waits is taken, and comes out or does not."""
    paper = max(street.hall.cases.papers)
    street.give(KIOSK, take(paper))
    street.give(KIOSK, q.EndPaper(paper=paper, fault=fault))


def test_a_receipt_is_printed_once_by_whichever_kiosk_takes_it_first() -> None:
    """One secret, one paper: a second one would lie in the slot for anybody."""  # C-1, P-2
    street, paper = waiting()
    assert set(rows(street, "kiosk")) == {str(paper)}
    street.give(KIOSK, take(paper))
    assert rows(street, "kiosk") == {}
    street.give(KIOSK, end(paper))
    row = rows(street, "clerk:A1")[str(paper)]
    assert (row.taken, row.fault, row.ended) == (True, None, street.at)
    assert rows(street, "clerk:A2") == {}


def test_a_paper_that_did_not_come_out_may_be_asked_for_again() -> None:
    """The window is told why."""
    street, paper = waiting()
    (case,) = street.hall.cases.open
    ended(street, "paper_out")
    assert rows(street, "clerk:A1")[str(paper)].fault == "paper_out"
    street.give(A1, q.AskPaper(paper="receipt", case=case))
    ended(street)
    assert street.refused(A1, q.AskPaper(paper="receipt", case=case)) == "receipt_printed"


def test_a_kiosk_that_dies_over_a_paper_leaves_it_open_for_two_minutes() -> None:
    """Nobody knows whether it came out; then it may be asked for again."""
    street, paper = waiting()
    (case,) = street.hall.cases.open
    street.give(KIOSK, take(paper))
    street.at += WAITS_MS
    assert street.refused(A1, q.AskPaper(paper="receipt", case=case)) == "receipt_printed"
    street.at += WAITS_MS
    street.give(A1, q.AskPaper(paper="receipt", case=case))


def test_a_lost_receipt_is_renewed_with_another_secret_on_record() -> None:
    """Who found the old one cannot look; who asked and why is a fact."""  # S-5
    street, case_id = printed()
    answer = street.give(A1, another(case_id))
    assert isinstance(answer, Registered)
    (fact,) = street.made(f.ReceiptRenewed)
    assert (fact.n, fact.why) == (1, "lost")
    assert [entry.by for entry in street.facts(f.ReceiptRenewed)] == ["A1"]
    street.give(A1, q.AskPaper(paper="receipt", case=case_id))  # the new one may be printed, once
    ended(street)
    assert street.refused(A1, q.AskPaper(paper="receipt", case=case_id)) == "receipt_printed"


def test_a_kiosk_that_tells_late_of_a_void_receipt_leaves_the_new_one_to_be_printed() -> None:
    """It came out after two minutes; meanwhile the window had given up on it."""  # C-1
    street, paper = waiting()
    (case,) = street.hall.cases.open
    street.give(KIOSK, take(paper))
    street.at += 2 * WAITS_MS
    street.give(A1, another(case))
    street.give(KIOSK, end(paper))
    street.give(A1, q.AskPaper(paper="receipt", case=case))
    ended(street)
    assert street.refused(A1, q.AskPaper(paper="receipt", case=case)) == "receipt_printed"


def test_no_fact_and_no_row_of_a_paper_holds_a_secret() -> None:
    """Nor does a kiosk's view say whose it is."""  # P-2
    street, case_id = printed()
    answer = street.give(A1, another(case_id))
    assert isinstance(answer, Registered)
    assert (
        answer.secret == ""
    )  # it is added where the answer leaves the server: tests/live/test_case_secrets.py
    written = b"".join(msgspec.json.encode(entry.fact) for entry in street.log)
    shown = b"".join(msgspec.json.encode(rows(street, audience)) for audience in ("kiosk", "clerk:A1"))
    assert b"secret" not in written + shown
    waits, _ = waiting()
    (row,) = rows(waits, "kiosk").values()
    assert (row.case, row.matter) == (None, None)


def test_a_supplement_notice_is_printed_as_often_as_it_is_asked_for() -> None:
    """It bears no secret."""  # C-8
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.give(A1, k.TellSupplement(case=case.id, missing=(1,)))
    for _ in range(2):
        street.give(A1, q.AskPaper(paper="supplement", case=case.id))
        ended(street)
    street.give(A1, q.AskPaper(paper="supplement", case=case.id, way="page"))
    assert [fact.way for fact in street.made(f.PaperAsked)] == ["slip", "slip", "page"]


def test_a_notice_without_a_material_is_printed_until_it_is_answered() -> None:
    """It asks for something that the list does not name; acceptance says that it came."""  # C-8
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.give(A1, k.TellSupplement(case=case.id, missing=(), note="照片要近期的"))
    street.give(A1, q.AskPaper(paper="supplement", case=case.id, way="page"))
    street.give(A1, k.ReceiveMaterials(case=case.id, materials=(1,)))
    asked = q.AskPaper(paper="supplement", case=case.id, way="page")
    assert street.refused(A1, asked) == "nothing_outstanding"


def test_a_one_time_notice_needs_no_case() -> None:
    """Before anything is accepted."""  # C-8, M-4
    street = case_morning()
    street.give(A1, q.AskPaper(paper="one_time", matter="mr", missing=(1,)))
    (paper,) = street.hall.cases.papers.values()
    assert (paper.matter, paper.missing, paper.case) == ("mr", (1,), None)


def test_papers_are_forgotten_in_minutes_and_by_the_next_day() -> None:
    """What is on record stays there."""
    street, first = waiting()
    (case,) = street.hall.cases.open
    street.at += KEPT_MS
    street.give(A1, q.AskPaper(paper="receipt", case=case))
    assert first not in street.hall.cases.papers
    street.day("11-24")
    assert street.hall.cases.papers == {}


def test_a_paper_in_the_printer_when_the_day_opens_is_not_forgotten() -> None:
    """Taken a minute before, out a minute after: the same secret is not printed twice."""  # C-1
    street = case_morning()
    street.day("11-24")
    opened = street.facts(f.DayOpened)[-1].due
    street = case_morning()
    case = street.register()
    street.go(opened - 60_000)
    street.give(A1, q.AskPaper(paper="receipt", case=case.id))
    paper = max(street.hall.cases.papers)
    street.give(KIOSK, take(paper))
    street.go(opened + 30_000)
    assert street.hall.day == "2026-11-24"
    assert street.refused(A1, q.AskPaper(paper="receipt", case=case.id)) == "receipt_printed"
    street.give(KIOSK, end(paper))
    assert case.receipt_out


def test_a_row_says_whether_a_notice_can_be_printed_as_the_rules_would() -> None:
    """Also of an accepted case whose notice names no material; not once what was told has come, though more lacks that may follow."""  # C-8
    street = case_morning()
    told, noted = street.register("soon"), street.register("permit")
    asked = [q.AskPaper(paper="supplement", case=case.id, way="page") for case in (told, noted)]
    assert not outstanding(street, told)
    street.give(A1, k.TellSupplement(case=told.id, missing=(0,)))
    street.give(A1, k.TellSupplement(case=noted.id, missing=(), note="照片要近期的"))
    assert outstanding(street, told)
    assert outstanding(street, noted)
    for command in asked:
        street.give(A1, command)
    street.give(A1, k.ReceiveMaterials(case=told.id, materials=(0,)))
    assert (told.materials, outstanding(street, told)) == ((0,), False)
    assert street.refused(A1, asked[0]) == "nothing_outstanding"


def outstanding(street: CaseStreet, case: Case) -> bool:
    row = table(street.hall, "clerk:A1", "cases")[str(case.id)]
    assert isinstance(row, CaseRow)
    return row.outstanding
