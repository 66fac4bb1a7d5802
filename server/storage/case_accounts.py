"""What was done late or wrong with cases, one record for each fact (C-2, C-5, C-7, C-8, C-10, C-19, C-20, M-1): who held the case then, and what was entered against it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, or_, select

from common.words import Instant
from server.rules.cases.case import OPEN
from server.rules.cases.facts import (
    CaseAccepted,
    CaseHandedOn,
    CaseOverdue,
    CaseRegistered,
    CaseTakenBack,
    DeliveryLate,
    DepartmentNotified,
    HandingOnLate,
    NotClosedOnTheSpot,
    OverdueCountered,
    StepOverdue,
    StopOverrun,
    SupplementTold,
)
from server.rules.facts import DayClosed, Entry
from server.storage import tables as t
from server.storage.case_record import COLUMNS, PAGE_MOST, Asked, CaseOnRecord, conditions
from server.storage.reading import kind_of, read_fact

RECORDS = tuple(
    map(
        kind_of,
        (CaseOverdue, StepOverdue, NotClosedOnTheSpot, DayClosed, HandingOnLate, DeliveryLate, CaseTakenBack),
    )
)
BEGINS = (CaseRegistered, DepartmentNotified)


class Account(NamedTuple):
    """A record: the case as it is now, its first fact, the one on record, who handled the case then, and the counter-entry of what is overdue."""

    case: CaseOnRecord
    first: Entry
    entry: Entry
    clerk: str
    countered: Entry | None


def accounts_of(
    connection: Connection, hall: str, asked: Asked, since: Instant, until: Instant
) -> tuple[list[Account], bool]:
    """One page of those from `since` until before `until`, the newest first, and whether there are more."""
    c, own, led = t.cases.c, t.case_facts.c, t.ledger.c
    size = min(max(asked.size, 1), PAGE_MOST)
    breach = and_(led.kind == kind_of(SupplementTold), led.body.contains('"breach":true'))
    facts = t.cases.join(t.case_facts, and_(own.hall == c.hall, own.case == c.id)).join(
        t.ledger, and_(led.hall == own.hall, led.version == own.version)
    )
    question = (
        select(*COLUMNS, *_FACT)
        .select_from(facts)
        .where(*conditions(hall, asked, sqlite=connection.dialect.name == "sqlite"))
        .where(led.due >= since, led.due < until)
        .where(
            or_(and_(_bears(), or_(led.kind.in_(RECORDS), breach)), and_(_in_hand(since, until), _lapse()))
        )
        .order_by(led.due.desc(), led.version.desc(), c.id.desc())
        .offset(asked.page * size)
        .limit(size + 1)
    )
    found = [_read(row) for row in connection.execute(question).mappings()]
    beside = _beside(connection, hall, sorted({case.id for case, _ in found}))
    return [_account(case, entry, beside[case.id]) for case, entry in found[:size]], len(found) > size


def _bears() -> Any:
    """By what the row says first: of most cases no fact is looked at."""
    c = t.cases.c
    late = (c.overdue.is_not(None), c.breaches > 0, c.late_steps > 0, c.state == "taken_back")
    return or_(*late, c.left_open, c.handed_late, c.delivery_late)


def _in_hand(since: Instant, until: Instant) -> Any:
    """At some time of the quarter, by the row: of what its row does not say no other case is looked at."""
    c = t.cases.c
    return and_(c.received < until, or_(c.state.in_(OPEN), c.since >= since))


def _lapse() -> Any:
    """Accepted because nobody told anything in time (C-20), or stopped for longer than was told (C-5)."""
    led = t.ledger.c
    silent = and_(led.kind == kind_of(CaseAccepted), led.body.contains('"silent":true'))
    return or_(silent, led.kind == kind_of(StopOverrun))


def _beside(connection: Connection, hall: str, cases: Sequence[int]) -> dict[int, list[Entry]]:
    """By case, in order: who handled it from when, and what was entered against its records."""
    own, led = t.case_facts.c, t.ledger.c
    kinds = [kind_of(CaseHandedOn), kind_of(OverdueCountered)]
    later = (
        select(own.case.label("of"), *_FACT)
        .select_from(t.case_facts.join(t.ledger, and_(led.hall == own.hall, led.version == own.version)))
        .where(own.hall == hall, own.case.in_(cases), led.kind.in_(kinds))
    )
    first = select(led.version.label("of"), *_FACT).where(led.hall == hall, led.version.in_(cases))
    found: dict[int, list[Entry]] = {}
    for question in (first, later.order_by(led.version)):
        for row in connection.execute(question).mappings():
            found.setdefault(row["of"], []).append(_entry(row))
    return found


def _account(case: CaseOnRecord, entry: Entry, beside: list[Entry]) -> Account:
    before = [one.fact for one in beside if one.version < entry.version and one.due <= entry.due]
    held = [fact.clerk for fact in before if isinstance(fact, (*BEGINS, CaseHandedOn))]
    after = [one for one in beside if one.version > entry.version and isinstance(one.fact, OverdueCountered)]
    wrong = after[0] if after and isinstance(entry.fact, CaseOverdue) else None
    clerk = entry.fact.clerk if isinstance(entry.fact, CaseOverdue) else held[-1]
    return Account(case, beside[0], entry, clerk, wrong)


def _read(row: RowMapping) -> tuple[CaseOnRecord, Entry]:
    return CaseOnRecord(**{column.name: row[column.name] for column in COLUMNS}), _entry(row)


def _entry(row: RowMapping) -> Entry:
    fact: Any = read_fact(row["fact_kind"], row["fact_version"], row["fact_body"])
    return Entry(row["fact_at_version"], row["fact_at"], row["fact_due"], row["fact_by"], fact)


_FACT = (
    t.ledger.c.version.label("fact_at_version"),
    t.ledger.c.at.label("fact_at"),
    t.ledger.c.due.label("fact_due"),
    t.ledger.c.by.label("fact_by"),
    t.ledger.c.kind.label("fact_kind"),
    t.ledger.c.fact_version.label("fact_version"),
    t.ledger.c.body.label("fact_body"),
)
"""A fact's columns, whose names are not those of a case's row."""
