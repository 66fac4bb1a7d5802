"""Where a hall's database is: in a data folder of its own (SQLite), or at a PostgreSQL server."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, RootTransaction, Table, func, inspect, make_url, select
from sqlalchemy.exc import ArgumentError

from server.hidden_password import VARIABLE
from server.storage.guard import hold
from server.storage.hall_key import THE_HALL, is_key
from server.storage.people_tables import staff
from server.storage.store import Commit, Store, database_file
from server.storage.tables import ledger

DRIVER = "postgresql+psycopg"
SCHEMES = ("postgresql", "postgres", DRIVER)


class NoDatabaseUrl(ValueError):
    """It is no URL of a PostgreSQL database. What it was is not said: it may hold a password."""


class Place:
    """One of the two. `shown` is what may be said of it: a folder, or a URL without its password.

    `hall`: the key of the rows that are meant. A data folder is one hall's, and its rows have always the same.
    """

    def __init__(self, where: Path | URL, hall: str = THE_HALL) -> None:
        self.where, self.hall = where, hall

    def of(self, key: str) -> "Place":
        """Where the hall `key` is, among several: in a data folder of its own, or under its key in the database."""
        return Place(self.where / key) if isinstance(self.where, Path) else Place(self.where, key)

    def halls(self) -> set[str]:
        """The keys of the halls that are there; none in the data folder of a single hall. Makes nothing; raises what reading raises."""
        if isinstance(self.where, Path):
            return halls_in(self.where)
        with closing(Store.look(self.where)) as store:
            return halls_of(store)

    @property
    def folder(self) -> Path | None:
        """The data folder; none on PostgreSQL."""
        return self.where if isinstance(self.where, Path) else None

    @property
    def shown(self) -> str:
        """For messages and logs."""
        if isinstance(self.where, Path):
            return str(self.where)
        return URL.create(
            "postgresql", self.where.username, None, self.where.host, self.where.port, self.where.database
        ).render_as_string()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Have a data folder for oneself (see `guard.hold`). A database at a server may be shared."""
        if isinstance(self.where, Path):
            with hold(self.where):
                yield
        else:
            yield

    def open(self, commit: Commit = RootTransaction.commit) -> Store:
        """The database at the newest schema; see `Store.open`."""
        return Store.open(self.where, commit, hall=self.hall)


def halls_in(folder: Path) -> set[str]:
    """The keys of the data folders in a folder that is none itself."""
    if not folder.is_dir() or database_file(folder).exists():
        return set()
    return {path.name for path in folder.iterdir() if is_key(path.name) and _has_hall(path)}


def _has_hall(folder: Path) -> bool:
    """A folder that cannot be looked into has one, too: whoever opens it is told why, and passes by no other."""
    try:
        return database_file(folder).exists()
    except OSError:
        return True


def halls_of(store: Store) -> set[str]:
    """The keys under which a database has accounts or facts, however broken; none in one that is empty."""
    with store.reading() as connection:
        there = inspect(connection)
        tables = [table for table in (staff, ledger) if there.has_table(table.name)]
        return {key for table in tables for key in _keys_in(connection, table)}


def _keys_in(connection: Connection, table: Table) -> Iterator[str]:
    """From one key to the next by the primary key, so that a ledger of millions of facts is not read."""
    key = connection.execute(select(func.min(table.c.hall))).scalar()
    while key is not None:
        yield key
        key = connection.execute(select(func.min(table.c.hall)).where(table.c.hall > key)).scalar()


def database_url(text: str) -> URL:
    """A URL as people write it, for our driver. Raises `NoDatabaseUrl`."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise NoDatabaseUrl from None
    if url.drivername not in SCHEMES or not url.database:
        raise NoDatabaseUrl
    return url.set(drivername=DRIVER)


def place_of(folder: Path | None, url: str | None, environ: Mapping[str, str] = os.environ) -> Place | None:
    """What was chosen on the command line, or else in the environment; none: nothing was, or both were.

    Raises `NoDatabaseUrl`.
    """
    if folder is not None:
        return Place(folder) if url is None else None
    text = url if url is not None else environ.get(VARIABLE)
    return Place(database_url(text)) if text else None
