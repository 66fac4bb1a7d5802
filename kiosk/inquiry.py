"""Asking the server about a ticket, or a case, whose paper somebody brings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from common.messages import Refused
from kiosk.fetching import Fetching
from kiosk.my_case import MyCase
from kiosk.my_ticket import MyTicket

T = TypeVar("T")
OnFound = Callable[[MyTicket | Refused | None], None]
"""Called with the ticket, with why not, or with none: the server was not reached."""
OnCase = Callable[[MyCase | Refused | None], None]


class Inquiries(Protocol):
    """What the kiosk needs to ask about a ticket, or a case."""

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """Ask; never blocks."""
        ...

    def ask_case(self, number: str, secret: str, on_found: OnCase) -> None:
        """Ask about a case by its receipt; never blocks."""
        ...

    def poll(self) -> None:
        """Deliver the answers that came, on the caller's thread."""
        ...


class NoInquiries:
    """Where there is no server to ask over HTTP: nothing is ever found."""

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """See `Inquiries`."""
        on_found(None)

    def ask_case(self, number: str, secret: str, on_found: OnCase) -> None:
        """See `Inquiries`."""
        on_found(None)

    def poll(self) -> None:
        """See `Inquiries`."""


class _Told(msgspec.Struct):
    refused: Refused


class HttpInquiries:
    """Of the server at `url`, as the device whose `token` is asked for anew each time."""

    def __init__(self, url: str, token: Callable[[], str | None]) -> None:
        self._fetching = Fetching(url, token)

    def ask(self, number: str, check: str, on_found: OnFound) -> None:
        """See `Inquiries`."""
        path = f"/api/tickets/{quote(number)}?{urlencode({'check': check})}"
        self._fetching.fetch(path, _reader(MyTicket), on_found)

    def ask_case(self, number: str, secret: str, on_found: OnCase) -> None:
        """See `Inquiries`: both in the body, so that neither stands in an address or a log."""
        body = msgspec.json.encode({"number": number, "secret": secret})
        self._fetching.fetch("/api/case-progress", _reader(MyCase), on_found, post=True, body=body)

    def poll(self) -> None:
        """See `Inquiries`."""
        self._fetching.poll()


def _reader(kind: type[T]) -> Callable[[bytes], T | Refused]:
    """What was asked for, or why not."""

    def read(body: bytes) -> T | Refused:
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.ValidationError:
            return msgspec.json.decode(body, type=_Told).refused

    return read
