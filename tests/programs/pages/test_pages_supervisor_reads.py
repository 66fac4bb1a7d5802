"""What the supervisor's pages say of what they could not read, do not know yet, or are asked twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest
from playwright.sync_api import Route, expect

from common import commands as c
from common.words import Words
from server.rules.order import Actor, ImportHall
from server.rules.setup import SlotPlan
from tests.programs.pages.conftest import Visit, Visitor, issue
from tests.programs.pages.hall_behind_pages import LEDGER, HallBehindPages

MINUTE_MS = 60_000
REFUSED = '#notice [data-part="refused"]'
ADMIN = Actor("admin", frozenset({"administrator"}))
PLAN = SlotPlan(id="family", name=Words("计生预约", "Family"), lines=("family",), capacity=2)
FAULT = '{"ok": false, "refused": {"code": "internal", "values": {}, "text": {"zh": "", "en": ""}}}'


@pytest.fixture
def full(behind: HallBehindPages) -> HallBehindPages:
    """A03 and A04 at their windows; the line of window 3 can be booked, and nobody waits."""
    setup = msgspec.structs.replace(behind.hall.rules, appointments=(PLAN,))
    behind._do(ImportHall(setup=setup), ADMIN)
    for n in (3, 4):
        behind.do(f"A0{n}", c.SitDown(window=n))
    return behind


def passes(visitor: Visitor, ms: int) -> None:
    visitor.behind.pass_time(ms)
    visitor.hear()
    beat = {"ledger_id": LEDGER, "upto": visitor.behind.hall.version, "now": visitor.behind.now, "pace": 1}
    visitor.say("heartbeat", beat)


def fails(route: Route) -> None:
    route.fulfill(status=500, content_type="application/json", body=FAULT)


@pytest.mark.parametrize("how", [fails, lambda route: route.abort()], ids=["a fault", "no network"])
def test_a_record_that_cannot_be_read_is_never_said_to_be_empty(
    visit: Visit, full: HallBehindPages, how: Callable[[Route], None]
) -> None:
    """It was: 500 from the server, and the page said that there were no such numbers."""
    visitor = visit("S1", "/supervisor/intake")
    expect(visitor.page.locator("#apart-none")).to_be_visible()
    visitor.page.route("**/supervisor/day.json*", how)
    visitor.page.locator("#apart-day").fill("2026-11-20")
    expect(visitor.page.locator("#apart-unread")).to_contain_text("读不到记录")
    expect(visitor.page.locator("#apart-none")).to_be_hidden()
    visitor.page.unroute("**/supervisor/day.json*")
    expect(visitor.page.locator("#apart-none")).to_be_visible()
    expect(visitor.page.locator("#apart-unread")).to_be_hidden()
    visitor.errors.clear()  # the browser tells of every 500


def test_a_number_that_cannot_be_looked_up_is_not_said_to_be_unknown(
    visit: Visit, full: HallBehindPages
) -> None:
    """A fault is no answer."""
    visitor = visit("S1", "/supervisor/intake")
    visitor.page.route("**/api/tickets/*", fails)
    form = visitor.page.locator("#special")
    form.get_by_label("号码").fill("Z999")
    form.get_by_role("button", name="走特别通道").click()
    expect(visitor.page.locator(REFUSED)).to_contain_text("现在查不到号码 Z999")
    visitor.errors.clear()


def test_slots_of_another_day_are_gone_before_those_of_the_chosen_day_are_known(
    visit: Visit, full: HallBehindPages
) -> None:
    """Who presses at once would book the day that was shown before."""
    visitor = visit("S1", "/supervisor/intake")
    slots = visitor.page.locator("#plans .slot")
    expect(slots).to_have_count(10)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/supervisor/slots.json*", hold)
    visitor.page.locator("#slots-day").fill("2026-11-24")
    expect(slots).to_have_count(0)
    expect(visitor.page.locator("#slots-none")).to_have_text("正在读取…")
    visitor.until(lambda: bool(held))
    for route in held:
        route.continue_()
    expect(slots).not_to_have_count(0)


def test_nothing_is_counted_while_nobody_waits_for_an_absent_a(visit: Visit, full: HallBehindPages) -> None:
    """Issue 3: to the first call that B could make. One comes at 9:12:00 and is called at 9:13:00: 60 s by either figure."""
    visitor = visit("S1", "/supervisor/cover")
    cells = visitor.page.locator("#covering tr", has_text="人口与计划生育岗").locator("td")
    full.do("A03", c.StepAway(reason="errand"))
    passes(visitor, 12 * MINUTE_MS)
    expect(cells.nth(6)).to_have_text("—")
    expect(cells.nth(7)).to_have_text("—")
    issue(full, "family", 1)
    passes(visitor, MINUTE_MS // 2)  # and half a minute in which the number was taken
    for n in (6, 7):
        expect(cells.nth(n)).to_have_text(re.compile(r"^[01]:\d\d$"))
    full.do("A04", c.CallNext())
    visitor.hear()
    for n in (6, 7):
        expect(cells.nth(n)).to_have_text("1:00")


def test_the_live_page_says_in_words_that_nobody_waits(visit: Visit, full: HallBehindPages) -> None:
    """No figure runs for nothing."""
    visitor = visit("S1", "/supervisor")
    full.do("A03", c.StepAway(reason="errand"))
    passes(visitor, 12 * MINUTE_MS)
    post = visitor.page.locator("#posts tr", has_text="人口与计划生育岗")
    expect(post).to_contain_text("没有人等候，不计时")
    issue(full, "family", 1)
    passes(visitor, MINUTE_MS)
    expect(post).to_contain_text(re.compile(r"还没有人叫号 [1-9]:\d\d"))


def test_a_spot_check_that_is_sent_twice_is_recorded_once(visit: Visit, full: HallBehindPages) -> None:
    """S-6: two presses of one hand."""
    visitor = visit("S1", "/supervisor/cover")
    form = visitor.page.locator("#spot-form")
    form.locator("select[name=window]").select_option("3")
    form.locator("select[name=found]").select_option("A03")
    form.evaluate("(form) => { form.requestSubmit(); form.requestSubmit(); }")
    expect(visitor.page.locator("#spot-checks tr")).to_have_count(1)
    visitor.hear()
    assert len(full.hall.spot_checks) == 1


def test_a_number_at_a_window_leads_to_who_went_first_and_why(visit: Visit, full: HallBehindPages) -> None:
    """Q-13."""
    issue(full, "family", 1)
    called = full.do("A03", c.CallNext())
    visitor = visit("S1", "/supervisor")
    link = visitor.page.locator("#windows").get_by_role("link", name=called.number)
    expect(link).to_have_attribute("href", re.compile(rf"/supervisor/tickets\?number={called.number}$"))


def test_where_an_official_absence_leads_is_told_with_the_reason_that_was_asked(
    visit: Visit, full: HallBehindPages
) -> None:
    """D-5, AB-15: a meeting is a meeting, in every table."""
    visitor = visit("S1", "/supervisor")
    full.do("A03", c.AskOfficial(reason="meeting", until=full.now + 30 * MINUTE_MS))
    full.do("supervisor", c.AnswerOfficial(asking=next(iter(full.hall.officials)), agree=True))
    visitor.hear()
    expect(visitor.page.locator("#windows tr", has_text="人口与计划生育窗口")).to_contain_text("开会")
    expect(visitor.page.locator("#posts tr", has_text="人口与计划生育岗")).to_contain_text("A03 公出（开会）")
    expect(visitor.page.locator("#people tr", has_text="A03")).to_contain_text("公出至")
