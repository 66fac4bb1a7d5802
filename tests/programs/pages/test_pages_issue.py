"""A number from the clerk, for somebody who cannot use the kiosk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from common import commands as c
from tests.programs.pages.conftest import Visitor

NUMBER = "#issue-number"


def test_a_number_is_given_with_some_letters_and_enter_and_stands_there_large(clerk: Visitor) -> None:
    """G, the matter, Enter: the number is written down by hand, so it stays until the clerk says so."""
    clerk.press("g")
    clerk.page.keyboard.type("zdsh")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator(NUMBER)).to_have_text("H004")
    expect(clerk.page.locator("#issue-where")).to_have_text("4号窗口 · 前面 3 人")
    size = clerk.page.locator(NUMBER).evaluate("(place) => parseFloat(getComputedStyle(place).fontSize)")
    assert size >= 48
    assert clerk.behind.commands == [("A03", "issue_ticket")]


def test_a_second_enter_does_not_close_the_number_unseen(number_given: Page) -> None:
    """The Enter that asks and the Enter that says "written down" are two."""
    number_given.clock.run_for(150)
    number_given.keyboard.press("Enter")
    expect(number_given.locator(NUMBER)).to_be_visible()
    number_given.clock.run_for(900)
    number_given.keyboard.press("Enter")
    expect(number_given.locator("#issue-dialog")).to_be_hidden()


def test_a_matter_is_clicked_and_a_priority_declared(clerk: Visitor) -> None:
    """Q-10: as at the kiosk; it is checked at the window."""
    clerk.page.locator('[data-verb="issue"]').click()
    dialog = clerk.page.locator("#issue-dialog")
    dialog.get_by_role("option", name="最低生活").first.click()
    dialog.get_by_label("优先").select_option(label="老年人")
    dialog.get_by_role("button", name="取号").click()
    expect(clerk.page.locator(NUMBER)).to_be_visible()
    command = clerk.asked()[-1]["command"]
    given = max(clerk.behind.hall.tickets.values(), key=lambda ticket: ticket.id)
    assert (command["priority"], command["matter"]) == (given.priority, given.matter)
    assert given.priority == "elder"


def test_a_refused_number_says_why_and_keeps_the_choice(clerk: Visitor) -> None:
    """Numbers were stopped while the clerk was typing."""
    clerk.press("g")
    clerk.page.keyboard.type("zdsh")
    clerk.behind.do("supervisor", c.StopNumbers())
    clerk.page.keyboard.press("Enter")
    dialog = clerk.page.locator("#issue-dialog")
    expect(dialog.get_by_role("alert")).to_have_text("拒绝：numbers_stopped")
    expect(dialog.get_by_role("combobox").first).to_have_value("zdsh")
    expect(clerk.page.locator(NUMBER)).to_be_hidden()


def test_where_no_numbers_are_given_the_key_says_so(clerk: Visitor) -> None:
    """Q-6: nobody fills in a form that must be refused."""
    clerk.behind.do("supervisor", c.StopNumbers())
    clerk.hear()
    clerk.press("g")
    expect(clerk.page.locator("#issue-dialog")).to_be_hidden()
    expect(clerk.page.locator('#notice [data-part="refused"]')).to_contain_text("现在不发号")


def test_a_number_whose_dialog_was_left_too_soon_is_told_all_the_same(clerk: Visitor) -> None:
    """A ticket that nobody knows of would be called in vain."""
    clerk.press("g")
    clerk.page.keyboard.type("zdsh")
    clerk.page.evaluate("fakeSocket.answers = false")
    clerk.page.keyboard.press("Enter")
    clerk.page.keyboard.press("Escape")
    clerk.page.evaluate("fakeSocket.answers = true")
    expect(clerk.page.locator('#notice [data-part="done"]')).to_contain_text("已取号 H004")
