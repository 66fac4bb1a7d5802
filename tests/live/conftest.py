from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.live_hall import LiveHall, copy_of, live_hall, prepare
from tests.live.live_halls import LiveHalls, live_halls
from tests.live.web_house import Browser, WebHouse


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that tests copy."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    prepare(folder)
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A data folder with the small hall in force."""
    return copy_of(prepared, tmp_path / "data")


@pytest.fixture
def hall(data: Path) -> Iterator[LiveHall]:
    """The small hall, served live on a Monday at nine."""
    with live_hall(data) as served:
        yield served


@pytest.fixture
def halls(prepared: Path, tmp_path: Path) -> Iterator[LiveHalls]:
    """`east` and `west`, both as the small hall; `north` could not be opened."""
    with live_halls(prepared, tmp_path / "halls", closed=("north",)) as served:
        yield served


@pytest.fixture
def house(data: Path) -> Iterator[WebHouse]:
    """The small hall's pages, on a Monday at nine."""
    found = WebHouse(data)
    yield found
    found.close()


@pytest.fixture
def admin(house: WebHouse) -> Browser:
    """An administrator's browser."""
    return house.signed_in("boss", "administrator")
