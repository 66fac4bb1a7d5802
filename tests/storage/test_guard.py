"""One server per data folder, however the last one ended."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from server.storage.guard import FolderInUse, hold
from server.storage.private import private_file
from server.storage.store import Store, database_file

HOLDER = """
import sys
from pathlib import Path
from server.storage.guard import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


TWICE = """
import sys
from pathlib import Path
from server.storage.guard import FolderInUse, hold
folder = Path(sys.argv[1])
with hold(folder):
    try:
        with hold(folder):
            sys.exit("held twice")
    except FolderInUse:
        print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path, program: str = HOLDER) -> "subprocess.Popen[str]":
    """Another process that holds the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_folder_that_a_process_holds_is_refused_to_another(tmp_path: Path) -> None:
    """Two servers on one file would starve and overtake each other."""
    with holder(tmp_path) as process:
        with pytest.raises(FolderInUse), hold(tmp_path):
            pass
        process.communicate("")
    with hold(tmp_path):
        pass


def test_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    """After kill -9 or a power cut the next start needs nobody's help."""
    with holder(tmp_path) as process:
        process.kill()
        process.communicate()
    with hold(tmp_path):
        pass


def test_a_folder_is_held_once_within_a_process_too(tmp_path: Path) -> None:
    """A demo and a server in one program."""
    with hold(tmp_path):
        with pytest.raises(FolderInUse), hold(tmp_path):
            pass
        with pytest.raises(FolderInUse), hold(tmp_path):
            pass
    with hold(tmp_path):
        pass


def test_a_second_try_in_the_holding_process_lets_go_of_nothing(tmp_path: Path) -> None:
    """On POSIX, whoever closes the file once more loses all locks of the process: another server would start."""
    with holder(tmp_path, TWICE) as process:
        with pytest.raises(FolderInUse), hold(tmp_path):
            pass
        process.communicate("")
    assert process.returncode == 0


WRITER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None) as other:
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        sys.exit(0)
sys.exit("nobody holds it")
"""


def test_a_second_store_in_one_process_lets_go_of_no_lock_of_the_first(tmp_path: Path) -> None:
    """Also of a database that keeps no log, whose locks stand on the file itself."""
    file = database_file(tmp_path)
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as first:
        first.execute("PRAGMA journal_mode=DELETE")
        first.execute("BEGIN EXCLUSIVE")
        private_file(file)
        assert subprocess.run([sys.executable, "-c", WRITER, str(file)], check=False).returncode == 0
