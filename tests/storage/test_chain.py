"""The chain of hashes proves that nobody changed the ledger afterwards (S-3)."""

from typing import Any, NamedTuple

import pytest

from server.rules.facts import Entry
from server.storage.chain import FIRST, chained, short, unchained
from server.storage.failures import BrokenLedger
from tests.storage.ground import first_day


class Stored(NamedTuple):
    """A row as the database gives it."""

    hall: str
    version: int
    at: int
    due: int
    by: str
    kind: str
    fact_version: int
    body: str
    hash: bytes


def rows() -> list[Stored]:
    return [Stored(**row) for row in chained("hall", FIRST, first_day("R001", "R002", "R003"))]


def read(stored: list[Stored]) -> list[Entry]:
    entries: list[Entry] = []
    before = FIRST
    for row in stored:
        entries.append(unchained(row, len(entries), before))
        before = row.hash
    return entries


def test_a_chain_reads_back_as_it_was_written() -> None:
    """Nothing is put into another form on the way."""
    assert read(rows()) == first_day("R001", "R002", "R003")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("hall", "other"),
        ("at", 1),
        ("due", 1),
        ("by", "A1"),
        ("kind", "ticket_voided"),
        ("fact_version", 2),
        ("body", "{}"),
        ("hash", FIRST),
    ],
)
def test_whatever_is_changed_in_a_row_breaks_the_chain_there(column: str, value: Any) -> None:
    """Every column is covered, and the first broken fact is the one that was changed."""
    stored = rows()
    stored[2] = stored[2]._replace(**{column: value})
    with pytest.raises(BrokenLedger) as broken:
        read(stored)
    assert (broken.value.version, broken.value.what) == (3, "hash_differs")


def test_a_fact_that_was_taken_out_is_missed() -> None:
    """Its version is named."""
    stored = rows()
    del stored[1]
    with pytest.raises(BrokenLedger) as broken:
        read(stored)
    assert (broken.value.version, broken.value.what) == (2, "version_missing")


def test_facts_that_changed_places_break_the_chain() -> None:
    """Even where each row is whole."""
    stored = rows()
    swapped = [stored[0], stored[2]._replace(version=2), stored[1]._replace(version=3), stored[3]]
    with pytest.raises(BrokenLedger) as broken:
        read(swapped)
    assert broken.value.version == 2


def test_the_same_facts_in_another_hall_have_another_chain() -> None:
    """A ledger cannot be passed off as another hall's."""
    facts = first_day("R001")
    assert chained("a", FIRST, facts)[-1]["hash"] != chained("b", FIRST, facts)[-1]["hash"]


def test_the_short_hash_is_what_a_person_can_compare() -> None:
    """Eight digits on the day's report and the backup's name."""
    assert short(bytes.fromhex("00ff10a2" + "00" * 28)) == "00ff10a2"
