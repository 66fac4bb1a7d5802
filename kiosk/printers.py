"""Printers: on the network, on USB, a device, a file, a folder, or none. ESC/POS comes from python-escpos.

Tickets are raster pictures (`GS v 0`): python-escpos's text never enters Kanji mode.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from kiosk.ports import DevicePort, TcpPort
from kiosk.printing import Look, Printer, PrinterFault
from kiosk.usb_port import UsbName, UsbPort, usb_backend
from kiosk.wire import UNASKED_OFF, Transport, Wire

STATUS_S = 1.5
PRINT_S = 12.0
SHARED_S = 10.0
"""So long another kiosk's ticket may take on a printer that is shared."""
AGAIN_S = 0.2

BAND_DOTS = 960
"""So many rows a command: more than some printers take at once."""
_INVERTED = bytes(~byte & 0xFF for byte in range(256))
_DEVICES = Path("/dev")


def escpos_bytes(image: Image.Image) -> bytes:
    """One ticket in the printer's language: reset, raster, feed and partial cut. The picture has one bit a dot."""
    printer = _dummy()()
    printer.hw("INIT")
    printer._raw(UNASKED_OFF)  # noqa: SLF001 - no method of python-escpos's has it
    for top in range(0, image.height, BAND_DOTS):
        # python-escpos makes the same bytes by way of RGBA, in twenty times the time: a resident waits for it.
        printer._raw(_raster(image.crop((0, top, image.width, min(top + BAND_DOTS, image.height)))))  # noqa: SLF001
    printer.cut(feed=False)  # GS V 66: whatever the profile says of cutters; a bridge holds the paper
    return bytes(printer.output)


def _raster(band: Image.Image) -> bytes:
    """GS v 0: bytes a row, rows, and the dots, of which a set one is black."""
    across = (band.width + 7) // 8
    return b"\x1dv0\x00" + struct.pack("<HH", across, band.height) + band.tobytes().translate(_INVERTED)


@cache
def _dummy() -> Any:
    """Read on first use: importing python-escpos reads its table of printers and keeps a copy on disk.

    The copy's folder is a new one at every start, and would be left there (its capabilities.py).
    """
    from escpos import capabilities, printer  # noqa: PLC0415

    if capabilities.pickle_dir != os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"):
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer.Dummy


class AnsweringPrinter:
    """A printer that is asked before (paper, cover) and after: its answer to `GS r` comes when all before it is printed.

    `open_port` opens the way to it, for one ticket each time: others may use it in between.
    A `mute` printer never answers: then "sent" has to count as printed.
    `shared_s`: so long a printer may be busy with another kiosk before it answers this one. `clock` tells all that (seconds, monotonic).
    """

    def __init__(
        self,
        open_port: Callable[[], Transport],
        *,
        mute: bool = False,
        status_s: float = STATUS_S,
        print_s: float = PRINT_S,
        shared_s: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_port, self._mute, self._clock = open_port, mute, clock
        self._status_s, self._print_s, self._shared_s = status_s, print_s, shared_s

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        data = escpos_bytes(image)
        with self._wire() as wire:
            if not self._mute:
                wire.refuse_unready()
            wire.deliver(data, self._print_s, proven=not self._mute)

    @property
    def look(self) -> Look | None:
        """Asks it how it is; none: it is mute."""
        return None if self._mute else self._state

    def _state(self) -> str | None:
        with self._wire() as wire:
            return wire.said().state

    @contextmanager
    def _wire(self) -> Iterator[Wire]:
        try:
            with closing(self._opened()) as port:
                yield Wire(port, self._status_s, self._clock)
        except TimeoutError as fault:
            raise PrinterFault("printer_stuck") from fault
        except PermissionError as fault:
            raise PrinterFault("printer_forbidden") from fault
        except OSError as fault:
            raise PrinterFault("printer_unreachable") from fault

    def _opened(self) -> Transport:
        """A printer that prints for another kiosk refuses, hangs up, or is silent until it is done: nothing was sent yet."""
        until = self._clock() + self._shared_s
        while True:
            port = None
            try:
                port = self._open_port()
                if self._shared_s and not self._mute:
                    Wire(port, self._shared_s, self._clock).hail()
            except ConnectionError:
                if port is not None:
                    port.close()
                if self._clock() >= until:
                    raise
                time.sleep(AGAIN_S)
            else:
                return port


class NetworkPrinter(AnsweringPrinter):
    """A printer at HOST:PORT (raw TCP, usually 9100). `shared`: another kiosk prints on it too, and is waited for."""

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        mute: bool = False,
        shared: bool = False,
        status_s: float = STATUS_S,
        print_s: float = PRINT_S,
    ) -> None:
        super().__init__(
            partial(TcpPort, (host, port)),
            mute=mute,
            status_s=status_s,
            print_s=print_s,
            shared_s=SHARED_S if shared else 0.0,
        )


class FilePrinter:
    """Appends each ticket's ESC/POS to a file. Of a file nothing can be asked: what is written counts as printed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        try:
            with self._path.open("ab") as file:
                file.write(escpos_bytes(image))
        except OSError as fault:
            raise PrinterFault("printer_unreachable") from fault


class FolderPrinter:
    """Puts each ticket into a folder, as the picture and as what a printer would be sent. A folder that it makes is its user's alone: a paper bears what opens its page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = f"{len(list(self._folder.glob('*.png'))) + 1:05d}"
            (self._folder / f"{name}.bin").write_bytes(escpos_bytes(image))
            image.save(self._folder / f"{name}.png")
        except OSError as fault:
            raise PrinterFault("printer_unreachable") from fault


class NoPrinter:
    """A kiosk without printer: every number is shown to be noted."""

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        raise PrinterFault("no_printer")


class PrinterAddressError(ValueError):
    """No such kind of printer; the argument is what was given."""


_USB = re.compile(r"usb:(?:([0-9a-f]{4}):([0-9a-f]{4}))?", re.IGNORECASE)
_SETTING = re.compile(r"(.*?)\?mute=([01])")


def printer_from(address: str) -> Printer:
    """The printer at `tcp://HOST[:9100]`, `usb:[VENDOR:PRODUCT]`, `file:PATH` or `none`.

    `?mute=1` behind it: it never answers; `?shared=1` of one on the network: other kiosks print on it too.
    `PATH`: a folder, if it is one or ends in /; a device, if it is one or lies in /dev; else a file.

    Raises:
        PrinterAddressError: none of these.

    """
    if address == "none":
        return NoPrinter()
    if address.startswith("tcp:"):
        return _network_printer(address)
    place, mute = _settings(address)
    if usb := _USB.fullmatch(place):
        vendor, product = (int(part, 16) if part else None for part in usb.groups())
        return AnsweringPrinter(partial(UsbPort, UsbName(vendor, product), usb_backend), mute=mute)
    if place.startswith("file:") and (path := place.removeprefix("file:")):
        return _file_printer(path, mute=mute)
    raise PrinterAddressError(address)


def _settings(address: str) -> tuple[str, bool]:
    told = _SETTING.fullmatch(address)
    return (told[1], told[2] == "1") if told else (address, False)


def _network_printer(address: str) -> Printer:
    parts = urlsplit(address)
    if not parts.hostname:
        raise PrinterAddressError(address)
    asked = parse_qs(parts.query)
    mute, shared = (asked.get(name) == ["1"] for name in ("mute", "shared"))
    return NetworkPrinter(
        parts.hostname, 9100 if parts.port is None else parts.port, mute=mute, shared=shared
    )


def _file_printer(path: str, *, mute: bool) -> Printer:
    file = Path(path)
    if path.endswith(("/", "\\")) or file.is_dir():
        return FolderPrinter(file)
    if _is_device(file):
        return AnsweringPrinter(partial(DevicePort, file), mute=mute)
    return FilePrinter(file)


def _is_device(file: Path) -> bool:
    """Also one that is not there now: a printer that is switched off at the start must not become a file."""
    with suppress(OSError):
        return stat.S_ISCHR(file.stat().st_mode)
    return _DEVICES in file.parents
