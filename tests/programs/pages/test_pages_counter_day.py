"""A clerk's own day at the terminal: moments away and their budget, lunch, load shared, what was handed over."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from common import commands as c
from server.rules.setup_cover import Sharing
from tests.programs.pages.conftest import Visit, Visitor, another_key, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

DONE = '#notice [data-part="done"]'
MINUTE_MS = 60_000


def away(clerk: Visitor, minutes: int) -> None:
    """A03 was away for a moment."""
    clerk.behind.do("A03", c.StepAway(reason="restroom"))
    clerk.behind.pass_time(minutes * MINUTE_MS)
    clerk.behind.do("A03", c.ComeBack())
    clerk.hear()


# -- the budget of moments ------------------------------------------------------------------------


def test_what_is_left_of_the_budget_is_said_before_it_is_spent(clerk: Visitor) -> None:
    """AB-4: ten minutes in a rolling hour; four of them are gone."""
    clerk.press("a")
    expect(clerk.page.locator("#leave-budget")).to_have_text("60 分钟内可暂离 10 分钟，还剩 10:00。")
    clerk.page.keyboard.press("Escape")
    another_key(clerk)
    away(clerk, 4)
    expect(clerk.page.locator("#my-day")).to_contain_text(re.compile(r"还剩 [56]:\d\d"))
    clerk.press("a")
    expect(clerk.page.locator("#leave-budget")).to_have_text(re.compile(r"还剩 6:00|还剩 5:5\d"))


def test_what_is_left_runs_down_while_away_and_bounds_the_grace(clerk: Visitor) -> None:
    """AB-4: two minutes of budget are two minutes of grace, whatever the grace is."""
    for _ in range(2):
        away(clerk, 4)
    clerk.behind.do("A03", c.StepAway(reason="restroom"))
    clerk.hear()
    expect(clerk.page.locator("#away-budget")).to_contain_text(re.compile(r"还剩 (2:00|1:5\d)（共 10 分钟）"))
    expect(clerk.page.locator("#away-grace")).to_contain_text(re.compile(r"宽限还剩 (2:00|1:5\d)"))


def test_a_budget_that_is_used_up_warns_before_leaving(clerk: Visitor) -> None:
    """AB-4: then B covers at once, and it is on record."""
    for _ in range(3):
        away(clerk, 4)
    clerk.press("a")
    expect(clerk.page.locator("#leave-budget")).to_contain_text("已用完：现在离开，岗位立即由B岗顶岗")
    expect(clerk.page.locator("#leave-budget")).to_have_class(re.compile("warn"))


def test_handing_over_draws_on_no_budget_and_shows_none(clerk: Visitor) -> None:
    """AB-5: a proper leaving."""
    clerk.press("o")
    expect(clerk.page.locator("#leave-budget")).to_be_hidden()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#away-title")).to_contain_text("已交接")
    expect(clerk.page.locator("#away-budget")).to_be_empty()


# -- lunch by turns -------------------------------------------------------------------------------


@pytest.fixture
def at_noon(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A03 lunches from 11:00 to 11:30; it is 10:59."""
    behind.change("clerks", "A03", lunch=("11:00", "11:30"))
    behind.pass_time(at("10:59") - behind.now)
    behind.do("A04", c.SitDown(window=4))
    behind.do("A03", c.SitDown(window=3))
    visitor = visit("A03", "/counter/")
    expect(visitor.page.locator("#desk")).to_be_visible()
    return visitor


def test_ones_own_lunch_stands_on_the_terminal(at_noon: Visitor) -> None:
    """By turns: from when to when."""
    expect(at_noon.page.locator("#my-day")).to_contain_text("午餐 11:00–11:30，届时由 A04 顶岗")


def test_leaving_for_lunch_is_said_to_be_proper(at_noon: Visitor) -> None:
    """It draws on no budget, and B covers at once."""
    at_noon.behind.pass_time(2 * MINUTE_MS)
    at_noon.page.reload()
    expect(at_noon.page.locator("#my-day")).to_contain_text("现在是您的午餐时间，至 11:30")
    at_noon.press("a")
    expect(at_noon.page.locator("#leave-budget")).to_contain_text("算正常离开，不占暂离时间")
    at_noon.page.keyboard.press("5")
    at_noon.page.keyboard.press("Enter")
    expect(at_noon.page.locator("#away-title")).to_contain_text("用餐")
    expect(at_noon.page.locator("#away-budget")).to_be_empty()
    assert at_noon.behind.hall.covers["post-3"].clerk == "A04"


# -- load shared (AB-9) ---------------------------------------------------------------------------


def test_a_b_who_shares_the_load_sees_whose_and_why(clerk: Visitor, behind: HallBehindPages) -> None:
    """AB-9: a card of its own, its people among those who wait, and a word when it begins."""
    behind.change("posts", "post-4", sharing=Sharing(waiting=5))
    issue(behind, "welfare", 3)
    clerk.hear()
    card = clerk.page.locator('.post[data-state="sharing"]')
    expect(card).to_contain_text("民政、劳动保障岗")
    expect(card).to_contain_text("我在分担（B岗）")
    expect(card).to_contain_text("A04 忙不过来")
    expect(clerk.page.locator(DONE)).to_contain_text("您可以一并叫“民政、劳动保障岗”的号")
    expect(clerk.page.locator("#waiting-count")).to_have_text("9")


def test_whose_load_is_shared_sees_by_whom(visit: Visit, behind: HallBehindPages) -> None:
    """AB-9: A is not alone, and knows it."""
    behind.change("posts", "post-4", sharing=Sharing(waiting=5))
    behind.do("A03", c.SitDown(window=3))
    behind.do("A04", c.SitDown(window=4))
    issue(behind, "welfare", 5)
    page = visit("A04", "/counter/").page
    expect(page.locator(".post", has_text="民政、劳动保障岗").first).to_contain_text("A03 正在帮您分担")


# -- handovers ------------------------------------------------------------------------------------


def test_who_handed_over_sees_what_and_whether_it_was_read(clerk: Visitor) -> None:
    """AB-5: waiting line, held tickets, and B's acknowledgement with its time."""
    clerk.press("n", "s", "h", "o")
    clerk.page.keyboard.press("Enter")
    given = clerk.page.locator("#given")
    expect(given).to_contain_text("人口与计划生育岗 → A04：等候 2 人，挂起 F001。")
    expect(given).to_contain_text("未确认")
    clerk.behind.read_handovers("A04")
    clerk.hear()
    expect(given).to_contain_text(re.compile(r"✓ 09:\d\d 已知悉"))


def test_back_again_a_is_told_whom_to_contact_and_takes_them_up(clerk: Visitor) -> None:
    """AB-7, AB-8: what B did, whom B could not finish; K acknowledges, 1 takes the first of them back."""
    behind = clerk.behind
    behind.do("A03", c.HandOver(reason="meeting"))
    for act in ("finish", "hold"):
        called = behind.do("A04", c.CallNext())
        behind.do("A04", c.StartService(ticket=called.ticket))
        done = c.FinishService if act == "finish" else c.HoldTicket
        behind.do("A04", done(ticket=called.ticket))
    clerk.hear()
    clerk.press("b")
    card = clerk.page.locator("#handovers li")
    expect(card).to_contain_text("A04 顶岗期间办结 1 件")
    held = next(ticket.number for ticket in behind.hall.tickets.values() if ticket.state == "held")
    expect(card).to_contain_text(f"没办完、请您联系：{held}")
    clerk.press("k")
    expect(card).to_have_count(0)
    clerk.press("1")
    expect(clerk.page.locator("#hand-number")).to_have_text(held)


def test_what_b_cannot_finish_is_on_as_list_until_a_has_contacted_the_resident(
    clerk: Visitor, visit: Visit
) -> None:
    """AB-7: V, a reason by its digit, Enter; A sees it on return and ticks it off."""
    clerk.behind.do("A03", c.HandOver(reason="meeting"))
    other = visit("A04", "/counter/")
    expect(other.page.locator("#desk")).to_be_visible()
    expect(other.page.locator('[data-verb="unfinished"]')).to_be_hidden()
    other.press("n", "s", "v")
    other.page.keyboard.press("2")
    other.page.locator("#unfinished-dialog button.main").click()
    expect(other.page.locator(DONE)).to_contain_text("已记到A岗的联系名单")
    clerk.hear()
    clerk.press("b")
    card = clerk.page.locator("#contacts li")
    expect(card).to_contain_text("F001")
    expect(card).to_contain_text("缺材料，A04")
    card.get_by_role("button", name="已联系").click()
    expect(card).to_have_count(0)
    assert [item.contacted_by for item in clerk.behind.hall.unfinished.values()] == ["A03"]


def test_only_a_post_of_another_leaves_something_to_its_a(clerk: Visitor) -> None:
    """AB-7: one's own resident is one's own."""
    clerk.press("n", "s", "v")
    expect(clerk.page.locator("#unfinished-dialog")).to_be_hidden()
    expect(clerk.page.locator('[data-verb="unfinished"]')).to_be_hidden()
