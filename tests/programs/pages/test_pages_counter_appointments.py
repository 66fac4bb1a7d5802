"""Appointments at the clerk's window: checking in by code, booking a slot (Q-7)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from common import commands as c
from common import commands_place as p
from tests.programs.pages.conftest import Visit, Visitor, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages


def bookable(behind: HallBehindPages) -> str:
    hall = behind.hall
    return next(
        row.id for row in hall.rules.matters if behind.view("kiosk")["matters"][row.id]["appointments"]
    )


def test_somebody_with_a_code_checks_in_at_the_window(clerk: Visitor) -> None:
    """Q-7: I, six figures, Enter; the number stands there large to be written down."""
    booked = clerk.behind.do("S1", p.BookAppointment(matter=bookable(clerk.behind), slot=at("09:30")))
    clerk.hear()
    clerk.press("i")
    clerk.page.keyboard.type(booked.code)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#appointment-number")).to_have_text(re.compile(r"[A-Z]\d{3}"))
    clerk.page.locator("#appointment-close").click()
    expect(clerk.page.locator("#appointment-dialog")).to_be_hidden()
    assert [kind for _, kind in clerk.behind.commands].count("check_in") == 1


def test_a_code_that_is_none_is_refused_in_the_dialog(clerk: Visitor) -> None:
    """What was typed stays to be mended; a code too short is not even asked."""
    clerk.press("i")
    dialog = clerk.page.locator("#appointment-dialog")
    clerk.page.keyboard.type("12")
    clerk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("预约码")
    clerk.page.keyboard.type("3456")
    clerk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("拒绝：")
    expect(dialog.get_by_label("预约码")).to_have_value("123456")


def test_a_slot_is_booked_at_the_window_and_its_code_stands_there(clerk: Visitor) -> None:
    """Q-7: matter, day, slot; two quick presses book one."""
    clerk.press("i")
    dialog = clerk.page.locator("#appointment-dialog")
    dialog.locator("#appointment-slots label").first.click()
    dialog.get_by_role("button", name="预约", exact=True).dblclick()
    expect(clerk.page.locator("#appointment-number")).to_have_text(re.compile(r"^\d{6}$"))
    assert [kind for _, kind in clerk.behind.commands] == ["book_appointment"]


def test_slots_that_cannot_be_read_are_said_and_another_day_is_looked_up_anew(clerk: Visitor) -> None:
    """A failed look leaves nothing stuck."""
    clerk.page.route("**/api/slots**", lambda route: route.abort(), times=1)
    clerk.press("i")
    none = clerk.page.locator("#appointment-none")
    expect(none).to_contain_text("现在读不到时段")
    clerk.page.locator('#appointment-book input[name="day"]').fill("2026-11-24")
    expect(clerk.page.locator("#appointment-slots label").first).to_be_visible()
    clerk.errors.clear()


def test_a_hall_without_plans_has_no_such_verb(visit: Visit, behind: HallBehindPages) -> None:
    """Nothing on the desk that can only be refused."""
    behind.forget_appointments()
    behind.do("A03", c.SitDown(window=3))
    visitor = visit("A03", "/counter/")
    expect(visitor.page.locator("#desk")).to_be_visible()
    expect(visitor.page.locator('[data-verb="appointment"]')).to_be_hidden()
    issue(behind, "family", 1)
