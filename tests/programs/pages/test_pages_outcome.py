"""What somebody confirmed never vanishes: it is done, or it is said why not, and what was typed is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from tests.programs.pages.conftest import Visit, Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages

NOTE = "F002 等传真件"
LOSE, FIND = "fakeSocket.up = false; fakeSocket.lose()", "fakeSocket.up = true"


def handing_over(clerk: Visitor) -> Locator:
    """The dialog with a note in it."""
    clerk.press("o")
    dialog = clerk.page.locator("#leave-dialog")
    dialog.locator("textarea").fill(NOTE)
    return dialog


def confirm(dialog: Locator) -> None:
    dialog.locator("button.main").click()


def test_a_handover_confirmed_without_a_link_is_said_and_keeps_its_note(clerk: Visitor) -> None:
    """The dialog stays; when the link is back the same press does it."""
    dialog = handing_over(clerk)
    clerk.page.evaluate(LOSE)
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("“交接离岗”没有执行")
    expect(dialog.locator("textarea")).to_have_value(NOTE)
    clerk.page.evaluate(FIND)
    clerk.page.wait_for_selector('body[data-link="joined"]')
    confirm(dialog)
    expect(clerk.page.locator("#away")).to_be_visible()
    expect(dialog).to_be_hidden()
    assert clerk.asked()[-1]["command"]["note"] == NOTE


def test_a_refused_handover_says_why_in_the_dialog_and_keeps_its_note(clerk: Visitor) -> None:
    """AB-5: with no B present nothing is handed over, and nothing that was typed is lost."""
    clerk.behind.do("A04", c.StandUp())
    clerk.hear()
    dialog = handing_over(clerk)
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_have_text("拒绝：no_b_available")
    expect(dialog.locator("textarea")).to_have_value(NOTE)
    clerk.page.keyboard.press("Escape")
    clerk.press("o")
    expect(dialog.get_by_role("alert")).to_be_hidden()


def test_a_dialog_waits_for_the_answer_and_asks_once(clerk: Visitor) -> None:
    """Enter pressed twice is one handover; until the answer comes the dialog says that it waits."""
    dialog = handing_over(clerk)
    clerk.page.evaluate("fakeSocket.answers = false")
    confirm(dialog)
    confirm(dialog)
    expect(dialog.get_by_role("status")).to_have_text("正在等服务器答复…")
    clerk.page.evaluate("fakeSocket.answers = true")
    expect(dialog).to_be_hidden()
    assert clerk.behind.commands == [("A03", "hand_over")]


def test_a_transfer_is_of_the_ticket_in_the_title_whatever_is_in_hand_now(clerk: Visitor) -> None:
    """The same clerk at another page may have gone on meanwhile: then it is refused, and nobody else is moved."""
    clerk.press("n", "t")
    titled = clerk.behind.hall.hands[3]
    clerk.behind.do("A03", c.StartService(ticket=titled))
    clerk.behind.do("A03", c.FinishService(ticket=titled))
    clerk.behind.do("A03", c.CallNext())
    clerk.hear()
    dialog = clerk.page.locator("#transfer-dialog")
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("拒绝：ticket_state")
    assert clerk.asked()[-1]["command"]["ticket"] == titled
    assert clerk.behind.hall.tickets[clerk.behind.hall.hands[3]].number == "F002"


def test_a_key_pressed_without_a_link_says_that_nothing_was_done(clerk: Visitor) -> None:
    """Silence would be taken for a call."""
    clerk.page.evaluate(LOSE)
    clerk.page.keyboard.press("n")
    expect(clerk.page.locator('#notice [data-part="refused"]')).to_contain_text("“叫下一位”没有执行")


def test_a_leave_confirmed_without_a_link_is_said_in_its_dialog(
    visit: Visit, behind: HallBehindPages
) -> None:
    """The supervisor's dialogs do the same."""
    leader = visit("S1", "/supervisor")
    leader.page.locator("#people tr", has_text="A05").get_by_role("button", name="登记请假").click()
    leader.page.evaluate(LOSE)
    dialog = leader.page.locator("#leave-dialog")
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("“登记请假”没有执行")
    leader.page.evaluate(FIND)
    leader.page.wait_for_selector('body[data-link="joined"]')
    confirm(dialog)
    expect(dialog).to_be_hidden()
    assert behind.commands == [("S1", "record_leave")]


def test_an_act_on_the_whole_hall_without_a_link_is_said(visit: Visit, behind: HallBehindPages) -> None:
    """A supervisor who closed the day must not walk away believing it."""
    leader = visit("S1", "/supervisor")
    leader.page.get_by_role("button", name="今日结束").click()
    leader.page.evaluate(LOSE)
    leader.page.locator("dialog[open]").get_by_role("button", name="今日结束").click()
    expect(leader.page.locator('#notice [data-part="refused"]')).to_contain_text("“今日结束”没有执行")
    assert behind.commands == []


@pytest.mark.parametrize("typed", ["20226-11-24T17:00", "1026-11-24T17:00", ""])
def test_a_leave_until_no_possible_day_says_which_field_is_wrong(
    visit: Visit, behind: HallBehindPages, typed: str
) -> None:
    """A digit too many in the year is said, and nothing is asked; mended, it is taken."""
    leader = visit("S1", "/supervisor")
    leader.page.locator("#people tr", has_text="A05").get_by_role("button", name="登记请假").click()
    dialog = leader.page.locator("#leave-dialog")
    until = dialog.get_by_label("到", exact=True)
    until.evaluate("(field, typed) => { field.value = typed; }", typed)
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_have_text("“到”没有填好，请改正后再试。")
    expect(until).to_have_attribute("aria-invalid", "true")
    expect(until).to_be_focused()
    assert behind.commands == []
    until.fill("2026-11-23T17:00")
    expect(until).not_to_have_attribute("aria-invalid", "true")
    confirm(dialog)
    expect(dialog).to_be_hidden()
    assert behind.commands == [("S1", "record_leave")]


def test_every_field_of_a_date_has_a_last_day(visit: Visit) -> None:
    """So that a browser takes four digits for a year."""
    page = visit("S1", "/supervisor").page
    fields = page.locator("input[type=date], input[type=datetime-local]")
    expect(fields).to_have_count(2)
    assert all(field.get_attribute("max") and field.get_attribute("min") for field in fields.all())


def test_a_time_to_be_back_that_was_not_typed_is_asked_for(clerk: Visitor) -> None:
    """Chosen and left empty, it must not silently become "unknown"."""
    clerk.press("a")
    dialog = clerk.page.locator("#leave-dialog")
    dialog.locator('[name="until"][value="time"]').check(force=True)
    confirm(dialog)
    expect(dialog.get_by_role("alert")).to_contain_text("“到”没有填好")
    assert clerk.behind.commands == []


@pytest.mark.parametrize(("key", "dialog"), [("t", "transfer"), ("g", "issue")])
def test_a_matter_that_is_not_found_cannot_be_confirmed_in_silence(
    clerk: Visitor, key: str, dialog: str
) -> None:
    """Enter with nothing found says that nothing was found."""
    clerk.press("n", key)
    clerk.page.keyboard.type("qqqq")
    clerk.page.keyboard.press("Enter")
    alert = clerk.page.locator(f"#{dialog}-dialog").get_by_role("alert")
    expect(alert).to_have_text("没有符合的事项")
    assert clerk.behind.commands == [("A03", "call_next")]


def test_a_note_that_cannot_be_fetched_says_so(clerk: Visitor) -> None:
    """The network may be gone when somebody wants to read it."""
    clerk.behind.do("A04", c.HandOver(reason="meeting", note="H002"))
    clerk.hear()
    clerk.page.route("**/counter/notes/*", lambda route: route.abort())
    clerk.page.get_by_role("button", name="看留言").click()
    expect(clerk.page.locator("#handovers")).to_contain_text("“看留言”没有执行")
    clerk.errors.clear()
