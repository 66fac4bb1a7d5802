"""Private notes over HTTP: of what B could not finish, read by whom it is for, on record first (S-5)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from common import commands as c
from server.rules.facts_cover import NoteRead
from server.storage import tables as t
from server.storage.reading import kind_of
from tests.live.callers import Caller, signed_in
from tests.live.case_house import case_house, registered
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

NOTE = "郗嘉懿 13987650003 要回电"
A1, A2 = clerk("A1"), clerk("A2")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A1 is out, A2 covers and has noted whom A1 has to call."""
    found = case_house(tmp_path / "data")
    found.give(A1, c.SitDown(window=1))
    found.give(A2, c.SitDown(window=2))
    case = registered(found)
    found.give(A1, c.HandOver(reason="meeting"))
    found.give(A2, c.RecordUnfinished(case=case.case, reason="call_back", note=NOTE))
    yield found
    found.close()


def item_of(house: WebHouse) -> Any:
    """The one on A1's list."""
    return house.desk.consult(lambda hall: next(iter(hall.unfinished.values())))


def read(house: WebHouse, reader: Caller | str) -> Any:
    """What the note says to them; else the status."""
    asking = signed_in(house, reader) if isinstance(reader, str) else reader
    answer = asking.ask("post", f"/counter/notes/{item_of(house).note}", {})
    return answer.get_data(as_text=True) if answer.status_code == 200 else answer.status_code


def readers(house: WebHouse) -> list[str]:
    """As the ledger has them."""
    question = select(t.ledger.c.by).where(t.ledger.c.kind == kind_of(NoteRead)).order_by(t.ledger.c.version)
    with house.store.reading() as connection:
        return list(connection.execute(question).scalars())


def test_whoever_reads_a_note_is_on_record(house: WebHouse) -> None:
    """It names a resident: A, for whom it is, and B who covers; no other, and nobody by looking at an address."""  # S-5, AB-7
    assert [read(house, name) for name in ("A1", "A2")] == [NOTE, NOTE]
    assert readers(house) == ["A1", "A2"]
    house.people.add("A3", ["clerk"], "no password", 0)
    house.people.set_password("A3", "no password", one_time=False)
    assert read(house, "A3") == 404
    assert signed_in(house, "A1").ask("get", f"/counter/notes/{item_of(house).note}").status_code == 405
    assert readers(house) == ["A1", "A2"]


def test_a_note_is_read_until_the_resident_was_contacted(house: WebHouse) -> None:
    """By B while B covers."""  # S-5, AB-7, AB-16
    house.give(A1, c.ComeBack())
    assert [read(house, name) for name in ("A1", "A2")] == [NOTE, 404]
    house.give(A1, c.MarkContacted(item=item_of(house).id))
    assert read(house, "A1") == 404
    assert readers(house) == ["A1"]
