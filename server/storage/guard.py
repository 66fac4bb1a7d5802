"""One server per data folder, on every system: the lock goes with the process, however that ends (`common.sole`)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from common.sole import HeldElsewhere, sole
from server.storage.private import private_file, private_folder

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
    with ExitStack() as held:
        try:
            held.enter_context(sole(folder / LOCK_NAME))
        except HeldElsewhere as error:
            raise FolderInUse(folder) from error
        yield
