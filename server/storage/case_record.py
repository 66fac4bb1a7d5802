"""What the rows and the ledger hold of cases: one with its facts, in order, also long after it is over; and lists."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, or_, select

from common.words import Instant
from server.rules.cases.reach import Reach
from server.rules.facts import Entry
from server.storage import tables as t
from server.storage.reading import read_fact

PAGE_MOST = 200
LAST = "\U0010ffff"
"""Sorts after whatever a number goes on with."""


class CaseOnRecord(msgspec.Struct, frozen=True):
    """A case as its row has it; `part_of` is the joint case's id, `days` the limit in working days, `ticket` its id, `receipts` how many were lost."""

    id: int
    number: str
    matter: str
    department: str
    clerk: str
    way: str
    post: str | None
    ticket: int | None
    part_of: int | None
    mark: str | None
    state: str
    received: Instant
    since: Instant
    accepted_at: Instant | None
    decided_at: Instant | None
    delivered_at: Instant | None
    days: int | None
    extended: int
    due: Instant | None
    overdue: Instant | None
    countered: bool
    breaches: int
    late_steps: int
    left_open: bool
    handed_late: bool
    delivery_late: bool
    receipts: int


class Asked(NamedTuple):
    """Which cases: of a department, in a state, whose number begins so; `page` from 0, of `size`."""

    department: str = ""
    state: str = ""
    number: str = ""
    page: int = 0
    size: int = PAGE_MOST
    reach: Reach | None = None


def is_within(connection: Connection, hall: str, case: int, reach: Reach) -> bool:
    """Whether a clerk of this reach may read the case (S-5)."""
    c = t.cases.c
    question = select(c.id).where(c.hall == hall, c.id == case, _reached(reach))
    return connection.execute(question).scalar() is not None


def _reached(reach: Reach) -> ColumnElement[bool]:
    """Its own cases, and parts of those."""
    whole = t.cases.alias("whole")
    ours = select(whole.c.id).where(
        whole.c.hall == t.cases.c.hall, whole.c.id == t.cases.c.part_of, _own(whole.c, reach)
    )
    return or_(_own(t.cases.c, reach), ours.correlate(t.cases).exists())


def _own(c: Any, reach: Reach) -> ColumnElement[bool]:
    return or_(
        c.department == reach.department,
        c.clerk == reach.clerk,
        c.post.in_(reach.posts),
        c.matter.in_(reach.matters),
        c.id.in_(reach.cases),
    )


def case_on_record(connection: Connection, hall: str, number: str) -> CaseOnRecord | None:
    """The case of this number."""
    c = t.cases.c
    row = (
        connection.execute(select(*COLUMNS).where(c.hall == hall, c.number == number))
        .mappings()
        .one_or_none()
    )
    return None if row is None else CaseOnRecord(**row)


def facts_of(connection: Connection, hall: str, case: int) -> list[Entry]:
    """Its facts in order, from its registration; of a part from its notice, which is the whole's."""
    led, own = t.ledger.c, t.case_facts.c
    of_case = select(own.version).where(own.hall == hall, own.case == case)
    first = select(led.version).where(led.version == case)
    question = (
        select(t.ledger)
        .where(led.hall == hall, led.version.in_(of_case.union(first.where(led.hall == hall))))
        .order_by(led.version)
    )
    return [
        Entry(row.version, row.at, row.due, row.by, read_fact(row.kind, row.fact_version, row.body))  # type: ignore[arg-type]  # a union of all facts
        for row in connection.execute(question)
    ]


def cases_on_record(connection: Connection, hall: str, asked: Asked) -> tuple[list[CaseOnRecord], bool]:
    """One page of them, the newest first, and whether there are more."""
    size = min(max(asked.size, 1), PAGE_MOST)
    question = (
        select(*COLUMNS)
        .where(*conditions(hall, asked, sqlite=connection.dialect.name == "sqlite"))
        .order_by(t.cases.c.id.desc())
        .offset(asked.page * size)
        .limit(size + 1)
    )
    found = [CaseOnRecord(**row) for row in connection.execute(question).mappings()]
    return found[:size], len(found) > size


def texts_of(connection: Connection, hall: str, ids: Sequence[str]) -> Mapping[str, str]:
    """Private texts by id, but for those that are erased."""
    c = t.private_texts.c
    found = connection.execute(select(c.id, c.text).where(c.hall == hall, c.id.in_(ids), c.text.is_not(None)))
    return {row.id: row.text for row in found}


def salt_of(connection: Connection, hall: str, text: str) -> str:
    """Of one private text; empty where it is erased."""
    c = t.private_texts.c
    return connection.execute(select(c.salt).where(c.hall == hall, c.id == text)).scalar() or ""


def conditions(hall: str, asked: Asked, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """What is asked of a case's row."""
    c = t.cases.c
    wanted = [c.hall == hall]
    if asked.reach is not None:
        wanted.append(_reached(asked.reach))
    if asked.department:
        wanted.append(c.department == asked.department)
    if asked.state:
        wanted.append(c.state == asked.state)
    if asked.number:
        # Most numbers are typed whole: the ids by their index first, so that no table of a million is gone through.
        same = select(c.id).where(c.hall == hall, c.number.startswith(asked.number, autoescape=True))
        if sqlite:  # its LIKE takes no index; it compares by code point, as a range does
            same = same.where(c.number >= asked.number, c.number < asked.number + LAST)
        wanted.append(c.id.in_(same))
    return wanted


COLUMNS = tuple(t.cases.c[name] for name in CaseOnRecord.__struct_fields__)
