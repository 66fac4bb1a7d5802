"""An engine for a place: how connections are set up, so that a COMMIT is durable and a write one from its start.

SQLite runs with a write-ahead log and `synchronous=FULL`. The sqlite3 module would begin transactions by itself,
and only at the first change; here SQLAlchemy's documented events take that over: a write is BEGIN IMMEDIATE.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from server.storage import postgresql
from server.storage.private import private_file, private_folder

FILE_NAME = "hall.db"
BUSY_MS = 5_000
CACHE_KIB = 16_384
DURABLE = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")  # what is erased is overwritten


def database_file(folder: Path) -> Path:
    """The database in a data folder."""
    return folder / FILE_NAME


def engine_of(where: Path | str | URL, busy_ms: int = BUSY_MS, setting: Sequence[str] = DURABLE) -> Engine:
    """`setting`: pragmas that change the file itself, for whoever may write."""
    if isinstance(where, Path):
        private_folder(where)
        private_file(database_file(where))
        where = f"sqlite:///{database_file(where)}"
    url = make_url(where)
    if url.get_backend_name() != "sqlite":
        return postgresql.engine_for(url, busy_ms)
    options = {"timeout": busy_ms / 1000}
    engine = create_engine(url, connect_args=options, hide_parameters=True)  # never a name into a log
    event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, setting))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, setting: Sequence[str]) -> None:
    connection.isolation_level = None  # the module begins nothing by itself
    for pragma in (*setting, f"cache_size=-{CACHE_KIB}", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")
