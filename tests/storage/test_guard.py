"""One server per data folder, however the last one ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from server.storage.guard import FolderInUse, hold

HOLDER = """
import sys
from pathlib import Path
from server.storage.guard import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> "subprocess.Popen[str]":
    """Another process that holds the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
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
