"""Appointments, numbers of matters and the special channel, as the supervisor keeps them."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from common import commands_place as p
from common.words import Words
from server.rules.order import Actor, ImportHall
from server.rules.setup import SlotPlan
from server.storage.day_record import ApartTicket, DayAppointment
from server.web.shapes_supervision import DayApart
from tests.programs.pages.conftest import Visit, Visitor, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
ADMIN = Actor("admin", frozenset({"administrator"}))
PLAN = SlotPlan(id="family", name=Words("计生预约", "Family"), lines=("family",), capacity=2)


@pytest.fixture
def offered(behind: HallBehindPages) -> HallBehindPages:
    """The first matter of window 3 has three numbers a day, and its line can be booked; three people wait there."""
    rules = behind.hall.rules
    limited = family_matter(behind)
    matters = tuple(
        msgspec.structs.replace(matter, daily_quota=5) if matter.id == limited else matter
        for matter in rules.matters
    )
    setup = msgspec.structs.replace(rules, matters=matters, appointments=(PLAN,))
    behind._do(ImportHall(setup=setup), ADMIN)
    behind.do("A03", c.SitDown(window=3))
    issue(behind, "family", 3)
    return behind


def family_matter(behind: HallBehindPages) -> str:
    return next(matter.id for matter in behind.hall.rules.matters if matter.line == "family")


@pytest.fixture
def desk(visit: Visit, offered: HallBehindPages) -> Visitor:
    """The supervisor's page of appointments and numbers, with the day's slots shown."""
    visitor = visit("S1", "/supervisor/intake")
    expect(visitor.page.locator("#plans .slot")).to_have_count(10)
    return visitor


def slot(visitor: Visitor, clock: str) -> Locator:
    return visitor.page.locator(".slot", has_text=clock)


def row(visitor: Visitor, table: str, text: str) -> Locator:
    return visitor.page.locator(f"#{table} tr", has_text=text)


def test_a_slot_is_booked_and_its_code_is_shown_to_be_written_down(desk: Visitor) -> None:
    """Q-7: without a name; the slot counts up at once, and a code is given once."""
    expect(slot(desk, "10:00")).to_have_text("10:00 0/2")
    slot(desk, "10:00").click()
    dialog = desk.page.locator("#book-dialog")
    expect(dialog).to_contain_text("计生预约 · 10:00")
    dialog.get_by_role("button", name="预约", exact=True).click()
    code = next(iter(desk.behind.hall.appointments.values())).code
    expect(dialog.locator(".given")).to_contain_text(f"预约码 {code}（10:00）")
    expect(dialog.get_by_role("button", name="预约", exact=True)).to_be_hidden()
    desk.page.keyboard.press("Escape")
    expect(slot(desk, "10:00")).to_have_text("10:00 1/2")
    expect(row(desk, "appointments", code)).to_contain_text("○ 已约，未到")


def test_a_slot_that_is_past_or_full_cannot_be_pressed_and_says_why(desk: Visitor) -> None:
    """Said to a screen reader, too."""
    for _ in range(2):
        desk.behind.do("A03", p.BookAppointment(matter=family_matter(desk.behind), slot=at("10:00")))
    desk.hear()
    expect(slot(desk, "10:00")).to_have_attribute("aria-disabled", "true")
    expect(slot(desk, "10:00")).to_have_attribute("aria-label", "10:00 已约满：2/2")
    expect(slot(desk, "09:00")).to_have_attribute("aria-disabled", "true")


def test_a_slot_that_is_over_says_how_many_had_booked_it(desk: Visitor) -> None:
    """After closing nothing of them is live any more: the slot counts what the list below it shows."""
    matter = family_matter(desk.behind)
    booked = [
        DayAppointment(n, matter, at("09:30"), state, "A03", "F001" if state == "kept" else None)
        for n, state in enumerate(("kept", "lapsed", "cancelled"), 1)
    ]
    told = msgspec.json.encode(DayApart(ok=True, day="2026-11-23", tickets=[], appointments=booked))
    desk.page.route(
        "**/supervisor/day.json*", lambda route: route.fulfill(body=told, content_type="application/json")
    )
    desk.behind.pass_time(at("20:00") - desk.behind.now)
    desk.hear()
    expect(desk.page.locator("#appointments tr")).to_have_count(3)
    expect(slot(desk, "09:30")).to_have_text("09:30 2/2")


def test_two_book_the_last_place_and_the_second_is_told_in_the_dialog(
    visit: Visit, offered: HallBehindPages
) -> None:
    """Q-7: one place is given once; who lost chooses another."""
    offered.do("A03", p.BookAppointment(matter=family_matter(offered), slot=at("10:30")))
    both = [visit(name, "/supervisor/intake") for name in ("S1", "S2")]
    for visitor in both:
        slot(visitor, "10:30").click()
        expect(visitor.page.locator("#book-dialog")).to_be_visible()
    for visitor in both:
        visitor.page.locator("#book-now").click()
    expect(both[0].page.locator("#book-dialog .given")).to_be_visible()
    expect(both[1].page.locator("#book-dialog").get_by_role("alert")).to_have_text("拒绝：slot_full")
    assert len(offered.hall.appointments) == 2


def test_an_appointment_is_cancelled_only_after_a_question(desk: Visitor) -> None:
    """The slot is free again."""
    booked = desk.behind.do("A03", p.BookAppointment(matter=family_matter(desk.behind), slot=at("11:00")))
    desk.hear()
    desk.page.get_by_role("button", name=f"取消预约 {booked.code}").click()
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_contain_text(booked.code)
    dialog.get_by_role("button", name="取消预约").click()
    expect(slot(desk, "11:00")).to_have_text("11:00 0/2")
    assert not desk.behind.hall.appointments


def test_a_resident_without_a_phone_checks_in_by_code(desk: Visitor) -> None:
    """Q-7: the number in large figures, to be written down; the appointment says that it was kept."""
    booked = desk.behind.do("A03", p.BookAppointment(matter=family_matter(desk.behind), slot=at("09:30")))
    desk.hear()
    desk.page.get_by_label("预约码").fill(booked.code)
    desk.page.get_by_role("button", name="报到取号").click()
    expect(desk.page.locator("#check-in-given")).to_contain_text(re.compile(r"F\d{3} · 3号窗口"))
    expect(desk.page.get_by_label("预约码")).to_have_value("")
    expect(row(desk, "appointments", booked.code)).to_contain_text("✓ 已报到 F")


def test_a_wrong_code_is_refused_in_words_and_can_be_typed_again(desk: Visitor) -> None:
    """Nothing typed is lost."""
    desk.page.get_by_label("预约码").fill("000000")
    desk.page.get_by_role("button", name="报到取号").click()
    expect(desk.page.locator(REFUSED)).to_have_text("拒绝：unknown_appointment")
    expect(desk.page.get_by_label("预约码")).to_have_value("000000")


def test_the_limit_of_a_matter_is_shown_and_changed_for_today(desk: Visitor) -> None:
    """How many were given, how many are left; an empty field is no limit."""
    name = next(matter.name.zh for matter in desk.behind.hall.rules.matters if matter.line == "family")
    matter = row(desk, "intake-matters", name)
    expect(matter.get_by_role("cell")).to_contain_text([name, "3", "5，剩 2"])
    matter.get_by_role("button", name="改号数").click()
    dialog = desk.page.locator("#quota-dialog")
    dialog.get_by_label("今天最多").fill("3")
    dialog.get_by_role("button", name="保存号数").click()
    expect(matter.get_by_role("cell")).to_contain_text([name, "3", "3，剩 0"])
    expect(matter).to_contain_text("‖ 今天的号已取完")
    expect(desk.page.locator(DONE)).to_have_text("今天的号数已保存。")
    matter.get_by_role("button", name="改号数").click()
    dialog.get_by_label("今天最多").fill("1")
    dialog.get_by_role("button", name="保存号数").click()
    expect(matter.get_by_role("cell")).to_contain_text([name, "3", "1，剩 0"])
    matter.get_by_role("button", name="改号数").click()
    expect(dialog).to_contain_text("现在：已发 3，限额 1，剩 0")
    desk.page.keyboard.press("Escape")
    matter.get_by_role("button", name="改号数").click()
    dialog.get_by_label("今天最多").fill("")
    dialog.get_by_role("button", name="保存号数").click()
    expect(matter).to_contain_text("不限")


@pytest.mark.parametrize("typed", ["-1", "1.5", "10000"])
def test_a_limit_that_makes_no_sense_is_named_and_not_asked(desk: Visitor, typed: str) -> None:
    """In our words, beside the field."""
    desk.page.locator("#intake-matters").get_by_role("button", name="改号数").first.click()
    dialog = desk.page.locator("#quota-dialog")
    dialog.get_by_label("今天最多").fill(typed)
    dialog.get_by_role("button", name="保存号数").click()
    expect(dialog.get_by_role("alert")).to_contain_text("今天最多")
    assert desk.behind.commands == []


def test_a_matter_is_closed_for_the_day_with_a_reason_and_opened_again(desk: Visitor) -> None:
    """field 20: the row says why; who has a number is served."""
    matter = desk.page.locator("#intake-matters tr").first
    matter.get_by_role("button", name="停止取号").click()
    dialog = desk.page.locator("#close-dialog")
    dialog.get_by_label("原因").select_option("system_down")
    dialog.get_by_role("button", name="停止取号").click()
    expect(matter).to_contain_text("‖ 系统故障")
    matter.get_by_role("button", name="恢复取号").click()
    expect(matter).not_to_contain_text("系统故障")


def test_a_closed_line_closes_its_matters_which_are_opened_with_it(desk: Visitor) -> None:
    """One press, not one for each."""
    line = row(desk, "intake-lines", "人口与计划生育")
    line.get_by_role("button", name="停止取号").click()
    desk.page.locator("#close-dialog").get_by_role("button", name="停止取号").click()
    closed = desk.page.locator('#intake-matters tr[data-state="away"]')
    expect(closed).to_have_count(5)
    expect(closed.get_by_role("button", name="恢复取号")).to_have_count(0)
    line.get_by_role("button", name="恢复取号").click()
    expect(closed).to_have_count(0)


def test_the_special_channel_goes_beyond_the_pace_only_by_the_supervisors_word(desk: Visitor) -> None:
    """Q-8: one in four at most, unless that is said; the reason is from a list."""
    form = desk.page.locator("#special")

    def grant(number: str) -> None:
        form.get_by_label("号码").fill(number)
        form.locator("select").select_option("frail")
        form.get_by_role("button", name="走特别通道").click()

    grant("f003")
    expect(desk.page.locator(DONE)).to_contain_text("特别通道")
    expect(form.get_by_label("号码")).to_have_value("")
    desk.behind.do("A03", c.CallNext())
    desk.hear()
    form.get_by_label("不受每四个号最多一个的限制").check()
    grant("F002")
    desk.until(lambda: len(desk.behind.commands) == 2)
    asked = [(asking["command"]["reason"], asking["command"]["beyond_pace"]) for asking in desk.asked()]
    assert asked == [("frail", False), ("frail", True)]
    called = [t.number for t in desk.behind.hall.tickets.values() if t.state == "called"]
    assert called == ["F003"]


def test_a_number_that_nobody_holds_is_said_to_be_unknown(desk: Visitor) -> None:
    """And nothing is asked of the hall."""
    form = desk.page.locator("#special")
    form.get_by_label("号码").fill("Z999")
    form.get_by_role("button", name="走特别通道").click()
    expect(desk.page.locator(REFUSED)).to_contain_text("Z999")
    desk.errors.clear()  # the browser tells of every 404
    assert desk.behind.commands == []


def test_a_number_whose_entry_was_taken_back_leads_nowhere(visit: Visit, behind: HallBehindPages) -> None:
    """The record knows nobody by it, or somebody else; another number of the list leads to its own story."""
    told = ApartTicket(
        *(312, "X001", "pension", "social", "taken_back", behind.now, "S1", behind.now, False, None, None)
    )
    voided = msgspec.structs.replace(told, ticket=313, number="F001", state="voided")
    answer = msgspec.json.encode(
        DayApart(ok=True, day="2026-11-23", tickets=[told, voided], appointments=[])
    ).decode()

    page = visit("S1", "/supervisor/intake").page
    page.route("**/supervisor/day.json*", lambda route: route.fulfill(json=json.loads(answer)))
    page.locator("#apart-day").fill("2026-11-20")
    row = page.locator("#apart tr").filter(has_text="X001")
    expect(row).to_contain_text("录入已撤销")
    expect(row.get_by_role("link")).to_have_count(0)
    expect(page.locator("#apart").get_by_role("link", name="F001")).to_be_visible()


def test_a_hall_without_plans_says_so(visit: Visit, behind: HallBehindPages) -> None:
    """An empty place would look like a fault."""
    behind._do(ImportHall(setup=msgspec.structs.replace(behind.hall.rules, appointments=())), ADMIN)
    page = visit("S1", "/supervisor/intake").page
    expect(page.locator("#slots-none")).to_contain_text("没有预约计划")
    expect(page.locator("#appointments-none")).to_be_visible()
    expect(page.locator("#apart-none")).to_be_visible()
