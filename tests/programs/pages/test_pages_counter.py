"""A clerk's day at the terminal, by the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

NUMBER, STATE, REFUSED = "#hand-number", "#hand-state", '#notice [data-part="refused"]'


def test_a_clerk_sits_down_at_the_own_window_which_stands_first(
    visit: Visit, behind: HallBehindPages
) -> None:
    """The window where the clerk is A comes first and is the main button."""
    page = visit("A03", "/counter/").page
    first = page.locator(".seat").first
    expect(first).to_contain_text("3号窗口")
    expect(first).to_contain_text("我的窗口")
    first.click()
    expect(page.locator("h1")).to_have_text("3号窗口")
    assert behind.hall.seats == {3: "A03"}


def test_one_resident_is_served_with_three_keys(clerk: Visitor) -> None:
    """Call, start, finish: N, S, F (scenario 1); the number is large and the next act stands out."""
    clerk.press("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    expect(clerk.page.locator(".verb.main")).to_contain_text("开始办理")
    clerk.press("s")
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    clerk.press("f")
    expect(clerk.page.locator(STATE)).to_have_text("空闲")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next", "start_service", "finish_service"]


def test_while_serving_one_key_finishes_and_calls_the_next(clerk: Visitor) -> None:
    """The loop of a busy morning is N, S, N, S."""
    clerk.press("n", "s")
    expect(clerk.page.locator('[data-verb="call_next"]')).to_contain_text("办结并叫下一位")
    clerk.press("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F002")


def test_where_calling_does_not_finish_the_terminal_does_not_offer_it(clerk: Visitor) -> None:
    """`call_next_finishes = false`: finishing is an act of its own, and N says so."""
    clerk.behind.set_up(call_next_finishes=False)
    clerk.hear()
    clerk.press("n", "s")
    expect(clerk.page.locator('[data-verb="call_next"]')).to_contain_text("叫下一位")
    expect(clerk.page.locator('[data-verb="call_next"]')).not_to_contain_text("办结")
    expect(clerk.page.locator(".verb.main")).to_contain_text("办结")
    clerk.press("n")
    expect(clerk.page.locator(REFUSED)).to_contain_text("手上还有 F001")
    clerk.press("f", "n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F002")


def test_a_double_press_is_one_call(clerk: Visitor) -> None:
    """Scenario 6: the second press comes while the first is under way, or finds nothing to do."""
    clerk.page.keyboard.press("n")
    clerk.page.keyboard.press("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    clerk.press("n")
    clerk.press("Escape")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next"]


def test_a_key_that_is_held_down_is_one_press(clerk: Visitor) -> None:
    """A cup on the keyboard calls nobody twice."""
    for _ in range(5):
        clerk.page.keyboard.down("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next"]


def test_a_double_click_is_one_call(clerk: Visitor) -> None:
    """The mouse too."""
    clerk.page.locator('[data-verb="call_next"]').dblclick()
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next"]


def test_a_click_leaves_no_focus_for_the_space_bar(clerk: Visitor) -> None:
    """After the mouse, the space bar must not press the same button again."""
    clerk.page.locator('[data-verb="call_next"]').click()
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    clerk.press("s", " ", "Enter")
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next", "start_service"]


def test_two_clerks_who_call_together_get_two_tickets(clerk: Visitor, visit: Visit) -> None:
    """Scenario 4: one hall behind two pages."""
    other = visit("A04", "/counter/")
    clerk.behind.do("A03", c.HandOver(reason="meeting"))
    expect(other.page.locator("#desk")).to_be_visible()
    other.hear()
    other.press("n")
    clerk.hear()
    clerk.press("b", "n")
    expect(other.page.locator(NUMBER)).to_have_text("F001")
    expect(clerk.page.locator(NUMBER)).to_have_text("F002")


def test_a_refusal_is_shown_in_words_and_changes_nothing(clerk: Visitor) -> None:
    """The words come from the server, in the page's language."""
    clerk.press("n", "r")
    expect(clerk.page.locator(REFUSED)).to_have_text("拒绝：recall_too_soon")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    clerk.press("Escape")
    expect(clerk.page.locator(REFUSED)).to_be_hidden()


def test_what_the_clerk_saw_of_a_declared_priority_goes_with_the_start(
    clerk: Visitor, behind: HallBehindPages
) -> None:
    """Q-10: declared at the kiosk, confirmed at the window; nothing said is nothing confirmed."""
    issue(behind, "family", priority="elder")
    clerk.hear()
    clerk.press("n")
    expect(clerk.page.locator("#priority")).to_contain_text("老年人")
    clerk.press("x", "s")
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    assert clerk.asked()[-1]["command"]["priority_confirmed"] is False


@pytest.mark.parametrize(("key", "verdict"), [("y", True), ("x", False)])
def test_nobody_is_started_past_a_declared_priority_without_a_verdict(
    clerk: Visitor, behind: HallBehindPages, key: str, verdict: bool
) -> None:
    """Q-10: S asks for it first, and the verdict's own key then starts."""
    issue(behind, "family", priority="elder")
    clerk.hear()
    clerk.press("n", "s")
    expect(clerk.page.locator(REFUSED)).to_have_text("请先核实：Y 符合 / X 不符合")
    expect(clerk.page.locator(REFUSED)).to_have_attribute("role", "alert")
    expect(clerk.page.locator('input[name="priority"]').first).to_be_focused()
    expect(clerk.page.locator(STATE)).to_contain_text("已叫号")
    clerk.press(key)
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    expect(clerk.page.locator(REFUSED)).to_be_hidden()
    kinds = [asked["command"]["type"] for asked in clerk.asked()]
    assert kinds == ["call_next", "start_service"]
    assert clerk.asked()[-1]["command"]["priority_confirmed"] is verdict


def test_a_verdict_by_the_mouse_lets_the_start_button_start(clerk: Visitor, behind: HallBehindPages) -> None:
    """Q-10: who works with the mouse chooses and presses."""
    issue(behind, "family", priority="elder")
    clerk.hear()
    clerk.press("n")
    clerk.page.get_by_role("radio", name="不符合 X").click()
    clerk.page.locator('[data-verb="start"]').click()
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    assert clerk.asked()[-1]["command"]["priority_confirmed"] is False


def test_a_verdict_on_one_residents_priority_is_not_said_of_the_next(
    clerk: Visitor, behind: HallBehindPages
) -> None:
    """Q-10: the box is hidden for whoever declared nothing, and then nothing is said."""
    issue(behind, "welfare", priority="elder")
    behind.do("A04", c.HandOver(reason="meeting"))
    clerk.hear()
    elder = next(t.id for t in behind.hall.tickets.values() if t.priority)
    started: dict[int, object] = {}
    for _ in range(7):
        clerk.press("n")
        expect(clerk.page.locator(STATE)).to_contain_text("已叫号")
        if behind.hall.hands[3] == elder:
            clerk.press("x")
        clerk.press("s")
        expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
        command = clerk.asked()[-1]["command"]
        started[command["ticket"]] = command["priority_confirmed"]
    assert started.pop(elder) is False
    assert set(started.values()) == {None}


def test_a_held_ticket_is_taken_back_by_its_digit(clerk: Visitor) -> None:
    """Scenario 2: one ticket, held and called back."""
    clerk.press("n", "s", "h")
    expect(clerk.page.locator("#held")).to_contain_text("F001")
    clerk.press("1")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")


def test_a_missed_resident_is_put_back_into_line(clerk: Visitor) -> None:
    """Scenario 10: the row's own button."""
    clerk.press("n", "m")
    clerk.page.locator("#missed .ticket", has_text="F001").get_by_role("button", name="重新排队").click()
    expect(clerk.page.locator("#missed li")).to_have_count(0)
    expect(clerk.page.locator("#waiting")).to_contain_text("F001")


def test_a_mis_click_is_undone_and_the_button_says_which(clerk: Visitor) -> None:
    """Scenario 27: a call, a no-show and a finish, each while nothing followed."""
    undo = clerk.page.locator('[data-verb="undo"]')
    clerk.press("n")
    expect(undo).to_contain_text("撤销叫号")
    clerk.press("m")
    expect(undo).to_contain_text("撤销过号")
    clerk.press("u", "s", "f")
    expect(undo).to_contain_text("撤销办结")
    clerk.press("u")
    expect(clerk.page.locator(STATE)).to_contain_text("正在办理")
    expect(undo).to_have_attribute("aria-disabled", "true")


def test_a_matter_is_found_by_typing_and_the_resident_sent_there(clerk: Visitor) -> None:
    """F-2: T, some letters of its pinyin, Enter."""
    clerk.press("n", "t")
    clerk.page.keyboard.type("zdsh")
    first = clerk.page.locator('[role="option"]').first
    expect(first).to_contain_text("最低生活")
    expect(first).to_contain_text("4号窗口")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(STATE)).to_have_text("空闲")
    expect(clerk.page.locator('#notice [data-part="done"]')).to_contain_text("最低生活")


def test_keys_typed_into_a_field_do_nothing_at_the_desk(clerk: Visitor) -> None:
    """An "n" in a search is a letter."""
    clerk.press("n", "t")
    clerk.page.keyboard.type("nsfmhu")
    expect(clerk.page.locator('#transfer-dialog [data-part="none"]')).to_be_visible()
    clerk.page.keyboard.press("Escape")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next"]


def test_only_who_may_pick_is_offered_a_call_out_of_turn(clerk: Visitor, visit: Visit) -> None:
    """Q-13: with permission, and the page says that it is on record."""
    clerk.page.locator("#waiting .ticket-number").nth(1).click()
    expect(clerk.page.locator("dialog[open]")).not_to_contain_text("不按顺序")
    other = visit("A04", "/counter/")
    other.page.locator("#waiting .ticket-number").nth(1).click()
    expect(other.page.locator("dialog[open]")).to_contain_text("会留下记录")
    other.page.get_by_role("button", name="不按顺序叫此号").click()
    expect(other.page.locator(NUMBER)).to_have_text("H002")


def test_a_reload_keeps_seat_and_ticket(clerk: Visitor) -> None:
    """Clerks reload pages; nobody is signed out or stood up by it."""
    clerk.press("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    clerk.page.reload()
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    expect(clerk.page.locator("h1")).to_have_text("3号窗口")


def test_papers_to_check_and_the_wait_stand_beside_the_number(clerk: Visitor) -> None:
    """M-4: what to bring is what to check."""
    clerk.press("n")
    expect(clerk.page.locator("#materials li").first).to_contain_text("居民身份证")
    expect(clerk.page.locator("#hand-waited")).to_contain_text("等了 3 分钟")
