"""The desk before the real server: its socket, its database, its stop and its start."""

from __future__ import annotations

from playwright.sync_api import expect

from common.i18n import say
from tests.programs.hall_server import HallServer
from tests.programs.pages.served import Open, empty_desk, press, waiting

NUMBER, STATE, BANNER = "#hand-number", "#hand-state", '[data-live="banner"]'


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
