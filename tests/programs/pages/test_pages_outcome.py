"""What somebody confirmed never vanishes: it is done, or it is said why not, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from common import commands as c
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages

Visit = Callable[..., Visitor]
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
