"""One hall's ledger: appended in whole batches, folded from where it can."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select, update

from server.rules.hall import Hall
from server.rules.order import seal
from server.storage import tables as t
from server.storage.checkpoints import schema
from server.storage.failures import BrokenLedger, Overtaken, Spoiled
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import on_sqlite
from tests.storage.ground import AT, answer, eventful_day, first_day, issued


def checkpoint_versions(store: Store) -> list[int]:
    with store.reading() as connection:
        return list(connection.execute(select(t.checkpoints.c.version).order_by("version")).scalars())


def test_what_was_appended_is_folded_into_the_same_hall(ledger: Ledger) -> None:
    """A hall is the fold of its ledger."""
    street = eventful_day(1)
    ledger.append(street.log, [], [])
    again = Ledger(ledger.store)
    hall = again.fold()
    hall.due = street.hall.due  # derived from the rules and the clock
    assert hall == street.hall
    assert again.head == ledger.head


def test_the_facts_after_a_version_can_be_read_again(ledger: Ledger) -> None:
    """What a listener has missed."""
    entries = first_day("R001", "R002", "R003")
    ledger.append(entries, [], [])
    assert ledger.entries(0) == entries
    assert ledger.entries(2) == entries[2:]
    assert ledger.entries(4) == []


def test_two_halls_in_one_database_do_not_meet(store: Store) -> None:
    """A county's database would hold several."""
    one, two = Ledger(store, "one"), Ledger(store, "two")
    one.append(first_day("R001"), [answer("a")], [])
    two.append(first_day("R001", "R002"), [answer("a")], [])
    assert (Ledger(store, "one").fold().version, Ledger(store, "two").fold().version) == (2, 3)
    assert one.kept(["a"]) == two.kept(["a"]) != {}


def test_a_version_that_is_taken_means_that_another_was_faster(store: Store) -> None:
    """The key (hall, version) is the only lock; nothing of the second batch is stored."""
    one, two = Ledger(store), Ledger(store)
    one.append(first_day("R001"), [], [])
    with pytest.raises(Overtaken):
        two.append(first_day("R009"), [answer("lost")], [])
    assert two.kept(["lost"]) == {}
    assert two.entries(0) == first_day("R001")


@pytest.mark.parametrize("second", ["R001", "R002"])
def test_a_number_is_given_once_a_day(ledger: Ledger, second: str) -> None:
    """A key stands behind it, should the rules ever fail."""
    ledger.append(first_day("R001"), [], [])
    if second == "R001":
        with pytest.raises(Spoiled):
            ledger.append([issued(3, second)], [], [])
    else:
        ledger.append([issued(3, second)], [], [])
    assert ledger.head.version == (2 if second == "R001" else 3)


def test_a_batch_that_breaks_a_key_leaves_nothing_behind(ledger: Ledger) -> None:
    """Facts, rows, answers and texts are stored together or not at all."""
    ledger.append(first_day("R001"), [], [])
    text = seal("李女士", b"seed", "note-1")
    with pytest.raises(Spoiled):
        ledger.append([issued(3, "R002"), issued(4, "R001")], [answer("a")], [text])
    assert ledger.entries(2) == []
    assert ledger.kept(["a"]) == {}
    with ledger.store.reading() as connection:
        assert connection.execute(select(t.private_texts)).all() == []
        assert connection.execute(select(t.tickets.c.number)).scalars().all() == ["R001"]


def test_a_private_text_is_stored_beside_its_commitment(ledger: Ledger) -> None:
    """Erasing it later leaves the commitment that the fact knows."""
    text = seal("李女士", b"seed", "note-1")
    ledger.append(first_day(), [], [text])
    with ledger.store.reading() as connection:
        row = connection.execute(select(t.private_texts)).one()
    assert (row.id, row.text, row.commitment) == ("note-1", "李女士", text.sealed.commitment)


def test_an_answer_is_found_by_who_asked_and_the_request(ledger: Ledger) -> None:
    """And is forgotten when it is old."""
    mine, old = answer("a"), answer("b", at=AT - 10)
    theirs = answer("a", actor="kiosk:k2")
    ledger.append([], [mine, theirs, old], [])
    assert ledger.kept(["a", "b", "c"]) == {
        ("kiosk:k1", "a"): mine,
        ("kiosk:k2", "a"): theirs,
        ("kiosk:k1", "b"): old,
    }
    assert ledger.kept([]) == {}
    ledger.forget_answers(AT)
    assert set(ledger.kept(["a", "b"])) == {("kiosk:k1", "a"), ("kiosk:k2", "a")}


def test_a_fold_begins_at_the_newest_checkpoint(ledger: Ledger) -> None:
    """Only what came after it is read."""
    street = eventful_day(2)
    half = len(street.log) // 2
    ledger.append(street.log[:half], [], [])
    ledger.checkpoint(ledger.fold())
    ledger.append(street.log[half:], [], [])
    whole = ledger.fold()
    assert ledger.folded == len(street.log) - half
    whole.due = street.hall.due
    assert whole == street.hall


@pytest.mark.parametrize(
    "spoilt",
    [
        {"schema": "0-of-last-year"},
        {"hash": bytes(32)},
        {"state": b"not json"},
        {"state": b'{"version":"x"}'},
    ],
)
def test_a_checkpoint_that_does_not_fit_is_passed_over(ledger: Ledger, spoilt: dict[str, object]) -> None:
    """It is a cache: the facts are the truth."""
    street = eventful_day(2, steps=40)
    ledger.append(street.log[:20], [], [])
    ledger.checkpoint(ledger.fold())
    ledger.append(street.log[20:40], [], [])
    ledger.checkpoint(ledger.fold())
    with ledger.store.writing() as connection:
        connection.execute(update(t.checkpoints).where(t.checkpoints.c.version == 40).values(**spoilt))
    assert ledger.fold().version == 40
    assert ledger.folded == 20


def test_a_checkpoint_made_twice_at_one_version_is_one(ledger: Ledger) -> None:
    """Closing a day right after the five-thousandth fact."""
    ledger.append(first_day("R001"), [], [])
    ledger.checkpoint(ledger.fold())
    ledger.checkpoint(ledger.fold())
    assert checkpoint_versions(ledger.store) == [2]


def test_the_schema_of_a_checkpoint_names_the_fields_of_the_hall() -> None:
    """Nobody has to remember to raise a number when a field is added."""
    assert schema() == schema()
    assert schema().split("-")[0].isdigit()
    assert len(schema()) == 18


def test_a_fold_stops_at_the_first_fact_that_was_changed(ledger: Ledger) -> None:
    """And says which."""
    ledger.append(first_day("R001", "R002", "R003"), [], [])
    with ledger.store.writing() as connection:
        connection.execute(update(t.ledger).where(t.ledger.c.version >= 3).values(by="A9"))
    with pytest.raises(BrokenLedger) as broken:
        Ledger(ledger.store).fold()
    assert (broken.value.version, broken.value.kind, broken.value.what) == (
        3,
        "ticket_issued",
        "hash_differs",
    )


def test_an_empty_ledger_folds_into_an_empty_hall(ledger: Ledger) -> None:
    """The first start."""
    assert ledger.fold() == Hall()
    assert ledger.head.version == 0


@on_sqlite
def test_facts_are_rows_that_any_tool_can_read(ledger: Ledger, tmp_path: Path) -> None:
    """A spot check needs nothing but SQLite."""
    ledger.append(first_day("R001"), [], [])
    with sqlite3.connect(tmp_path / "data" / "hall.db") as other:
        found = other.execute("SELECT version, kind, by FROM ledger ORDER BY version").fetchall()
    assert found == [(1, "day_opened", "system"), (2, "ticket_issued", "system")]


def test_entries_that_do_not_follow_the_head_are_not_stored(ledger: Ledger) -> None:
    """A gap would be found at the next start only, after its answers were given."""
    ledger.append(first_day("R001"), [], [])
    with pytest.raises(Overtaken):
        ledger.append([issued(4, "R002")], [], [])
    assert ledger.entries(0) == first_day("R001")
