"""Where a hall's database is: in a data folder of its own (SQLite), or at a PostgreSQL server."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, RootTransaction, make_url
from sqlalchemy.exc import ArgumentError

from server.hidden_password import VARIABLE
from server.storage.guard import hold
from server.storage.store import Commit, Store

DRIVER = "postgresql+psycopg"
SCHEMES = ("postgresql", "postgres", DRIVER)


class NoDatabaseUrl(ValueError):
    """It is no URL of a PostgreSQL database. What it was is not said: it may hold a password."""


class Place:
    """One of the two. `shown` is what may be said of it: a folder, or a URL without its password."""

    def __init__(self, where: Path | URL) -> None:
        self.where = where

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
        return Store.open(self.where, commit)


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
