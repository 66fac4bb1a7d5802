"""How long it took until somebody else called, as the supervisor sees it run, stand and stay."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import LEDGER, HallBehindPages

MINUTE_MS = 60_000


@pytest.fixture
def cover(visit: Visit, behind: HallBehindPages) -> Visitor:
    """The supervisor's page of cover; everyone at the own window, three people wait at window 3."""
    for n in range(1, 8):
        behind.do(f"A0{n}", c.SitDown(window=n))
    issue(behind, "family", 3)
    visitor = visit("S1", "/supervisor/cover")
    expect(visitor.page.locator("#covering tr")).to_have_count(8)
    return visitor


def family(visitor: Visitor) -> Locator:
    return visitor.page.locator("#covering tr", has_text="人口与计划生育岗")


def passes(visitor: Visitor, ms: int) -> None:
    """Time passes, and the page hears what time it is."""
    visitor.behind.pass_time(ms)
    visitor.hear()
    beat = {"ledger_id": LEDGER, "upto": visitor.behind.hall.version, "now": visitor.behind.now, "pace": 1}
    visitor.say("heartbeat", beat)


def test_time_to_cover_runs_until_the_first_call_and_then_stands(cover: Visitor) -> None:
    """S-1: from when the absence took effect, and from when A was last seen."""
    cover.behind.do("A03", c.StepAway(reason="errand"))
    passes(cover, 12 * MINUTE_MS)
    cells = family(cover).locator("td")
    expect(cells.nth(6)).to_have_text(re.compile(r"^7:\d\d$"))
    expect(cells.nth(7)).to_have_text(re.compile(r"^12:\d\d$"))
    cover.behind.do("A04", c.CallNext())
    cover.hear()
    expect(cells.nth(5)).to_have_text(re.compile(r"^09:\d\d$"))
    expect(cells.nth(6)).to_have_text("7:00")
    expect(cells.nth(7)).to_have_text("12:00")


def test_time_to_cover_stands_in_a_pause(cover: Visitor) -> None:
    """Nobody could be called in it: 7 minutes before and 1 after, not the 30 between."""
    cover.behind.do("A03", c.StepAway(reason="errand"))
    passes(cover, 12 * MINUTE_MS)
    cells = family(cover).locator("td")
    cover.behind.do("S1", c.PauseHall(reason="power"))
    passes(cover, 30 * MINUTE_MS)
    expect(cells.nth(6)).to_have_text("7:00")
    cover.behind.do("S1", c.ResumeHall(reason="power"))
    passes(cover, MINUTE_MS)
    expect(cells.nth(6)).to_have_text(re.compile(r"^8:\d\d$"))
    cover.behind.do("A04", c.CallNext())
    cover.hear()
    expect(cells.nth(6)).to_have_text("8:00")
    expect(cells.nth(7)).to_have_text("13:00")


def test_who_waited_and_left_uncalled_is_told(cover: Visitor) -> None:
    """Nobody was called, and how long somebody waited in vain; not as if nobody had waited."""
    cover.behind.do("A03", c.StepAway(reason="errand"))
    passes(cover, 12 * MINUTE_MS)
    for ticket in [ticket.id for ticket in cover.behind.hall.tickets.values() if ticket.in_line]:
        cover.behind.do("A04", c.WithdrawTicket(ticket=ticket))
    cover.hear()
    cells = family(cover).locator("td")
    expect(cells.nth(5)).to_have_text("—")
    expect(cells.nth(6)).to_have_text("▲ 7:00")
    expect(cells.nth(7)).to_have_text("▲ 12:00")
