"""The printer's network card: raw TCP, one conversation at a time, as real ones have it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Literal, Self

from bench.paper.model import Ailment, Model

AT_ONCE = 4096
Busy = Literal["wait", "refuse"]


class PrinterOnTcp:
    """Listens at `address` (port 0: a free one). Who comes while another prints has to `busy`: wait, or is refused.

    `talks` counts the conversations that have begun.
    """

    def __init__(
        self, model: Model, address: tuple[str, int] = ("127.0.0.1", 0), *, busy: Busy = "wait"
    ) -> None:
        self.model, self.talks, self._busy = model, 0, busy
        self._lock = threading.RLock()
        self._closing = False
        self._talk: socket.socket | None = None
        self._server = socket.create_server(address)
        self.address: tuple[str, int] = self._server.getsockname()[:2]
        self._thread = threading.Thread(target=self._serve, name="printer on tcp", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.address[1]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._closing = True
        with self._lock:
            if self._talk is not None:
                with suppress(OSError):
                    self._talk.shutdown(socket.SHUT_RDWR)
        with suppress(OSError), socket.create_connection(self.address, 1):
            pass  # wakes the one that waits for a connection
        self._thread.join(5)
        self._server.close()

    def ail(self, *ailments: Ailment) -> None:
        """From now on it has these troubles, and no others."""
        with self._lock:
            self.model.ails = set(ailments)
            self._go_on()

    def new_roll(self, left_mm: float) -> None:
        """Somebody puts one in."""
        with self._lock:
            self.model.left_mm = left_mm
            self._go_on()

    def _go_on(self) -> None:
        """Print what waited; whoever asked and still listens is answered."""
        answers = self.model.work()
        if self._talk is not None and answers:
            with suppress(OSError):
                self._talk.sendall(answers)

    def _serve(self) -> None:
        while not self._closing:
            talk, _ = self._server.accept()
            if self._busy == "refuse":
                self._server.close()
            with talk:
                self._hear(talk)
            if self._busy == "refuse" and not self._closing:
                self._server = socket.create_server(self.address)

    def _hear(self, talk: socket.socket) -> None:
        with self._lock:
            self._talk, self.talks = talk, self.talks + 1
        with suppress(OSError):
            while not self._closing and (data := talk.recv(AT_ONCE)):
                with self._lock:
                    answers = self.model.hear(data)
                talk.sendall(answers)
        with self._lock:
            self._talk = None
