"""What the ledger holds of one ticket and of those issued after it: for questions about the order of a line."""

from typing import Any

import msgspec
from sqlalchemy import Row, RowMapping, bindparam, select

from common.bounded import NUMBER_MOST
from common.words import Instant
from server.rules.facts import Entry
from server.rules.passed import READ
from server.storage import tables as t
from server.storage.hall_key import THE_HALL
from server.storage.reading import kind_of, read_fact
from server.storage.store import Store


class OnRecord(msgspec.Struct, frozen=True):
    """A ticket as history has it, of the day of its issue. `last`: the fact that ended it; none while it lives."""

    id: int
    number: str
    day: str
    matter: str
    state: str
    issued_at: Instant
    since: Instant
    carried: bool
    last: int | None


def ticket_on_record(
    store: Store, number: str, day: str, hall: str = THE_HALL, *, or_living: bool = True
) -> OnRecord | None:
    """The ticket of this number: the one of `day`; else one that still lives (carried over), where that is asked for."""
    c = t.tickets.c
    named = select(t.tickets).where(c.hall == hall, c.number == number)
    living = named.where(c.ended_at.is_(None)).order_by(c.day.desc())
    with store.reading() as connection:
        for question in (named.where(c.day == day), *([living] if or_living else [])):
            row = connection.execute(question).first()
            if row is not None:
                return _on_record(row)
    return None


def _on_record(row: Row[Any]) -> OnRecord:
    last = None if row.ended_at is None else row.version
    return OnRecord(
        id=row.id,
        number=row.number,
        day=row.day,
        matter=row.matter,
        state=row.state,
        issued_at=row.issued_at,
        since=row.since,
        carried=row.carried,
        last=last,
    )


def record_since(store: Store, ticket: OnRecord, hall: str = THE_HALL) -> list[Entry]:
    """The facts that `passed` looks at, from the ticket's issue to its end, or to now."""
    last = NUMBER_MOST if ticket.last is None else ticket.last
    asked = {"of": hall, "issued": ticket.id, "last": last, "kinds": KINDS}
    with store.reading() as connection:
        return [_entry(row) for row in connection.execute(_SINCE, asked).mappings()]


def _entry(row: RowMapping) -> Entry:
    fact = read_fact(row["kind"], row["fact_version"], row["body"])
    return Entry(row["version"], row["at"], row["due"], row["by"], fact)  # type: ignore[arg-type]  # a union of all facts


KINDS = sorted(kind_of(fact) for fact in READ)
_SINCE = (
    select(t.ledger)
    .where(
        t.ledger.c.hall == bindparam("of"),
        t.ledger.c.version >= bindparam("issued"),
        t.ledger.c.version <= bindparam("last"),
        t.ledger.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(t.ledger.c.version)
)
