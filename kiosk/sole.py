"""One kiosk per device file: two would give one number with one check to two residents."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from common.screen.start import tell
from common.sole import HeldElsewhere, sole

IN_USE = 2
"""The exit code; final for `--keep-running`: started again it would find the other one again."""
WAIT_S = 3.0
"""Whoever is started again at once may be quicker than the system, which lets go of the last one's files."""


def with_device(file: Path, run: Callable[[], int], report: Callable[[str], None]) -> int:
    """`run`'s exit code; `IN_USE`, with a sentence, where another kiosk has `file`.

    On a disk that takes no lock it runs all the same: there it keeps no numbers of its own either, and gives none.
    """
    lock = file.with_name(f"{file.stem}.lock")
    with ExitStack() as held:
        try:
            lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            held.enter_context(sole(lock, WAIT_S))
        except HeldElsewhere:
            tell("device_in_use", file=str(file))
            return IN_USE
        except (OSError, sqlite3.Error) as fault:
            report(f"{lock.name} cannot be kept: {fault}")
        return run()
