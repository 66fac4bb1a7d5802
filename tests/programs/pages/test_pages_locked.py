"""Who is locked out, on a supervisor's page that stays open all day."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.programs.pages.conftest import Visit, Visitor

LOCKED = "#locked-now"
SIXTEEN_S = 16_000


class LockedOut:
    """Answers /supervisor/locked with these staff numbers."""

    def __init__(self, page: Page) -> None:
        self.ids: list[str] = []
        page.route("**/supervisor/locked", self._answer)

    def _answer(self, route: Route) -> None:
        route.fulfill(json={"locked": [{"id": staff, "until": 0} for staff in self.ids]})


@pytest.fixture
def leader(visit: Visit) -> Visitor:
    """A supervisor's page whose time the test moves; when it was opened A07 was locked out."""
    visitor: Visitor = visit("S1", "/supervisor", timers=True)
    visitor.page.clock.run_for(100)
    expect(visitor.page.locator(LOCKED)).to_have_text("▲ 已锁定：A07")
    return visitor


def test_a_lock_out_is_shown_without_a_reload_and_goes_when_it_is_lifted(leader: Visitor) -> None:
    """Whoever stands before the supervisor, locked out, is on the page within a quarter of a minute."""
    now = LockedOut(leader.page)
    now.ids = ["A02", "A05"]
    leader.page.clock.run_for(SIXTEEN_S)
    expect(leader.page.locator(LOCKED)).to_have_text("▲ 已锁定：A02 A05")
    expect(leader.page.locator("#locked option")).to_have_count(2)
    now.ids = []
    leader.page.clock.run_for(SIXTEEN_S)
    expect(leader.page.locator(LOCKED)).to_be_hidden()


def test_who_comes_back_to_the_page_sees_at_once_who_is_locked_out(leader: Visitor) -> None:
    """Another window lay over it."""
    LockedOut(leader.page).ids = ["A03"]
    leader.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(leader.page.locator(LOCKED)).to_have_text("▲ 已锁定：A03")


def test_an_answer_that_is_none_changes_nothing_and_says_nothing(leader: Visitor) -> None:
    """What is not known is not taken for nobody; a lost link has its own banner."""
    leader.page.route("**/supervisor/locked", lambda route: route.fulfill(body="<h1>signed out</h1>"))
    with leader.page.expect_response("**/supervisor/locked"):
        leader.page.clock.run_for(SIXTEEN_S)
    expect(leader.page.locator(LOCKED)).to_have_text("▲ 已锁定：A07")
    expect(leader.page.locator('[data-live="fault"]')).to_be_hidden()
