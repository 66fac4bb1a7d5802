"""The database of a data folder: one road for writing, one for reading, and its set-up on opening.

What is committed survives the plug being pulled, and a write is one from its start: see `engines.py` for SQLite,
`postgresql.py` for PostgreSQL.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    RootTransaction,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from server.storage import postgresql
from server.storage.database_file import only_reading
from server.storage.engines import BUSY_MS, FILE_NAME, database_file, engine_of
from server.storage.failures import (
    OutcomeUnknown,
    StorageBroken,
    StorageBusy,
    StorageFailure,
    StorageFull,
    at_commit,
    connection_lost,
    passing,
)
from server.storage.hall_key import THE_HALL
from server.storage.schema import RESTORED, bring_up_to_date
from server.storage.tables import meta, metadata

MARK = "last_try"

__all__ = ["BUSY_MS", "FILE_NAME", "MARK", "Commit", "Store", "changes", "database_file"]

Commit = Callable[[RootTransaction], None]
"""How a write transaction is committed: what a test replaces to fail, to fill up, to be slow."""


class Store:
    """One hall's road to its database. Reads see a snapshot; writes go one at a time through one connection.

    Halls that share a database have a store each, and none waits for another's writes.
    """

    def __init__(self, engine: Engine, commit: Commit = RootTransaction.commit, hall: str = THE_HALL) -> None:
        self.engine, self.hall = engine, hall
        self.shared = engine.dialect.name != "sqlite"
        """Whether other servers may write to it at the same time; a data folder has one only."""
        self._readers = engine.execution_options(**postgresql.READER) if self.shared else engine
        self._commit = commit
        self._lock = threading.Lock()
        self._writer: Connection | None = None
        self._companions: list[Callable[[], None]] = []
        self.writes = 0
        """How many have gone through."""
        self.trouble: str | None = None
        """What the last write came to grief by (`storage_full`, `storage_failed`), until one goes through."""

    @classmethod
    def open(
        cls,
        where: Path | str | URL,
        commit: Commit = RootTransaction.commit,
        busy_ms: int = BUSY_MS,
        hall: str = THE_HALL,
    ) -> Self:
        """Open the database of a data folder (made if absent) or at a URL, at the newest schema.

        `busy_ms`: how long it waits for another process that holds the database.
        """
        store = cls(engine_of(where, busy_ms), commit, hall)
        try:
            with store.writing() as connection:
                if store.shared:
                    postgresql.wait_for(connection, postgresql.OPENING)
                bring_up_to_date(connection)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def look(cls, where: Path | URL) -> Self:
        """The database as it is, to read only: no migration, a server may be running."""
        if isinstance(where, URL):
            return cls(engine_of(where))
        file = database_file(where)
        how = {"uri": "true", **only_reading(file)}
        only_read = URL.create("sqlite", database=file.absolute().as_uri(), query=how)
        return cls(engine_of(only_read, setting=()))

    @classmethod
    def scratch(cls, folder: Path) -> Self:
        """A database to make rows again in: the tables as the code declares them, and no name."""
        store = cls(engine_of(folder))
        with store.writing() as connection:
            metadata.create_all(connection)
        return store

    @property
    def ledger_id(self) -> str:
        """Names this database to clients; a restored backup has another."""
        with self.reading() as connection:
            return str(
                connection.execute(select(meta.c.value).where(meta.c.name == "ledger_id")).scalar_one()
            )

    @property
    def restored(self) -> int:
        """When this database was last put in place from a copy, in milliseconds UTC; 0: never."""
        with self.reading() as connection:
            found = connection.execute(select(meta.c.value).where(meta.c.name == RESTORED)).scalar()
        return 0 if found is None else int(found)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with self._readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, undone if the block raises.

        Raises `StorageFull` when there is no room, `StorageBroken` when the disk takes nothing, `StorageBusy`
        when another process held the database for too long and `OutcomeUnknown` when COMMIT itself failed.
        """
        with self._lock:
            if self.trouble == StorageBroken.code:
                self._try_disk()
            with self._transaction() as connection:
                yield connection

    def probe(self) -> bool:
        """Whether a write goes through now; a real one, for an empty transaction does on a full disk, too."""
        try:
            with self.writing() as connection:
                self._leave_mark(connection)
        except (StorageFailure, SQLAlchemyError):
            return False
        return True

    def bring_home(self) -> bool:
        """Write the log back into the database file and empty it, unless somebody reads older states; waits for no reader. Whether it is empty."""
        if self.shared:
            return True
        with self._lock, self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            connection.detach()  # another's patience is no business of the pool's connections
            assert raw is not None
            cursor = raw.cursor()
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            return row is not None and not row[0]

    def close(self) -> None:
        """Let go of every connection."""
        for close in self._companions:
            close()
        self._drop_writer()
        self.engine.dispose()

    def goes_with(self, close: Callable[[], None]) -> None:
        """What has a connection of its own for long is closed with the store."""
        self._companions.append(close)

    def undurable(self) -> list[str]:
        """Settings of the database that make COMMIT no promise; SQLite's are set by ourselves."""
        if not self.shared:
            return []
        with self.reading() as connection:
            return postgresql.undurable(connection)

    def unread(self) -> None:
        """Somebody could not read: as bad as a write that failed, and over when one goes through."""
        self.trouble = self.trouble or StorageBroken.code

    def _open_writer(self) -> Connection:
        if self._writer is None:
            self._writer = self.engine.execution_options(begin="IMMEDIATE").connect()
        return self._writer

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            connection, transaction = self._begin()
            try:
                before = changes(connection)
                yield connection
                wrote = changes(connection) != before
            except BaseException as error:
                self._undo(transaction)
                failure = passing(error)
                if failure is None:
                    raise
                raise failure from error
            self._finish(transaction)
        except (StorageFull, StorageBroken, OutcomeUnknown) as failure:
            self._fail(failure)
            raise
        if wrote:
            self.writes, self.trouble = self.writes + 1, None

    def _try_disk(self) -> None:
        """After a failure: is it over? Else nothing of what is asked now was tried, and that can be said.

        Raises `StorageFull` where it is only room that is missing now.
        """
        try:
            with self._transaction() as connection:
                self._leave_mark(connection)
        except (StorageBusy, StorageFull):
            raise
        except (StorageFailure, SQLAlchemyError) as error:
            raise StorageBroken from error

    def _fail(self, failure: StorageFailure) -> None:
        self.trouble = StorageFull.code if isinstance(failure, StorageFull) else StorageBroken.code
        if isinstance(failure, StorageBroken):
            self._drop_writer()

    def _begin(self) -> tuple[Connection, RootTransaction]:
        try:
            try:
                return self._begin_on(self._open_writer())
            except SQLAlchemyError as error:
                if not connection_lost(error):
                    raise
                self._drop_writer()  # the database was restarted since: nothing was asked of it yet
                return self._begin_on(self._open_writer())
        except Exception as error:
            failure = passing(error)
            if failure is None:
                raise
            raise failure from error

    def _begin_on(self, connection: Connection) -> tuple[Connection, RootTransaction]:
        """A write from its start: nobody else writes until it is over."""
        transaction = connection.begin()
        if self.shared:
            try:
                postgresql.wait_for(connection, postgresql.WRITING, self.hall)
            except Exception:
                self._undo(transaction)
                raise
        return connection, transaction

    def _finish(self, transaction: RootTransaction) -> None:
        try:
            self._commit(transaction)
        except Exception as error:
            self._undo(transaction)
            self._drop_writer()
            raise at_commit(error) from error

    def _undo(self, transaction: RootTransaction) -> None:
        try:
            transaction.rollback()
        except Exception:
            self._drop_writer()

    def _drop_writer(self) -> None:
        """Never go on with a connection of which nobody knows what it did."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.invalidate()
            writer.close()

    def _leave_mark(self, connection: Connection) -> None:
        """Something to write: a row of the hall's own, always the same one."""
        mark = MARK if self.hall == THE_HALL else f"{MARK} {self.hall}"
        connection.execute(delete(meta).where(meta.c.name == mark))
        connection.execute(insert(meta).values(name=mark, value=""))


def changes(connection: Connection) -> int:
    """How many rows this connection has changed so far."""
    found = getattr(connection.connection.dbapi_connection, "total_changes", None)
    return postgresql.written(connection) if found is None else int(found)
