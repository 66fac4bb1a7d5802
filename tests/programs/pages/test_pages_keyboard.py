"""The terminal without a mouse: everything is reached, seen where one is, and a dialog lets nobody out behind its back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.programs.pages.conftest import Visit, Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages

WHERE = "() => document.activeElement.closest('dialog')?.id ?? document.activeElement.tagName"
OUTLINE = "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)"


def tab_stops(page: Page, times: int, read: str) -> list[object]:
    """What `read` gives after each of so many presses of Tab."""
    found = []
    for _ in range(times):
        page.keyboard.press("Tab")
        found.append(page.evaluate(read))
    return found


@pytest.mark.parametrize(
    ("keys", "dialog"),
    [("a", "leave-dialog"), ("o", "leave-dialog"), ("g", "issue-dialog"), ("nt", "transfer-dialog")],
)
def test_a_dialog_holds_the_focus_until_escape_and_gives_it_back(
    clerk: Visitor, keys: str, dialog: str
) -> None:
    """Tab never reaches the keys behind it; Escape closes it and nothing was asked."""
    clerk.press(*keys)
    expect(clerk.page.locator(f"#{dialog}")).to_be_visible()
    asked = len(clerk.behind.commands)
    assert set(tab_stops(clerk.page, 14, WHERE)) <= {dialog, "BODY"}
    clerk.page.keyboard.press("Escape")
    expect(clerk.page.locator(f"#{dialog}")).to_be_hidden()
    assert len(clerk.behind.commands) == asked
    clerk.page.wait_for_function("(id) => document.activeElement.closest('dialog')?.id !== id", arg=dialog)


def test_where_the_focus_is_can_be_seen_at_every_stop(clerk: Visitor) -> None:
    """WCAG 2.4.7: three pixels around whatever has it."""
    assert all(width >= 2 for width in tab_stops(clerk.page, 24, OUTLINE) if isinstance(width, float))


def test_a_ticket_of_the_list_is_opened_and_left_by_the_keyboard(clerk: Visitor) -> None:
    """Its number is a button; Enter opens it, Escape leaves it, and the focus is back on it."""
    number = clerk.page.locator("#waiting .ticket-number").first
    number.focus()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("dialog[open]")).to_contain_text("F001")
    clerk.page.keyboard.press("Escape")
    expect(clerk.page.locator("dialog[open]")).to_have_count(0)
    expect(number).to_be_focused()


def test_a_supervisor_names_a_stand_in_by_the_keyboard(visit: Visit, behind: HallBehindPages) -> None:
    """Enter on the button, Escape out of the dialog, the focus where it was."""
    page = visit("S1", "/supervisor").page
    button = page.locator("#posts button:visible").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stand-in-dialog")).to_be_visible()
    assert set(tab_stops(page, 8, WHERE)) <= {"stand-in-dialog", "BODY"}
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    assert behind.commands == []


def test_running_times_are_not_read_out_every_second(visit: Visit, behind: HallBehindPages) -> None:
    """An alarm interrupts once; how long it has lasted does not."""
    behind.pass_time(6 * 60_000)
    page = visit("S1", "/supervisor").page
    expect(page.locator("#alarms li").first).to_be_visible()
    for place in page.locator("#alarms [data-running]").all():
        assert place.evaluate("(e) => e.closest('[aria-live]').ariaLive") == "off"
