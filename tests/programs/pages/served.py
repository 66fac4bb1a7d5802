"""The real server for pages, and what a person does on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from common.commands import IssueTicket
from common.messages import Refused
from server.storage.people import People
from server.storage.store import Store
from server.web.passwords import Passwords
from tests.programs.hall_server import HallServer

FIRST = "first-pass-word"
"""The administrator's one-time password."""

WITHIN_MS = 60_000
"""For what a page does; a busy machine is no failure."""

Open = Callable[[str, str], Page]
Contexts = Callable[[], BrowserContext]


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    """The sample hall with everyone's session, and an administrator who has never signed in."""
    folder = tmp_path_factory.mktemp("served")
    made = HallServer(folder)
    with closing(Store.open(folder)) as store:
        People(store).add("admin", ["administrator"], Passwords().hashed(FIRST), time.time_ns() // 1_000_000)
    with made as running:
        yield running


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Contexts]:
    made: list[BrowserContext] = []

    def make() -> BrowserContext:
        made.append(browser.new_context(locale="zh-CN"))
        made[-1].set_default_timeout(WITHIN_MS)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def as_staff(hall: HallServer, contexts: Contexts) -> Open:
    """A page of somebody who has signed in before: `as_staff("A03", "/counter/")`."""

    def visit(staff: str, path: str) -> Page:
        context = contexts()
        name, _, value = hall.cookie(staff).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": hall.url}])
        page = context.new_page()
        page.goto(hall.url + path)
        return page

    return visit


def sign_in(page: Page, staff: str, password: str) -> None:
    page.get_by_label("工号").fill(staff)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.wait_for_selector('body[data-link="joined"]:not([data-busy])')
        page.keyboard.press(key)


def waiting(hall: HallServer, line: str, count: int) -> None:
    """People of `line` take numbers at the kiosk."""
    matter = next(matter.id for matter in hall.folder.setup.matters if matter.line == line)
    kiosk = hall.kiosk()
    for _ in range(count):
        assert not isinstance(kiosk.asks(IssueTicket(matter=matter)), Refused)


def empty_desk(page: Page, window: int) -> None:
    """Sit at `window` with nothing in hand, as left by no earlier test."""
    expect(page.locator('[data-live="link"]')).to_have_text("● 已连接")
    if page.locator("#seating").is_visible():
        page.locator(".seat", has_text=f"{window}号窗口").click()
    if page.locator(
        "#away"
    ).is_visible():  # after the page of an earlier test was gone for longer than the grace
        press(page, "b")
    expect(page.locator("#desk")).to_be_visible()
    if page.locator("#hand").get_attribute("data-situation") == "called":
        press(page, "s")
        expect(page.locator("#hand")).to_have_attribute("data-situation", "serving")
    if page.locator("#hand").get_attribute("data-situation") == "serving":
        press(page, "f")
    expect(page.locator("#hand-state")).to_have_text("空闲")
