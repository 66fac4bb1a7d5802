"""What a paired kiosk learns about a ticket over HTTP."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest

from common.commands import (
    IssueTicket,
)
from common.messages import Refused
from kiosk.inquiry import HttpInquiries
from kiosk.my_ticket import MyTicket
from tests.live.live_hall import LiveHall, live_hall, prepare


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    folder = tmp_path_factory.mktemp("kiosk-tickets") / "data"
    prepare(folder)
    with live_hall(folder) as hall:
        yield hall


def asked(inquiries: HttpInquiries, number: str, check: str) -> MyTicket | Refused | None:
    """The answer, delivered on this thread."""
    answers: list[MyTicket | Refused | None] = []
    inquiries.ask(number, check, answers.append)
    until(lambda: bool(answers), inquiries.poll)
    return answers[0]


def until(happened: Callable[[], bool], poll: Callable[[], None]) -> None:
    """Let it come."""
    ends = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < ends
        poll()
        time.sleep(0.002)


def test_a_paired_kiosk_asks_the_server_about_a_ticket(served: LiveHall) -> None:
    """The same answer that staff read, of which a kiosk takes what it needs."""
    link = served.joined("kiosk", kind="kiosk")
    ticket = served.answer(link, IssueTicket(matter="mr"))
    inquiries = HttpInquiries(served.url, lambda: served.token("kiosk"))
    told = asked(inquiries, ticket.number, ticket.check)
    assert isinstance(told, MyTicket)
    assert (told.ticket, told.state, told.waits, told.matter) == (ticket.ticket, "waiting", True, "mr")
    wrong = f"{(int(ticket.check) + 1) % 1000:03d}"
    refused = asked(inquiries, ticket.number, wrong)
    assert isinstance(refused, Refused)
    assert refused.code == "unknown_number"


def test_a_device_that_is_not_paired_learns_nothing(served: LiveHall) -> None:
    """Refused like anybody."""
    refused = asked(HttpInquiries(served.url, lambda: None), "R001", "000")
    assert isinstance(refused, Refused)


def test_a_server_that_is_not_there_is_no_answer() -> None:
    """Nobody listens at that port."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    assert asked(HttpInquiries(f"http://127.0.0.1:{port}", lambda: "t"), "R001", "000") is None
