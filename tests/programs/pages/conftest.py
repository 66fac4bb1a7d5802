"""Pages in a real browser, before a real hall in this process: no network, no sleeping, time set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from common.commands import Asking
from common.words import Instant, Language
from server.hall_file import read_hall
from server.rules.setup import Setup
from tests.programs.pages.hall_behind_pages import HallBehindPages, Listener, actor
from tests.programs.pages.page_app import page_app

ROOT = Path(__file__).resolve().parents[3]
ORIGIN = "http://hall.test"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAKE_SOCKET = (Path(__file__).parent / "fake_socket.js").read_text(encoding="utf-8")
MONDAY = "2026-11-23"


def at(clock: str, day: str = MONDAY) -> Instant:
    local = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return int(local.timestamp() * 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def setup() -> Setup:
    return read_hall(ROOT / "assets" / "halls" / "shigu.toml")


@pytest.fixture
def behind(setup: Setup) -> HallBehindPages:
    """The sample hall on a Monday, half an hour after opening."""
    return HallBehindPages(setup, at("09:00"))


class Visitor:
    """One person's browser: pages of the app, and the hall behind their socket."""

    def __init__(
        self, context: BrowserContext, behind: HallBehindPages, staff: str, language: Language
    ) -> None:
        self.behind, self.staff = behind, staff
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.listener: Listener | None = None
        self.client = page_app(staff, language).test_client()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._console(message.type, message.text))
        self.page.route("**/*", self._serve)
        self.page.expose_function("hallAsks", self._asked)

    def open(self, path: str) -> Page:
        self.page.goto(ORIGIN + path)
        return self.page

    def hear(self) -> None:
        """Bring the page what it has not been told yet."""
        if self.listener is not None:
            for change in self.listener.take():
                self.say("change", change)

    def say(self, event: str, payload: Any) -> None:
        self.page.evaluate("([event, payload]) => fakeSocket.hear(event, payload)", [event, payload])

    def _console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if "/vendor/socket.io-client" in path:
            route.fulfill(body=FAKE_SOCKET, content_type="text/javascript")
            return
        data = route.request.post_data_buffer
        with self.client.open(path, method=route.request.method, data=data) as response:
            headers = dict(response.headers)
            route.fulfill(status=response.status_code, headers=headers, body=response.get_data())

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
def visit(browser: Browser, behind: HallBehindPages) -> Iterator[Visit]:
    """Open a browser for somebody: `visit("A03", "/counter/")`; at the end no page may have had an error."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def come(
        staff: str, path: str, language: Language = "zh", size: tuple[int, int] = (1366, 768)
    ) -> Visitor:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.set_default_timeout(5_000)
        contexts.append(context)
        visitor = Visitor(context, behind, staff, language)
        visitors.append(visitor)
        visitor.open(path)
        return visitor

    yield come
    for context in contexts:
        context.close()
    assert [error for visitor in visitors for error in visitor.errors] == []
