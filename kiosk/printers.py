"""Printers: on the network, in a file, in a folder, or none. ESC/POS comes from python-escpos.

Tickets are raster pictures (`GS v 0`): python-escpos's text never enters Kanji mode.
"""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from kiosk.printing import Printer, PrinterFault

CONNECT_S = 3.0
STATUS_S = 1.5
PRINT_S = 12.0

# A profile that knows its width: without one python-escpos prints a warning for every picture.
_PROFILES = {576: "TM-T20II", 384: "POS-5890"}
_CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4 8: at once, even when offline


class _Query(NamedTuple):
    """A question to the printer, and how to tell its answer from another byte (ESC/POS)."""

    ask: bytes
    mask: int
    form: int

    def answered_by(self, byte: int) -> bool:
        return byte & self.mask == self.form


_ONLINE = _Query(b"\x10\x04\x01", 0x93, 0x12)  # DLE EOT 1
_CAUSE = _Query(b"\x10\x04\x02", 0x93, 0x12)  # DLE EOT 2
_PAPER = _Query(b"\x10\x04\x04", 0x93, 0x12)  # DLE EOT 4
_DONE = _Query(b"\x1dr\x01", 0x90, 0x00)  # GS r 1: answered after all that was sent before it
_OFFLINE, _COVER, _STOPPED, _ENDED = 0x08, 0x04, 0x20, 0x60


def escpos_bytes(image: Image.Image) -> bytes:
    """One ticket in the printer's language: reset, raster, feed and partial cut."""
    printer = _dummy()(profile=_PROFILES.get(image.width, "default"))
    printer.hw("INIT")
    printer.image(image, impl="bitImageRaster")
    printer.cut(feed=False)  # GS V 66: whatever the profile says of cutters; a bridge holds the paper
    return bytes(printer.output)


@cache
def _dummy() -> Any:
    """Read on first use: importing python-escpos reads its table of printers and keeps a copy on disk.

    The copy's folder is a new one at every start, and would be left there (its capabilities.py).
    """
    from escpos import capabilities, printer  # noqa: PLC0415

    if capabilities.pickle_dir != os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"):
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer.Dummy


class NetworkPrinter:
    """A printer at HOST:PORT (raw TCP, usually 9100).

    The printer is asked before (paper, cover) and after: its answer to `GS r` comes when all before it
    is printed. A `mute` printer never answers: then "sent" has to count as printed.
    """

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        mute: bool = False,
        status_s: float = STATUS_S,
        print_s: float = PRINT_S,
    ) -> None:
        self._address, self._mute = (host, port), mute
        self._status_s, self._print_s = status_s, print_s

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        data = escpos_bytes(image)
        with self._wire() as wire:
            if not self._mute:
                wire.refuse_unready()
            wire.send(data, self._print_s)
            if not self._mute:
                wire.await_paper(self._print_s)

    @contextmanager
    def _wire(self) -> Iterator[_Wire]:
        try:
            # Not python-escpos's own connection: it leaks its socket when the printer is off.
            with socket.create_connection(self._address, CONNECT_S) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                yield _Wire(connection, self._status_s)
        except TimeoutError as fault:
            raise PrinterFault("printer_stuck") from fault
        except OSError as fault:
            raise PrinterFault("printer_unreachable") from fault


class _Wire:
    """One connection to a printer that answers."""

    def __init__(self, connection: socket.socket, status_s: float) -> None:
        self._connection, self._status_s = connection, status_s

    def send(self, data: bytes, within_s: float) -> None:
        self._connection.settimeout(within_s)
        self._connection.sendall(data)

    def refuse_unready(self) -> None:
        online = self._status(_ONLINE)
        if online is None:
            raise PrinterFault("printer_silent")
        if fault := self._fault(online):
            raise PrinterFault(fault)

    def await_paper(self, within_s: float) -> None:
        if self._ask(_DONE, within_s) is not None:
            return  # even if the roll is at its end now: this ticket came before that
        online = self._status(_ONLINE)
        fault = "printer_stuck" if online is None else self._fault(online) or "printer_stuck"
        # What it has not printed yet must not come out later, when the number is nobody's any more.
        self.send(_CLEAR_BUFFERS, self._status_s)
        raise PrinterFault(fault)

    def _fault(self, online: int) -> str | None:
        """Why it cannot print now, as far as it says."""
        if (self._status(_PAPER) or 0) & _ENDED:
            return "paper_out"
        if not online & _OFFLINE:
            return None
        cause = self._status(_CAUSE) or 0
        if cause & _STOPPED:
            return "paper_out"
        return "cover_open" if cause & _COVER else "printer_error"

    def _status(self, query: _Query) -> int | None:
        return self._ask(query, self._status_s)

    def _ask(self, query: _Query, within_s: float) -> int | None:
        """The answering byte; none if there was no answer in time. Status sent unasked is passed by."""
        until = time.monotonic() + within_s
        self.send(query.ask, within_s)
        while (left := until - time.monotonic()) > 0:
            self._connection.settimeout(left)
            try:
                heard = self._connection.recv(16)
            except TimeoutError:
                return None
            if not heard:
                raise ConnectionResetError
            if answers := [byte for byte in heard if query.answered_by(byte)]:
                return answers[0]
        return None


class FilePrinter:
    """Appends each ticket's ESC/POS to a file, which may be a device (/dev/usb/lp0)."""

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
    """Puts each ticket into a folder, as the picture and as what a printer would be sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print(self, image: Image.Image) -> None:
        """See `Printer`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
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


def printer_from(address: str) -> Printer:
    """The printer at `tcp://HOST[:9100][?mute=1]`, `file:PATH` (a folder, if it is one or ends in /) or `none`.

    Raises:
        PrinterAddressError: none of these.

    """
    if address == "none":
        return NoPrinter()
    if address.startswith("file:") and (path := address.removeprefix("file:")):
        is_folder = path.endswith(("/", "\\")) or Path(path).is_dir()
        return FolderPrinter(Path(path)) if is_folder else FilePrinter(Path(path))
    parts = urlsplit(address)
    if parts.scheme != "tcp" or not parts.hostname:
        raise PrinterAddressError(address)
    return NetworkPrinter(parts.hostname, _port(parts.port), mute=parse_qs(parts.query).get("mute") == ["1"])


def _port(port: int | None) -> int:
    return 9100 if port is None else port
