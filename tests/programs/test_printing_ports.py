"""One protocol over TCP, USB and a device file: the same questions, the same proof."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from bench.paper.model import Model
from common.i18n import say
from kiosk.ports import DevicePort
from kiosk.printers import AnsweringPrinter, FilePrinter, printer_from
from kiosk.printing import PAPER_LOW, PrinterFault
from kiosk.usb_port import UsbName, UsbPort
from tests.programs.printer_ways import (
    EPSON,
    FIRST,
    Way,
    asked,
    by_usb,
    fault_of,
    numbers,
    over_each_way,
    ticket,
)
from tests.programs.usb_bus import Bus, Plugged


@over_each_way
def test_a_ticket_comes_out_and_the_printer_says_so(way: Way) -> None:
    """Read from the paper."""
    model = Model()
    with way(model) as printer:
        printer.print(ticket("H036"))
        printer.print(ticket("H037"))
        assert printer.look is not None
        assert printer.look() is None
    assert numbers(model) == ["H036", "H037"]
    assert model.reader.unknown == []


@over_each_way
@pytest.mark.parametrize(
    ("ails", "code"),
    [
        ("cover", "cover_open"),
        ("feed", "paper_feeding"),
        ("jam", "cutter_jammed"),
        ("broken", "printer_broken"),
        ("hot", "printer_hot"),
        ("hang", "printer_silent"),
    ],
)
def test_each_trouble_has_its_name_before_anything_is_sent(way: Way, ails: str, code: str) -> None:
    """By the status bytes; silence is not "fine"."""
    model = Model()
    model.ails = {ails}  # type: ignore[arg-type]
    with way(model) as printer:
        assert fault_of(printer) == code
        assert printer.look is not None
        assert printer.look() == code
        model.ails = set()
        model.work()
    assert (model.roll.tickets, model.roll.bands) == ([], [])


@over_each_way
def test_a_roll_that_is_over_and_one_that_nears_its_end(way: Way) -> None:
    """The one prints nothing, the other everything."""
    model = Model(left_mm=0)
    with way(model) as printer:
        assert fault_of(printer) == "paper_out"
        model.left_mm = 2_000
        assert printer.look is not None
        assert printer.look() == PAPER_LOW
        printer.print(ticket())
        model.left_mm = 50_000
        assert printer.look() is None
    assert numbers(model) == ["H036"]


@over_each_way
def test_paper_that_ends_in_the_middle_of_a_ticket_is_a_fault_and_nothing_of_it_comes_later(way: Way) -> None:
    """The rest lies in the printer's buffer: it is cleared before a new roll is in."""
    model = Model(left_mm=1)
    tall = Image.new("1", (576, 2_500))
    with way(model) as printer:
        with pytest.raises(PrinterFault) as caught:
            printer.print(tall)
        while not model.cleared:
            time.sleep(0.001)
    assert caught.value.code == "paper_out"
    model.left_mm = 50_000
    model.work()
    assert model.roll.tickets == []


@over_each_way
def test_half_a_ticket_of_a_kiosk_that_lost_its_power_does_not_swallow_the_next(way: Way) -> None:
    """The printer still waits for the rest of that picture."""
    model = Model()
    model.hear(b"\x1b@\x1dv0\x00\x48\x00\x00\x10" + b"\xff" * 1_000)
    with way(model) as printer:
        printer.print(ticket("H002"))
    assert numbers(model) == ["H002"]


# -- USB ------------------------------------------------------------------------------------------


def test_a_printer_is_found_by_its_numbers_or_as_the_first_that_is_one() -> None:
    """A keyboard before it is left alone."""
    keyboard = Plugged(0x046D, 0xC31C, faces=[(3, 0, ())])
    cheap, epson = Plugged(0x0FE6, 0x811E, faces=[(255, 0, (0x81, 0x02))]), Plugged(*EPSON)
    bus = Bus(keyboard, cheap, epson)
    by_usb(bus).print(ticket("H001"))
    by_usb(bus, UsbName(0x0FE6, 0x811E)).print(ticket("H002"))
    assert (numbers(epson.model), numbers(cheap.model)) == (["H001"], ["H002"])
    assert keyboard.held
    assert not epson.claimed


def test_the_setting_that_answers_is_taken_before_the_one_that_does_not() -> None:
    """Old printers offer both."""
    device = Plugged(*EPSON, faces=[(7, 0, (0x02,)), (7, 1, (0x81, 0x02))])
    by_usb(Bus(device)).print(ticket())
    assert device.setting == 1


def test_a_printer_that_only_takes_is_silent_unless_it_is_declared_mute() -> None:
    """No way to hear it is no proof."""
    bus = Bus(Plugged(*EPSON, faces=[(7, 0, (0x02,))]))
    assert fault_of(by_usb(bus)) == "printer_silent"
    mute = AnsweringPrinter(partial(UsbPort, UsbName(), lambda: bus), mute=True)
    mute.print(ticket())
    assert mute.look is None


def _no_backend() -> Bus:
    raise PrinterFault("usb_missing")


@pytest.mark.parametrize(
    ("bus", "code"),
    [
        (Bus, "printer_unreachable"),
        (lambda: Bus(Plugged(*EPSON, forbidden=True)), "printer_forbidden"),
        (lambda: Bus(Plugged(*EPSON, stuck=True)), "printer_stuck"),
        (lambda: Bus(Plugged(*EPSON, held=False, claimed=True)), "printer_unreachable"),
        (_no_backend, "usb_missing"),
    ],
)
def test_what_keeps_a_usb_printer_from_being_used_is_said_in_both_languages(
    bus: Callable[[], Bus], code: str
) -> None:
    """Unplugged, no right, takes nothing, another program's, no library."""
    assert fault_of(asked(partial(UsbPort, FIRST, bus))) == code
    assert all(say(language, f"page.fault.{code}") for language in ("zh", "en"))


def test_this_machine_has_a_libusb() -> None:
    """The one that libusb-package brings; there need be no bus."""
    with pytest.raises(PrinterFault) as caught:
        UsbPort(UsbName(0xFFFF, 0xFFFF))
    assert caught.value.code == "printer_unreachable"


# -- device files ---------------------------------------------------------------------------------


def test_a_device_is_asked_and_a_file_is_not(tmp_path: Path) -> None:
    """Also a device that is not there now: it must not become a file."""
    assert isinstance(printer_from("file:/dev/null"), AnsweringPrinter)
    assert isinstance(printer_from(f"file:{tmp_path}/out.bin"), FilePrinter)
    absent = printer_from("file:/dev/usb/lp-that-is-not-there")
    assert isinstance(absent, AnsweringPrinter)
    assert fault_of(absent) == "printer_unreachable"


def test_a_device_that_answers_nothing_is_silent_and_may_be_declared_mute() -> None:
    """A parallel port reads nothing."""
    silent = asked(partial(DevicePort, Path(os.devnull)))
    assert fault_of(silent) == "printer_silent"
    mute = printer_from(f"file:{os.devnull}?mute=1")
    mute.print(ticket())


@pytest.mark.parametrize("address", ["usb:", "usb:04b8:0202", "USB:04B8:0202?mute=1", "usb:?mute=0"])
def test_a_usb_address_is_understood(address: str) -> None:
    """Hexadecimal, as lsusb writes it."""
    assert isinstance(printer_from(address), AnsweringPrinter)


@pytest.mark.parametrize("address", ["usb:04b8", "usb:4b8:202", "usb:04b8:0202:1", "usb:zzzz:0202", "usb"])
def test_half_a_usb_address_is_refused(address: str) -> None:
    """At the start."""
    with pytest.raises(ValueError, match="usb"):
        printer_from(address)
