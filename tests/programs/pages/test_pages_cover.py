"""Leaving, covering and coming back, as the two clerks see it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, at
from tests.programs.pages.hall_behind_pages import HallBehindPages

DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
MINUTE_MS = 60_000


def test_b_is_told_whom_to_cover_why_and_until_when(clerk: Visitor) -> None:
    """AB-3, AB-15: at once, in words, with what comes along."""
    clerk.behind.do("A04", c.HandOver(reason="meeting", until=at("10:30"), note="H002 等传真件"))
    clerk.hear()
    expect(clerk.page.locator("#handovers li")).to_contain_text("A04 把“民政、劳动保障岗”交接给您：等候 3 人")
    post = clerk.page.locator('.post[data-state="b_role"]', has_text="民政、劳动保障岗")
    expect(post).to_contain_text("我在顶岗（B岗）")
    expect(post).to_contain_text("A04 已交接离岗（开会），预计 10:30 回来")
    expect(clerk.page.locator(DONE)).to_contain_text("您现在顶岗：民政、劳动保障岗")
    expect(clerk.page.locator("#waiting")).to_contain_text("H001")


def test_the_card_of_a_cover_says_when_and_goes_when_the_cover_ends(clerk: Visitor) -> None:
    """AB-5, AB-8: B is not told of a cover that is over; a card of the return stays with A until it is read."""
    card = clerk.page.locator("#handovers li")
    clerk.behind.do("A04", c.HandOver(reason="meeting"))
    clerk.hear()
    expect(card.locator("time")).to_have_text(re.compile(r"^09:0\d$"))
    clerk.behind.do("A04", c.ComeBack())
    clerk.hear()
    expect(card).to_have_count(0)
    left, back = list(clerk.behind.hall.handovers.values())[-2:]
    assert left.acknowledged_at is None
    assert back.acknowledged_at == back.at  # nothing was done: nothing to be read


def test_the_card_of_an_absence_goes_when_who_was_absent_sits_again(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-4, AB-8: one page never says both that A03 serves the post and that A04 serves it for A03."""
    for n in (3, 4):
        behind.do(f"A0{n}", c.SitDown(window=n))
    behind.read_handovers("A04")
    visitor = visit("A04", "/counter/")
    behind.do("A03", c.StandUp(reason="errand"))
    visitor.hear()
    card = visitor.page.locator("#handovers li")
    expect(card).to_contain_text("A03 不在岗，“人口与计划生育岗”由您顶岗")
    behind.do("A03", c.SitDown(window=3))
    visitor.hear()
    expect(card).to_have_count(0)


def serve_one(behind: HallBehindPages, name: str) -> None:
    called = behind.do(name, c.CallNext())
    behind.do(name, c.StartService(ticket=called.ticket))
    behind.do(name, c.FinishService(ticket=called.ticket))


def test_a_return_is_told_until_it_is_read_though_the_post_has_gone_on(clerk: Visitor) -> None:
    """AB-8: what B did meanwhile is news to A whoever serves the post now."""
    for leaves in (c.HandOver(reason="meeting"), c.HandOver(reason="errand")):
        clerk.behind.do("A03", leaves)
        serve_one(clerk.behind, clerk.behind.hall.covers["post-3"].clerk or "")
        clerk.behind.do("A03", c.ComeBack())
    clerk.hear()
    expect(clerk.page.locator("#handovers li")).to_have_count(2)
    clerk.press("k")
    expect(clerk.page.locator("#handovers li")).to_have_count(1)


def test_the_givers_note_is_read_on_a_press_and_stands_in_no_view(clerk: Visitor) -> None:
    """A private text is fetched when somebody wants to read it."""
    clerk.behind.do("A04", c.HandOver(reason="meeting", note="H002 等传真件"))
    clerk.hear()
    expect(clerk.page.locator("#handovers")).not_to_contain_text("传真")
    clerk.page.get_by_role("button", name="看留言").click()
    expect(clerk.page.locator("#handovers")).to_contain_text("留言：H002 等传真件")


def test_b_acknowledges_a_handover_with_one_key(clerk: Visitor) -> None:
    """AB-5."""
    clerk.behind.do("A04", c.HandOver(reason="meeting"))
    clerk.hear()
    clerk.press("k")
    expect(clerk.page.locator("#handovers li")).to_have_count(0)
    assert all(row.acknowledged_at for row in clerk.behind.hall.handovers.values() if row.taker == "A03")


def test_a_cover_that_stood_before_the_page_was_opened_is_no_news(clerk: Visitor) -> None:
    """A reload beeps nobody."""
    clerk.behind.do("A04", c.HandOver(reason="meeting"))
    clerk.page.reload()
    expect(clerk.page.locator('.post[data-state="b_role"]', has_text="民政")).to_be_visible()
    expect(clerk.page.locator(DONE)).to_be_hidden()


def test_who_covers_at_as_window_is_asked_there_and_goes_with_one_press(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-13: the till stands at window 7."""
    behind.do("A07", c.SitDown(window=7))
    behind.do("A08", c.SitDown(window=8))
    visitor = visit("A08", "/counter/")
    expect(visitor.page.locator("#desk")).to_be_visible()
    expect(visitor.page.locator("#move")).to_be_hidden()
    behind.do("A07", c.StandUp(reason="errand"))
    visitor.hear()
    expect(visitor.page.locator("#move")).to_contain_text("请到 7号窗口就座")
    visitor.page.get_by_role("button", name="到 7号窗口就座").click()
    expect(visitor.page.locator("h1")).to_have_text("7号窗口")
    expect(visitor.page.locator("#move")).to_be_hidden()


def test_stepping_away_is_two_keys_and_enter(clerk: Visitor) -> None:
    """AB-15: a reason by its digit; a time of return that nobody said is not put on record."""
    clerk.press("a")
    clerk.page.keyboard.press("4")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#away-title")).to_contain_text("查档案")
    command = clerk.asked()[-1]["command"]
    assert (command["type"], command["reason"], command["until"]) == ("step_away", "archive", None)


@pytest.mark.parametrize(("key", "kind"), [("a", "step_away"), ("o", "hand_over"), ("q", "stand_up")])
def test_two_keys_leave_and_nothing_is_put_on_record_that_nobody_said(
    clerk: Visitor, key: str, kind: str
) -> None:
    """AB-15: 其他, 说不准; a handover once said 开会 and an hour, because those stood first."""
    clerk.press(key)
    chosen = clerk.page.locator("#leave-dialog label:has(:checked)")
    expect(chosen).to_have_text([re.compile("其他"), "说不准"])
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#leave-dialog")).to_be_hidden()
    command = clerk.asked()[-1]["command"]
    assert (command["type"], command["reason"], command["until"]) == (kind, "other", None)


def test_away_the_grace_that_is_left_is_counted_down(clerk: Visitor) -> None:
    """AB-4: the hall's own figure; who handed over has none to watch."""
    clerk.behind.set_up(grace_min=7)
    clerk.behind.do("A03", c.StepAway(reason="restroom"))
    clerk.hear()
    expect(clerk.page.locator("#away-grace")).to_contain_text(re.compile(r"宽限还剩 (7:00|6:\d\d)，"))
    clerk.press("b", "o")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#away-title")).to_contain_text("已交接给")
    expect(clerk.page.locator("#away-grace")).to_be_empty()


def test_a_time_to_be_back_is_typed_in_the_halls_clock(clerk: Visitor) -> None:
    """Typing a time chooses it; it means today in the hall."""
    clerk.press("a")
    clerk.page.locator('#leave-dialog input[type="time"]').fill("10:40")
    clerk.page.locator("#leave-confirm").click()
    expect(clerk.page.locator("#away-title")).to_contain_text("预计 10:40 回来")
    assert clerk.asked()[-1]["command"]["until"] == at("10:40")


def test_away_the_desk_offers_one_thing(clerk: Visitor) -> None:
    """AB-8: back by an act, with one key."""
    clerk.press("a")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#away")).to_be_visible()
    expect(clerk.page.locator("#desk")).to_be_hidden()
    clerk.press("n", "b")
    expect(clerk.page.locator("#desk")).to_be_visible()
    kinds = [kind for _, kind in clerk.behind.commands]
    assert kinds == ["step_away", "come_back"]


def test_a_clerk_hands_over_with_a_note_and_is_told_on_return_what_b_did(clerk: Visitor) -> None:
    """AB-5, AB-8."""
    clerk.press("o")
    clerk.page.locator("#leave-dialog textarea").fill("F002 明天再来")
    clerk.page.locator("#leave-confirm").click()
    expect(clerk.page.locator("#away")).to_contain_text("由 A04 顶岗")
    called = clerk.behind.do("A04", c.CallNext())
    clerk.behind.do("A04", c.StartService(ticket=called.ticket))
    clerk.behind.do("A04", c.FinishService(ticket=called.ticket))
    clerk.hear()
    clerk.press("b")
    expect(clerk.page.locator("#handovers")).to_contain_text("A04 顶岗期间办结 1 件")
    assert clerk.asked()[-2]["command"]["note"] == "F002 明天再来"


def test_nobody_leaves_with_a_ticket_in_hand_and_is_told_why(clerk: Visitor) -> None:
    """Held, transferred or finished first."""
    clerk.press("n", "o")
    expect(clerk.page.locator("#leave-dialog")).to_be_hidden()
    expect(clerk.page.locator(REFUSED)).to_contain_text("手上还有 F001")


def test_standing_up_asks_where_to_and_frees_the_seat(clerk: Visitor) -> None:
    """The window list comes back."""
    clerk.press("q")
    expect(clerk.page.locator("#leave-dialog")).to_contain_text("会记为脱岗")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#seating")).to_be_visible()
    assert 3 not in clerk.behind.hall.seats


def test_a_clerk_who_was_silent_too_long_comes_back_by_an_act(clerk: Visitor) -> None:
    """AB-4, AB-8: a connection that is back is not a clerk who is back."""
    behind = clerk.behind
    behind.fall_silent("A03")
    behind.pass_time(6 * MINUTE_MS)
    clerk.hear()
    expect(clerk.page.locator("#away-title")).to_contain_text("终端失联")
    expect(clerk.page.locator("#away")).to_contain_text("由 A04 顶岗")
    clerk.press("b")
    expect(clerk.page.locator("#desk")).to_be_visible()


def test_after_a_handover_the_page_says_to_whom_and_what_comes_next(clerk: Visitor) -> None:
    """AB-5: handed over is not stepped away."""
    clerk.behind.do("A03", c.HandOver(reason="meeting", until=at("10:30")))
    clerk.hear()
    expect(clerk.page.locator("#away-title")).to_have_text("已交接给 A04：开会，预计 10:30 回来")
    expect(clerk.page.locator("#away-next")).to_contain_text("岗位就回到您手上")
    clerk.press("b")
    expect(clerk.page.locator("#desk")).to_be_visible()
    clerk.behind.do("A03", c.StepAway(reason="meeting"))
    clerk.hear()
    expect(clerk.page.locator("#away-title")).to_have_text("您已暂离：开会")
    expect(clerk.page.locator("#away-next")).to_be_hidden()
