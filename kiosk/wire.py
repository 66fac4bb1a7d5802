"""How one talks with a printer that answers, whatever carries the bytes: questions, paper, proof (ESC/POS).

TCP, USB and a device file are transports (`kiosk.ports`, `kiosk.usb_port`); this is the protocol, once for all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, Protocol

from kiosk.printing import PAPER_LOW, PrinterFault

CLEAR_BUFFERS = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: acted on at once, even when offline or in the middle of a picture."""
UNASKED_OFF = b"\x1da\x00"
"""GS a 0: no status is sent that nobody asked for. Some printers come with that on, and every reset (ESC @) turns it on again."""


class Transport(Protocol):
    """One opened way to a printer, this program's alone until it is closed."""

    def send(self, data: bytes, within_s: float) -> None:
        """All of it. TimeoutError: the printer does not take it; another OSError: it is gone."""
        ...

    def receive(self, within_s: float) -> bytes:
        """What came, or nothing where nothing came in time. OSError: it is gone."""
        ...

    def drop(self) -> None:
        """What was sent and has not arrived shall not arrive any more; `close` follows."""
        ...

    def close(self) -> None:
        """Leave it to others."""
        ...


class Query(NamedTuple):
    """A question to the printer, and how to tell its answer from another byte."""

    ask: bytes
    mask: int
    form: int

    def answered_by(self, byte: int) -> bool:
        """Has this byte the form of an answer? Status sent unasked has another."""
        return byte & self.mask == self.form


ONLINE = Query(b"\x10\x04\x01", 0x93, 0x12)  # DLE EOT 1: the printer
CAUSE = Query(b"\x10\x04\x02", 0x93, 0x12)  # DLE EOT 2: why it is offline
ERROR = Query(b"\x10\x04\x03", 0x93, 0x12)  # DLE EOT 3: which error
PAPER = Query(b"\x10\x04\x04", 0x93, 0x12)  # DLE EOT 4: the roll
DONE = Query(b"\x1dr\x01", 0x90, 0x00)  # GS r 1: answered in order, after all that was sent before it

OFFLINE = 0x08  # of DLE EOT 1
COVER, FEEDING, STOPPED = 0x04, 0x08, 0x20  # of DLE EOT 2
CUTTER, BROKEN, RECOVERING = 0x08, 0x20, 0x40  # of DLE EOT 3
NEAR_END, ENDED = 0x0C, 0x60  # of DLE EOT 4


class Heard:
    """What a printer answers, without the status that it sends unasked.

    That (automatic status back, `GS a`) is four bytes in one piece, of which the first tells what they are; each of the
    others looks like an answer to `GS r`. They may come in several pieces.
    """

    _FIRST = Query(b"", 0x93, 0x10)
    _LATER = Query(b"", 0x90, 0x00)

    def __init__(self) -> None:
        self._to_come = 0

    def answers(self, heard: bytes) -> bytes:
        """What of it is no such block."""
        return bytes(byte for byte in heard if not self._is_unasked(byte))

    def _is_unasked(self, byte: int) -> bool:
        if self._FIRST.answered_by(byte):
            self._to_come = 3
            return True
        later = self._to_come > 0 and self._LATER.answered_by(byte)
        self._to_come = self._to_come - 1 if later else 0
        return later


class Said(NamedTuple):
    """The four status bytes; none: that question was not answered."""

    online: int | None = None
    cause: int | None = None
    error: int | None = None
    paper: int | None = None

    @property
    def fault(self) -> str | None:
        """Why nothing can be printed now, as far as it says."""
        if self.online is None:
            return "printer_silent"
        if (self.paper or 0) & ENDED:
            return "paper_out"
        return self._offline if self.online & OFFLINE else None

    @property
    def state(self) -> str | None:
        """The fault, or else what is to be told though it prints."""
        return self.fault or (PAPER_LOW if (self.paper or 0) & NEAR_END else None)

    @property
    def _offline(self) -> str:
        cause, error = self.cause or 0, self.error or 0
        for is_so, code in (
            (cause & COVER, "cover_open"),
            (cause & STOPPED, "paper_out"),
            (error & CUTTER, "cutter_jammed"),
            (error & BROKEN, "printer_broken"),
            (error & RECOVERING, "printer_hot"),
            (cause & FEEDING, "paper_feeding"),
        ):
            if is_so:
                return code
        return "printer_error"


class Wire:
    """One conversation with a printer, each of whose answers may take `status_s` of `clock` (seconds, monotonic)."""

    def __init__(
        self, transport: Transport, status_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._transport, self._status_s, self._clock = transport, status_s, clock
        self._heard = Heard()

    def hail(self) -> None:
        """Wait for a sign of life, or until that is no use any more. ConnectionError: it hung up."""
        self._ask(ONLINE, self._status_s)

    def send(self, data: bytes, within_s: float) -> None:
        """See `Transport`."""
        self._transport.send(data, within_s)

    def said(self) -> Said:
        """What it says of itself; further questions only to a printer that answers the first, and needs them."""
        online = self._ask(ONLINE, self._status_s)
        if online is None:
            return Said()
        paper = self._ask(PAPER, self._status_s)
        if not online & OFFLINE:
            return Said(online, paper=paper)
        return Said(online, self._ask(CAUSE, self._status_s), self._ask(ERROR, self._status_s), paper)

    def refuse_unready(self) -> None:
        """Before a ticket: nothing may be sent that would come out later, when the number is nobody's.

        What lies in its buffer from a conversation that was cut off would swallow the beginning of this ticket.
        """
        if fault := self.said().fault:
            raise PrinterFault(fault)
        self.send(UNASKED_OFF, self._status_s)
        if self._ask(DONE, self._status_s) is None:
            self.send(CLEAR_BUFFERS, self._status_s)

    def deliver(self, data: bytes, within_s: float, *, proven: bool) -> None:
        """Send a ticket; `proven`: and wait until the printer says that it is on paper.

        Whatever goes wrong from the first byte on, nothing of it may come out later, when the number is nobody's any more.
        """
        try:
            self.send(data, within_s)
            if proven:
                self.await_paper(within_s)
        except (OSError, PrinterFault):
            self._take_back()
            raise

    def await_paper(self, within_s: float) -> None:
        """After it: the proof that all before is on paper, even if the roll is at its end now."""
        if self._ask(DONE, within_s) is not None:
            return
        said = self.said()
        raise PrinterFault("printer_stuck" if said.online is None else said.fault or "printer_stuck")

    def _take_back(self) -> None:
        """Clear its buffers; if it does not answer after that, what is still on the way shall not reach it."""
        with suppress(OSError):
            self.send(CLEAR_BUFFERS, self._status_s)
            if self._ask(ONLINE, self._status_s) is not None:
                return
        self._transport.drop()

    def _ask(self, query: Query, within_s: float) -> int | None:
        """The answering byte; none if there was no answer in time. Status sent unasked is passed by."""
        until = self._clock() + within_s
        self.send(query.ask, within_s)
        while (left := until - self._clock()) > 0 and (heard := self._transport.receive(left)):
            if answers := [byte for byte in self._heard.answers(heard) if query.answered_by(byte)]:
                return answers[0]
        return None
