"""What a clerk is asked and asks: to stand in, to come to the hall, to be out on business."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, another_key, at
from tests.programs.pages.hall_behind_pages import HallBehindPages

DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
BAR = "#asked li"
MINUTE_MS = 60_000


@pytest.fixture
def asked(clerk: Visitor) -> Visitor:
    """A03, asked to stand in at window 5, where nobody came by the end of the grace."""
    clerk.behind.pass_time(6 * MINUTE_MS)
    clerk.behind.do("S1", c.NameStandIn(post="post-5", clerk="A03", reason="nobody_present"))
    clerk.hear()
    return clerk


# -- to stand in (AB-18) --------------------------------------------------------------------------


def test_whoever_is_asked_to_stand_in_sees_it_and_agrees_with_one_key(asked: Visitor) -> None:
    """AB-18: post, window and reason in words; C takes the post."""
    expect(asked.page.locator(BAR)).to_contain_text("请您临时顶岗：农业综合服务岗（5号窗口）")
    expect(asked.page.locator(BAR)).to_contain_text("A、B岗都不在")
    expect(asked.page.locator("#asked")).to_have_attribute("role", "alert")
    expect(asked.page).to_have_title(re.compile("^▲ "))
    asked.press("c")
    expect(asked.page.locator(BAR)).to_have_count(0)
    expect(asked.page.locator(".post", has_text="农业综合服务岗")).to_contain_text("我在临时顶岗")
    assert asked.behind.hall.covers["post-5"].clerk == "A03"


def test_whoever_cannot_says_so_with_one_key(asked: Visitor) -> None:
    """AB-18: consent is asked for, not taken."""
    asked.press("d")
    expect(asked.page.locator(BAR)).to_have_count(0)
    expect(asked.page.locator(DONE)).to_have_text("已答复：不能顶岗。")
    assert "post-5" not in asked.behind.hall.stand_ins


def test_the_buttons_do_what_the_keys_do(asked: Visitor) -> None:
    """With a mouse, or a finger."""
    asked.page.get_by_role("button", name="我来顶岗").click()
    expect(asked.page.locator(BAR)).to_have_count(0)
    assert asked.behind.hall.stand_ins["post-5"] == "A03"


def test_an_asking_is_answered_with_a_resident_in_hand_and_takes_nobody_away(asked: Visitor) -> None:
    """AB-18: the one in hand stays in hand."""
    asked.press("n", "s", "c")
    expect(asked.page.locator(BAR)).to_have_count(0)
    expect(asked.page.locator("#hand-number")).to_have_text("F001")


def test_an_asking_that_was_taken_back_meanwhile_is_refused_in_words(asked: Visitor) -> None:
    """The supervisor was quicker than the page."""
    asked.behind.do(
        "S1", c.TakeBackStandIn(post="post-5", clerk=asked.behind.hall.stand_ins_asked["post-5"].clerk)
    )
    asked.press("c")
    expect(asked.page.locator(REFUSED)).to_have_text("拒绝：not_asked")
    asked.hear()
    expect(asked.page.locator(BAR)).to_have_count(0)


def test_of_two_askings_the_keys_answer_the_first_and_each_its_own_buttons(asked: Visitor) -> None:
    """A second press of the same key within a moment is none: nobody takes a post unread."""
    asked.behind.do("S1", c.NameStandIn(post="post-6", clerk="A03", reason="overload"))
    asked.hear()
    expect(asked.page.locator(f"{BAR} kbd:visible")).to_have_text(["C", "D"])
    asked.page.locator(BAR, has_text="6号窗口").get_by_role("button", name="不能顶").click()
    expect(asked.page.locator(BAR)).to_have_count(1)
    expect(asked.page.locator(BAR)).to_contain_text("5号窗口")


def test_who_stood_up_meanwhile_is_still_asked_and_told_to_sit_first(asked: Visitor) -> None:
    """AB-18: the bar stands over the choice of windows too."""
    asked.behind.do("A03", c.StandUp(reason="errand"))
    asked.hear()
    expect(asked.page.locator("#seating")).to_be_visible()
    expect(asked.page.locator(BAR)).to_contain_text("请先就座再答应")
    asked.press("c")
    expect(asked.page.locator('#seating-notice [data-part="refused"]')).to_have_text(
        "拒绝：stand_in_not_here"
    )


def test_who_agreed_before_the_roles_are_gone_is_shown_as_named(clerk: Visitor) -> None:
    """AB-10, AB-18: within the grace the post still counts as A's; the card says what was agreed."""
    clerk.behind.do("S1", c.NameStandIn(post="post-5", clerk="A03", reason="leader_decision"))
    clerk.hear()
    clerk.press("c")
    expect(clerk.page.locator(DONE)).to_have_text("已答应顶岗：A岗、B岗都不在时，由您办理。")
    expect(clerk.page.locator(".post", has_text="农业综合服务岗")).to_contain_text("A03")


# -- to come to the hall (AB-14) ------------------------------------------------------------------


@pytest.fixture
def called(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A08 works outside the hall and is the only B who is left for window 3."""
    behind.change("clerks", "A08", outside=True)
    behind.change("posts", "post-3", b_roles=("A08",))
    visitor = visit("A08", "/counter/", size=(320, 640))
    expect(visitor.page.locator("#seating")).to_be_visible()
    behind.do("A03", c.SitDown(window=3))
    behind.do("A03", c.StandUp(reason="unwell"))
    visitor.hear()
    return visitor


def test_a_b_outside_the_hall_is_called_and_says_on_the_way(called: Visitor) -> None:
    """AB-14: with the limit; seated, the post is theirs."""
    expect(called.page.locator(BAR)).to_contain_text("请您到大厅顶岗：人口与计划生育岗（3号窗口）")
    called.press("c")
    expect(called.page.locator(BAR)).to_contain_text(re.compile(r"您正在赶来顶岗.*请在 \d\d:\d\d 前到"))
    assert called.behind.hall.covers["post-3"].state == "on_the_way"
    called.behind.do("A08", c.SitDown(window=8))
    called.hear()
    expect(called.page.locator(BAR)).to_have_count(0)
    expect(called.page.locator(".post", has_text="人口与计划生育岗")).to_contain_text("我在顶岗")


def test_a_b_outside_who_cannot_come_says_so(called: Visitor) -> None:
    """AB-14, AB-10: then it is unattended, at once and not after the limit."""
    called.page.get_by_role("button", name="来不了").click()
    expect(called.page.locator(BAR)).to_have_count(0)
    assert called.behind.hall.covers["post-3"].state == "unattended"


def test_whoever_is_on_the_way_can_still_say_no(called: Visitor) -> None:
    """AB-14: the bus did not come."""
    called.press("c")
    expect(called.page.locator(BAR)).to_contain_text("您正在赶来")
    called.press("d")
    expect(called.page.locator(BAR)).to_have_count(0)
    assert called.behind.hall.covers["post-3"].state == "unattended"


# -- out on business (D-5) ------------------------------------------------------------------------


def ask_official(visitor: Visitor) -> None:
    visitor.press("w")
    visitor.page.keyboard.press("2")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#official-dialog")).to_be_hidden()


def test_a_short_official_absence_is_asked_for_by_the_keyboard_and_its_state_stands_there(
    clerk: Visitor,
) -> None:
    """D-5: reason by its digit, an hour from now unless said otherwise; nothing changes until it is agreed."""
    ask_official(clerk)
    expect(clerk.page.locator("#my-day")).to_contain_text(
        re.compile(r"公出 09:\d\d–10:\d\d（开会）：等督查人员同意")
    )
    command = clerk.asked()[-1]["command"]
    assert (command["type"], command["reason"], command["since"]) == ("ask_official", "meeting", None)
    assert clerk.behind.hall.covers["post-3"].clerk == "A03"


def test_its_times_are_typed_in_the_halls_clock(clerk: Visitor) -> None:
    """From three to half past four."""
    clerk.press("w")
    clerk.page.locator('#official-dialog input[name="since"]').fill("15:00")
    clerk.page.locator('#official-dialog input[name="time"]').fill("16:30")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#my-day")).to_contain_text("公出 15:00–16:30（外出办事）")
    command = clerk.asked()[-1]["command"]
    assert (command["since"], command["until"]) == (at("15:00"), at("16:30"))


@pytest.mark.parametrize(("agree", "words"), [(True, "：已同意"), (False, "：没有同意")])
def test_the_clerk_is_told_what_became_of_it(clerk: Visitor, agree: bool, words: str) -> None:
    """D-5: agreed to or not, on the page that asked."""
    clerk.behind.do("A08", c.SitDown(window=8))
    ask_official(clerk)
    asking = next(iter(clerk.behind.hall.officials))
    clerk.behind.do("S1", c.AnswerOfficial(asking=asking, agree=agree))
    clerk.hear()
    places = clerk.page.locator('.notices [data-part="done"]', has_text="公出")
    expect(places.first).to_contain_text(words)


def test_one_asking_at_a_time(clerk: Visitor, visit: Visit) -> None:
    """D-5: the key says why not; a second page of the same clerk is refused by the server."""
    other = visit("A03", "/counter/")
    other.press("w")
    ask_official(clerk)
    another_key(clerk)
    clerk.press("w")
    expect(clerk.page.locator(REFUSED)).to_contain_text("您已登记一次公出")
    other.page.keyboard.press("Enter")
    expect(other.page.locator('#official-dialog [data-part="refused"]')).to_have_text("拒绝：asked_already")


def test_an_asking_whose_reason_is_gone_is_taken_back(clerk: Visitor) -> None:
    """D-5: and another one can be asked for."""
    ask_official(clerk)
    clerk.page.get_by_role("button", name="撤回公出登记").click()
    expect(clerk.page.locator(DONE)).to_have_text("公出登记已撤回。")
    expect(clerk.page.locator("#my-day")).not_to_contain_text("公出")
    expect(clerk.page.locator('[data-verb="official"]')).not_to_have_attribute("aria-disabled", "true")
