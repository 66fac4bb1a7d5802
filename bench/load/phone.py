"""One phone with its ticket's page open: a kept connection, its tag, and the pace that the server names.

As lean as the load's other clients: what the phones cost, the server does not get.
"""

import re
import socket
import time
from typing import NamedTuple

import msgspec

from bench.load.client import Gone
from common.messages import Issued
from server.web.shapes_phone import PhoneTold

READ_AT_ONCE = 1 << 16
FAR_S = 4.5
_STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3}) ")
_TAG = re.compile(rb"\r\nETag: ([^\r]+)", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\nContent-Length: ([0-9]+)", re.IGNORECASE)


class WrongPage(Exception):
    """A page was told something that is not its ticket's: speed says nothing then."""


class Told(NamedTuple):
    """An answer; `body` is empty where nothing has changed."""

    status: int
    tag: bytes
    body: bytes


class Phone:
    """Of the ticket that a kiosk was given, on 127.0.0.1:`port`. `root`: of the hall, where the server has several."""

    def __init__(self, port: int, issued: Issued, root: str = "") -> None:
        self.number = issued.number
        self.row: PhoneTold | None = None
        self.again_s = FAR_S
        self.asked_at = 0.0
        self._tag, self._heard = b"", b""
        opens = issued.phone.partition("#")[2]
        lines = [f"GET {root}/api/phone HTTP/1.1", f"Host: 127.0.0.1:{port}", f"X-Ticket: {opens}"]
        self._question = "\r\n".join(lines).encode()
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, now: float, *, anew: bool = False) -> None:
        """By the tag of what it has; `anew`: as if it had nothing."""
        known = b"" if anew or not self._tag else b"\r\nIf-None-Match: " + self._tag
        self.asked_at = now
        self.connection.sendall(self._question + known + b"\r\n\r\n")

    def hear(self) -> Told | None:
        """Take in what is there; none while the answer is not whole. Raises `Gone` and `WrongPage`."""
        received = self.connection.recv(READ_AT_ONCE)
        if not received:
            raise Gone
        self._heard += received
        told = _whole(self._heard)
        if told is not None:
            self._heard = b""
            self.take(told)
        return told

    def answer(self, *, anew: bool = False) -> None:
        """Ask and wait."""
        self.ask(time.perf_counter(), anew=anew)
        while self.hear() is None:
            pass

    def close(self) -> None:
        """The page is shut."""
        self.connection.close()

    def take(self, told: Told) -> None:
        """What it shows from now on. Raises `WrongPage`."""
        if told.status == 304 and self.row is not None:
            return
        if told.status != 200:
            raise WrongPage(f"{self.number} was answered {told.status}")
        row = msgspec.json.decode(told.body, type=PhoneTold)
        if row.number != self.number:
            raise WrongPage(f"{self.number} was told of {row.number}")
        self.row, self._tag, self.again_s = row, told.tag, row.again_ms / 1000


class BarePhone(Phone):
    """One that asks the bare server, at the slower pace, and shows nothing."""

    def take(self, told: Told) -> None:
        """Nothing is told there."""


def _whole(heard: bytes) -> Told | None:
    head, ended, body = heard.partition(b"\r\n\r\n")
    if not ended:
        return None
    status, tag, length = _STATUS.match(head), _TAG.search(head), _LENGTH.search(head)
    if status is None:
        raise WrongPage("no HTTP")
    if len(body) < (int(length[1]) if length and status[1] != b"304" else 0):
        return None
    return Told(int(status[1]), tag[1] if tag else b"", body)
