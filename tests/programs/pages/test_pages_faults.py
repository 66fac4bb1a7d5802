"""A row that cannot be drawn takes nothing else with it, and the page says that something is missing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

FAR = 9 * 10**15


def tell(visitor: Visitor, table: str, **rows: dict[str, Any]) -> None:
    """Change some fields of the rows of the page's view, as no server of ours would."""
    assert visitor.listener is not None
    known, upto = visitor.listener.told[table], visitor.listener.upto
    put = {table: {key.strip("_"): {**known.get(key.strip("_"), {}), **new} for key, new in rows.items()}}
    change = {"ledger_id": "test-ledger", "after": upto, "upto": upto + 1, "put": put, "drop": {}}
    visitor.listener.upto += 1
    visitor.say("change", {**change, "announce": []})


def fault(visitor: Visitor) -> Locator:
    return visitor.page.locator('[data-live="fault"]')


@pytest.fixture
def leader(visit: Visit, behind: HallBehindPages) -> Visitor:
    """The supervisor of a hall with two clerks and three people waiting."""
    behind.do("A03", c.SitDown(window=3))
    behind.do("A04", c.SitDown(window=4))
    issue(behind, "family", 3)
    visitor: Visitor = visit("S1", "/supervisor")
    expect(visitor.page.locator("#windows tr")).to_have_count(8)
    return visitor


def test_an_absurd_moment_in_a_row_is_a_dash_and_no_fault(leader: Visitor) -> None:
    """The page once stood still at "Invalid time value"."""
    tell(leader, "windows", _3={"away": "meal", "away_until": FAR, "since": FAR, "state": "away"})
    tell(leader, "clerks", A03={"on_leave_until": FAR})
    expect(leader.page.locator("#people tr", has_text="A03")).to_contain_text("3号窗口")
    tell(leader, "clerks", A03={"window": None, "on_leave_until": FAR})
    expect(leader.page.locator("#windows tr", has_text="人口与计划生育")).to_contain_text("暂离（用餐） → —")
    expect(leader.page.locator("#people tr", has_text="A03")).to_contain_text("请假至 —")
    expect(fault(leader)).to_be_hidden()


def test_an_absurd_moment_at_the_desk_is_a_dash(clerk: Visitor) -> None:
    """A ticket that was issued in no year can still be called and served."""
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    assert clerk.listener is not None
    (ticket,) = clerk.listener.told["hand"]
    tell(clerk, "hand", **{ticket: {"issued_at": FAR, "since": FAR}})
    expect(clerk.page.locator("#hand-waited")).to_contain_text("— 取号")
    expect(clerk.page.locator("#hand-timer")).to_have_text("0:00")
    expect(fault(clerk)).to_be_hidden()


def test_a_cell_that_cannot_be_drawn_is_marked_and_the_others_go_on(leader: Visitor) -> None:
    """Half a hall is worth more than none, if it says that it is half."""
    tell(leader, "windows", _3={"ticket": "F009"}, _4={"ticket": "H009"})
    tell(leader, "posts", **{"post-3": {"lines": None}})
    expect(fault(leader)).to_contain_text("页面有一处显示不出来")
    expect(leader.page.locator("#lines [data-broken]").first).to_be_visible()
    expect(leader.page.locator("#windows tr", has_text="H009")).to_be_visible()
    expect(leader.page.locator("#people tr")).to_have_count(9)
    leader.errors.clear()


def test_a_row_that_is_right_again_takes_the_message_back(leader: Visitor) -> None:
    """Nobody goes on looking for what is mended."""
    assert leader.listener is not None
    lines = leader.listener.told["posts"]["post-3"]["lines"]
    tell(leader, "posts", **{"post-3": {"lines": None}})
    expect(fault(leader)).to_be_visible()
    tell(leader, "posts", **{"post-3": {"lines": lines}})
    expect(fault(leader)).to_be_hidden()
    expect(leader.page.locator("[data-broken]")).to_have_count(0)
    leader.errors.clear()


def test_a_post_that_cannot_be_drawn_leaves_the_keys_working(clerk: Visitor) -> None:
    """A clerk with a broken list beside the hand still calls the next."""
    tell(clerk, "posts", **{"post-3": {"name": 7, "lines": 7}})
    expect(fault(clerk)).to_be_visible()
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    clerk.errors.clear()
