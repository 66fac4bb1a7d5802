"""Ways to be told to stop: a signal, as service managers do, or the end of whoever watches. Both end as Ctrl-C does."""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time

WITHIN_S = 5.0
"""A sound driver or a network that hangs must not keep a stopped screen alive."""


def stop_when_told(within_s: float = WITHIN_S) -> None:
    """SIGTERM raises `KeyboardInterrupt` in the main thread; who has not ended `within_s` later is ended.

    Called before SDL is opened: SDL takes the signal for itself where nobody else has, and then only a window hears it.
    """

    def told(*_: object) -> None:
        threading.Thread(target=_end, args=(within_s,), daemon=True).start()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, told)


def stop_with(leash: int, within_s: float = WITHIN_S) -> None:
    """Stop when the pipe with this file number is closed: its other end dies with the watcher, however that dies."""
    stop_when_told(within_s)
    threading.Thread(target=_watch, args=(leash, within_s), daemon=True).start()


def _watch(leash: int, within_s: float) -> None:
    """Not by `sys.stdin`: a thread that waits in it spoils the end of the interpreter."""
    try:
        while os.read(leash, 1):
            continue
    except OSError:  # it was never open
        pass
    _thread.interrupt_main(signal.SIGTERM)
    _end(within_s)


def _end(within_s: float) -> None:
    time.sleep(within_s)
    os._exit(1)
