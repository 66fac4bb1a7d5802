"""A ticket printer on a TCP port, with the ailments of real ones."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from bench.paper.escpos import PaperRoll, Reader

ONLINE, CAUSE, PAPER, DONE = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04", b"\x1dr\x01"
WELL = {ONLINE: 0x12, CAUSE: 0x12, PAPER: 0x12, DONE: 0x00}
OUT_OF_PAPER = {ONLINE: 0x1A, CAUSE: 0x32, PAPER: 0x72}
COVER_OPEN = {ONLINE: 0x1A, CAUSE: 0x16, PAPER: 0x12}
JAMMED = {ONLINE: 0x1A, CAUSE: 0x52, PAPER: 0x12}
MUTE: dict[bytes, int] = {}


class FakePrinter:
    """Listens on a free port of this machine. `state` answers its questions; one it lacks stays unanswered.

    `on_paper` is called when a ticket has been cut, and may change `state`: a roll that ends.
    """

    def __init__(self, state: dict[bytes, int], on_paper: Callable[[], None] = lambda: None) -> None:
        self.state = state
        self.reader = Reader()
        self.cleared = False
        self._closing = False
        self._on_paper = on_paper
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def roll(self) -> PaperRoll:
        """What came out."""
        return self.reader.roll

    def close(self) -> None:
        """Switch it off."""
        self._closing = True
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            pass  # wakes the one that waits for a connection
        self._thread.join(5)
        self._server.close()

    def _serve(self) -> None:
        while not self._closing:
            connection, _ = self._server.accept()
            with connection:
                self._hear(connection)

    def _hear(self, connection: socket.socket) -> None:
        while data := self._received(connection):
            before = len(self.roll.tickets)
            self.cleared |= data.startswith(b"\x10\x14\x08")
            self.reader.feed(data)
            if len(self.roll.tickets) > before:
                self._on_paper()
            self._answer(connection)

    def _received(self, connection: socket.socket) -> bytes:
        try:
            return connection.recv(65536)
        except OSError:
            return b""

    def _answer(self, connection: socket.socket) -> None:
        while self.reader.questions:
            question = self.reader.questions.pop(0)
            if question in self.state:
                connection.sendall(bytes([self.state[question]]))
