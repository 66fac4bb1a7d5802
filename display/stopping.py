"""Ways to be told to stop: a signal, as service managers do, or the end of whoever watches. Both end as Ctrl-C does."""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time

WITHIN_S = 5.0
"""A sound driver or a network that hangs must not keep a stopped screen alive."""


def stop_when_told() -> None:
    """SIGTERM raises `KeyboardInterrupt` in the main thread.

    Called before SDL is opened: SDL takes the signal for itself where nobody else has, and then only a window hears it.
    """
    signal.signal(signal.SIGTERM, _told)


def stop_with(leash: int) -> None:
    """Stop when the pipe with this file number is closed: its other end dies with the watcher, however that dies."""
    stop_when_told()
    threading.Thread(target=_watch, args=(leash,), daemon=True).start()


def _told(*_: object) -> None:
    threading.Thread(target=_end, daemon=True).start()
    raise KeyboardInterrupt


def _watch(leash: int) -> None:
    """Not by `sys.stdin`: a thread that waits in it spoils the end of the interpreter."""
    try:
        while os.read(leash, 1):
            continue
    except OSError:  # it was never open
        pass
    _thread.interrupt_main(signal.SIGTERM)
    _end()


def _end() -> None:
    time.sleep(WITHIN_S)
    os._exit(1)
