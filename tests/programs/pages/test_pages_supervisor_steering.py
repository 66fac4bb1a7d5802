"""The hall steered from the supervisor's page: paused, evacuated, closed, opened, numbers stopped."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from common import commands as c
from tests.programs.pages.conftest import Visitor, at, issue


def test_the_hall_is_paused_with_a_reason_and_goes_on(leader: Visitor) -> None:
    """Asked before it is done; the bar says so."""
    leader.page.get_by_role("button", name="暂停大厅").click()
    leader.page.get_by_role("button", name="停电").click()
    expect(leader.page.locator('[data-live="phase"]')).to_have_text("‖ 暂停：停电")
    leader.page.get_by_role("button", name="恢复办理").click()
    leader.page.locator("dialog").get_by_role("button", name="恢复办理").click()
    expect(leader.page.locator('[data-live="phase"]')).to_have_text("办公中，至 12:00")


def test_a_pause_says_until_when_it_is_expected_to_last(leader: Visitor) -> None:
    """Where the supervisor knows it: walls, window screens and kiosks say it (screens: why, until when)."""
    leader.page.get_by_role("button", name="暂停大厅").click()
    leader.page.get_by_label("预计恢复时间").fill("10:30")
    leader.page.get_by_role("button", name="停电").click()
    expect(leader.page.locator('[data-live="phase"]')).to_have_text("‖ 暂停：停电")
    assert leader.behind.hall.paused_until == at("10:30")


def test_an_evacuation_has_a_button_of_its_own_and_is_confirmed(leader: Visitor) -> None:
    """One press, one question; every place is kept, and the hall goes on from the same place."""
    leader.page.get_by_role("button", name="紧急疏散").click()
    dialog = leader.page.locator("dialog[open]")
    expect(dialog).to_contain_text("先后不变")
    assert leader.behind.hall.paused is None
    dialog.get_by_role("button", name="紧急疏散").click()
    expect(leader.page.locator('[data-live="phase"]')).to_have_text("▲ 紧急疏散")
    expect(leader.page.get_by_role("button", name="紧急疏散")).to_have_count(0)
    leader.page.get_by_role("button", name="解除疏散").click()
    leader.page.locator("dialog").get_by_role("button", name="解除疏散").click()
    expect(leader.page.get_by_role("button", name="紧急疏散")).to_be_visible()


def test_a_hall_that_is_paused_already_is_evacuated_from_there(leader: Visitor) -> None:
    """A fire breaks out over a meeting: the button stands there, and lifting it ends both."""
    leader.behind.do("S1", c.PauseHall(reason="meeting"))
    leader.hear()
    leader.page.get_by_role("button", name="紧急疏散").click()
    leader.page.locator("dialog[open]").get_by_role("button", name="紧急疏散").click()
    expect(leader.page.locator('[data-live="phase"]')).to_contain_text("紧急疏散")
    expect(leader.page.get_by_role("button", name="紧急疏散")).to_have_count(0)
    leader.page.get_by_role("button", name="解除疏散").click()
    leader.page.locator("dialog").get_by_role("button", name="解除疏散").click()
    expect(leader.page.get_by_role("button", name="暂停大厅")).to_be_visible()
    assert leader.behind.hall.paused is None


def test_closing_the_day_is_asked_first_and_opening_by_hand_is_offered_after(leader: Visitor) -> None:
    """Q-6: the question says that nobody is lost."""
    leader.page.get_by_role("button", name="今日结束").click()
    expect(leader.page.locator("dialog[open]")).to_contain_text("结转到明天")
    leader.page.keyboard.press("Escape")
    assert leader.behind.hall.phase == "open"
    leader.page.get_by_role("button", name="今日结束").click()
    leader.page.locator("dialog[open]").get_by_role("button", name="今日结束").click()
    expect(leader.page.get_by_role("button", name="开放大厅")).to_be_visible()


def test_whoever_is_at_a_window_is_told_before_the_day_is_closed(leader: Visitor) -> None:
    """Asked and then refused is asked in vain; the question goes along with the hall."""
    issue(leader.behind, "family", 2)
    issue(leader.behind, "welfare", 2)
    for clerk in ("A03", "A04"):
        leader.behind.do(clerk, c.CallNext())
    leader.hear()
    leader.page.locator("#steering").get_by_role("button", name="今日结束").click()
    dialog = leader.page.locator("dialog[open]")
    close = dialog.get_by_role("button", name="今日结束")
    expect(dialog).to_contain_text(re.compile(r"窗口还有号码没有办完：\w001（3号窗口）、\w001（4号窗口）。"))
    expect(dialog).to_contain_text(re.compile(r"还在等候：.+ 4 人 · .+ 4 人"))
    expect(close).to_be_disabled()
    for window, clerk in ((3, "A03"), (4, "A04")):
        leader.behind.do(clerk, c.MarkNoShow(ticket=leader.behind.hall.hands[window]))
    leader.hear()
    expect(dialog.locator(".notice")).to_be_hidden()
    close.click()
    expect(leader.page.get_by_role("button", name="开放大厅")).to_be_visible()


def test_stopped_numbers_are_told_and_cannot_be_stopped_again(leader: Visitor) -> None:
    """Q-6: there is no way back today, so it is marked, asked first, and gone when it is done."""
    button = leader.page.locator("#steering").get_by_role("button", name="停止取号")
    expect(button).to_have_class("danger")
    button.click()
    leader.page.locator("dialog[open] button.danger").click()
    expect(leader.page.locator('[data-live="phase"]')).to_have_text("办公中，至 12:00 · 已停止取号")
    expect(button).to_have_count(0)
