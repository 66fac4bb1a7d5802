from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.databases import Where
from tests.lane.desk import Desk

Opened = Callable[..., Desk]


@pytest.fixture
def open_desk(place: Where) -> Iterator[Opened]:
    """Opens desks on one database and closes them after the test."""
    desks: list[Desk] = []

    def opened(**options: Any) -> Desk:
        desks.append(Desk(place, **options))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(open_desk: Opened) -> Desk:
    """A desk with the small hall in force."""
    return open_desk().imported()
