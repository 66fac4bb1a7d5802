"""One server per data folder, on every system: the lock goes with the process, however that ends.

SQLite's own file locks are portable and are let go by the operating system: an exclusive transaction
on a file beside the database is held for as long as the server runs.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

LOCK_NAME = "server.lock"


class FolderInUse(Exception):
    """Another process holds the data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Have the data folder for oneself; raises `FolderInUse`."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / LOCK_NAME, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise FolderInUse(folder) from error
        yield
