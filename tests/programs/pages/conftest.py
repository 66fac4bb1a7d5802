"""Pages in a real browser, before a real hall in this process: no network, no sleeping, time set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from common import commands as c
from common.commands import Asking
from common.words import Instant, Language
from server.hall_file import read_hall
from server.rules.setup import Setup
from tests.programs.pages.hall_behind_pages import HallBehindPages, Listener, actor
from tests.programs.pages.page_app import page_app
from tests.programs.pages.served import WITHIN_MS, as_staff, contexts, hall

__all__ = ["as_staff", "contexts", "hall"]  # fixtures

ROOT = Path(__file__).resolve().parents[3]
FAKE_SOCKET = Path(__file__).parent / "fake_socket.js"
MONDAY = "2026-11-23"


def at(clock: str, day: str = MONDAY) -> Instant:
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return int(local.timestamp() * 1000)


expect.set_options(timeout=WITHIN_MS)


def new_context(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(WITHIN_MS)
    return context


@pytest.fixture(scope="session")
def shared(browser: Browser) -> BrowserContext:
    """One browser window for all: what it has loaded once it has."""
    return new_context(browser)


@pytest.fixture(scope="session")
def pages() -> Flask:
    """The pages without a hall; `visit` puts one behind them."""
    return page_app(FAKE_SOCKET)


@pytest.fixture(scope="session")
def site(pages: Flask) -> Iterator[str]:
    """The address of the pages, served by this process."""
    server = make_server("127.0.0.1", 0, pages, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Quiet(WSGIRequestHandler):
    """Keeps connections open and logs nothing."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="session")
def setup() -> Setup:
    """The sample hall, and next year's holidays published: a year that is not is an alarm of its own. A test takes numbers as fast as it likes."""
    rules = read_hall(ROOT / "assets" / "halls" / "shigu.toml")
    return msgspec.structs.replace(
        rules,
        deadlines=msgspec.structs.replace(rules.deadlines, years=(2026, 2027)),
        kiosks=msgspec.structs.replace(rules.kiosks, numbers_per_min=0),
    )


@pytest.fixture
def behind(setup: Setup) -> HallBehindPages:
    """The sample hall on a Monday, half an hour after opening."""
    return HallBehindPages(setup, at("09:00"))


class Visitor:
    """One person's page, and the hall behind its socket."""

    def __init__(self, page: Page, behind: HallBehindPages, staff: str) -> None:
        self.page, self.behind, self.staff = page, behind, staff
        self.errors: list[str] = []
        self.listener: Listener | None = None
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.expose_function("hallAsks", self._asked)

    def hear(self) -> None:
        """Bring the page what it has not been told yet."""
        if self.listener is not None:
            for change in self.listener.take():
                self.say("change", change)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the desk is open again."""
        for key in keys:
            self.page.wait_for_selector('body[data-link="joined"]:not([data-busy])')
            self.page.keyboard.press(key)

    def asked(self, kind: str = "command") -> list[Any]:
        """What the page has sent, in order: its commands, or its joins."""
        sent = self.page.evaluate("fakeSocket.asked")
        return [payload for event, payload in sent if event == kind]

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what only the page's messages show."""
        for _ in range(WITHIN_MS // 20):
            if true():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it never came true")

    def say(self, event: str, payload: Any) -> None:
        self.page.evaluate("([event, payload]) => fakeSocket.hear(event, payload)", [event, payload])

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _asked(self, event: str, payload: Any) -> Any:
        if event == "join":
            return {"said": [], "reply": self._join(payload["audience"])}
        reply = self.behind.asked(actor(self.staff), msgspec.convert(payload, Asking))
        return {"said": self.listener.take() if self.listener else [], "reply": reply}

    def _join(self, audience: str) -> Any:
        if self.listener is not None:
            self.behind.listeners.remove(self.listener)
        self.listener = Listener(self.behind, audience)
        self.behind.listeners.append(self.listener)
        return self.listener.joined(self.staff)


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(
    browser: Browser, shared: BrowserContext, site: str, pages: Flask, behind: HallBehindPages
) -> Iterator[Visit]:
    """Open a page for somebody: `visit("A03", "/counter/")`; at the end no page may have had an error.

    With `timers` the page's time stands still until the test moves it (`page.clock`).
    """
    visitors: list[Visitor] = []
    pages.extensions["behind"] = behind

    def come(
        staff: str,
        path: str,
        language: Language = "zh",
        size: tuple[int, int] = (1366, 768),
        timers: bool = False,
    ) -> Visitor:
        page = (new_context(browser) if timers else shared).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if timers:
            page.clock.install(time=0)
            page.clock.pause_at(1_000)
        visitors.append(Visitor(page, behind, staff))
        page.goto(f"{site}{path}?as={staff}&language={language}")
        return visitors[-1]

    yield come
    for visitor in visitors:
        context = visitor.page.context
        visitor.page.close()
        if context is not shared:
            context.close()
    assert [error for visitor in visitors for error in visitor.errors] == []


def issue(behind: HallBehindPages, line: str, count: int = 1, priority: str | None = None) -> None:
    matter = next(matter.id for matter in behind.hall.rules.matters if matter.line == line)
    for _ in range(count):
        behind.do("kiosk", c.IssueTicket(matter=matter, priority=priority))
        behind.pass_time(30_000)


@pytest.fixture
def leader(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A full hall: everyone at the own window, three people at windows 3 and 4."""
    for n in range(1, 9):
        behind.do(f"A0{n}", c.SitDown(window=n))
    issue(behind, "family", 3)
    issue(behind, "welfare", 3)
    visitor: Visitor = visit("S1", "/supervisor", size=(1920, 1080))
    expect(visitor.page.locator("#windows tr")).to_have_count(8)
    return visitor


@pytest.fixture
def number_given(visit: Visit, behind: HallBehindPages) -> Page:
    """A clerk's page whose time the test moves: this moment a number was given, and stands there."""
    behind.do("A03", c.SitDown(window=3))
    page: Page = visit("A03", "/counter/", timers=True).page
    page.clock.run_for(100)
    expect(page.locator("#desk")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    expect(page.locator("#issue-number")).not_to_be_empty()
    return page


def another_key(visitor: Visitor) -> None:
    """Something else in between, so that the same key again is meant (docs/decisions/0050)."""
    visitor.press("g")
    expect(visitor.page.locator("#issue-dialog")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("#issue-dialog")).to_be_hidden()


@pytest.fixture
def clerk(visit: Visit, behind: HallBehindPages) -> Visitor:
    """A03 at window 3, A04 at window 4, and three people waiting for each."""
    behind.do("A04", c.SitDown(window=4))
    behind.do("A03", c.SitDown(window=3))
    for line in ("family", "welfare"):
        issue(behind, line, 3)
    behind.read_handovers("A03")
    behind.commands.clear()
    visitor: Visitor = visit("A03", "/counter/")
    expect(visitor.page.locator("#desk")).to_be_visible()
    return visitor
