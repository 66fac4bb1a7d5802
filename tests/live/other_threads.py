"""Slow work is done in another thread, as a running server does: a request's own context is not there."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from threading import Thread
from typing import TypeVar, cast

T = TypeVar("T")


class OtherThreads:
    """Stands for `NativeThreads` where there is no loop."""

    def write(self, work: Callable[[], T]) -> T:
        """See `server.live.threads.Threads`."""
        value: T | None = None
        error: Exception | None = None

        def run() -> None:
            nonlocal value, error
            try:
                value = Context().run(work)
            except Exception as raised:
                error = raised

        thread = Thread(target=run)
        thread.start()
        thread.join()
        if error is not None:
            raise error
        return cast("T", value)

    read = hash = write
