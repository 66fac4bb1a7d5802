"""One ticket, touched, printed, called and seen; and B takes over when A leaves: nothing is a fake here
but the printer's mechanics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.programs.conftest import Launch
from tests.programs.escpos_reader import number_on
from tests.programs.fake_printer import FakePrinter
from tests.programs.hall_server import HallServer
from tests.programs.road.kiosk_stand import KioskStand
from tests.programs.road.wall_process import WallProcess

SUPERVISOR = "S01"
WITHIN_MS = 60_000
pytestmark = pytest.mark.timeout(600)  # seven programs at once; on a busy machine each takes its time


@pytest.fixture
def kiosk(server: HallServer, printer: FakePrinter) -> Iterator[KioskStand]:
    stand = KioskStand(server.url, server.kiosk_token, f"127.0.0.1:{printer.port}")
    yield stand
    stand.close()


@pytest.fixture
def wall(server: HallServer, tmp_path: Path) -> Iterator[WallProcess]:
    wall = WallProcess(server.url, server.display_token, tmp_path)
    yield wall
    wall.close()


@pytest.fixture
def browsers(launch: Launch) -> list[Browser]:
    """Three of them, each a process of its own: two clerks and the supervisor."""
    return [launch() for _ in range(3)]


def page_of(browser: Browser, server: HallServer, staff: str, path: str) -> Page:
    """Somebody signed in at `path`; a page that has an error fails the test."""
    name, _, value = server.cookie(staff).partition("=")
    context = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page = context.new_page()
    page.set_default_timeout(WITHIN_MS)
    page.goto(f"{server.url}{path}")
    return page


def press(page: Page, key: str) -> None:
    """A key, once the page is joined and nothing is under way."""
    page.wait_for_selector('body[data-link="joined"]:not([data-busy])')
    page.keyboard.press(key)


def sit(page: Page, window: int) -> None:
    """Choose the window on the seat screen."""
    page.locator("#windows button", has_text=f"{window}号窗口").first.click()
    expect(page.locator("h1")).to_have_text(f"{window}号窗口")


def take_number(
    kiosk: KioskStand, printer: FakePrinter, everyday: str, matter: str, *, again: bool = False
) -> str:
    """Three touches from home to paper; the number, read from the printed dots. `again`: so soon that it is asked about."""
    before = len(printer.roll.tickets)
    kiosk.touch(everyday)
    kiosk.touch(matter)
    kiosk.touch("取号")
    if again:
        kiosk.touch("再取一张")
    kiosk.until(lambda: len(printer.roll.tickets) > before)
    number = number_on(printer.roll.tickets[-1])
    kiosk.shows(number)
    kiosk.touch("完成")
    return number


def test_one_ticket_is_touched_printed_called_and_seen_and_b_takes_over(
    server: HallServer,
    kiosk: KioskStand,
    printer: FakePrinter,
    wall: WallProcess,
    browsers: list[Browser],
) -> None:
    """Kiosk, paper, two clerks, supervisor and wall, through an A to B takeover and back (AB-3, AB-8)."""
    expect.set_options(timeout=WITHIN_MS)
    first = take_number(kiosk, printer, "办生育、婚育证件", "办理计划生育服务证")
    second = take_number(kiosk, printer, "办生育、婚育证件", "办理流动人口婚育证明", again=True)
    a = page_of(browsers[0], server, "A03", "/counter/")
    b = page_of(browsers[1], server, "A04", "/counter/")
    leader = page_of(browsers[2], server, SUPERVISOR, "/supervisor")
    sit(a, 3)
    sit(b, 4)

    press(a, "n")
    expect(a.locator("#hand-number")).to_have_text(first)
    wall.presented(first)
    wall.shows(first)
    press(a, "s")
    press(a, "f")

    press(a, "o")  # A leaves properly: the post is B's at once
    a.locator("#leave-dialog").wait_for(state="visible")
    a.keyboard.press("Enter")
    expect(b.locator("#handovers")).to_contain_text("A03")
    expect(b.locator('.post[data-state="b_role"]')).to_contain_text("人口与计划生育岗")
    expect(leader.locator("body")).to_contain_text("B岗 A04")

    press(b, "n")  # B's next call takes A's line
    expect(b.locator("#hand-number")).to_have_text(second)
    wall.presented(second)
    wall.shows(second)
    press(b, "s")

    a.bring_to_front()
    a.keyboard.press("b")  # A is back by an act: B keeps whom B serves, the line is A's again
    expect(a.locator('.post[data-state="a_role"]', has_text="人口与计划生育岗")).to_be_visible()
    expect(b.locator("#hand-number")).to_have_text(second)
    press(b, "f")
    third = take_number(kiosk, printer, "办生育、婚育证件", "办理独生子女父母光荣证")
    press(b, "n")
    expect(b.locator('#notice [data-part="refused"]')).to_be_visible()
    press(a, "n")
    expect(a.locator("#hand-number")).to_have_text(third)
    assert len({first, second, third}) == 3
