"""A second press of the same key or button is dropped for a moment; a deliberate one is taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

BOUNCE_MS, MEANT_MS = 150, 900
CARDS = "#handovers li"


@pytest.fixture
def two_cards(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A03 has two handovers to read, on a page whose time the test moves."""
    for n in (3, 4, 2):
        behind.do(f"A0{n}", c.SitDown(window=n))
    behind.read_handovers("A03")
    behind.do("A04", c.HandOver(reason="meeting"))
    behind.do("A04", c.ComeBack())
    behind.do("A04", c.HandOver(reason="errand"))
    behind.commands.clear()
    visitor = visit("A03", "/counter/", timers=True)
    visitor.page.clock.run_for(100)
    expect(visitor.page.locator(CARDS)).to_have_count(2)
    return visitor


def settled(page: Page) -> None:
    page.wait_for_selector('body[data-link="joined"]:not([data-busy])')


def test_k_twice_reads_one_handover_and_a_later_k_the_next(two_cards: Visitor) -> None:
    """AB-5: what nobody has read is not acknowledged."""
    page = two_cards.page
    two_cards.press("k")
    settled(page)
    page.clock.run_for(BOUNCE_MS)
    two_cards.press("k")
    expect(page.locator(CARDS)).to_have_count(1)
    assert [kind for _, kind in two_cards.behind.commands] == ["acknowledge_handover"]
    page.clock.run_for(MEANT_MS)
    two_cards.press("k")
    expect(page.locator(CARDS)).to_have_count(0)


def test_a_double_click_reads_one_handover(two_cards: Visitor) -> None:
    """The next card moves up under the pointer."""
    button = two_cards.page.locator(f"{CARDS} button", has_text="知道了")
    button.first.click()
    expect(two_cards.page.locator(CARDS)).to_have_count(1)
    settled(two_cards.page)
    two_cards.page.clock.run_for(BOUNCE_MS)
    button.first.click()
    settled(two_cards.page)
    assert [kind for _, kind in two_cards.behind.commands] == ["acknowledge_handover"]


def test_a_digit_pressed_twice_sits_down_and_takes_nobody(visit: Visit, behind: HallBehindPages) -> None:
    """The digit of a window is also the digit of a held ticket."""
    behind.do("A01", c.SitDown(window=1))
    issue(behind, "leader", 1)
    called = behind.do("A01", c.CallNext())
    behind.do("A01", c.HoldTicket(ticket=called.ticket))
    behind.do("A01", c.StandUp())
    behind.commands.clear()
    visitor = visit("A01", "/counter/", timers=True)
    visitor.page.clock.run_for(100)
    expect(visitor.page.locator("#seating")).to_be_visible()
    visitor.press("1")
    expect(visitor.page.locator("#held li")).to_have_count(1)
    visitor.page.clock.run_for(BOUNCE_MS)
    visitor.press("1")
    expect(visitor.page.locator("#hand-state")).to_have_text("空闲")
    visitor.page.clock.run_for(MEANT_MS)
    visitor.press("1")
    expect(visitor.page.locator("#hand-number")).to_have_text(called.number)
    assert [kind for _, kind in behind.commands] == ["sit_down", "resume_ticket"]
