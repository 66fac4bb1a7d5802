"""The desk before the real server: its socket, its database, its stop and its start."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from common.commands_place import GrantSpecial
from common.i18n import say
from tests.programs.hall_server import HallServer
from tests.programs.pages.served import Open, empty_desk, press, waiting

NUMBER, STATE, BANNER = "#hand-number", "#hand-state", '[data-live="banner"]'


def next_working_day(day: str) -> str:
    """The sample hall's slots are from Monday to Friday."""
    found = date.fromisoformat(day) + timedelta(days=1)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found.isoformat()


def test_a_clerk_calls_starts_and_finishes(hall: HallServer, as_staff: Open) -> None:
    """Scenario 1 through every layer, by the keyboard."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    waiting(hall, "family", 1)
    expect(page.locator("#waiting-none")).to_be_hidden()
    press(page, "n")
    expect(page.locator(NUMBER)).not_to_be_empty()
    press(page, "s")
    expect(page.locator(STATE)).to_contain_text("正在办理")
    press(page, "f")
    expect(page.locator(STATE)).to_have_text("空闲")


def test_two_clerks_and_a_double_press_are_three_different_tickets_at_most(
    hall: HallServer, as_staff: Open
) -> None:
    """Scenarios 4 and 6: both press twice; each has one ticket in hand, and not the same."""
    first, second = as_staff("A05", "/counter/"), as_staff("A06", "/counter/")
    empty_desk(first, 5)
    empty_desk(second, 6)
    waiting(hall, "farm", 3)
    waiting(hall, "land", 3)
    for _ in range(2):
        first.keyboard.press("n")
        second.keyboard.press("n")
    for page in (first, second):
        expect(page.locator(NUMBER)).not_to_be_empty()
    seen = hall.staff("S01").sees("supervisor")
    called = {row["number"]: row["ticket"] for row in seen["windows"].values() if row["number"] in (5, 6)}
    assert called == {5: first.locator(NUMBER).inner_text(), 6: second.locator(NUMBER).inner_text()}
    assert len(set(called.values())) == 2
    assert {seen["tallies"][f"window:{n}"]["called"] for n in (5, 6)} == {1}


def test_a_seat_that_is_taken_is_refused_with_who_sits_there(hall: HallServer, as_staff: Open) -> None:
    """Scenario 17."""
    page = as_staff("A01", "/counter/")
    empty_desk(page, 1)
    other = as_staff("A07", "/counter/")
    expect(other.locator("#seating")).to_be_visible()
    other.locator(".seat", has_text="1号窗口").click()
    expect(other.locator("#seating-notice")).to_contain_text("A01")


def test_a_refusal_is_in_the_readers_language(hall: HallServer, as_staff: Open) -> None:
    """The server words it; the page shows it."""
    empty_desk(as_staff("A01", "/counter/"), 1)
    other = as_staff("A07", "/counter/?language=en")
    expect(other.locator("#seating")).to_be_visible()
    other.locator(".seat", has_text="Window 1").click()
    words = say("en", "refusal.window_taken", {"clerk": "A01"})
    expect(other.locator("#seating-notice")).to_contain_text(words)


def test_a_handover_reaches_b_with_its_note_and_the_supervisor_by_itself(
    hall: HallServer, as_staff: Open
) -> None:
    """AB-5, S-1: three pages, no reload."""
    a, b, board = as_staff("A04", "/counter/"), as_staff("A03", "/counter/"), as_staff("S01", "/supervisor")
    empty_desk(a, 4)
    empty_desk(b, 3)
    press(a, "o")
    a.locator("#leave-dialog textarea").fill("H002 等传真件")
    a.locator("#leave-confirm").click()
    expect(a.locator("#away")).to_contain_text("由 A03 顶岗")
    expect(b.locator("#handovers")).to_contain_text("A04 把“民政、劳动保障岗”交接给您")
    b.get_by_role("button", name="看留言").click()
    expect(b.locator("#handovers")).to_contain_text("H002 等传真件")
    expect(board.locator("#posts tr", has_text="民政、劳动保障岗")).to_contain_text("B岗 A03 · 3号窗口")
    press(a, "b")
    expect(board.locator("#posts tr", has_text="民政、劳动保障岗")).to_contain_text("A岗 A04 · 4号窗口")


def test_the_server_stops_and_starts_and_the_desk_goes_on(hall: HallServer, as_staff: Open) -> None:
    """Scenario 18: the banner while it is away; then seat and ticket are there, with no reload."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    waiting(hall, "family", 2)
    press(page, "n")
    expect(page.locator(NUMBER)).not_to_be_empty()
    number = page.locator(NUMBER).inner_text()
    hall.send_home()
    hall.kill()
    expect(page.locator(BANNER)).to_contain_text("连接中断")
    page.keyboard.press("s")
    hall.start()
    expect(page.locator(BANNER)).to_be_hidden()
    expect(page.locator(NUMBER)).to_have_text(number)
    expect(page.locator(STATE)).to_contain_text("已叫号")
    press(page, "s")
    expect(page.locator(STATE)).to_contain_text("正在办理")


def test_why_was_i_passed_is_answered_at_the_window(hall: HallServer, as_staff: Open) -> None:
    """Q-13: a typed number, or a press on it in the list, says who went first and why, off the record."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    waiting(hall, "family", 2)
    first, second = (
        page.locator("#waiting .ticket-number").nth(-2),
        page.locator("#waiting .ticket-number").last,
    )
    expect(second).to_be_visible()
    passed, put_first = first.inner_text(), second.inner_text()
    told = hall.staff("S01").sees("supervisor")["waiting"].values()
    ticket = next(row["ticket"] for row in told if row["number"] == put_first)
    hall.staff("S01").asks(GrantSpecial(ticket=ticket, reason="frail", beyond_pace=True))
    expect(page.locator("#waiting .ticket-number").first).to_have_text(put_first)
    press(page, "n")
    expect(page.locator(NUMBER)).to_have_text(put_first)
    press(page, "z")
    page.keyboard.type(passed.lower())
    page.keyboard.press("Enter")
    expect(page.locator(".why li")).to_contain_text(f"{put_first} 号到 3 号窗口：特别通道")
    page.keyboard.press("Escape")
    page.locator("#waiting .ticket-number", has_text=passed).click()
    expect(page.locator(".why")).to_contain_text("后取而先叫的有 1 个")


def test_the_free_slots_of_a_day_are_read_at_the_window(hall: HallServer, as_staff: Open) -> None:
    """Q-7: the clerk may ask the server for them, and books one."""
    page = as_staff("A03", "/counter/")
    empty_desk(page, 3)
    press(page, "i")
    day = page.locator('#appointment-book input[name="day"]')
    day.fill(next_working_day(day.input_value()))
    page.locator("#appointment-slots label").first.click()
    page.locator("#appointment-dialog").get_by_role("button", name="预约", exact=True).click()
    expect(page.locator("#appointment-number")).to_have_text(re.compile(r"^\d{6}$"))
