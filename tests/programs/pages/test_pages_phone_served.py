"""A ticket on a phone before the real server, from the kiosk's answer to the call; and what stays on the disk of it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bench.load.opened import Opened
from bench.load.sample import desks, open_hall
from common.commands import CallNext, IssueTicket, StartService
from common.messages import Issued
from tests.programs.pages.phone_gallery import PHONE
from tests.programs.pages.served import Contexts

SERVED = ("server", "serve", "--public-url", "http://hall.example")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A hall that phones reach; one clerk sits."""
    path = tmp_path_factory.mktemp("phones") / "data"
    with Opened(path, open_hall(time.time_ns() // 1_000_000), *SERVED, clerks=1) as found:
        yield found


@pytest.fixture
def phone(contexts: Contexts) -> Page:
    """A phone that has never been here."""
    page = contexts().new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    return page


def taken(opened: Opened) -> Issued:
    """A number for the line of the clerk who sits."""
    reply = opened.do(opened.kiosks[0], IssueTicket(matter=desks(opened.folder.setup)[0][1].id))
    assert isinstance(reply, Issued)
    return reply


def local(opened: Opened, ticket: Issued) -> str:
    """The address on the paper, as it is reached here."""
    return ticket.phone.replace("http://hall.example", f"http://127.0.0.1:{opened.server.port}")


def test_the_address_on_the_paper_shows_the_ticket_and_its_call(opened: Opened, phone: Page) -> None:
    """Without a reload, within the seconds that the server names; the clerk's press is seen on the phone."""
    first, second = taken(opened), taken(opened)
    phone.goto(local(opened, second))
    expect(phone.locator('[data-part="number"]')).to_have_text(second.number)
    expect(phone.locator('[data-part="ahead"]')).to_have_text("前面还有 1 人")
    clerk = next(iter(opened.clerks))
    window = opened.clerks[clerk].window
    opened.do(clerk, CallNext())
    expect(phone.get_by_role("heading", level=1)).to_have_text("下一位就是您")
    opened.do(clerk, StartService(ticket=first.ticket))
    opened.do(clerk, CallNext(in_hand=first.ticket))
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"请到{window}号窗口")
    assert phone.context.cookies() == []
    opened.do(clerk, StartService(ticket=second.ticket))
    opened.clerks[clerk].in_hand = second.ticket


def test_what_opens_a_ticket_is_on_no_disk_of_the_server(opened: Opened, phone: Page) -> None:
    """Neither in the database, nor in its log, nor in what the server wrote: also after the page has asked."""  # P-2
    ticket = taken(opened)
    phone.goto(local(opened, ticket))
    expect(phone.locator('[data-part="number"]')).to_have_text(ticket.number)
    token = ticket.phone.rpartition(".")[2].encode()
    files = [file for file in opened.folder.path.rglob("*") if file.is_file()]
    assert any(file.suffix == ".log" for file in files)
    assert [file.name for file in files if token in file.read_bytes()] == []
