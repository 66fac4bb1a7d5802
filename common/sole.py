"""A file that one process has for itself, on every system; the lock goes with the process, however that ends.

SQLite's own file locks are portable and are let go by the operating system: an exclusive transaction
on the file is held for as long as it is wanted. On POSIX they go as soon as the process
closes the file through anything but SQLite: nobody may open it otherwise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))


class HeldElsewhere(Exception):
    """Another process has this file."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


@contextmanager
def sole(file: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Have `file` for oneself; `wait_s`: so long whoever has it may take to end.

    Raises:
        HeldElsewhere: another has it, in this process or in another.
        OSError, sqlite3.Error: it cannot be used.

    """
    with closing(sqlite3.connect(file, timeout=wait_s, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in BUSY:
                raise
            raise HeldElsewhere(file) from error
        yield
