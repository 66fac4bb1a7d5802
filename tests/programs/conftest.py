"""One Chromium for all tests that look at pages, a driver for those that need more of them, and one day that several read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from bench.day.simulated import SimulatedHall
from tests.live.live_hall import LiveHall, live_hall, prepare
from tests.live.one_process import OneProcess
from tests.programs.fake_printer import WELL, FakePrinter
from tests.programs.hall_server import HallServer
from tests.programs.kiosk_stand import Stand
from tests.programs.kiosk_tickets import enquiring_hall
from tests.programs.lived_day import lived

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

Launch = Callable[[], Browser]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """There can be one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def launch(driver: Playwright) -> Iterator[Launch]:
    """Start one more browser, a process of its own, which ends with the test."""
    browsers: list[Browser] = []

    def one_more() -> Browser:
        browsers.append(driver.chromium.launch(executable_path=CHROMIUM, args=QUIET))
        return browsers[-1]

    yield one_more
    for browser in browsers:
        browser.close()


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """The one that tests share."""
    chromium = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHall]:
    """The sample hall's Monday, lived once in one process; to be read, not lived on."""
    hall = lived(tmp_path_factory.mktemp("monday"))
    yield hall
    hall.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LiveHall]:
    """The small hall, served on a Monday at nine."""
    prepare(tmp_path / "data")
    with live_hall(tmp_path / "data") as running:
        yield running


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall in this process, with appointments and a general enquiry, on a Monday at nine."""
    process = enquiring_hall(tmp_path)
    yield process
    process.close()


@pytest.fixture
def stand(hall: OneProcess) -> Stand:
    """A kiosk in it."""
    return Stand(hall)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[HallServer]:
    """A hall in a process of its own, for one test."""
    with HallServer(tmp_path / "hall") as running:
        yield running


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    """One on the network, that is well."""
    printer = FakePrinter(dict(WELL))
    yield printer
    printer.close()
