"""What a failure tells, and what it leaves behind."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import RootTransaction, create_engine, event

from server.storage.failures import OutcomeUnknown, StorageFull
from server.storage.store import Store, database_file
from tests.databases import on_sqlite
from tests.storage.conftest import OpenedWith
from tests.storage.test_store import names, put


def test_a_disk_that_failed_and_is_full_now_is_full(opened_with: OpenedWith) -> None:
    """Whoever hears that it fails would change the disk, not make room."""
    errors = [errno.EIO, errno.ENOSPC]

    def commit(_transaction: RootTransaction) -> None:
        raise OSError(errors.pop(0), "no")

    other = opened_with(commit)
    with pytest.raises(OutcomeUnknown):
        put(other, "first")
    with pytest.raises(StorageFull):
        put(other, "second")
    assert other.trouble == "storage_full"


class Shy(sqlite3.Connection):
    """Says how much it has changed, but not when it is asked for the `silent_at`-th time."""

    asked: Iterator[int] = count()
    silent_at = 0

    @property
    def total_changes(self) -> int:
        if next(Shy.asked) == Shy.silent_at:
            raise sqlite3.OperationalError("not now")
        return super().total_changes


@on_sqlite
@pytest.mark.parametrize("silent_at", [0, 1])
def test_a_connection_that_cannot_be_asked_keeps_no_transaction_open(
    store: Store, tmp_path: Path, silent_at: int
) -> None:
    """Before the change or after it. There is one writer: what it leaves open, nobody else could begin."""
    Shy.asked, Shy.silent_at = count(), silent_at
    where = {"factory": Shy, "isolation_level": None}
    other = Store(create_engine(f"sqlite:///{database_file(tmp_path / 'data')}", connect_args=where))
    event.listen(other.engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with closing(other):
        with pytest.raises(sqlite3.OperationalError):
            put(other, "first")
        put(other, "second")
        put(store, "third")
    assert names(store) == {"second", "third"}
