"""A resident asked for a person at a kiosk: seen and heard by supervisors and clerks, who say that they go."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from common import commands_help as h
from common.commands import Asking
from server.rules.order import Actor
from tests.programs.pages.conftest import Visit, Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages

KIOSK = Actor("kiosk-1", frozenset({"kiosk"}))
ALARM, CARD = "#alarms li", "#help-asked li"


def calls(behind: HallBehindPages) -> None:
    """Somebody touches 请工作人员来帮我 at the kiosk that is called 大门取号机."""
    behind.asked(KIOSK, Asking(id="help", command=h.CallStaff()))


def test_a_supervisor_sees_who_asks_where_and_goes_with_one_press(leader: Visitor) -> None:
    """群众求助: the kiosk by its name."""
    calls(leader.behind)
    leader.hear()
    card = leader.page.locator(ALARM)
    expect(card).to_contain_text("群众求助")
    expect(card.locator("strong")).to_have_text("大门取号机")
    expect(card).to_contain_text("有人在取号机前请工作人员帮忙")
    card.get_by_role("button", name="已去").click()
    expect(card).to_contain_text("S1 已去")
    expect(card.get_by_role("button", name="已去")).to_have_count(0)
    card.get_by_role("button", name="已帮到").click()
    expect(leader.page.locator(ALARM)).to_have_count(0)
    assert leader.behind.hall.help == {}


def test_a_supervisor_hears_it(leader: Visitor) -> None:
    """The alarm's own sound, as of every alarm that is new."""
    calls(leader.behind)
    leader.hear()
    expect(leader.page).to_have_title(re.compile("^▲1 "))


def test_a_clerk_sees_it_and_goes_and_the_others_are_left_in_peace(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Whoever presses first has it; a terminal without anybody at its window shows it, too."""
    first, second = visit("A03", "/counter/"), visit("A04", "/counter/")
    calls(behind)
    for terminal in (first, second):
        terminal.hear()
        expect(terminal.page.locator(CARD)).to_contain_text("大门取号机：有人请您帮忙")
        expect(terminal.page).to_have_title(re.compile("^▲ "))
    first.page.locator(CARD).get_by_role("button", name="已去").click()
    expect(first.page.locator(CARD)).to_contain_text("您已去")
    second.hear()
    expect(second.page.locator(CARD)).to_have_count(0)
    first.page.locator(CARD).get_by_role("button", name="已帮到").click()
    expect(first.page.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_stands_in_both_languages(visit: Visit, behind: HallBehindPages, language: str) -> None:
    """In the language of the page."""
    calls(behind)
    page = visit("A03", "/counter/", language=language).page
    expect(page.locator(CARD)).to_contain_text("请您帮忙" if language == "zh" else "asks for help")


HEARD = """() => {
  window.heard = 0;
  const real = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.heard += 1; return real.call(this); };
}"""


@pytest.mark.parametrize("serving", [False, True])
def test_a_clerk_hears_it_unless_somebody_is_being_served(clerk: Visitor, serving: bool) -> None:
    """Who sits at the window is not startled; the card waits."""
    clerk.page.evaluate(HEARD)
    clerk.page.locator("#hand").click()  # a browser lets no page sound that was never touched
    if serving:
        clerk.press("n")
        expect(clerk.page.locator("#hand-number")).not_to_be_empty()
    before = clerk.page.evaluate("window.heard")
    calls(clerk.behind)
    clerk.hear()
    expect(clerk.page.locator(CARD)).to_be_visible()
    assert (clerk.page.evaluate("window.heard") > before) is not serving
