"""The ways to one model of a printer: TCP, USB, a device file."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from bench.paper.model import Model
from bench.paper.server import PrinterOnTcp
from common.screen.fonts import vendored
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.ports import DevicePort
from kiosk.printers import AnsweringPrinter, NetworkPrinter
from kiosk.printing import Printer, PrinterFault
from kiosk.usb_port import UsbName, UsbPort
from kiosk.wire import Transport
from tests.programs.escpos_reader import number_on
from tests.programs.usb_bus import Bus, Plugged

FONTS = PaperFonts(vendored())
FIRST = UsbName()
EPSON = (0x04B8, 0x0202)


def ticket(number: str = "H036") -> Image.Image:
    """A short one."""
    return ticket_image(
        Paper(hall="厅", number=number, matter="事", place="1号", ahead="0", time="9:41"), FONTS
    )


def numbers(model: Model) -> list[str]:
    """Of the tickets that came out."""
    return [number_on(ticket) for ticket in model.roll.tickets]


def asked(open_port: Callable[[], Transport]) -> AnsweringPrinter:
    """One that nobody waits for long."""
    return AnsweringPrinter(open_port, status_s=2.0, print_s=3.0)


def by_usb(bus: Bus, name: UsbName = FIRST) -> AnsweringPrinter:
    """One that hangs on that bus."""
    return asked(partial(UsbPort, name, lambda: bus))


def fault_of(printer: Printer) -> str:
    """Why no ticket came out of it."""
    with pytest.raises(PrinterFault) as caught:
        printer.print(ticket())
    return caught.value.code


@contextmanager
def _over_tcp(model: Model) -> Iterator[AnsweringPrinter]:
    with PrinterOnTcp(model) as printer:
        yield NetworkPrinter("127.0.0.1", printer.port, status_s=2.0, print_s=3.0)


@contextmanager
def _over_usb(model: Model) -> Iterator[AnsweringPrinter]:
    yield by_usb(Bus(Plugged(*EPSON, model=model)))


@contextmanager
def _over_a_device(model: Model) -> Iterator[AnsweringPrinter]:
    """A terminal without a terminal's habits is a character device, as /dev/usb/lp0 is."""
    inside, outside = os.openpty()
    tty.setraw(outside)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            if select.select([inside], [], [], 0.05)[0]:
                os.write(inside, model.hear(os.read(inside, 4096)))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield asked(partial(DevicePort, Path(os.ttyname(outside))))
    finally:
        over.set()
        thread.join(5)
        os.close(inside)
        os.close(outside)


Way = Callable[[Model], AbstractContextManager[AnsweringPrinter]]
WAYS: list[Way] = [_over_tcp, _over_usb, _over_a_device]
over_each_way = pytest.mark.parametrize("way", WAYS, ids=["tcp", "usb", "device"])
