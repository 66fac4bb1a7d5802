"""Who sat where, who was away and how long a cover took: the rows say what the facts say, however batched."""

from typing import Any

import pytest
from sqlalchemy import select

from common.commands import CallNext, CheckSpot, HandOver, SitDown, StandUp, StepAway, Undo
from server.storage import tables as t
from server.storage.hall_key import THE_HALL
from server.storage.ledger import Ledger
from server.storage.presence_record import time_to_cover, who_was_at
from server.storage.store import Store
from tests.databases import Where
from tests.rules.street import BOSS, Street, clerk, moment, morning

AT_ONCE = pytest.mark.parametrize("at_once", [1, 1_000])


def stored(place: Where, street: Street, at_once: int) -> Store:
    store = Store.open(place)
    ledger = Ledger(store)
    for start in range(0, len(street.log), at_once):
        ledger.append(street.log[start : start + at_once], [], [])
    return store


def rows(store: Store, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        found = connection.execute(select(*(table.c[name] for name in columns)).order_by(table.c.version))
        return [tuple(row) for row in found]


@AT_ONCE
def test_sittings_end_when_somebody_stands_up_or_another_sits_down(place: Where, at_once: int) -> None:
    """Each with its window; whose seat is taken sits nowhere."""  # AB-11, AB-15
    street = morning()
    street.give(clerk("A1"), StandUp(reason="meeting", until=moment("09:30")))
    street.give(clerk("A2"), HandOver(reason="errand"))
    street.later(minutes=1)
    street.give(clerk("A3"), SitDown(window=2))
    store = stored(place, street, at_once)
    found = set(rows(store, t.sittings, "clerk", "window", "until", "reason", "expected"))
    half, later = moment("08:30"), moment("08:31")
    assert found == {
        ("A1", 1, half, "meeting", moment("09:30")),
        ("A2", 2, later, None, None),
        ("A3", 3, later, None, None),
        ("A3", 2, None, None, None),
    }
    store.close()


@AT_ONCE
def test_the_first_call_of_a_cover_is_measured_and_one_taken_back_is_none(place: Where, at_once: int) -> None:
    """Not while nobody waited."""  # AB-3
    street = morning()
    street.give(clerk("A1"), StepAway(reason="restroom"))
    street.later(minutes=8)
    street.issue()
    street.later(minutes=1)
    ticket = street.call("A2")
    street.give(clerk("A2"), Undo(ticket=ticket.id))
    street.later(minutes=1)
    street.give(clerk("A2"), CallNext())
    store = stored(place, street, at_once)
    with store.reading() as connection:
        (one,) = time_to_cover(connection, THE_HALL, (moment("00:00"), moment("23:00")), "pr")
    assert (one.left, one.effective, one.first_call) == (
        moment("08:30"),
        moment("08:35"),
        moment("08:40"),
    )
    live = street.hall.takeovers["pr"]
    assert (live.left, live.effective, live.first_call) == (one.left, one.effective, one.first_call)
    store.close()


def test_who_was_at_a_window_is_read_as_it_was(place: Where) -> None:
    """A's until absence took effect, then B's, to the second."""  # AB-6, AB-12
    street = morning()
    street.give(clerk("A1"), StepAway(reason="restroom"))
    street.later(minutes=8)
    store = stored(place, street, 1)
    span = (moment("08:29:59"), moment("08:38"))
    with store.reading() as connection:
        stretches = who_was_at(connection, THE_HALL, 1, span)
    found = [
        (item.since, item.clerk, None if item.away is None else item.away.kind, post.state, post.responsible)
        for item in stretches
        for post in item.posts
    ]
    assert found == [
        (span[0], "A1", None, "a_role", "A1"),
        (moment("08:30"), "A1", "stepped_away", "a_role", "A1"),
        (moment("08:35"), "A1", "stepped_away", "b_role", "A2"),
    ]
    store.close()


def test_a_spot_check_is_a_row(place: Where) -> None:
    """With who looked."""  # S-6
    street = morning()
    street.give(BOSS, CheckSpot(window=1))
    store = stored(place, street, 1)
    assert rows(store, t.spot_checks, "window", "found", "said", "away", "by") == [
        (1, None, "A1", False, "S01")
    ]
    store.close()
