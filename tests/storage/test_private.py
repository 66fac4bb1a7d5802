"""What holds names and password hashes is nobody else's to read: the folder, the database, every copy."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.storage.backup import Backups, restore
from server.storage.guard import hold
from server.storage.store import Store, database_file


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Files are readable for all unless somebody says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


def test_a_data_folder_and_all_in_it_is_its_owners_alone(tmp_path: Path) -> None:
    """The log beside the database holds as much as the database."""
    data = tmp_path / "data"
    with hold(data), closing(Store.open(data)):
        found = modes(data)
    assert {"hall.db", "hall.db-wal", "hall.db-shm", "server.lock"} < found.keys()
    assert found.pop("data") == 0o700
    assert set(found.values()) == {0o600}


def test_a_copy_and_what_it_is_restored_to_are_their_owners_alone(tmp_path: Path) -> None:
    """Also what a restore puts aside."""
    data, copies = tmp_path / "data", tmp_path / "copies"
    Store.open(data).close()
    copy = Backups(database_file(data), copies).take()
    database_file(data).chmod(0o644)
    replaced = restore(data, copy)
    assert replaced is not None
    assert modes(copies) == {"copies": 0o700, copy.name: 0o600}
    found = modes(data)
    assert found.pop("data") == 0o700
    assert found.keys() >= {"hall.db", replaced.name}
    assert set(found.values()) == {0o600}


def test_a_folder_that_an_administrator_made_keeps_its_mode(tmp_path: Path) -> None:
    """A group may be meant to read it."""
    data = tmp_path / "data"
    data.mkdir(mode=0o750)
    Store.open(data).close()
    assert modes(data)["data"] == 0o750
