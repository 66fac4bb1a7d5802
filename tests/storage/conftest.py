import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.storage.ledger import Ledger
from server.storage.store import Store, database_file


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database as `Store.open` makes it, made once: the migrations take longer than most tests."""
    folder = tmp_path_factory.mktemp("template")
    Store.open(folder).close()
    return database_file(folder)


@pytest.fixture
def store(tmp_path: Path, template: Path) -> Iterator[Store]:
    """A new database in a data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy2(template, database_file(folder))
    opened = Store.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """An empty ledger."""
    return Ledger(store)
