"""Accounts as they are stored: what may be only once, and what is on record."""

from contextlib import closing

import pytest
from sqlalchemy import select

from server.rules.refusal import Refusal
from server.storage.people import People
from server.storage.people_tables import closures
from server.storage.store import Store
from tests.databases import Where

AT = 1_800_000_000_000


def test_a_staff_number_is_given_once_however_it_is_written(store: Store) -> None:
    """The first stays as it was."""
    people = People(store)
    people.add("a1", ["clerk"], "first", AT)
    with pytest.raises(Refusal, match="staff_known"):
        people.add("A1", ["administrator"], "second", AT)
    assert [(row.id, row.password_hash) for row in people.everyone()] == [("a1", "first")]


def test_of_two_servers_on_one_empty_database_one_makes_the_first_administrator(place: Where) -> None:
    """Both found nobody; the slower one hears it from the database."""
    with closing(Store.open(place)) as one, closing(Store.open(place)) as other:
        mine, theirs = People(one), People(other)
        assert (mine.everyone(), theirs.everyone()) == ([], [])
        theirs.add("admin", ["administrator"], "theirs", AT)
        with pytest.raises(Refusal, match="staff_known"):
            mine.add("admin", ["administrator"], "mine", AT)
        assert mine.everyone()[0].password_hash == "theirs"


def test_an_account_closed_and_opened_and_closed_within_a_millisecond_is_closed(store: Store) -> None:
    """Both closures are on record."""
    people = People(store)
    for name in ("A1", "admin"):
        people.add(name, ["administrator"], "x", AT)
    for _ in range(2):
        people.close_account("A1", "admin", AT)
        people.open_account("A1", "admin", AT)
    people.close_account("A1", "admin", AT)
    query = select(closures.c.since, closures.c.until).order_by(closures.c.since)
    with store.reading() as connection:
        found = [tuple(row) for row in connection.execute(query)]
    assert found == [(AT, AT), (AT + 1, AT), (AT + 2, None)]
    assert [row.closed for row in people.everyone()] == [AT + 2, None]
