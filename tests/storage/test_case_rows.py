"""The rows of cases say what the hall in memory says."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from common import commands_case as c
from server.rules.cases.case import Case
from server.rules.cases.facts import DuesMoved
from server.rules.facts import DayClosed
from server.rules.order import ImportHall
from server.storage import tables as t
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import NewPlace, Where
from tests.rules.setup_cases import CHIEF, HEAD, CaseStreet, case_morning
from tests.rules.street import ADMIN, BOSS, clerk

A1, A2 = clerk("A1"), clerk("A2")
SAME = (
    "id",
    "number",
    "matter",
    "department",
    "clerk",
    "way",
    "post",
    "state",
    "received",
    "since",
    "extended",
)
ALSO = ("overdue", "countered", "breaches", "left_open", "mark", "part_of")


def eventful() -> CaseStreet:
    """Everything that a case can go through, over three weeks."""
    street = case_morning()
    street.issue("permit")
    ticket = street.call("A1")
    permit = street.register("permit", ticket=ticket.id, mark="urgent")
    street.start("A1", ticket)
    street.finish("A1", ticket)
    lacking, now, up = (
        street.register("mr", materials=(0,)),
        street.register("now"),
        street.register("up", way="post"),
    )
    joint, refused = street.register("joint"), street.register("mr")
    street.give(A1, c.TellSupplement(case=lacking.id, missing=(1,)))
    street.give(A1, c.TellSupplement(case=lacking.id, missing=(), note="还要照片"))
    street.give(A1, c.RefuseCase(case=refused.id, reason="withdrawn"))
    street.give(A1, c.NotifyDepartment(case=joint.id, department="e", days=3))
    street.give(A1, c.NotifyDepartment(case=joint.id, department="f", days=4, last=True))
    street.give(A1, c.EnterStep(case=up.id, step=0))
    street.give(A1, c.StopClock(case=permit.id, reason="hearing", days=3))
    street.day("11-25")
    street.give(A1, c.StartClock(case=permit.id))
    street.give(A1, c.ReceiveMaterials(case=lacking.id, materials=(1,)))
    street.give(A1, c.SendUp(case=up.id))
    street.give(HEAD, c.ExtendCase(case=permit.id, days=4, reason="complex"))
    street.day("11-26")
    street.give(A1, c.ComeDown(case=up.id))
    street.give(CHIEF, c.DecideCase(case=joint.parts[1], end="closed"))
    street.give(A1, c.HandOnCase(case=now.id, clerk="A4"))
    street.day("12-09")
    overdue = [case for case in street.hall.cases.open.values() if case.overdue is not None]
    assert overdue
    street.give(BOSS, c.CounterOverdue(case=overdue[0].id, reason="outage"))
    street.give(HEAD, c.DecideCase(case=now.id, end="denied", note="材料不实"))
    street.give(HEAD, c.DeliverResult(case=now.id))
    return street


def written(place: Where, street: CaseStreet, at_once: int) -> Store:
    store = Store.open(place)
    ledger = Ledger(store)
    for start in range(0, len(street.log), at_once):
        ledger.append(street.log[start : start + at_once], [], [])
    return store


def rows(store: Store, table: Any) -> list[dict[str, Any]]:
    with store.reading() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        return [dict(row) for row in found]


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_the_rows_of_open_cases_are_those_of_the_hall(place: Where, at_once: int) -> None:
    """However the facts are batched; a joint case's due date is its parts'."""
    street = eventful()
    store = written(place, street, at_once)
    found = {row["id"]: row for row in rows(store, t.cases)}
    for case in street.hall.cases.open.values():
        row = found[case.id]
        assert {name: row[name] for name in (*SAME, *ALSO)} == {
            name: getattr(case, name) for name in (*SAME, *ALSO)
        }
        assert row["due"] == (None if case.parts else case.due)
        assert row["days"] == (case.limit if case.started is not None else None)
    assert {row["state"] for row in found.values()} >= {"accepted", "refused", "delivered", "closed"}
    assert sum(row["late_steps"] for row in found.values()) == 1
    store.close()


def test_a_notice_that_comes_too_late_leaves_the_whole_its_date_in_the_row_too(place: Where) -> None:
    """Whatever the lead calls it: the department gives the whole no other date."""  # C-7, C-10
    street = case_morning()
    whole = street.register("joint")
    street.day("12-31")
    street.until("09:00", "2027-03-31")
    street.give(A1, c.NotifyDepartment(case=whole.id, department="e", days=3, last=True))
    store = written(place, street, 50)
    found = {row["id"]: row for row in rows(store, t.cases)}
    assert whole.overdue is not None
    assert found[whole.id]["due"] == whole.due == whole.own_due
    store.close()


def test_batching_makes_no_difference(new_place: NewPlace) -> None:
    """One by one, or all at once."""
    street = eventful()
    one, other = (written(new_place(), street, some) for some in (1, 1_000))
    for table in t.CASES:
        assert rows(one, table) == rows(other, table)
    one.close()
    other.close()


def test_the_facts_of_a_case_are_found_by_it(place: Where) -> None:
    """In order, from its registration on."""
    street = eventful()
    store = written(place, street, 50)
    index = rows(store, t.case_facts)
    for case in street.hall.cases.open.values():
        mine = [row["version"] for row in index if row["case"] == case.id]
        assert mine == [entry.version for entry in street.log if _is_of(entry.fact, case)]
    store.close()


def _is_of(fact: object, case: Case) -> bool:
    if isinstance(fact, DayClosed):
        return case.id in fact.left_open  # C-2
    of_cases = type(fact).__module__.startswith("server.rules.cases.facts")
    return of_cases and getattr(fact, "case", None) == case.id


def corrected() -> CaseStreet:
    """Accepted by silence, decided while its clock stood, overdue twice, and a calendar that is corrected."""
    street = case_morning()
    silent, joint, late = street.register("mr"), street.register("joint"), street.register("up")
    street.give(A1, c.NotifyDepartment(case=joint.id, department="f", days=5, last=True))
    street.give(CHIEF, c.StopClock(case=joint.parts[0], reason="hearing", days=3))
    street.day("11-25")
    street.give(CHIEF, c.DecideCase(case=joint.parts[0], end="closed"))
    street.day("12-01")
    assert silent.silent
    setup = street.hall.rules
    off = (*setup.deadlines.off_days, "2026-11-30", "2026-12-01")
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))
    street.give(BOSS, c.CounterOverdue(case=late.id, reason="calendar_wrong"))
    street.day("12-03")
    assert (late.overdue, late.countered) == (late.due, False)
    return street


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_the_rows_follow_silence_counter_entries_and_corrected_calendars(place: Where, at_once: int) -> None:
    """What counts as accepted since its receipt says so in its row; a part that was decided while it stood has its date."""  # C-7, C-10, C-20
    street = corrected()
    store = written(place, street, at_once)
    found = {row["id"]: row for row in rows(store, t.cases)}
    for case in street.hall.cases.open.values():
        row = found[case.id]
        names = ("state", "since", "overdue", "countered")
        assert [row[name] for name in names] == [getattr(case, name) for name in names]
        assert row["due"] == (None if case.parts else case.due)
    assert [row["accepted_at"] == row["received"] for row in found.values() if row["matter"] == "mr"] == [
        True
    ]
    (moved,), (fact,) = street.facts(DuesMoved), street.made(DuesMoved)
    noted = {row["case"] for row in rows(store, t.case_facts) if row["version"] == moved.version}
    assert noted == set(fact.dues) != set()
    store.close()
