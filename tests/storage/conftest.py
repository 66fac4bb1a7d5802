from collections.abc import Iterator
from pathlib import Path

import pytest

from server.storage.ledger import Ledger
from server.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new database in a data folder."""
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """An empty ledger."""
    return Ledger(store)
