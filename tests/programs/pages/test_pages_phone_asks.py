"""When a ticket's page asks, what it says when nobody answers, and when it calls its bearer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from server.web.shapes_phone import PhoneTold
from tests.programs.pages.phone_gallery import (
    STATES,
    FakeServer,
    opened,
    row,
)
from tests.programs.pages.phone_stand import page, phones, timed

__all__ = ["page", "phones", "timed"]  # fixtures

# -- how it asks ----------------------------------------------------------------------------------


def asked_after(page: Page, server: FakeServer, ms: int) -> int:
    """How often it has asked once so much of its time has passed and each question has its answer."""
    page.clock.run_for(ms)
    while page.evaluate("awaited"):
        page.wait_for_timeout(5)  # the answer comes in our time, not in the page's
    return len(server.asked)


@pytest.mark.parametrize(
    ("name", "pace_ms"), [("waiting", 4_500), ("near", 2_000), ("called", 2_000), ("done", 20_000)]
)
def test_the_page_asks_at_the_pace_that_the_server_names(
    timed: Page, site: str, name: str, pace_ms: int
) -> None:
    """Within seconds near the front; an unchanged ticket by its tag alone."""
    server = opened(timed, site, STATES[name], timers=True)
    assert asked_after(timed, server, pace_ms - 100) == 1
    assert asked_after(timed, server, 200) == 2
    assert server.asked[-1]["if-none-match"]


def look_away(page: Page, hidden: bool) -> None:
    """Another tab, or a dark screen."""
    page.evaluate(
        "(hidden) => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def test_a_page_that_nobody_looks_at_asks_seldom_and_at_once_when_it_is_looked_at(
    timed: Page, site: str
) -> None:
    """What nobody sees costs nothing; what somebody sees is never old."""
    server = opened(timed, site, STATES["waiting"], timers=True)
    look_away(timed, hidden=True)
    assert asked_after(timed, server, 4_600) == 2  # that question was due already
    assert asked_after(timed, server, 19_000) == 2
    look_away(timed, hidden=False)
    assert asked_after(timed, server, 0) == 3


@pytest.mark.parametrize("name", ["done", "unknown"])
def test_a_page_that_is_over_asks_only_while_it_is_looked_at(timed: Page, site: str, name: str) -> None:
    """Whoever leaves it open in the pocket costs nothing, also with alerts; looked at again, it asks at once and goes on."""
    server = opened(timed, site, STATES["near"], timers=True)
    timed.get_by_role("button", name="到号提醒").click()
    server.told = STATES[name]
    assert asked_after(timed, server, 2_100) == 2
    look_away(timed, hidden=True)
    assert asked_after(timed, server, 120_000) == 2
    look_away(timed, hidden=False)
    assert asked_after(timed, server, 0) == 3
    assert asked_after(timed, server, 20_100) == 4


def test_a_page_that_learns_in_the_pocket_that_it_is_over_stops_there(timed: Page, site: str) -> None:
    """Its next answer is the last."""
    server = opened(timed, site, STATES["waiting"], timers=True)
    look_away(timed, hidden=True)
    server.told = STATES["done"]
    assert asked_after(timed, server, 4_600) == 2
    assert asked_after(timed, server, 120_000) == 2


def test_a_page_that_is_to_call_its_bearer_asks_on_in_the_pocket(timed: Page, site: str) -> None:
    """As far as the browser lets it."""
    server = opened(timed, site, STATES["near"], timers=True)
    timed.get_by_role("button", name="到号提醒").click()
    look_away(timed, hidden=True)
    assert [asked_after(timed, server, 2_100) for _ in range(3)] == [2, 3, 4]


def test_the_page_says_that_it_is_old_and_takes_back_the_count(timed: Page, site: str) -> None:
    """After 20 s without an answer; when one comes again it is as before."""
    server = opened(timed, site, STATES["waiting"], timers=True)
    server.cut = True
    asked_after(timed, server, 22_000)
    expect(timed.locator('[data-part="late"]')).to_have_text("连接中断，最后更新 10:42:01。请看现场大屏。")
    expect(timed.locator('[data-part="ahead"]')).to_be_hidden()
    expect(timed.locator('[data-part="wait-panel"]')).to_be_hidden()
    expect(timed.locator('[data-part="number"]')).to_have_text("H036")
    server.cut = False
    for _ in range(4):
        asked_after(timed, server, 4_000)
    expect(timed.locator('[data-part="late"]')).to_be_hidden()
    expect(timed.locator('[data-part="ahead"]')).to_have_text("前面还有 7 人")


def test_a_page_that_never_heard_anything_says_so(timed: Page, site: str) -> None:
    """Instead of looking for ever."""
    server = opened(timed, site, STATES["waiting"], timers=True)
    server.cut = True
    timed.reload()
    timed.clock.run_for(25_000)
    expect(timed.locator('[data-part="late"]')).to_contain_text("还没有连上")


# -- alerts ---------------------------------------------------------------------------------------

SOON = (5, 15)
"""Minutes; three ahead of whom this is told is hurried to the hall."""


def told_now(page: Page, server: FakeServer, told: PhoneTold) -> None:
    server.told = told
    page.evaluate("dispatchEvent(new Event('online'))")


def rung(page: Page) -> int:
    return len(page.evaluate("rung"))


def test_alerts_go_off_at_three_ahead_next_and_called_once_each(page: Page, site: str) -> None:
    """In words always; with vibration and sound after the resident asked for them."""
    server = opened(page, site, row(ahead=5))
    told_now(page, server, row(ahead=4))
    expect(page.locator('[data-part="ahead"]')).to_have_text("前面还有 4 人")
    assert rung(page) == 0
    page.get_by_role("button", name="到号提醒").click()
    expect(page.get_by_role("button", name="关闭到号提醒")).to_have_attribute("aria-pressed", "true")
    rings = [rung(page)]
    for told, words in (
        (row(ahead=3, wait=SOON), "回到大厅"),
        (row(ahead=2, wait=SOON), "回到大厅"),
        (row(ahead=0, wait=SOON), "窗口附近"),
        (row(state="called", ahead=None), "请现在就去"),
        (row(state="called", ahead=None, times=1), "再次叫到您"),
    ):
        told_now(page, server, told)
        expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(words)
        if told.ahead == 2:
            expect(page.locator('[data-part="ahead"]')).to_have_text("前面还有 2 人")
        rings.append(rung(page))
    assert rings == [1, 2, 2, 3, 4, 5]


def test_three_ahead_of_a_long_wait_ring_without_hurrying_anybody(page: Page, site: str) -> None:
    """Whoever may wait longer than ten minutes is told to stay near; so is whoever nobody can tell how long."""
    server = opened(page, site, row(ahead=5))
    page.get_by_role("button", name="到号提醒").click()
    tried = rung(page)
    for told in (row(ahead=3, wait=(15, 65)), row(ahead=2, wait=None)):
        told_now(page, server, told)
        words = f"前面还有 {told.ahead} 人，请在大厅附近等候。"
        expect(page.get_by_role("alert").filter(visible=True)).to_have_text(words)
        expect(page.get_by_role("heading", level=1)).to_have_text("正在等候")
    assert rung(page) == tried + 1


def test_without_being_asked_for_nothing_rings(page: Page, site: str) -> None:
    """The words come all the same."""
    server = opened(page, site, row(ahead=5))
    told_now(page, server, row(state="called", ahead=None))
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("请现在就去")
    assert rung(page) == 0


def test_whoever_missed_a_call_and_came_back_is_alerted_anew(page: Page, site: str) -> None:
    """Each way to the window has its own alerts."""
    server = opened(page, site, row(state="called", ahead=None))
    page.get_by_role("button", name="到号提醒").click()
    for told in (row(state="missed", ahead=None, window=None), row(ahead=3, wait=SOON)):
        told_now(page, server, told)
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "已过号" if told.state == "missed" else "快到您了"
        )
    assert rung(page) == 2
