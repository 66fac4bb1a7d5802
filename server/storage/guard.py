"""One server per data folder, on every system: the lock goes with the process, however that ends.

SQLite's own file locks are portable and are let go by the operating system: an exclusive transaction
on a file beside the database is held for as long as the server runs. On POSIX they go as soon as the process
closes the file through anything but SQLite: nobody here opens it otherwise.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from server.storage.private import private_file, private_folder
from server.storage.reasons import reason_of

LOCK_NAME = "server.lock"


class FolderInUse(Exception):
    """Another process holds the data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Have the data folder for oneself; raises `FolderInUse`, and OSError or sqlite3.Error where it cannot be used."""
    private_folder(folder)
    private_file(folder / LOCK_NAME)
    with closing(sqlite3.connect(folder / LOCK_NAME, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if reason_of(error) != "busy":
                raise
            raise FolderInUse(folder) from error
        yield
