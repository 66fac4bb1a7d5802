"""The queue before the printer, and printers on the network with their faults."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from common.screen.fonts import vendored
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import (
    FilePrinter,
    FolderPrinter,
    NetworkPrinter,
    NoPrinter,
    PrinterAddressError,
    printer_from,
)
from kiosk.printing import PrinterFault, PrintQueue
from kiosk.scene import SLOW
from tests.programs.escpos_reader import number_on
from tests.programs.fake_printer import COVER_OPEN, DONE, JAMMED, MUTE, OUT_OF_PAPER, WELL, FakePrinter

FONTS = PaperFonts(vendored())


def _paper(number: str) -> Paper:
    return Paper(hall="厅", number=number, matter="事", place="1号", ahead="0", time="09:41")


def _draw(paper: Paper) -> Image.Image:
    return ticket_image(paper, FONTS)


@contextmanager
def _switched_on(
    state: dict[bytes, int], on_paper: Callable[[], None] = lambda: None
) -> Iterator[FakePrinter]:
    printer = FakePrinter(state, on_paper)
    try:
        yield printer
    finally:
        printer.close()


def _fault(printer: NetworkPrinter) -> str:
    with pytest.raises(PrinterFault) as caught:
        printer.print(_draw(_paper("H036")))
    return caught.value.code


def _poll_until(queue: PrintQueue[Paper], happened: Callable[[], bool]) -> None:
    """Poll as the program's loop does; a test that hangs is ended by its own time limit."""
    while not happened():
        queue.poll()
        time.sleep(0.001)


class HangingPrinter:
    """Prints when it is let go, and not before."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.let_go = threading.Event()
        self.printed = 0

    def print(self, image: Image.Image) -> None:
        self.began.set()
        self.let_go.wait(30)
        self.printed += 1


class Seconds:
    """A monotonic clock that stands still until moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_ticket_comes_out_of_a_network_printer() -> None:
    """Over TCP, read from the paper."""
    with _switched_on(dict(WELL)) as fake:
        NetworkPrinter("127.0.0.1", fake.port).print(_draw(_paper("H036")))
        assert [number_on(ticket) for ticket in fake.roll.tickets] == ["H036"]
        assert fake.reader.unknown == []


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (OUT_OF_PAPER, "paper_out"),
        (COVER_OPEN, "cover_open"),
        (JAMMED, "printer_error"),
        (MUTE, "printer_silent"),
    ],
)
def test_a_printer_that_is_not_ready_is_sent_nothing(state: dict[bytes, int], code: str) -> None:
    """Asked first: nothing may come out later that nobody holds."""
    with _switched_on(dict(state)) as fake:
        assert _fault(NetworkPrinter("127.0.0.1", fake.port, status_s=0.3)) == code
        assert fake.roll.tickets == []
        assert fake.roll.bands == []


def test_a_roll_that_ends_while_printing_is_a_failure_and_the_rest_is_cleared() -> None:
    """No answer that all is printed: it is not, and must not come out when the roll is changed."""
    state = dict(WELL)

    def end_of_roll() -> None:
        del state[DONE]
        state.update(OUT_OF_PAPER)

    with _switched_on(state, end_of_roll) as fake:
        assert _fault(NetworkPrinter("127.0.0.1", fake.port, print_s=0.2)) == "paper_out"
        fake.close()
        assert fake.cleared


def test_a_printer_that_never_says_it_has_printed_is_stuck() -> None:
    """Sent is not printed."""
    state = dict(WELL)
    del state[DONE]
    with _switched_on(state) as fake:
        assert _fault(NetworkPrinter("127.0.0.1", fake.port, print_s=0.2)) == "printer_stuck"


def test_a_printer_declared_mute_is_believed() -> None:
    """Some answer nothing at all; whoever sets that up knows it."""
    with _switched_on(dict(MUTE)) as fake:
        NetworkPrinter("127.0.0.1", fake.port, mute=True).print(_draw(_paper("H036")))
        fake.close()
        assert [number_on(ticket) for ticket in fake.roll.tickets] == ["H036"]


def test_a_printer_that_is_switched_off_cannot_be_reached() -> None:
    """A closed port."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert _fault(NetworkPrinter("127.0.0.1", port)) == "printer_unreachable"


def test_submitting_never_waits_for_the_printer() -> None:
    """The resident goes on touching while the printer hangs."""
    printer = HangingPrinter()
    queue = PrintQueue(printer, _draw)
    outcomes: list[str | None] = []
    for number in ("H001", "H002", "H003"):
        queue.submit(_paper(number), outcomes.append)
    assert printer.began.wait(30)
    queue.poll()
    assert outcomes == []
    printer.let_go.set()
    _poll_until(queue, lambda: len(outcomes) == 3)
    assert outcomes == [None, None, None]
    queue.close(30)


def test_what_waits_behind_a_slow_ticket_is_never_printed_and_the_slow_one_is_told_twice() -> None:
    """A number shown instead must not come out for the next resident; a paper that comes after all is valid."""
    printer, clock = HangingPrinter(), Seconds()
    queue = PrintQueue(printer, _draw, patience_s=20, clock=clock)
    outcomes: list[str | None] = []
    queue.submit(_paper("H001"), outcomes.append)
    assert printer.began.wait(30)
    queue.submit(_paper("H002"), outcomes.append)
    clock.now += 20
    queue.poll()
    assert outcomes == [SLOW, "printer_stuck"]
    clock.now += 20
    queue.poll()
    printer.let_go.set()
    queue.close(30)
    queue.poll()
    assert printer.printed == 1
    assert outcomes == [SLOW, "printer_stuck", None]


def test_outcomes_are_told_on_the_thread_that_polls() -> None:
    """So that the program needs no lock."""
    told: list[int] = []
    queue = PrintQueue(NoPrinter(), _draw)
    queue.submit(_paper("H001"), lambda _: told.append(threading.get_ident()))
    _poll_until(queue, lambda: bool(told))
    assert told == [threading.get_ident()]
    queue.close(30)


def test_a_failed_print_is_told_with_its_code() -> None:
    """Never as success."""
    outcomes: list[str | None] = []
    queue = PrintQueue(NoPrinter(), _draw)
    queue.submit(_paper("H001"), outcomes.append)
    _poll_until(queue, lambda: bool(outcomes))
    assert outcomes == ["no_printer"]
    queue.close(30)


def test_a_picture_that_cannot_be_drawn_fails_that_ticket_alone() -> None:
    """The thread lives on for the next resident."""

    def draw(paper: Paper) -> Image.Image:
        if paper.number == "H001":
            raise ValueError(paper.number)
        return _draw(paper)

    outcomes: list[str | None] = []
    with _switched_on(dict(WELL)) as fake:
        queue = PrintQueue(NetworkPrinter("127.0.0.1", fake.port), draw)
        queue.submit(_paper("H001"), outcomes.append)
        queue.submit(_paper("H002"), outcomes.append)
        _poll_until(queue, lambda: len(outcomes) == 2)
        assert outcomes == ["printer_error", None]
        queue.close(30)


def test_whoever_waits_is_told_though_the_paper_cannot_be_counted() -> None:
    """The outcome first; and the fault of one is not the end of the next one's."""
    outcomes: list[str | None] = []

    def count(*_: object) -> None:
        raise ZeroDivisionError

    queue = PrintQueue(NoPrinter(), _draw, on_end=count)
    for number in ("H001", "H002"):
        queue.submit(_paper(number), outcomes.append)
    queue.close(30)
    for known in (1, 2):
        with pytest.raises(ZeroDivisionError):
            queue.poll()
        assert outcomes == ["no_printer"] * known
    queue.poll()


def test_an_address_names_its_printer(tmp_path: Path) -> None:
    """As given on the command line."""
    assert isinstance(printer_from("tcp://192.0.2.7"), NetworkPrinter)
    assert isinstance(printer_from("tcp://printer.example:9101?mute=1"), NetworkPrinter)
    assert isinstance(printer_from(f"file:{tmp_path}"), FolderPrinter)
    assert isinstance(printer_from(f"file:{tmp_path}/new/"), FolderPrinter)
    assert isinstance(printer_from(f"file:{tmp_path}/tickets.bin"), FilePrinter)
    assert isinstance(printer_from("none"), NoPrinter)


@pytest.mark.parametrize("wrong", ["", "usb", "file:", "http://printer", "tcp://", "192.0.2.7"])
def test_an_address_of_no_known_kind_is_refused(wrong: str) -> None:
    """At start, not at the first ticket."""
    with pytest.raises(PrinterAddressError):
        printer_from(wrong)
