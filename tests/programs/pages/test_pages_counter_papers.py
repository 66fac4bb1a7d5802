"""Papers for residents at the clerk's terminal: asked of the kiosk, and how it ended; a lost receipt renewed (C-1, C-8)."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from common import commands_case as k
from common import commands_paper as q
from server.rules.cases.papers import WAITS_MS
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.hall_behind_pages import LEDGER, HallBehindPages
from tests.programs.pages.test_pages_counter_cases import act, complete, opened, own_matter, register

KIOSK = "kiosk"


def waiting_paper(behind: HallBehindPages) -> int:
    return max(behind.hall.cases.papers)


def taken(clerk: Visitor) -> int:
    """A kiosk takes the paper that waits, and the page hears of it."""
    paper = waiting_paper(clerk.behind)
    clerk.behind.do(KIOSK, q.TakePaper(paper=paper))
    clerk.hear()
    return paper


def ended(clerk: Visitor, fault: str | None = None) -> None:
    clerk.behind.do(KIOSK, q.EndPaper(paper=waiting_paper(clerk.behind), fault=fault))
    clerk.hear()


def registered(clerk: Visitor) -> Locator:
    """A case of the ticket in hand, by the keyboard."""
    clerk.press("n", "s", "j")
    dialog = clerk.page.locator("#register-dialog")
    clerk.page.keyboard.type("欧阳小红")
    clerk.page.get_by_label("材料齐全").check()
    clerk.page.keyboard.press("Enter")
    expect(dialog.locator("#register-number")).to_contain_text("2026")
    return dialog


def state_in(place: Locator) -> Locator:
    return place.locator('[data-part="slip-state"]')


def test_the_receipt_is_printed_at_the_kiosk_and_the_window_sees_how_it_goes(clerk: Visitor) -> None:
    """Waiting, printing, out; the clerk sends the resident there when it is."""  # C-1
    receipt = registered(clerk).locator("#register-receipt")
    receipt.get_by_role("button", name="取号机打印").click()
    expect(state_in(receipt)).to_have_text("等待取号机打印……")
    taken(clerk)
    expect(state_in(receipt)).to_have_text("正在打印……")
    ended(clerk)
    expect(state_in(receipt)).to_have_text("已在取号机打印，请当事人到取号机取走。")
    button = receipt.get_by_role("button", name="取号机打印")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    (paper,) = clerk.behind.hall.cases.papers.values()
    assert (paper.kind, paper.case) == ("receipt", next(iter(clerk.behind.hall.cases.open)))
    clerk.page.locator("#register-close").click()
    expect(state_in(receipt)).to_have_text("")


def test_a_paper_that_does_not_come_out_is_said_with_what_else_to_do(clerk: Visitor) -> None:
    """Out of paper; and a hall in which no kiosk prints."""
    receipt = registered(clerk).locator("#register-receipt")
    receipt.get_by_role("button", name="取号机打印").click()
    expect(state_in(receipt)).to_have_text("等待取号机打印……")
    taken(clerk)
    ended(clerk, "paper_out")
    expect(state_in(receipt)).to_contain_text("没有打印")
    expect(state_in(receipt)).to_contain_text("请改用 A4 打印")
    receipt.get_by_role("button", name="取号机打印").click()
    expect(state_in(receipt)).to_have_text("等待取号机打印……")
    clerk.behind.pass_time(WAITS_MS)
    clerk.hear()
    assert clerk.listener is not None
    beat = {"ledger_id": LEDGER, "upto": clerk.listener.upto, "now": clerk.behind.now, "pace": 1}
    clerk.say("heartbeat", beat)
    expect(state_in(receipt)).to_contain_text("一分钟内没有取号机打印")


def test_before_anything_is_accepted_what_lacks_is_told_once(clerk: Visitor) -> None:
    """Offered as long as a paper is not ticked; the notice names those."""  # C-8
    clerk.press("n", "s", "j")
    lacking = clerk.page.locator("#register-lacking")
    expect(lacking).to_be_visible()
    clerk.page.locator("#register-form [name=material]").first.check()
    lacking.get_by_role("button", name="取号机打印").click()
    expect(state_in(lacking)).to_have_text("等待取号机打印……")
    (paper,) = clerk.behind.hall.cases.papers.values()
    matter = next(one for one in clerk.behind.hall.rules.matters if one.id == paper.matter)
    assert (paper.kind, paper.missing) == ("one_time", tuple(range(1, len(matter.materials))))
    clerk.page.get_by_label("材料齐全").check()
    expect(lacking).to_be_hidden()
    assert not clerk.behind.hall.cases.open


def test_a_supplement_notice_is_printed_from_the_case(clerk: Visitor) -> None:
    """By its digit and Enter; before anything was told the act is not there."""  # C-8
    case = register(clerk.behind)
    dialog = opened(clerk)
    buttons = dialog.locator("#case-acts button")
    expect(buttons.filter(has_text="告知补正")).to_have_count(1)
    expect(buttons.filter(has_text="打印告知书")).to_have_count(0)
    clerk.behind.do("A03", k.TellSupplement(case=case.id, missing=(0,)))
    clerk.hear()
    act(clerk, "打印告知书")
    clerk.page.keyboard.press("Enter")
    expect(state_in(dialog)).to_have_text("等待取号机打印……")
    (paper,) = clerk.behind.hall.cases.papers.values()
    assert (paper.kind, paper.case, paper.language) == ("supplement", case.id, "zh")


def test_a_lost_receipt_is_renewed_with_its_reason_and_printed(clerk: Visitor) -> None:
    """The new code stands until the next press, and nowhere after."""  # S-5
    case = complete(clerk.behind)
    dialog = opened(clerk)
    act(clerk, "补发回执")
    clerk.page.keyboard.press("1")
    clerk.page.keyboard.press("Enter")
    receipt = dialog.locator("#case-receipt")
    expect(receipt).to_contain_text(re.compile("查询码 [0-9]{8}"))
    assert case.receipts == 1
    assert receipt.locator('[name="number"]').input_value() == case.number
    secret = receipt.locator('[name="secret"]').input_value()
    receipt.get_by_role("button", name="取号机打印").click()
    expect(state_in(dialog)).to_have_text("等待取号机打印……")
    clerk.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert secret not in clerk.page.content()
    assert receipt.locator('[name="secret"]').input_value() == ""


def test_the_matter_of_a_notice_is_the_one_that_was_chosen(clerk: Visitor) -> None:
    """Without a ticket, too; the form for A4 holds the same."""
    own_matter(clerk.behind)
    clerk.press("n", "s", "j")
    clerk.page.locator("#register-form [name=material]").first.check()
    asked = clerk.page.evaluate(
        """() => { const form = document.getElementById("register-one-time");
        form.addEventListener("submit", (event) => event.preventDefault()); form.requestSubmit();
        return [...new FormData(form)].filter(([name]) => name !== "csrf_token"); }"""
    )
    hand = next(iter(clerk.behind.hall.hands.values()))
    matter = clerk.behind.hall.tickets[hand].matter
    materials = next(one for one in clerk.behind.hall.rules.matters if one.id == matter).materials
    assert asked == [["matter", matter], *(["missing", str(n)] for n in range(1, len(materials)))]


def test_a_notice_is_offered_as_long_as_something_of_it_is_open_and_acceptance_without_papers_only_where_the_matter_allows_it(
    clerk: Visitor,
) -> None:
    """All that lacks is told with the first: until the last of it comes; of an accepted case what was told alone."""  # C-8, C-12
    case, behind = register(clerk.behind), clerk.behind
    behind.do("A03", k.TellSupplement(case=case.id, missing=(0,)))
    dialog = opened(clerk)
    acts = dialog.locator("#case-acts")
    expect(acts.get_by_text("打印告知书", exact=True)).to_be_visible()
    expect(acts.get_by_text("受理", exact=True)).to_have_count(0)
    behind.do("A03", k.ReceiveMaterials(case=case.id, materials=(0,)))
    clerk.hear()
    expect(acts.get_by_text("打印告知书", exact=True)).to_be_visible()
    behind.change("matters", case.matter, start_incomplete=True)
    clerk.hear()
    expect(acts.get_by_text("受理", exact=True)).to_be_visible()
    behind.do("A03", k.AcceptCase(case=case.id))
    behind.do("A03", k.ReceiveMaterials(case=case.id, materials=case.told_outstanding))
    clerk.hear()
    expect(acts.get_by_text("打印告知书", exact=True)).to_have_count(0)
    behind.do("A03", k.TellSupplement(case=case.id, missing=(), note="照片要近期的", arisen_since=True))
    clerk.hear()
    expect(acts.get_by_text("打印告知书", exact=True)).to_be_visible()
