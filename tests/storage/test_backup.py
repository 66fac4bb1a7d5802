"""Copies while the hall runs, and the way back; both tried, not hoped for (S-4)."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from server.storage.backup import Backups, NotABackup, restore
from server.storage.chain import short
from server.storage.check import check
from server.storage.guard import FolderInUse, hold
from server.storage.ledger import Ledger
from server.storage.people_tables import pairings, sessions, staff
from server.storage.store import Store, database_file
from server.storage.tables import ledger as ledger_table
from tests.databases import only_sqlite  # noqa: F401 - the fixture `kind` of this file
from tests.storage.ground import eventful_day, first_day, issued


def at_ten() -> datetime:
    return datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def data(store: Store, tmp_path: Path) -> Path:
    """The data folder of `store`, with a day in it."""
    Ledger(store).append(eventful_day(1, steps=60, days=("2026-11-23",)).log, [], [])
    return tmp_path / "data"


@pytest.fixture
def copies(data: Path, tmp_path: Path) -> Backups:
    return Backups(database_file(data), tmp_path / "copies")


def test_a_copy_is_named_after_hall_day_and_head(copies: Backups, store: Store) -> None:
    """It can be held against the short hash on the day's report."""
    ledger = Ledger(store)
    ledger.fold()
    assert copies.take().name == f"test-2026-11-23-{short(ledger.head.hash)}.db"


def test_a_copy_taken_while_the_hall_writes_is_one_whole_state(copies: Backups, store: Store) -> None:
    """The copy goes on a reader's snapshot; the writer does not wait for it."""
    ledger = Ledger(store)
    ledger.fold()
    before = ledger.head.version
    with store.writing() as connection:
        connection.execute(insert(staff).values(_member()))
        copy = copies.take()
    with closing(Store.open(f"sqlite:///{copy}")) as copied:
        assert check(copied) == []
        assert Ledger(copied).fold().version == before
        with copied.reading() as connection:
            assert connection.execute(select(staff)).all() == []


def test_a_copy_is_one_file(copies: Backups, tmp_path: Path) -> None:
    """Nothing is left beside it, and nothing half made."""
    copy = copies.take()
    assert list((tmp_path / "copies").iterdir()) == [copy]


def test_an_empty_hall_can_be_copied(tmp_path: Path) -> None:
    """Before anything is imported it has no id and no day."""
    Store.open(tmp_path / "new").close()
    copy = Backups(database_file(tmp_path / "new"), tmp_path / "copies").take()
    assert copy.name == "hall-new-00000000.db"


def test_the_newest_copy_of_each_of_the_newest_days_is_kept(data: Path, tmp_path: Path) -> None:
    """Whoever presses the button all day long loses no earlier day; nothing else there is touched."""
    folder = tmp_path / "copies"
    folder.mkdir()
    others = [folder / "other-2026-11-23-00000000.db", folder / "test-notes.db", folder / "test.txt"]
    earlier = [folder / f"test-2026-11-{day}-0000000{n}.db" for day in (19, 20, 21) for n in range(2)]
    for n, path in enumerate((*others, *earlier)):
        path.write_text("an old one")
        os.utime(path, (n, n))
    backups = Backups(database_file(data), folder, days_kept=3)
    for _ in range(14):
        taken = backups.take()
    assert sorted(folder.iterdir()) == sorted([*others, earlier[3], earlier[5], taken])


def test_a_restore_brings_back_what_was_copied(data: Path, copies: Backups, store: Store) -> None:
    """Facts and rows, to the last one."""
    copy = copies.take()
    ledger = Ledger(store)
    ledger.fold()
    version = ledger.head.version
    ledger.append([issued(version + 1, "Z001")], [], [])
    store.close()
    replaced = restore(data, copy, at_ten)
    assert replaced == data / "replaced-20261123T100000.db"
    with closing(Store.open(data)) as restored:
        assert check(restored) == []
        assert Ledger(restored).fold().version == version
    with closing(Store.open(f"sqlite:///{replaced}")) as old:
        assert Ledger(old).fold().version == version + 1


def test_after_a_restore_every_client_joins_again_and_signs_in_again(
    data: Path, copies: Backups, store: Store
) -> None:
    """The ledger has another name, and no session or pairing of that time lives on; accounts do."""
    before = store.ledger_id
    with store.writing() as connection:
        connection.execute(insert(staff).values(_member()))
        connection.execute(insert(sessions).values(_session()))
        connection.execute(insert(pairings).values(_pairing()))
    copy = copies.take()
    store.close()
    restore(data, copy, at_ten)
    with closing(Store.open(data)) as restored, restored.reading() as connection:
        assert restored.ledger_id != before
        assert len(connection.execute(select(staff)).all()) == 1
        assert connection.execute(select(sessions)).all() == []
        assert connection.execute(select(pairings)).all() == []


def test_a_restore_is_refused_while_a_server_runs(data: Path, copies: Backups) -> None:
    """Nobody pulls the database away from under a hall."""
    copy = copies.take()
    before = sorted(data.iterdir())
    with hold(data), pytest.raises(FolderInUse):
        restore(data, copy)
    assert {path.name for path in data.iterdir()} == {path.name for path in before} | {"server.lock"}


def _break_a_fact(copy: Path) -> None:
    with closing(Store.open(f"sqlite:///{copy}")) as store, store.writing() as connection:
        connection.execute(update(ledger_table).where(ledger_table.c.version == 7).values(by="A9"))


def _not_a_database(copy: Path) -> None:
    copy.write_bytes(b"this is a photograph" * 500)


def _another_database(copy: Path) -> None:
    copy.unlink()
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def _cut_short(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])


@pytest.mark.parametrize(
    "spoil", [_break_a_fact, _not_a_database, _another_database, _cut_short, Path.unlink]
)
def test_what_is_no_sound_copy_is_refused_and_nothing_changes(
    data: Path, copies: Backups, store: Store, spoil: object
) -> None:
    """The hall that is there is worth more than a broken copy."""
    copy = copies.take()
    spoil(copy)  # type: ignore[operator]  # one of the functions above
    before, name = Ledger(store).fold(), store.ledger_id
    store.close()
    with pytest.raises(NotABackup):
        restore(data, copy)
    with closing(Store.open(data)) as same:
        assert (Ledger(same).fold(), same.ledger_id) == (before, name)
    assert not database_file(data).with_suffix(".restoring").exists()


def test_a_restore_into_a_new_folder_needs_no_old_database(copies: Backups, tmp_path: Path) -> None:
    """The old PC is broken: the stick goes into the new one."""
    copy = copies.take()
    assert restore(tmp_path / "new", copy) is None
    with closing(Store.open(tmp_path / "new")) as restored:
        assert check(restored) == []


def test_a_damaged_database_is_put_aside_with_its_log(data: Path, copies: Backups, store: Store) -> None:
    """Its log must not be read into the copy that takes its place."""
    copy = copies.take()
    version = Ledger(store).fold().version
    store.close()
    database_file(data).write_bytes(b"damaged" * 1_000)
    log = data / "hall.db-wal"
    log.write_bytes(b"stale log" * 1_000)
    replaced = restore(data, copy, at_ten)
    assert replaced is not None
    assert replaced.read_bytes().startswith(b"damaged")
    assert replaced.with_name(replaced.name + "-wal").exists()
    with closing(Store.open(data)) as restored:
        assert Ledger(restored).fold().version == version
        assert check(restored) == []


def test_a_first_day_survives_a_copy_of_a_copy(store: Store, tmp_path: Path) -> None:
    """A copy is a database like any other."""
    Ledger(store).append(first_day("R001"), [], [])
    once = Backups(database_file(tmp_path / "data"), tmp_path / "one").take()
    twice = Backups(once, tmp_path / "two").take()
    assert twice.name == once.name


def _member() -> dict[str, object]:
    return {
        "hall": "hall", "id": "A1", "roles": "clerk", "password_hash": "x", "one_time": False, "failed": 0,
        "locked_until": None, "created": 1,
    }  # fmt: skip


def _session() -> dict[str, object]:
    return {
        "token_hash": "x", "hall": "hall", "staff": "A1", "csrf": "x", "created": 1, "last_seen": 1, "expires": 2,
    }  # fmt: skip


def _pairing() -> dict[str, object]:
    return {
        "secret_hash": "x", "code": "123", "hall": "hall", "kind": "kiosk", "name": "x", "created": 1, "expires": 2,
    }  # fmt: skip
