"""A device asks to be let in: it shows a code, an administrator enters it, the device gets its token.

Like a link it is driven by `poll` and never blocks: each request runs on a thread of its own.
"""

import json
import threading
import time
from collections.abc import Callable
from typing import Any, Literal, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec

ASK_AGAIN_S = 5.0
LOOK_AGAIN_S = 2.0
REQUEST_TIMEOUT_S = 5.0
SECRET_HEADER = "X-Pairing-Secret"  # noqa: S105 - the name of a header

DeviceKind = Literal["kiosk", "display"]


class Reached(msgspec.Struct, frozen=True):
    """What the server answered. `status` 0: it was not reached."""

    status: int
    body: dict[str, Any] = {}


class Exchange(Protocol):
    """One HTTP request in the background. No method blocks."""

    def start(self, secret: str | None) -> None:
        """Look with `secret`, or without one ask for a code."""

    def ended(self) -> Reached | None:
        """What came of it, once."""


class Pairing:
    """Asks for a code (`code` is to be shown) and looks until `token` is there. `clock` in seconds."""

    def __init__(
        self,
        server: str,
        *,
        kind: DeviceKind,
        name: str,
        exchange: Exchange | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.code: str | None = None
        self.token: str | None = None
        self._exchange = exchange or HttpExchange(server, kind, name)
        self._clock = clock
        self._secret: str | None = None
        self._busy = False
        self._due = clock()

    def poll(self) -> None:
        """Take in what came, ask on when it is time."""
        if self.token is not None:
            return
        if self._busy:
            reached = self._exchange.ended()
            if reached is None:
                return
            self._busy = False
            self._take(reached)
        elif self._clock() >= self._due:
            self._busy = True
            self._exchange.start(self._secret)

    def _take(self, reached: Reached) -> None:
        body, now = reached.body, self._clock()
        self._due = now + LOOK_AGAIN_S
        if reached.status == 200 and "secret" in body:
            self.code, self._secret = body["code"], body["secret"]
        elif reached.status == 200:
            self.token = body.get("token")
        elif reached.status == 404:  # the code has expired, or was used up: another one
            self.code = self._secret = None
        else:
            self._due = now + ASK_AGAIN_S


class HttpExchange:
    """`POST /pairing` and `GET /pairing` of the server at `url`."""

    def __init__(self, url: str, kind: DeviceKind, name: str) -> None:
        self._url = url.rstrip("/") + "/pairing"
        self._asking = json.dumps({"kind": kind, "name": name}).encode()
        self._reached: Reached | None = None

    def start(self, secret: str | None) -> None:
        """See `Exchange`."""
        self._reached = None
        threading.Thread(target=self._run, args=[secret], name="pairing", daemon=True).start()

    def ended(self) -> Reached | None:
        """See `Exchange`."""
        return self._reached

    def _run(self, secret: str | None) -> None:
        self._reached = self._fetched(secret)

    def _fetched(self, secret: str | None) -> Reached:
        request = Request(self._url)  # noqa: S310 - the address of the configured server
        if secret is not None:
            request.add_header(SECRET_HEADER, secret)
        else:
            request.data = self._asking
            request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=REQUEST_TIMEOUT_S) as answer:  # noqa: S310
                return Reached(answer.status, json.load(answer))
        except HTTPError as refused:
            with refused:
                return Reached(refused.code)
        except (OSError, ValueError):
            return Reached(0)
