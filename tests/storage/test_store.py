"""The database under the ledger: what is committed is durable, a write is a write from its start."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import RootTransaction, func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from server.storage.backup import Backups
from server.storage.check import check
from server.storage.failures import OutcomeUnknown, StorageBroken, StorageFull
from server.storage.store import FILE_NAME, MARK, Store, database_file
from server.storage.tables import meta
from tests.databases import on_sqlite
from tests.storage.conftest import OpenedWith


def put(store: Store, name: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(meta).values(name=name, value=""))


def trouble(store: Store) -> str | None:
    return store.trouble


def names(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.execute(select(meta.c.name)).scalars()) - {"ledger_id", MARK}


@on_sqlite
def test_what_is_committed_survives_the_plug(store: Store) -> None:
    """Acknowledged means durable: a write-ahead log, synced at every COMMIT."""
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


@on_sqlite
def test_a_write_is_begun_at_once_and_not_at_its_first_change(store: Store, tmp_path: Path) -> None:
    """The trap of the sqlite3 module: a deferred BEGIN reads one state and then fails to write."""
    other = sqlite3.connect(database_file(tmp_path / "data"), timeout=0, isolation_level=None)
    with store.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_block_that_raises_leaves_no_trace(store: Store) -> None:
    """Half a batch is never stored, not even its tables."""

    def half() -> None:
        with store.writing() as connection:
            connection.execute(insert(meta).values(name="half", value=""))
            connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(store) == set()
    with store.reading() as connection:
        assert not inspect(connection).has_table("half")


def test_a_reader_sees_one_state_throughout(store: Store) -> None:
    """A page that asks twice is not shown two different halls; and it does not hold up the writer."""
    with store.reading() as connection:
        count = select(func.count()).select_from(meta)
        before = connection.execute(count).scalar_one()
        put(store, "meanwhile")
        assert connection.execute(count).scalar_one() == before
    assert names(store) == {"meanwhile"}


def test_writers_of_one_process_wait_for_each_other(store: Store) -> None:
    """Nobody is told that the database is locked."""

    def work(mine: int) -> None:
        for n in range(20):
            put(store, f"{mine}-{n}")

    threads = [Thread(target=work, args=(mine,)) for mine in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 80


def test_a_commit_that_fails_leaves_its_outcome_unknown(store: Store, opened_with: OpenedWith) -> None:
    """And the connection that failed is not used again."""
    failing = iter([True])

    def commit(transaction: RootTransaction) -> None:
        if next(failing, False):
            raise OSError
        transaction.commit()

    other = opened_with(commit)
    with pytest.raises(OutcomeUnknown):
        put(other, "first")
    put(other, "second")
    assert names(store) == {"second"}


def test_a_commit_of_which_the_answer_is_lost_is_found_stored(store: Store, opened_with: OpenedWith) -> None:
    """That is why it is unknown and not failed."""

    def commit(transaction: RootTransaction) -> None:
        transaction.commit()
        raise OSError

    with pytest.raises(OutcomeUnknown):
        put(opened_with(commit), "first")
    assert names(store) == {"first"}


@on_sqlite
def test_a_full_database_says_so_and_works_again(store: Store) -> None:
    """SQLite undoes the whole transaction by itself; nothing of it may stay behind."""
    with store.writing() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={used}")
    many = [{"name": str(n), "value": "x" * 1_000} for n in range(1_000)]
    with pytest.raises(StorageFull), store.writing() as connection:
        connection.execute(insert(meta), many)
    assert names(store) == set()
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    put(store, "room")
    assert names(store) == {"room"}


def test_a_broken_key_is_the_callers_business(store: Store) -> None:
    """The store tells it as it is, and goes on."""
    put(store, "once")
    with pytest.raises(IntegrityError):
        put(store, "once")
    put(store, "twice")
    assert names(store) == {"once", "twice"}


def test_looking_at_a_folder_does_not_touch_it(tmp_path: Path) -> None:
    """`check` must not bring an old database to a new schema."""
    sqlite3.connect(database_file(tmp_path)).close()
    store = Store.look(tmp_path)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    store.close()


def test_looking_at_a_copy_changes_no_byte_of_it(tmp_path: Path) -> None:
    """A backup that was checked is still the file that was made, and nothing can be written through a look."""
    Store.open(tmp_path / "data").close()
    copy = Backups(database_file(tmp_path / "data"), tmp_path / "copies").take()
    looked_at = tmp_path / "a look?" / FILE_NAME
    looked_at.parent.mkdir()
    copy.rename(looked_at)
    before = looked_at.read_bytes()
    with closing(Store.look(looked_at.parent)) as store:
        assert check(store) == []
        with pytest.raises(StorageBroken):
            put(store, "never")
    assert looked_at.read_bytes() == before
    assert list(looked_at.parent.iterdir()) == [looked_at]


def test_a_new_data_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    """The first start needs no preparation."""
    assert not (tmp_path / "a").exists()
    Store.open(tmp_path / "a" / "b").close()
    assert database_file(tmp_path / "a" / "b").exists()


def test_a_disk_without_room_is_a_trouble_until_a_write_goes_through(
    store: Store, opened_with: OpenedWith
) -> None:
    """A transaction that changes nothing writes nothing, and proves nothing."""
    room = [False]

    def commit(transaction: RootTransaction) -> None:
        if not room[0] and other.writes_something(transaction):
            raise OSError(errno.ENOSPC, "no space left on device")
        transaction.commit()

    other = opened_with(commit)
    with pytest.raises(StorageFull):
        put(other, "x")
    with other.writing():
        pass
    assert (trouble(other), other.probe()) == ("storage_full", False)
    room[0] = True
    assert (other.probe(), trouble(other)) == (True, None)
    assert names(other) == set()


@on_sqlite
def test_a_database_that_may_not_grow_is_in_trouble(store: Store) -> None:
    """SQLite's own error; it is over with the first write that finds room."""
    with store.writing() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={used}")
    with pytest.raises(StorageFull), store.writing() as connection:
        connection.execute(insert(meta).values(name="long", value="x" * 100_000))
    assert trouble(store) == "storage_full"
    assert store.probe()
    assert trouble(store) is None


def test_after_a_failure_it_is_known_of_the_next_write_that_it_was_not_tried(
    store: Store, opened_with: OpenedWith
) -> None:
    """A COMMIT that failed may have happened; nobody is left in doubt twice."""

    def commit(_transaction: RootTransaction) -> None:
        raise OSError(errno.EIO, "input/output error")

    other = opened_with(commit)
    with pytest.raises(OutcomeUnknown):
        put(other, "first")
    with pytest.raises(StorageBroken):
        put(other, "second")
    assert other.trouble == "storage_failed"


@on_sqlite
def test_the_log_is_brought_home(store: Store, tmp_path: Path) -> None:
    """What stands in the log is not in a copy of the database file alone."""
    put(store, "x")
    file = database_file(tmp_path / "data")
    assert b"last words" not in file.read_bytes()
    put(store, "last words")
    store.bring_home()
    assert b"last words" in file.read_bytes()
    assert file.with_name("hall.db-wal").stat().st_size == 0


@on_sqlite
def test_bringing_the_log_home_waits_for_no_reader(store: Store, tmp_path: Path) -> None:
    """It brings what it may; the next time it is all."""
    put(store, "before")
    with store.reading() as connection:
        connection.execute(select(meta.c.name)).all()
        put(store, "meanwhile")
        store.bring_home()
    put(store, "after")
    store.bring_home()
    assert (tmp_path / "data" / "hall.db-wal").stat().st_size == 0
