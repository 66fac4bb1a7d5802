"""Asking the server over HTTP, in threads of their own: the screen never waits for an answer."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

import msgspec

TIMEOUT_S = 8.0
MOST_BYTES = 1_000_000

T = TypeVar("T")


class Fetching:
    """Of one server, as the device whose `token` is asked for anew each time."""

    def __init__(self, url: str, token: Callable[[], str | None]) -> None:
        self._url, self._token = url.rstrip("/"), token
        self._answers: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def fetch(
        self,
        path: str,
        read: Callable[[bytes], T],
        on_answer: Callable[[T | None], None],
        *,
        post: bool = False,
        body: bytes = b"{}",
    ) -> None:
        """Ask for `path`; never blocks. `on_answer` gets what `read` makes of the answer, also of a refusal; none: not reached."""
        # The options take http:// and https:// alone.
        request = urllib.request.Request(f"{self._url}{path}", body if post else None)  # noqa: S310
        request.add_header("Authorization", f"Bearer {self._token() or ''}")
        if post:
            request.add_header("Content-Type", "application/json")

        def work() -> None:
            answer = _answer(request, read)
            self._answers.put(lambda: on_answer(answer))

        threading.Thread(target=work, name="fetching", daemon=True).start()

    def poll(self) -> None:
        """Deliver the answers that came, on the caller's thread."""
        while True:
            try:
                deliver = self._answers.get_nowait()
            except Empty:
                return
            deliver()


def _answer(request: urllib.request.Request, read: Callable[[bytes], T]) -> T | None:
    try:
        return read(_body(request))
    except (OSError, ValueError, msgspec.DecodeError):  # no server, or one that is not ours
        return None


def _body(request: urllib.request.Request) -> bytes:
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            body: bytes = answer.read(MOST_BYTES)
    except urllib.error.HTTPError as denied:
        with denied:
            body = denied.read(MOST_BYTES)
    return body
