"""What a key of the terminal means where several cards wait, and that one press is one act."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages

REFUSED = '#notice [data-part="refused"]'
BAR, CARDS = "#asked li", "#handovers li"
MINUTE_MS = 60_000


@pytest.fixture
def twice_asked(clerk: Visitor) -> Visitor:
    """A03, asked to stand in at windows 5 and 6, the older asking first."""
    clerk.behind.pass_time(6 * MINUTE_MS)
    for post in ("post-5", "post-6"):
        clerk.behind.do("S1", c.NameStandIn(post=post, clerk="A03", reason="overload"))
        clerk.behind.pass_time(1_000)
    clerk.hear()
    expect(clerk.page.locator(BAR)).to_have_count(2)
    return clerk


def test_both_keys_mean_the_card_that_holds_the_focus(twice_asked: Visitor) -> None:
    """AB-18: the keys stand on that card and on no other; D takes it, not the first."""
    page = twice_asked.page
    expect(page.locator(f"{BAR}[data-marked]")).to_contain_text("5号窗口")
    page.locator(BAR, has_text="6号窗口").get_by_role("button", name="不能顶").focus()
    expect(page.locator(f"{BAR}[data-marked]")).to_contain_text("6号窗口")
    expect(page.locator(f"{BAR} kbd:visible")).to_have_text(["C", "D"])
    twice_asked.press("d")
    expect(page.locator(BAR)).to_have_count(1)
    expect(page.locator(BAR)).to_contain_text("5号窗口")


def test_c_and_d_mean_the_same_card_when_one_was_answered_already(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-14: whoever is on the way to one post and called to another: neither key touches the coming."""
    behind.change("clerks", "A08", outside=True)
    for n in (3, 4):
        behind.change("posts", f"post-{n}", b_roles=("A08",))
    visitor = visit("A08", "/counter/")
    expect(visitor.page.locator("#seating")).to_be_visible()
    behind.do("A03", c.SitDown(window=3))
    behind.do("A03", c.StandUp(reason="unwell"))
    visitor.hear()
    visitor.press("c")
    expect(visitor.page.locator(BAR)).to_contain_text("您正在赶来")
    behind.do("A04", c.SitDown(window=4))
    behind.do("A04", c.StandUp(reason="unwell"))
    visitor.hear()
    expect(visitor.page.locator(f"{BAR}[data-marked]")).to_contain_text("请您到大厅顶岗：民政、劳动保障岗")
    visitor.press("d")
    expect(visitor.page.locator(BAR)).to_have_count(1)
    expect(visitor.page.locator(BAR)).to_contain_text("您正在赶来")
    assert behind.hall.covers["post-3"].state == "on_the_way"


def test_k_means_the_handover_that_holds_the_focus(visit: Visit, behind: HallBehindPages) -> None:
    """AB-5: nobody acknowledges a card above the one they look at."""
    for n in (3, 4):
        behind.do(f"A0{n}", c.SitDown(window=n))
    behind.read_handovers("A03")
    for reason in ("meeting", "errand"):
        behind.do("A04", c.HandOver(reason=reason))
        behind.pass_time(MINUTE_MS)
        behind.do("A04", c.ComeBack())
    behind.do("A04", c.HandOver(reason="meal"))
    visitor = visit("A03", "/counter/")
    cards = visitor.page.locator(CARDS)
    expect(cards).to_have_count(3)
    times = [card.locator("time").inner_text() for card in cards.all()]
    cards.nth(1).get_by_role("button", name="知道了").focus()
    expect(visitor.page.locator(f"{CARDS} kbd:visible")).to_have_count(1)
    visitor.press("k")
    expect(cards).to_have_count(2)
    assert [card.locator("time").inner_text() for card in cards.all()] == [times[0], times[2]]


# -- one press, one act ---------------------------------------------------------------------------


def test_a_click_right_after_the_number_is_given_is_taken(number_given: Page) -> None:
    """A mouse that is quicker than the guard against a bouncing Enter is no bouncing Enter."""
    number_given.locator("#issue-close").click()
    expect(number_given.locator("#issue-dialog")).to_be_hidden()


def test_a_press_while_the_last_is_under_way_says_that_it_was_not_taken(clerk: Visitor) -> None:
    """What is swallowed without a word is pressed again and again."""
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    clerk.page.evaluate("fakeSocket.answers = false")
    clerk.press("s")
    clerk.page.keyboard.press("h")
    expect(clerk.page.locator(REFUSED)).to_contain_text("“挂起”没有执行：上一个操作还没有完成")
    clerk.page.evaluate("fakeSocket.answers = true")
    expect(clerk.page.locator("#hand-state")).to_contain_text("正在办理")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next", "start_service"]
