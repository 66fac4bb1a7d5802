"""On which databases a test runs: on a data folder (SQLite) and on a real PostgreSQL, unless it says `on_sqlite`."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL

from bench.load.cluster import Cluster
from server.storage.place import database_url
from server.storage.store import Store, database_file

Where = Path | URL
NewPlace = Callable[[], Where]
TEMPLATE = "hall_template"

on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""For what only SQLite has: pragmas, files and their modes, its backup, the lock of a folder."""
on_postgresql = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
"""For what only a database at a server has: other servers, connections that are cut, its settings."""


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One PostgreSQL for the session, with a database to copy: migrations take longer than most tests."""
    with Cluster(hasty=True) as running:
        Store.open(database_url(running.create(TEMPLATE))).close()
        yield running


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database as `Store.open` makes it, made once."""
    folder = tmp_path_factory.mktemp("template")
    Store.open(folder).close()
    return database_file(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The database under a test."""
    return str(request.param)


@pytest.fixture(name="kind")
def only_sqlite() -> str:
    """Imported by a whole file of tests that are about a data folder."""
    return "sqlite"


@pytest.fixture
def new_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewPlace]:
    """Makes databases that hold nothing yet, each another one; the first data folder is `data`."""
    if kind == "sqlite":
        file: Path = request.getfixturevalue("template")
        folders = (tmp_path / ("data" if n == 0 else f"data{n}") for n in count())
        yield lambda: _copied(file, next(folders))
        return
    running: Cluster = request.getfixturevalue("cluster")
    made: list[str] = []

    def create() -> URL:
        made.append(f"t{next(_numbers)}")
        return database_url(running.create(made[-1], TEMPLATE))

    yield create
    for name in made:
        running.drop(name)


@pytest.fixture
def place(new_place: NewPlace) -> Where:
    """A database of the test's own."""
    return new_place()


_numbers = count(1)


def _copied(file: Path, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy2(file, database_file(folder))
    return folder
