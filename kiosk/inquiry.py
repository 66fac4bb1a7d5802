"""Asking the server about a ticket whose paper somebody brings: over HTTP, in a thread of its own."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol
from urllib.parse import quote, urlencode

import msgspec

from common.messages import Refused
from kiosk.my_ticket import MyTicket

TIMEOUT_S = 8.0
MOST_BYTES = 1_000_000

OnFound = Callable[[MyTicket | Refused | None], None]
"""Called with the ticket, with why not, or with none: the server was not reached."""


class Inquiries(Protocol):
    """What the kiosk needs to ask about a ticket."""

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """Ask; never blocks."""
        ...

    def poll(self) -> None:
        """Deliver the answers that came, on the caller's thread."""
        ...


class NoInquiries:
    """Where there is no server to ask over HTTP: nothing is ever found."""

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """See `Inquiries`."""
        on_found(None)

    def poll(self) -> None:
        """See `Inquiries`."""


class _Told(msgspec.Struct):
    refused: Refused


class HttpInquiries:
    """Of the server at `url`, as the device whose `token` is asked for anew each time."""

    def __init__(self, url: str, token: Callable[[], str | None]) -> None:
        self._url, self._token = url.rstrip("/"), token
        self._answers: SimpleQueue[tuple[OnFound, MyTicket | Refused | None]] = SimpleQueue()

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """See `Inquiries`."""
        address = f"{self._url}/api/tickets/{quote(number)}?{urlencode({'check': check})}"
        request = urllib.request.Request(address)  # noqa: S310 - the options take http:// and https:// alone
        request.add_header("Authorization", f"Bearer {self._token() or ''}")
        threading.Thread(target=self._run, args=(request, on_found), name="inquiry", daemon=True).start()

    def poll(self) -> None:
        """See `Inquiries`."""
        while True:
            try:
                on_found, answer = self._answers.get_nowait()
            except Empty:
                return
            on_found(answer)

    # -- in a thread of its own -------------------------------------------------------------------

    def _run(self, request: urllib.request.Request, on_found: OnFound) -> None:
        try:
            self._answers.put((on_found, _answer(request)))
        except (OSError, ValueError, msgspec.DecodeError):  # no server, or one that is not ours
            self._answers.put((on_found, None))


def _answer(request: urllib.request.Request) -> MyTicket | Refused:
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            return msgspec.json.decode(answer.read(MOST_BYTES), type=MyTicket)
    except urllib.error.HTTPError as denied:
        with denied:
            return msgspec.json.decode(denied.read(MOST_BYTES), type=_Told).refused
