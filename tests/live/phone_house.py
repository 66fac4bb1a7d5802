"""A hall that phones reach, and what a phone does with the address on its paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.commands import SitDown
from common.messages import Issued
from server.web.shapes_phone import PhoneTold
from tests.live.callers import caller
from tests.live.live_hall import copy_of
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

HALL = "https://hall.example"
A1 = clerk("A1")


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Iterator[WebHouse]:
    """The small hall, which phones can reach; A1 is at window 1."""
    found = WebHouse(copy_of(prepared, tmp_path / "data"), public_url=HALL)
    found.give(A1, SitDown(window=1))
    yield found
    found.close()


def printed(house: WebHouse, who: str = "kiosk", request: str = "r1") -> Issued:
    """A number as it is told to whoever asked for it over HTTP."""
    sent = {"id": request, "command": {"type": "issue_ticket", "matter": "mr"}}
    answer = caller(house, who).ask("post", "/api/commands", sent).json
    return msgspec.convert(answer["answer"], Issued)


def brought(ticket: Issued) -> str:
    return ticket.phone.partition("#")[2]


def shown(house: WebHouse, opens: str, **headers: str) -> Any:
    """What a phone is told; it has neither cookie nor session."""
    answer = house.app.test_client().get("/api/phone", headers={"X-Ticket": opens, **headers})
    if answer.status_code == 200:
        msgspec.convert(answer.json, PhoneTold)
    return answer


def row(house: WebHouse, ticket: Issued) -> Any:
    answer = shown(house, brought(ticket))
    assert answer.status_code == 200
    return answer.json
