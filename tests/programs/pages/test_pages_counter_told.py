"""What the terminal tells: why a number was passed, what the hall stands still for, that business ends by being back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor, at
from tests.programs.pages.hall_behind_pages import HallBehindPages

REFUSED, PAUSED = '#notice [data-part="refused"]', "#paused"


# -- a typed number -------------------------------------------------------------------------------


def test_a_number_that_nobody_holds_is_said_to_be_none_and_stays_to_be_mended(clerk: Visitor) -> None:
    """Z, a slip of the finger, Enter."""
    clerk.press("z")
    clerk.page.keyboard.type("f999")
    clerk.page.keyboard.press("Enter")
    dialog = clerk.page.locator("#find-dialog")
    expect(dialog.get_by_role("alert")).to_have_text("今天没有 F999 这个号。")
    expect(dialog.get_by_label("号码")).to_have_value("f999")
    clerk.errors.clear()  # the browser tells of every 404


def test_a_typed_number_of_ones_own_list_opens_with_what_can_be_done(clerk: Visitor) -> None:
    """As if its number had been pressed in the list."""
    clerk.press("z")
    clerk.page.keyboard.type("f002")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_role("heading", name="F002")).to_be_visible()
    expect(clerk.page.get_by_role("button", name="让后几位先办")).to_be_visible()


def test_a_typed_number_of_another_line_is_told_too(clerk: Visitor) -> None:
    """Whoever is asked answers, at whichever window."""
    clerk.press("z")
    clerk.page.keyboard.type("H001")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_role("heading", name="H001")).to_be_visible()
    expect(clerk.page.locator("dialog[open]")).to_contain_text("等候中")
    expect(clerk.page.locator(".why")).to_contain_text("没有后取的号先叫")


def test_a_record_that_cannot_be_read_is_said_and_the_acts_stay(clerk: Visitor) -> None:
    """The dialog is not stuck at "asking"."""
    clerk.page.route("**/api/tickets/**", lambda route: route.abort())
    clerk.page.locator("#waiting .ticket-number").first.click()
    expect(clerk.page.locator(".why")).to_contain_text("现在读不到记录")
    clerk.page.get_by_role("button", name="让后几位先办").click()
    expect(clerk.page.locator("#waiting .ticket-number").first).to_have_text("F002")
    clerk.errors.clear()


# -- the hall stands still ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "words", "other"),
    [("evacuation", "紧急疏散", "暂停"), ("power", "大厅暂停（停电）", "疏散")],
)
def test_a_pause_and_an_evacuation_are_told_apart_and_nothing_is_called(
    clerk: Visitor, reason: c.PauseReason, words: str, other: str
) -> None:
    """Over everything, in words; N, R and G say why not; on resume everybody has kept their place."""
    clerk.behind.do("S1", c.PauseHall(reason=reason))
    clerk.hear()
    expect(clerk.page.locator(PAUSED)).to_contain_text(words)
    expect(clerk.page.locator(PAUSED)).not_to_contain_text(other)
    expect(clerk.page.locator('[data-live="phase"]')).to_contain_text(words.removeprefix("大厅")[:2])
    expect(clerk.page.locator("#upcoming")).to_be_hidden()
    for key in ("n", "g"):
        clerk.press(key)
        expect(clerk.page.locator(REFUSED)).to_contain_text("现在不叫号、不取号")
    assert clerk.behind.commands == []
    clerk.behind.do("S1", c.ResumeHall(reason=reason))
    clerk.hear()
    expect(clerk.page.locator(PAUSED)).to_be_hidden()
    expect(clerk.page.locator(REFUSED)).to_be_hidden()  # it is true no longer
    expect(clerk.page.locator("#upcoming-number")).to_have_text("F001")


def test_in_an_evacuation_no_row_offers_to_take_somebody_up(clerk: Visitor) -> None:
    """A held ticket and a missed one wait too; who is in hand can be finished."""
    clerk.press("n", "s", "h")
    expect(clerk.page.locator("#held li")).to_have_count(1)
    clerk.behind.do("S1", c.PauseHall(reason="evacuation"))
    clerk.hear()
    expect(clerk.page.locator('#held [data-part="act"]')).to_have_attribute("aria-disabled", "true")
    clerk.press("1")
    expect(clerk.page.locator("#held li")).to_have_count(1)
    clerk.behind.do("S1", c.ResumeHall(reason="evacuation"))
    clerk.hear()
    clerk.page.locator('#held [data-part="act"]').click()
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")


def test_an_evacuation_is_told_in_english_and_over_the_choice_of_windows(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Whoever has not sat down yet has to leave too."""
    behind.do("S1", c.PauseHall(reason="evacuation"))
    page = visit("A03", "/counter/", language="en").page
    expect(page.locator("#seating")).to_be_visible()
    expect(page.locator(PAUSED)).to_contain_text("Evacuation: stop and lead residents out")


# -- out on business, and back early --------------------------------------------------------------


def test_the_official_dialog_says_from_when_until_when_and_where(clerk: Visitor) -> None:
    """D-5: before it is asked for; a time already past is seen to be tomorrow's."""
    clerk.press("w", "7")
    span = clerk.page.locator("#official-span")
    expect(span).to_have_text(re.compile(r"公出 09:\d\d–10:\d\d（其他）"))
    clerk.page.locator('#official-dialog input[name="since"]').fill("14:00")
    expect(span).to_have_text("公出 14:00–15:00（其他）")
    clerk.page.locator('#official-dialog input[name="since"]').fill("08:00")
    expect(span).to_contain_text("星期二 08:00")


def test_agreed_to_with_somebody_in_hand_the_clerk_is_told_to_finish_first(clerk: Visitor) -> None:
    """D-5: nobody is taken from the hand; a minute after that one is done, in which it may be taken back, the clerk is signed out."""
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    clerk.press("s")
    clerk.behind.do("A03", c.AskOfficial(reason="errand", until=at("10:00")))
    clerk.hear()
    asking = next(iter(clerk.behind.hall.officials))
    clerk.behind.do("S1", c.AnswerOfficial(asking=asking, agree=True))
    clerk.hear()
    expect(clerk.page.locator("#my-day")).to_contain_text("再走")
    expect(clerk.page.locator("#desk")).to_be_visible()
    clerk.press("f")
    expect(clerk.page.locator("#desk")).to_contain_text("由 A04 顶岗")
    clerk.behind.pass_time(61_000)
    clerk.hear()
    expect(clerk.page.locator("#whereabouts")).to_contain_text("您在公出，至 10:00")


def test_who_is_back_early_from_business_sits_down_and_goes_on(clerk: Visitor) -> None:
    """D-5: the terminal says that one may, also where its clock is behind; the digit of the window ends the absence."""
    clerk.behind.pass_time(10_000)
    clerk.behind.do("A03", c.AskOfficial(reason="errand", until=at("10:00")))
    asking = next(iter(clerk.behind.hall.officials))
    clerk.behind.do("S1", c.AnswerOfficial(asking=asking, agree=True))
    clerk.hear()
    expect(clerk.page.locator("#whereabouts")).to_contain_text("您在公出，至 10:00")
    expect(clerk.page.locator("#whereabouts")).to_contain_text("提前回来，请选窗口就座")
    clerk.press("3")
    expect(clerk.page.locator("#desk")).to_be_visible()
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    assert clerk.behind.hall.covers["post-3"].clerk == "A03"
