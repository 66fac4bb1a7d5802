"""One printer, two kiosks: every ticket whole, every answer heard by whoever asked."""

from __future__ import annotations

import socket
import threading

import pytest
from PIL import Image

from bench.paper.model import Model
from bench.paper.server import PrinterOnTcp
from common.screen.fonts import vendored
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import NetworkPrinter
from kiosk.printing import PrinterFault
from tests.programs.escpos_reader import number_on

FONTS = PaperFonts(vendored())


def ticket(number: str) -> Image.Image:
    """A short one."""
    paper = Paper(hall="厅", number=number, matter="事", place="1号", ahead="0", time="9:41")
    return ticket_image(paper, FONTS)


def printed(model: Model) -> list[str]:
    """The numbers that came out, in their order."""
    return [number_on(paper) for paper in model.roll.tickets]


def fault_of_a_second(shared: PrinterOnTcp) -> str:
    """Why a kiosk that has to wait could not print."""
    printer = NetworkPrinter("127.0.0.1", shared.port, shared=True, status_s=0.3, print_s=0.6)
    with pytest.raises(PrinterFault) as caught:
        printer.print(ticket("K001"))
    return caught.value.code


@pytest.mark.parametrize("busy", ["wait", "refuse"])
def test_two_kiosks_on_one_printer_print_whole_tickets_and_hear_their_own_answers(busy: str) -> None:
    """One conversation at a time, as real printers have it: the other waits, or is refused and comes again."""
    model, numbers = Model(), {kiosk: [f"{kiosk}{n:03d}" for n in range(1, 6)] for kiosk in "HK"}
    faults: list[PrinterFault] = []
    with PrinterOnTcp(model, busy=busy) as shared:  # type: ignore[arg-type]
        start = threading.Barrier(2)

        def kiosk(name: str) -> None:
            printer = NetworkPrinter("127.0.0.1", shared.port, shared=True)
            start.wait(10)
            try:
                for number in numbers[name]:
                    printer.print(ticket(number))
            except PrinterFault as fault:
                faults.append(fault)

        both = [threading.Thread(target=kiosk, args=(name,)) for name in numbers]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join(60)
    assert faults == []
    came_out = printed(model)
    assert {name: [number for number in came_out if number[0] == name] for name in numbers} == numbers
    assert (model.reader.unknown, model.cleared) == ([], 0)


def test_whoever_waits_is_not_told_of_the_others_roll_end_as_its_own_paper() -> None:
    """The roll ends with the first one's ticket: it has its proof, the second its fault, and no paper."""
    model = Model()
    with PrinterOnTcp(model) as shared:
        with socket.create_connection(shared.address) as first:
            first.sendall(b"\x10\x04\x01")
            assert first.recv(1) == b"\x12"
            heard: list[str] = []
            waits = threading.Thread(target=lambda: heard.append(fault_of_a_second(shared)))
            waits.start()
            first.sendall(b"\x1dv0\x00\x48\x00\xf0\x00" + b"\xff" * 72 * 240 + b"\x1dVB\x00\x1dr\x01")
            assert first.recv(1) == b"\x00"
            shared.new_roll(0)
        waits.join(30)
    assert heard == ["paper_out"]
    assert len(model.roll.tickets) == 1
