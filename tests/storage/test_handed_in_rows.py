"""The rows of numbers that were given without the server say what the hall says."""

import pytest

from common import commands as c
from server.storage import tables as t
from server.storage.check import check
from tests.databases import Where
from tests.rules.own import hand_in, own
from tests.rules.street import BOSS, KIOSK, morning
from tests.storage.test_projection import living, rows, standing, written

NEXT = "2026-11-24"


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_each_stands_on_its_own_day_since_it_was_given(place: Where, at_once: int) -> None:
    """In line, void, carried over, checked in, too old: rows and hall agree, and the chain holds."""
    street = morning()
    given = street.at
    street.later(minutes=9)
    hand_in(street, own(1, given), own(2, given + 1, fate="void"), own(3, given + 2, "ms"))
    street.call("A1")
    street.give(BOSS, c.VoidTicket(ticket=hand_in(street, own(4, given))[0].id))
    street.until("20:00")
    street.until("08:40", NEXT)
    (late,) = hand_in(street, own(5, given + 3))
    hand_in(street, own(6, given), day="2026-11-19")
    street.give(KIOSK, c.ReEnter(ticket=late.id))
    hand_in(street, own(9, street.at), day=NEXT)
    store = written(place, street.log, at_once)
    assert living(store) == standing(street.hall)
    found = {(row["day"], row["number"]): row for row in rows(store, t.tickets)}
    states = {key: row["state"] for key, row in found.items()}
    assert states["2026-11-23", "Y002"] == "voided"
    assert states["2026-11-23", "Y005"] == "waiting"
    assert states["2026-11-19", "Y006"] == "lapsed"
    assert (NEXT, "Y009") in found
    assert found["2026-11-23", "Y001"]["issued_at"] == given
    first = next(row for row in rows(store, t.periods) if row["ticket"] == found["2026-11-23", "Y001"]["id"])
    assert first["since"] == given
    assert check(store) == []
    store.close()
