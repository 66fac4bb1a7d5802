"""A ticket's place at the terminal: not yet, one more matter, there and back, the special channel, the order of the list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from common import commands as c
from common import commands_place as p
from tests.programs.pages.conftest import Visit, Visitor, another_key, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

NUMBER, STATE, STOPS = "#hand-number", "#hand-state", "#stops"
DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
WAITING = "#waiting .ticket-number"


def numbered(behind: HallBehindPages, number: str) -> int:
    return next(ticket.id for ticket in behind.hall.tickets.values() if ticket.number == number)


def matter_of(behind: HallBehindPages, line: str) -> str:
    return next(matter.id for matter in behind.hall.rules.matters if matter.line == line)


@pytest.fixture
def granter(clerk: Visitor) -> Visitor:
    """A03 may grant the special channel."""
    clerk.behind.change("clerks", "A03", may_grant=True)
    clerk.hear()
    return clerk


# -- not yet --------------------------------------------------------------------------------------


def test_who_is_called_and_not_ready_lets_the_next_few_go_first(clerk: Visitor) -> None:
    """docs/place.md, "not yet": L; the number stays in line, the window is free."""
    clerk.press("n", "l")
    expect(clerk.page.locator(STATE)).to_have_text("空闲")
    expect(clerk.page.locator(DONE)).to_contain_text("号码还在队列里")
    expect(clerk.page.locator(WAITING)).to_have_text(["F002", "F003", "F001"])


def test_not_yet_is_of_the_called_only(clerk: Visitor) -> None:
    """Whoever is being served is not sent back by a slip of the finger."""
    clerk.press("n", "s", "l")
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next", "start_service"]


def test_who_waits_may_step_back_at_the_desk_too(clerk: Visitor) -> None:
    """The number's own dialog holds the seldom acts."""
    clerk.page.locator(WAITING).first.click()
    clerk.page.get_by_role("button", name="让后几位先办").click()
    expect(clerk.page.locator(WAITING)).to_have_text(["F002", "F003", "F001"])


# -- one more matter ------------------------------------------------------------------------------


def test_one_more_matter_is_added_by_its_pinyin_and_follows_the_finish(clerk: Visitor) -> None:
    """Scenario 24: E, letters, Enter; the terminal says what follows, and at the finish where to send the resident."""
    clerk.press("n", "s", "e")
    clerk.page.keyboard.type("zdsh")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(STOPS)).to_contain_text("下一站：4号窗口（")
    expect(clerk.page.locator(STOPS)).to_contain_text("最低生活")
    expect(clerk.page.locator('[data-verb="finish"]')).to_contain_text("办结，去4号")
    clerk.press("f")
    expect(clerk.page.locator(DONE)).to_contain_text("F001 下一站：4号窗口")
    ticket = clerk.behind.hall.tickets[numbered(clerk.behind, "F001")]
    assert (ticket.state, ticket.line) == ("waiting", "welfare")


def test_a_matter_without_numbers_today_says_so_and_is_refused_in_the_dialog(clerk: Visitor) -> None:
    """The server's word; what was typed stays."""
    clerk.behind.do("S1", p.CloseMatter(matter=matter_of(clerk.behind, "culture")))
    clerk.hear()
    clerk.press("n", "e")
    clerk.page.keyboard.type("wh")
    expect(clerk.page.locator('#add-dialog [role="option"]').first).to_contain_text("今天不取号")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator('#add-dialog [data-part="refused"]')).to_have_text("拒绝：matter_closed")
    expect(clerk.page.locator("#add-matters")).to_be_visible()


def test_what_is_chosen_already_is_not_offered_again(clerk: Visitor) -> None:
    """Neither the matter in hand nor what follows it."""
    clerk.press("n", "e")
    before = clerk.page.locator("#add-matters li").count()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(STOPS)).to_be_visible()
    another_key(clerk)
    clerk.press("e")
    expect(clerk.page.locator("#add-matters li")).to_have_count(before - 1)


# -- there and back -------------------------------------------------------------------------------


def test_to_the_fee_window_and_back(clerk: Visitor, visit: Visit) -> None:
    """Q-12: the dialog says where it will return; the fee window sees it, and its finish sends the resident back."""
    clerk.behind.do("A07", c.SitDown(window=7))
    clerk.hear()
    clerk.press("n", "s", "t")
    clerk.page.keyboard.type("trq")
    expect(clerk.page.locator("#transfer-back")).to_contain_text("人口与计划生育岗")
    expect(clerk.page.locator("#transfer-back")).to_contain_text("3号窗口")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.press("Space")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(DONE)).to_contain_text("办完会回到本岗")
    fees = visit("A07", "/counter/")
    expect(fees.page.locator("#waiting")).to_contain_text("办完回 3号")
    fees.press("n", "s")
    expect(fees.page.locator(STOPS)).to_contain_text("回 3号窗口")
    fees.press("f")
    expect(fees.page.locator(DONE)).to_contain_text("F001 下一站：回 3号窗口")
    clerk.hear()
    expect(clerk.page.locator(WAITING).first).to_have_text("F001")


def test_a_plain_transfer_does_not_come_back(clerk: Visitor) -> None:
    """Return is said each time: the box is empty again for the next resident."""
    clerk.press("n", "t")
    clerk.page.locator("#transfer-back input").check()
    clerk.page.keyboard.press("Escape")
    another_key(clerk)
    clerk.press("t")
    expect(clerk.page.locator("#transfer-back input")).not_to_be_checked()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(STATE)).to_have_text("空闲")
    assert clerk.asked()[-1]["command"]["back"] is False


def test_a_click_chooses_and_only_the_button_sends(clerk: Visitor) -> None:
    """A transfer cannot be undone: whoever clicks a matter may still say that it comes back."""
    clerk.press("n", "t")
    clerk.page.locator('#transfer-dialog [role="option"]').nth(1).click()
    expect(clerk.page.locator("#transfer-dialog")).to_be_visible()
    expect(clerk.page.locator('#transfer-dialog [role="option"]').nth(1)).to_have_attribute(
        "aria-selected", "true"
    )
    clerk.page.get_by_role("button", name="转办 Enter").click()
    expect(clerk.page.locator("#transfer-dialog")).to_be_hidden()


def test_a_held_ticket_is_sent_on_without_being_called_again(clerk: Visitor) -> None:
    """F-2, from the number's own dialog."""
    clerk.press("n", "s", "h")
    clerk.page.locator("#held .ticket-number").click()
    clerk.page.get_by_role("button", name="转办…").click()
    clerk.page.keyboard.type("zdsh")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#held li")).to_have_count(0)
    assert clerk.behind.hall.tickets[numbered(clerk.behind, "F001")].line == "welfare"


# -- the special channel --------------------------------------------------------------------------


def test_whoever_may_not_grant_sees_no_button_and_is_told_by_the_key(clerk: Visitor) -> None:
    """Q-8: the page only hides it; who may, the server says."""
    expect(clerk.page.locator('[data-verb="special"]')).to_be_hidden()
    clerk.press("p")
    expect(clerk.page.locator(REFUSED)).to_contain_text("由督查人员或有权限的窗口人员放行")
    assert clerk.behind.commands == []


def test_a_ticket_goes_first_for_a_reason_by_the_keyboard(granter: Visitor) -> None:
    """Q-8: P, the number, the reason's digit, Enter; marked, and first of the list and of the calls."""
    granter.press("p")
    granter.page.keyboard.type("F003")
    granter.page.keyboard.press("Tab")
    granter.page.keyboard.press("3")
    granter.page.keyboard.press("Enter")
    expect(granter.page.locator(DONE)).to_contain_text("已记录在案")
    first = granter.page.locator("#waiting .ticket").first
    expect(first).to_contain_text("F003")
    expect(first).to_contain_text("★ 特别")
    granter.press("n")
    expect(granter.page.locator(NUMBER)).to_have_text("F003")
    expect(granter.page.locator("#hand-waited")).to_contain_text("特别通道：年老体弱，A03 放行")


def test_a_number_and_a_reason_have_to_be_said(granter: Visitor) -> None:
    """Neither is guessed: both are on record."""
    granter.press("p")
    granter.page.locator("#special-dialog button.main").click()
    refused = granter.page.locator('#special-dialog [data-part="refused"]')
    expect(refused).to_contain_text("号码")
    granter.page.locator("#special-dialog select").select_option(index=1)
    granter.page.locator("#special-dialog button.main").click()
    expect(refused).to_contain_text("请选择原因")
    assert granter.behind.commands == []


def test_two_who_grant_at_once_are_one_grant(granter: Visitor) -> None:
    """The second is told in the dialog."""
    granter.page.locator(WAITING).nth(1).click()
    granter.page.get_by_role("button", name="走特别通道…").click()
    granter.behind.do("S1", p.GrantSpecial(ticket=numbered(granter.behind, "F002"), reason="frail"))
    granter.page.keyboard.press("2")
    granter.page.keyboard.press("Enter")
    expect(granter.page.locator('#special-dialog [data-part="refused"]')).to_have_text(
        "拒绝：already_special"
    )


def test_a_right_that_was_taken_away_is_refused_by_the_server(granter: Visitor) -> None:
    """The page hid nothing yet."""
    granter.page.locator(WAITING).first.click()
    granter.page.get_by_role("button", name="走特别通道…").click()
    granter.behind.change("clerks", "A03", may_grant=False)
    granter.page.keyboard.press("1")
    granter.page.keyboard.press("Enter")
    expect(granter.page.locator('#special-dialog [data-part="refused"]')).to_have_text("拒绝：not_allowed")


# -- the list -------------------------------------------------------------------------------------


def test_the_list_stands_in_the_order_of_the_calls(clerk: Visitor, behind: HallBehindPages) -> None:
    """S-1, Q-8, Q-10: two lines, priority, two specials within the pace: whoever stands first is called next."""
    issue(behind, "family", 3, priority="elder")
    for number in ("F003", "F006", "H003"):
        behind.do("S1", p.GrantSpecial(ticket=numbered(behind, number), reason="emergency"))
    behind.do("A04", c.HandOver(reason="meeting"))
    clerk.hear()
    seen, called = [], []
    for _ in range(8):
        expect(clerk.page.locator(STATE)).to_have_text("空闲")
        seen.append(clerk.page.locator(WAITING).first.inner_text())
        clerk.press("n")
        expect(clerk.page.locator(STATE)).to_contain_text("已叫号")
        called.append(clerk.page.locator(NUMBER).inner_text())
        clerk.press("h")
    assert seen == called


def test_an_appointment_and_its_time_are_marked(clerk: Visitor, behind: HallBehindPages) -> None:
    """Q-7: whoever is asked "why before me?" can see it."""
    ticket = behind.hall.tickets[numbered(behind, "F002")]
    ticket.slot = behind.now
    behind.do("S1", p.GrantSpecial(ticket=ticket.id, reason="soldier"))
    clerk.hear()
    expect(clerk.page.locator("#waiting")).to_contain_text("预约 09:")


def test_a_resident_who_gives_up_leaves_the_list(clerk: Visitor) -> None:
    """Withdrawn from the number's own dialog."""
    clerk.page.locator(WAITING).nth(2).click()
    clerk.page.get_by_role("button", name="居民放弃此号").click()
    expect(clerk.page.locator(WAITING)).to_have_text(["F001", "F002"])
