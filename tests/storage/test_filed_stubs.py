"""The rows of stubs that were typed in when their day was over."""

from typing import Any

import pytest

from common import commands_sheet as e
from server.storage import tables as t
from server.storage.check import check
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import Where
from tests.rules.situations_sheets import printed, stub
from tests.rules.street import BOSS, Street, moment
from tests.storage.test_check import change
from tests.storage.test_projection import rows, written

FRIDAY = "2026-11-20"


def typed_in() -> Street:
    """One served, one gone, one that was a slip and was typed in anew."""
    street = printed()
    at, called = moment("10:05", FRIDAY), moment("10:25", FRIDAY)
    street.give(BOSS, stub(street, 1, given=at, outcome="served", window=2, called=called))
    street.give(BOSS, stub(street, 2, given=at, outcome="left"))
    street.give(BOSS, stub(street, 3, given=at, outcome="left"))
    slip = street.hall.emergency.stubs[3].id
    street.later(minutes=1)
    street.give(BOSS, e.TakeBackStub(ticket=slip))
    street.give(BOSS, stub(street, 3, given=at, outcome="served", window=1, called=called))
    return street


def told(store: Store) -> list[tuple[Any, ...]]:
    names = ("number", "day", "outcome", "window", "taken_back")
    return [tuple(row[name] for name in names) for row in rows(store, t.filed_stubs)]


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_each_stands_under_its_own_day_and_is_no_ticket(place: Where, at_once: int) -> None:
    """A slip stays on record, whether it is taken back in the same batch or later; the check finds nothing."""
    store = written(place, typed_in().log, at_once)
    assert told(store) == [
        ("X001", FRIDAY, "served", 2, False),
        ("X002", FRIDAY, "left", None, False),
        ("X003", FRIDAY, "left", None, True),
        ("X003", FRIDAY, "served", 1, False),
    ]
    assert rows(store, t.tickets) == rows(store, t.periods) == []
    assert check(store) == []
    store.close()


def test_a_row_that_was_changed_by_hand_is_found(place: Where) -> None:
    """With the fact that wrote it."""
    street = typed_in()
    store = written(place, street.log, 1_000)
    change(Ledger(store), "UPDATE filed_stubs SET day = '2026-11-19' WHERE number = 'X002'")
    (found,) = check(store)
    assert (found.code, found.values["table"], found.values["columns"]) == (
        "row_differs",
        "filed_stubs",
        "day",
    )
    assert found.version == street.hall.emergency.stubs[2].id
    store.close()
