from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from sqlalchemy import RootTransaction

from server.storage.ledger import Ledger
from server.storage.store import Commit, Store, changes
from tests.databases import Where


class Watched(Store):
    """Knows which transactions write."""

    seen: ClassVar[dict[Any, int]] = {}

    def writes_something(self, transaction: RootTransaction) -> bool:
        driver: Any = transaction.connection.connection.dbapi_connection
        before, self.seen[driver] = self.seen.get(driver, 0), changes(transaction.connection)
        return self.seen[driver] != before


OpenedWith = Callable[[Commit], Watched]


@pytest.fixture
def store(place: Where) -> Iterator[Store]:
    """A new database."""
    opened = Store.open(place)
    yield opened
    opened.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """An empty ledger."""
    return Ledger(store)


@pytest.fixture
def opened_with(store: Store) -> Iterator[OpenedWith]:
    """The same database, where a COMMIT goes as a test says."""
    opened: list[Watched] = []

    def open_with(commit: Commit) -> Watched:
        opened.append(Watched(store.engine, commit))
        return opened[-1]

    yield open_with
    for other in opened:
        other.close()
