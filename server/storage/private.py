"""Files and folders that only the server's own account may read: a hall's data hold names and password hashes.

The modes are the POSIX ones; Windows has its own rights, inherited from the folder, and passes them over.
What is there already keeps its mode: an administrator may have chosen it.
"""

import errno
import os
import shutil
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def private_folder(folder: Path) -> None:
    """Make `folder` if it is not there. Raises OSError."""
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def private_file(path: Path) -> None:
    """Make `path`, empty, if it is not there; what SQLite lays beside it gets the same mode. Raises OSError.

    A file that is there is not opened: on POSIX, closing it would let go of every lock this process has on it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE))
    except FileExistsError:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None


def private_copy(source: Path, target: Path) -> None:
    """Copy a file with its times, not with its mode. Raises OSError."""
    private_file(target)
    shutil.copyfile(source, target)
    found = source.stat()
    os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
