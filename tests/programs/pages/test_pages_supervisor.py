"""What the supervisor sees by itself, and the few things to be done there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from common.commands import Asking
from server.rules.order import Actor
from tests.programs.pages.conftest import Visit, Visitor, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

MINUTE_MS = 60_000
DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'


def row(visitor: Visitor, table: str, text: str) -> Locator:
    return visitor.page.locator(f"#{table} tr", has_text=text)


def leave(visitor: Visitor, *clerks: str) -> None:
    for clerk in clerks:
        visitor.behind.do(clerk, c.StandUp(reason="errand"))
    visitor.hear()


def test_without_an_alarm_the_page_says_so(leader: Visitor) -> None:
    """Nothing red where nothing is wrong."""
    expect(leader.page.locator("#alarms-none")).to_be_visible()
    expect(leader.page.locator("#alarms li")).to_have_count(0)


def test_each_window_shows_who_what_and_how_the_day_went(leader: Visitor) -> None:
    """S-1: who serves, what is in hand, called, finished, mean wait and service."""
    called = leader.behind.do("A03", c.CallNext())
    leader.behind.do("A03", c.StartService(ticket=called.ticket))
    leader.behind.pass_time(6 * MINUTE_MS)
    leader.hear()
    window = row(leader, "windows", "人口与计划生育窗口")
    expect(window).to_contain_text("● 办理中")
    expect(window).to_contain_text("F001")
    leader.behind.do("A03", c.FinishService(ticket=called.ticket))
    leader.hear()
    expect(window).to_contain_text("○ 空闲")
    expect(window.locator("td").nth(6)).to_have_text("1")
    expect(window.locator("td").nth(7)).to_have_text("3.0")
    expect(window.locator("td").nth(8)).to_have_text("6.0")


def test_a_window_whose_terminal_is_silent_is_not_called_free(leader: Visitor) -> None:
    """Its post beside it says why nobody serves: one truth, also for all of them after the server was started anew."""
    window = row(leader, "windows", "人口与计划生育窗口")
    for n in range(1, 9):
        leader.behind.fall_silent(f"A0{n}")
    leader.hear()
    expect(window).to_contain_text("‖ 终端失联")
    expect(window).to_have_attribute("data-state", "away")
    leader.behind.pass_time(10 * MINUTE_MS)
    leader.hear()
    expect(row(leader, "posts", "▲ 空岗")).to_have_count(8)
    expect(row(leader, "windows", "▲ 终端失联")).to_have_count(8)
    expect(row(leader, "windows", "空闲")).to_have_count(0)


def test_waiting_is_counted_by_line_and_by_matter(leader: Visitor) -> None:
    """S-1: per matter too; the longest wait beside it."""
    line = row(leader, "lines", "人口与计划生育")
    expect(line.locator("td").nth(2)).to_have_text("3")
    expect(line.locator("td").nth(3)).to_have_text("3")
    leader.page.get_by_role("button", name="按事项").click()
    expect(leader.page.locator("#lines tr")).to_have_count(len(leader.behind.hall.rules.matters))


def test_a_covered_post_says_who_why_and_where(leader: Visitor) -> None:
    """AB-11: B's name, the reason, the window."""
    leader.behind.do("A04", c.HandOver(reason="meeting", until=at("10:30")))
    leader.hear()
    post = row(leader, "posts", "民政、劳动保障岗")
    expect(post).to_contain_text("▶ B岗 A03 · 3号窗口")
    expect(post).to_contain_text("A04 已交接离岗（开会），预计 10:30 回来")
    expect(row(leader, "windows", "人口与计划生育窗口")).to_contain_text("A岗+B岗")


def test_an_a_who_has_not_come_yet_is_expected_and_not_said_to_serve(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Within the grace from opening on nobody is absent; nor is anybody there."""
    behind.pass_time(at("14:31") - behind.now)
    visitor = visit("S1", "/supervisor")
    expect(row(visitor, "posts", "领导接待岗")).to_contain_text("等A岗到岗")
    expect(row(visitor, "lines", "领导接待")).to_contain_text("等A岗到岗")


def test_an_unattended_post_is_an_alarm_and_one_press_asks_a_stand_in(leader: Visitor) -> None:
    """AB-10, AB-18: red, first of all; who is free is offered at once, is asked, and answers at the terminal."""
    leave(leader, "A03", "A08", "A04")
    alarm = leader.page.locator("#alarms li").first
    expect(alarm).to_contain_text("▲ 空岗")
    expect(alarm).to_contain_text("3 人口与计划生育岗")
    expect(alarm).to_contain_text("3 人等候")
    expect(leader.page).to_have_title("▲1 现场督查")
    alarm.get_by_role("button", name="请 A01 顶岗（1号窗口）").click()
    expect(leader.page.locator(DONE)).to_contain_text("等对方在终端上答复")
    expect(alarm).to_contain_text("已请 A01 顶岗，等答复")
    leader.behind.do("A01", c.AnswerStandIn(post="post-3", accept=True))
    leader.hear()
    expect(leader.page.locator("#alarms li", has_text="空岗")).to_have_count(0)
    expect(row(leader, "posts", "人口与计划生育岗")).to_contain_text("临时顶岗 A01")


def test_who_has_agreed_in_person_takes_the_post_at_once(leader: Visitor) -> None:
    """AB-10: the second button, with a name of its own for who hears the page."""
    leave(leader, "A03", "A08", "A04")
    leader.page.get_by_role("button", name="A01 当面已同意，立即顶岗").click()
    expect(row(leader, "posts", "人口与计划生育岗")).to_contain_text("临时顶岗 A01")
    expect(leader.page.locator(DONE)).to_contain_text("指定顶岗")
    assert leader.asked()[-1]["command"]["on_the_spot"] is True


def test_who_declined_is_not_offered_again_and_keeps_the_place(leader: Visitor) -> None:
    """AB-18: the next one is offered instead; nobody is pressed who has said no."""
    leave(leader, "A03", "A08", "A04")
    buttons = leader.page.locator("#alarms li").first.get_by_role("button", name=re.compile("请|其他"))
    leader.page.get_by_role("button", name="请 A01 顶岗（1号窗口）").click()
    expect(leader.page.locator(DONE)).to_contain_text("等对方在终端上答复")
    leader.behind.do("A01", c.AnswerStandIn(post="post-3", accept=False))
    leader.hear()
    expect(buttons.first).to_have_text("请 A06 顶岗（6号窗口）")
    expect(leader.page.get_by_role("button", name="请 A01 顶岗（1号窗口）")).to_have_attribute(
        "aria-disabled", "true"
    )


def test_the_stand_ins_of_an_alarm_do_not_move_under_the_pointer(leader: Visitor) -> None:
    """AB-18: one press asks somebody, on record; who becomes busy or leaves keeps the place on the card."""
    leave(leader, "A03", "A08", "A04")
    buttons = leader.page.locator("#alarms li").first.get_by_role("button", name=re.compile("请|其他"))
    offered = ["请 A01 顶岗（1号窗口）", "请 A05 顶岗（5号窗口）", "其他人…"]
    expect(buttons).to_have_text(offered)
    stood = buttons.first.bounding_box()
    issue(leader.behind, leader.behind.hall.rules.posts[0].lines[0])
    leader.behind.do("A01", c.CallNext())
    leader.hear()
    expect(row(leader, "windows", "A01")).to_contain_text("等候居民")
    expect(buttons).to_have_text(offered)
    leader.behind.do("A05", c.StepAway(reason="restroom"))
    leader.hear()
    expect(buttons).to_have_text(["请 A06 顶岗（6号窗口）", *offered])
    expect(buttons.nth(2)).to_have_attribute("aria-disabled", "true")
    assert buttons.nth(1).bounding_box() == stood


def test_another_stand_in_is_chosen_from_those_who_are_here(leader: Visitor) -> None:
    """AB-18: named, with a reason, on record; nobody away is offered."""
    leave(leader, "A03", "A04", "A08")
    leader.page.locator("#alarms li").first.get_by_role("button", name="其他人…").click()
    dialog = leader.page.locator("#stand-in-dialog")
    expect(dialog).to_contain_text("A05 · 5号窗口 · 空闲 · 农业综合服务岗")
    expect(dialog).not_to_contain_text("A08")
    dialog.get_by_label("A05").check()
    dialog.get_by_label("原因").select_option("overload")
    dialog.get_by_role("button", name="请对方答复").click()
    expect(leader.page.locator("#alarms li").first).to_contain_text("已请 A05 顶岗，等答复")
    assert leader.asked()[-1]["command"]["reason"] == "overload"


def test_a_stand_in_is_ended_from_the_same_place(leader: Visitor) -> None:
    """The post goes by its own roles again."""
    leave(leader, "A03", "A04", "A08")
    leader.behind.do(
        "supervisor", c.NameStandIn(on_the_spot=True, post="post-3", clerk="A05", reason="nobody_present")
    )
    leader.hear()
    row(leader, "posts", "人口与计划生育岗").get_by_role("button", name="结束顶岗").click()
    expect(leader.page.locator("#alarms li").first).to_contain_text("空岗")


def test_a_refusal_is_shown_in_words(leader: Visitor) -> None:
    """A leave that leaves a post with nobody is refused (AB-5)."""
    for clerk in ("A04", "A08"):
        leader.behind.do("supervisor", c.RecordLeave(clerk=clerk, since=at("09:00"), until=at("18:00")))
    leader.hear()
    row(leader, "people", "A03").get_by_role("button", name="登记请假").click()
    dialog = leader.page.locator("#leave-dialog")
    dialog.get_by_role("button", name="登记请假").click()
    expect(dialog.get_by_role("alert")).to_have_text("拒绝：leave_uncovered")


def test_a_leave_is_recorded_in_the_halls_time_and_ended(leader: Visitor) -> None:
    """D-2: it ends with a return."""
    row(leader, "people", "A05").get_by_role("button", name="登记请假").click()
    dialog = leader.page.locator("#leave-dialog")
    dialog.get_by_label("到", exact=True).fill("2026-11-23T17:00")
    dialog.get_by_role("button", name="登记请假").click()
    expect(row(leader, "people", "A05")).to_contain_text("请假至 17:00")
    row(leader, "people", "A05").get_by_role("button", name="销假").click()
    expect(row(leader, "people", "A05").get_by_role("button", name="登记请假")).to_be_visible()
    assert leader.asked()[-2]["command"]["until"] == at("17:00")


def test_a_faulty_device_is_an_alarm_in_words(leader: Visitor) -> None:
    """Someone is told (scenario 21)."""
    leader.behind.do("kiosk", c.ReportDevice(fault="paper_out"))
    leader.hear()
    expect(leader.page.locator("#alarms li")).to_contain_text("设备故障")
    expect(leader.page.locator("#alarms li")).to_contain_text("缺纸")


@pytest.mark.parametrize(("device", "shown"), [("kiosk-1", "大门取号机"), ("kiosk-2", "取号机 2")])
def test_a_device_in_an_alarm_is_called_by_its_name(
    visit: Visit, behind: HallBehindPages, device: str, shown: str
) -> None:
    """Whoever fetches paper must know where to; one without a name is called by its kind and number."""
    behind.asked(
        Actor(device, frozenset({"kiosk"})), Asking(id="1", command=c.ReportDevice(fault="paper_out"))
    )
    alarms = visit("S1", "/supervisor").page.locator("#alarms li")
    expect(alarms.locator("strong")).to_have_text(shown)


def test_an_account_is_closed_only_after_a_question(leader: Visitor) -> None:
    """It shows somebody out at once: the question names whom, and says what happens."""
    page = leader.page
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.route("**/supervisor/close", lambda route: route.fulfill(body=route.request.post_data or ""))
    page.locator('#accounts input[name="staff"]').fill("A05")
    page.locator("#accounts").get_by_role("button", name="停用").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("停用账号 A05？")
    expect(dialog).to_contain_text("马上退出登录")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert sent == []
    page.locator("#accounts").get_by_role("button", name="停用").click()
    dialog.get_by_role("button", name="停用").click()
    page.wait_for_url("**/supervisor/close")
    expect(page.locator("body")).to_contain_text("staff=A05")


def test_a_lost_link_is_told_and_nothing_can_be_pressed(leader: Visitor) -> None:
    """Figures that do not move say that they do not."""
    leader.page.evaluate("fakeSocket.up = false; fakeSocket.lose()")
    expect(leader.page.locator('[data-live="banner"]')).to_contain_text("连接中断")
    expect(leader.page.get_by_role("button", name="暂停大厅")).to_have_attribute("aria-disabled", "true")
