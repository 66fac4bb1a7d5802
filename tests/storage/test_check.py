"""`check` finds whatever was changed, and names the first broken fact."""

import msgspec
import pytest
from sqlalchemy import select, update

from common.commands import HandOver
from common.commands_case import RefuseCase, RegisterCase
from server.rules.execute import execute
from server.rules.facts import TicketCalled, TicketIssued
from server.rules.order import Order, seal
from server.storage import tables as t
from server.storage.check import check
from server.storage.finding import Finding
from server.storage.ledger import Ledger
from tests.rules.setup_cases import case_morning, case_setup
from tests.rules.street import clerk, morning
from tests.storage.ground import eventful_day


@pytest.fixture
def day(ledger: Ledger) -> Ledger:
    """A ledger with an eventful day, a checkpoint in the middle, and a private text."""
    street = eventful_day(4, steps=80, days=("2026-11-23",))
    half = len(street.log) // 2
    ledger.append(street.log[:half], [], [])
    ledger.checkpoint(ledger.fold())
    ledger.append(street.log[half:], [], [])
    return ledger


IN_POSTGRESQL = {
    "zeroblob(32)": "decode(repeat('00', 32), 'hex')",
    "SET state = replace(state, ": "SET state = replace(convert_from(state, 'UTF8'), ",
    "11-22\"')": "11-22\"')::bytea",
}


def change(ledger: Ledger, statement: str) -> None:
    with ledger.store.writing() as connection:
        for lite, other in IN_POSTGRESQL.items() if ledger.store.shared else ():
            statement = statement.replace(lite, other)
        assert connection.exec_driver_sql(statement).rowcount != 0


def codes(ledger: Ledger) -> set[str]:
    return {finding.code for finding in check(ledger.store)}


def first(ledger: Ledger) -> Finding:
    return next(finding for finding in check(ledger.store) if finding.version)


def version_of(ledger: Ledger, kind: type) -> int:
    """The version of the first fact of a kind."""
    return next(entry.version for entry in ledger.entries(0) if isinstance(entry.fact, kind))


@pytest.mark.parametrize("seed", range(6))
def test_a_sound_database_has_no_findings(ledger: Ledger, seed: int) -> None:
    """Whatever happened in it."""
    street = eventful_day(seed)
    for start in range(0, len(street.log), 13):
        ledger.append(street.log[start : start + 13], [], [])
    assert codes(ledger) <= {"text_missing"}  # a street keeps no texts


def test_an_empty_database_is_sound(ledger: Ledger) -> None:
    """Nothing has been promised yet."""
    assert check(ledger.store) == []


@pytest.mark.parametrize(
    "edit",
    [
        "body = replace(body, '001', '901')",
        "at = at - 1",
        "due = due + 1",
        "by = 'A3'",
        "hash = zeroblob(32)",
        "kind = 'ticket_voided'",
    ],
)
def test_a_fact_that_was_edited_is_named(day: Ledger, edit: str) -> None:
    """S-3: the first broken fact, with its version and kind."""
    version = version_of(day, TicketIssued)
    change(day, f"UPDATE ledger SET {edit} WHERE version = {version}")
    found = first(day)
    assert (found.version, found.code) == (version, "hash_differs")


def test_a_fact_that_was_taken_out_is_named(day: Ledger) -> None:
    """Versions have no gap."""
    change(day, "DELETE FROM ledger WHERE version = 9")
    assert (first(day).version, first(day).code) == (9, "version_missing")


def test_facts_cut_off_at_the_end_leave_rows_that_no_fact_wrote(day: Ledger) -> None:
    """The chain cannot show it; the rows do, and so does the hash on the day's report."""
    head = day.head.version
    change(day, f"DELETE FROM ledger WHERE version > {head - 6}")
    assert codes(day) & {"row_differs", "row_unexpected"}


def test_a_fact_that_cannot_be_read_is_named(day: Ledger) -> None:
    """After that nothing can be folded, and only the chain is judged."""
    change(day, "UPDATE ledger SET body = '{}' WHERE version = 5")
    assert {finding.code for finding in check(day.store)} == {"hash_differs", "unreadable"}


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ("UPDATE tickets SET clerk = 'A9' WHERE id = {ticket}", "row_differs"),
        ("UPDATE periods SET since = since - 60000 WHERE ticket = {ticket}", "row_differs"),
        ("DELETE FROM periods WHERE ticket = {ticket}", "row_missing"),
        ("DELETE FROM tickets WHERE id = {ticket}", "row_missing"),
        ('UPDATE calls SET "window" = 7 WHERE ticket = {ticket}', "row_differs"),
    ],
)
def test_a_row_that_was_changed_is_named_with_its_fact(day: Ledger, edit: str, code: str) -> None:
    """What statistics read can be proved from the facts."""
    ticket = next(entry.fact.ticket for entry in day.entries(0) if isinstance(entry.fact, TicketCalled))
    change(day, edit.format(ticket=ticket))
    found = first(day)
    assert found.code == code
    assert found.kind != ""


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ("INSERT INTO absences VALUES ('hall', 3, 'A1', 'pr', 'silent', 1, 1)", "row_unexpected"),
        ("UPDATE covers SET clerk = 'A2' WHERE state = 'a_role'", "row_differs"),
        ("UPDATE handovers SET served = served + 1", "row_differs"),
        ("UPDATE days SET day = '2026-11-22'", "row_differs"),
        ("DELETE FROM calls", "row_missing"),
        ("UPDATE checkpoints SET state = replace(state, '\"day\":\"2026-11-23\"', '\"day\":\"2026-11-22\"')",
         "checkpoint_differs"),
    ],
)  # fmt: skip
def test_every_kind_of_row_is_held_against_the_facts(day: Ledger, edit: str, code: str) -> None:
    """Covers, handovers, absences, days, calls, checkpoints."""
    change(day, edit)
    assert code in codes(day)


def test_a_unique_key_that_was_dropped_is_missed(day: Ledger) -> None:
    """Nothing stands behind "one in hand per window" then."""
    with day.store.writing() as connection:
        connection.exec_driver_sql("DROP INDEX periods_in_hand")
    assert check(day.store) == [Finding("key_missing", values={"table": "periods", "key": "periods_in_hand"})]


def with_note(ledger: Ledger) -> Ledger:
    """A handover with a note, through the rules."""
    street = morning()
    outcome = execute(
        street.hall, Order(HandOver(reason="errand", note="张三的材料"), clerk("A1"), street.at, b"seed")
    )
    ledger.append([*street.log, *outcome.entries], [], outcome.private)
    return ledger


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ("UPDATE private_texts SET text = '李四的材料'", "text_differs"),
        ("UPDATE private_texts SET salt = 'x'", "text_differs"),
        ("UPDATE private_texts SET commitment = 'x', text = NULL", "text_differs"),
        ("DELETE FROM private_texts", "text_missing"),
    ],
)
def test_a_private_text_is_held_to_its_commitment(ledger: Ledger, edit: str, code: str) -> None:
    """What a person wrote cannot be put into other words afterwards."""
    with_note(ledger)
    assert check(ledger.store) == []
    change(ledger, edit)
    found = first(ledger)
    assert (found.code, found.kind) == (code, "handover_opened")


def test_a_private_text_that_no_fact_erased_is_missed(ledger: Ledger) -> None:
    """Whoever empties a row by hand has taken something from the record."""  # S-3
    with_note(ledger)
    change(ledger, "UPDATE private_texts SET text = NULL")
    found = first(ledger)
    assert (found.code, found.kind) == ("text_gone", "handover_opened")


def test_a_private_text_that_no_fact_knows_is_found(ledger: Ledger) -> None:
    """Nothing personal lies about unseen."""
    change(ledger, "INSERT INTO private_texts VALUES ('hall', 'stray', 's', 'x', 'c')")
    assert check(ledger.store) == [Finding("text_unexpected", values={"id": "stray"})]


def test_a_database_of_another_schema_is_not_judged(day: Ledger) -> None:
    """Its rows would all look wrong."""
    change(day, "UPDATE alembic_version SET version_num = '0000'")
    assert [finding.code for finding in check(day.store)] == ["schema_differs"]


def test_a_rebuilt_chain_over_other_facts_still_betrays_itself_in_the_rows(day: Ledger) -> None:
    """Whoever forges the chain must forge every row as well; the printed short hash tells even then."""
    from server.storage.chain import FIRST, link  # noqa: PLC0415

    change(day, "UPDATE ledger SET body = replace(body, '\"R001\"', '\"R099\"')")
    before = FIRST
    with day.store.writing() as connection:
        rows = connection.exec_driver_sql(
            "SELECT hall, version, at, due, by, kind, fact_version, body FROM ledger ORDER BY version"
        ).all()
        for row in rows:
            before = link(before, tuple(row))
            mine = t.ledger.c.version == row.version
            connection.execute(update(t.ledger).where(mine).values(hash=before))
    assert "hash_differs" not in codes(day)
    assert "row_differs" in codes(day)


def erased(ledger: Ledger) -> Ledger:
    """An application that was refused, and whose applicant time has erased."""
    cases = msgspec.structs.replace(case_setup().cases, keep_persons_days=10)
    street = case_morning(cases=cases)
    asked = Order(RegisterCase(matter="mr", name="张三"), clerk("A1"), street.at, b"seed")
    outcome = execute(street.hall, asked)
    private = outcome.private
    ledger.append([*street.log, *outcome.entries], [], private)
    street.log.extend(outcome.entries)
    before = len(street.log)
    (case,) = street.hall.cases.open.values()
    street.give(clerk("A1"), RefuseCase(case=case.id, reason="withdrawn"))
    street.day("12-10")
    ledger.append(street.log[before:], [], [])
    return ledger


def test_a_private_text_that_a_fact_erased_is_sound(ledger: Ledger) -> None:
    """The commitment stays, and nothing that the name could be guessed from."""  # S-3, S-5
    erased(ledger)
    with ledger.store.reading() as connection:
        (row,) = connection.execute(select(t.private_texts)).all()
    assert (row.text, row.salt) == (None, "")
    assert check(ledger.store) == []


def test_a_private_text_that_came_back_after_it_was_erased_is_found(ledger: Ledger) -> None:
    """Nobody keeps a name that the record says is gone, even the right one."""  # S-5
    erased(ledger)
    known = seal('{"name":"张三","contact":""}', b"seed", "case")
    with ledger.store.writing() as connection:
        connection.execute(update(t.private_texts).values(text=known.text, salt=known.salt))
    found = first(ledger)
    assert (found.code, found.kind) == ("text_kept", "case_registered")
