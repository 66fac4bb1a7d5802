"""The database of a data folder: one road for writing, one for reading, and its set-up on opening.

SQLite runs with a write-ahead log and `synchronous=FULL`: what is committed survives the plug being
pulled. The sqlite3 module would begin transactions by itself, and only at the first change; here
SQLAlchemy's documented events take that over, so that a write is BEGIN IMMEDIATE from its start.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    RootTransaction,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError

from server.storage.database_file import only_reading
from server.storage.failures import (
    OutcomeUnknown,
    StorageBroken,
    StorageBusy,
    StorageFailure,
    StorageFull,
    at_commit,
    passing,
)
from server.storage.private import private_file, private_folder
from server.storage.schema import bring_up_to_date
from server.storage.tables import meta, metadata

FILE_NAME = "hall.db"
BUSY_MS = 5_000
MARK = "last_try"
CACHE_KIB = 16_384
DURABLE = ("journal_mode=WAL", "synchronous=FULL")

Commit = Callable[[RootTransaction], None]
"""How a write transaction is committed: what a test replaces to fail, to fill up, to be slow."""


class Store:
    """One database. Reads see a snapshot; writes go one at a time through one connection."""

    def __init__(self, engine: Engine, commit: Commit = RootTransaction.commit) -> None:
        self.engine = engine
        self._commit = commit
        self._lock = threading.Lock()
        self._writer: Connection | None = None
        self.writes = 0
        """How many have gone through."""
        self.trouble: str | None = None
        """What the last write came to grief by (`storage_full`, `storage_failed`), until one goes through."""

    @classmethod
    def open(cls, where: Path | str, commit: Commit = RootTransaction.commit, busy_ms: int = BUSY_MS) -> Self:
        """Open the database of a data folder (made if absent) or at a URL, at the newest schema.

        `busy_ms`: how long it waits for another process that holds the database.
        """
        store = cls(_engine(where, busy_ms), commit)
        with store.writing() as connection:
            bring_up_to_date(connection)
        return store

    @classmethod
    def look(cls, folder: Path) -> Self:
        """The database of a data folder as it is, to read only: no migration, a server may be running."""
        file = database_file(folder)
        how = {"uri": "true", **only_reading(file)}
        only_read = URL.create("sqlite", database=file.absolute().as_uri(), query=how)
        return cls(_engine(only_read, setting=()))

    @classmethod
    def scratch(cls, folder: Path) -> Self:
        """A database to make rows again in: the tables as the code declares them, and no name."""
        store = cls(_engine(folder))
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

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with self.engine.connect() as connection:
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
                _leave_mark(connection)
        except (StorageFailure, SQLAlchemyError):
            return False
        return True

    def bring_home(self) -> None:
        """Write the log back into the database file, as far as nobody reads older states; waits for no reader."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._lock, self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            connection.detach()  # another's patience is no business of the pool's connections
            assert raw is not None
            for pragma in ("busy_timeout=0", "wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        """Let go of every connection."""
        self._drop_writer()
        self.engine.dispose()

    def _open_writer(self) -> Connection:
        if self._writer is None:
            self._writer = self.engine.execution_options(begin="IMMEDIATE").connect()
        return self._writer

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            connection, transaction = self._begin()
            try:
                before = _changes(connection)
                yield connection
                wrote = before is None or _changes(connection) != before
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
                _leave_mark(connection)
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
            connection = self._open_writer()
            return connection, connection.begin()
        except Exception as error:
            failure = passing(error)
            if failure is None:
                raise
            raise failure from error

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


def database_file(folder: Path) -> Path:
    """The database in a data folder."""
    return folder / FILE_NAME


def _leave_mark(connection: Connection) -> None:
    """Something to write: a row of its own, always the same one."""
    connection.execute(delete(meta).where(meta.c.name == MARK))
    connection.execute(insert(meta).values(name=MARK, value=""))


def _changes(connection: Connection) -> int | None:
    """How many rows this connection has changed so far; none where the database does not count."""
    return getattr(connection.connection.dbapi_connection, "total_changes", None)


def _engine(where: Path | str | URL, busy_ms: int = BUSY_MS, setting: Sequence[str] = DURABLE) -> Engine:
    """`setting`: pragmas that change the file itself, for whoever may write."""
    if isinstance(where, Path):
        private_folder(where)
        private_file(database_file(where))
        where = f"sqlite:///{database_file(where)}"
    url = make_url(where)
    options = {"timeout": busy_ms / 1000} if url.get_backend_name() == "sqlite" else {}
    engine = create_engine(url, connect_args=options, hide_parameters=True)  # never a name into a log
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, setting))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, setting: Sequence[str]) -> None:
    connection.isolation_level = None  # the module begins nothing by itself
    for pragma in (*setting, f"cache_size=-{CACHE_KIB}", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")
