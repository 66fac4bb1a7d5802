"""What a page does when the connection, the server or an answer is lost."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

NUMBER, BANNER, REFUSED = "#hand-number", '[data-live="banner"]', '#notice [data-part="refused"]'


def joins(visitor: Visitor) -> int:
    return len(visitor.asked("join"))


def seated(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A page whose time the test moves."""
    behind.do("A03", c.SitDown(window=3))
    issue(behind, "family", 2)
    visitor = visit("A03", "/counter/", timers=True)
    visitor.page.clock.run_for(100)
    expect(visitor.page.locator("#desk")).to_be_visible()
    return visitor


def lose(page: Page) -> None:
    page.evaluate("fakeSocket.up = false; fakeSocket.lose()")


def test_a_lost_link_is_told_and_nothing_can_be_pressed(clerk: Visitor) -> None:
    """The clerk sees it at once; what cannot be done is not offered."""
    lose(clerk.page)
    expect(clerk.page.locator(BANNER)).to_contain_text("连接中断")
    expect(clerk.page.locator('[data-live="link"]')).to_have_text("▲ 连接中断")
    expect(clerk.page.locator('[data-verb="call_next"]')).to_have_attribute("aria-disabled", "true")
    clerk.page.keyboard.press("n")
    clerk.page.evaluate("fakeSocket.up = true")
    expect(clerk.page.locator(BANNER)).to_be_hidden()
    assert clerk.behind.commands == []


def test_after_an_outage_the_page_shows_what_happened_meanwhile(clerk: Visitor) -> None:
    """Scenario 13 and 14: it joins again and has the whole view, with no reload."""
    lose(clerk.page)
    clerk.behind.do("A03", c.CallNext())
    clerk.page.evaluate("fakeSocket.up = true")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")


def test_a_press_whose_answer_was_lost_is_done_once(clerk: Visitor) -> None:
    """Scenario 7: the same id is asked again until it is answered; the hall did it the first time."""
    clerk.page.evaluate("fakeSocket.answers = false")
    clerk.press("n")
    clerk.until(lambda: len(clerk.asked()) >= 3)
    clerk.page.evaluate("fakeSocket.answers = true")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    expect(clerk.page.locator("body:not([data-busy])")).to_be_visible()
    asked = clerk.asked()[1:]
    assert len({asking["id"] for asking in asked}) == 1
    assert clerk.behind.commands == [("A03", "call_next")]


def test_a_press_that_was_under_way_when_the_link_broke_is_asked_again_after_it(clerk: Visitor) -> None:
    """Done once or refused with a reason, whatever the network did."""
    clerk.page.evaluate("fakeSocket.answers = false")
    clerk.press("n")
    lose(clerk.page)
    expect(clerk.page.locator(BANNER)).to_be_visible()
    clerk.page.evaluate("fakeSocket.answers = true; fakeSocket.up = true")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    expect(clerk.page.locator("body:not([data-busy])")).to_be_visible()
    assert clerk.behind.commands == [("A03", "call_next")]


def test_a_press_that_nobody_answers_for_a_minute_is_given_up_as_unknown(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Later than that, a call would surprise whoever pressed it; it may have been done all the same."""
    visitor = seated(visit, behind)
    visitor.page.evaluate("fakeSocket.answers = false")
    visitor.page.keyboard.press("n")
    lose(visitor.page)
    visitor.page.clock.run_for(61_000)
    expect(visitor.page.locator(REFUSED)).to_contain_text("“叫下一位”一分钟没有等到答复，不能确定是否执行了")


def test_a_page_that_missed_a_change_joins_again(clerk: Visitor) -> None:
    """`after` is not what the page has: it knows nothing else to do, and needs nothing else."""
    before = joins(clerk)
    clerk.behind.do("A03", c.CallNext())
    assert clerk.listener is not None
    lost = clerk.listener.take()
    issue(clerk.behind, "family")
    clerk.hear()
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    assert (len(lost), joins(clerk)) == (1, before + 1)


def test_a_heartbeat_tells_a_page_that_it_missed_the_last_change(clerk: Visitor) -> None:
    """A lost last message is noticed within five seconds, though nothing follows it."""
    before = joins(clerk)
    clerk.behind.do("A03", c.CallNext())
    assert clerk.listener is not None
    clerk.listener.take()
    clerk.say("heartbeat", beat(clerk))
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    assert joins(clerk) == before + 1


def test_a_heartbeat_that_agrees_changes_nothing(clerk: Visitor) -> None:
    """A page left alone does not join every five seconds."""
    before = joins(clerk)
    clerk.hear()
    clerk.say("heartbeat", beat(clerk))
    clerk.press("n")
    expect(clerk.page.locator(NUMBER)).to_have_text("F001")
    assert joins(clerk) == before


def test_another_ledger_is_another_hall(clerk: Visitor) -> None:
    """After a restore the ledger's id is new: what the page has is worth nothing."""
    before = joins(clerk)
    clerk.say("heartbeat", {**beat(clerk), "ledger_id": "restored"})
    clerk.until(lambda: joins(clerk) == before + 1)


def test_a_silent_server_counts_as_lost(visit: Visit, behind: HallBehindPages) -> None:
    """Three heartbeats missed: the connection is dead though nobody said so."""
    visitor = seated(visit, behind)
    visitor.page.clock.run_for(14_000)
    expect(visitor.page.locator(BANNER)).to_be_hidden()
    visitor.page.clock.run_for(1_500)
    expect(visitor.page.locator(BANNER)).to_be_visible()
    visitor.page.clock.run_for(1_500)
    expect(visitor.page.locator(BANNER)).to_be_hidden()


def test_who_is_not_signed_in_any_more_is_told_and_led_to_sign_in(clerk: Visitor) -> None:
    """Seat and ticket stay in the hall; after signing in the page is found again."""
    clerk.page.evaluate("fakeSocket.refuse('not_signed_in', {zh: '请先登录。', en: 'Sign in first.'})")
    expect(clerk.page.locator(BANNER)).to_contain_text("请先登录。")
    link = clerk.page.locator(BANNER).get_by_role("link", name="登录")
    expect(link).to_have_attribute("href", "/sign-in?next=%2Fcounter%2F")


def test_a_server_that_is_still_starting_is_tried_again(visit: Visit, behind: HallBehindPages) -> None:
    """It is no reason to send a clerk to the sign-in page."""
    visitor = seated(visit, behind)
    visitor.page.evaluate("fakeSocket.connected = false; fakeSocket.refuse('starting')")
    expect(visitor.page.locator(BANNER)).to_contain_text("连接中断")
    visitor.page.clock.run_for(1_500)
    expect(visitor.page.locator(BANNER)).to_be_hidden()


def beat(clerk: Visitor) -> dict[str, Any]:
    assert clerk.listener is not None
    return {"ledger_id": "test-ledger", "upto": clerk.listener.upto, "now": clerk.behind.now, "pace": 1.0}
