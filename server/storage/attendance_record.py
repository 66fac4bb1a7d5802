"""What the record says of who was there on days that are over, and of leaves: for D-1."""

import msgspec
from sqlalchemy import Connection, select

from common.words import Instant
from server.rules import facts as f
from server.rules.minutes import AwaySpan, Sitting
from server.rules.setup import Setup
from server.storage import tables as t
from server.storage.presence_record import within
from server.storage.reading import kind_of, read_fact
from server.storage.setups import setups_within

Times = tuple[Instant, Instant]
LEAVES = [kind_of(f.LeaveRecorded), kind_of(f.LeaveEnded)]


class Attended(msgspec.Struct, frozen=True):
    """Days that were opened and are over, who sat and was away then, and leaves by clerk.

    `setups`: by day the set-up with which it ended.
    """

    days: tuple[str, ...]
    sittings: list[Sitting]
    aways: list[AwaySpan]
    leaves: dict[str, list[Times]]
    setups: dict[str, Setup] = {}


def attended(connection: Connection, hall: str, first: str, last: str) -> Attended:
    """From day `first` to `last`, both included."""
    c = t.days.c
    question = select(c.day, c.since, c.until).where(c.hall == hall, c.day >= first, c.day <= last)
    rows = connection.execute(question.order_by(c.opened)).all()
    running = {row.day for row in rows if row.until is None}
    over = [row for row in rows if row.day not in running]
    if not over:
        return Attended((), [], [], {})
    span = (min(row.since for row in over), max(row.until for row in over))
    return Attended(
        days=tuple(dict.fromkeys(row.day for row in over)),
        sittings=[Sitting(**row) for row in within(connection, hall, t.sittings, Sitting, span)],
        aways=[AwaySpan(**row) for row in within(connection, hall, t.aways, AwaySpan, span)],
        leaves=_leaves(connection, hall, span[1]),
        setups=_setups(connection, hall, {row.day: row.until for row in over}),
    )


def _setups(connection: Connection, hall: str, ends: dict[str, Instant]) -> dict[str, Setup]:
    span = (min(ends.values()) - 1, max(ends.values()))
    known = setups_within(connection, hall, span)
    return {day: then.setup for day, end in ends.items() for then in known if then.since < end}


def _leaves(connection: Connection, hall: str, until: Instant) -> dict[str, list[Times]]:
    """Every leave that was recorded, as long as it really lasted; one that was called off before is none."""
    c = t.ledger.c
    question = select(c.kind, c.fact_version, c.body, c.due).where(
        c.hall == hall, c.kind.in_(LEAVES), c.due < until
    )
    found: dict[str, list[Times]] = {}
    for row in connection.execute(question.order_by(c.version)):
        fact = read_fact(row.kind, row.fact_version, row.body)
        mine = found.setdefault(fact.clerk, []) if isinstance(fact, f.LeaveRecorded | f.LeaveEnded) else []
        if isinstance(fact, f.LeaveRecorded):
            mine.append((fact.since, fact.until))
        elif isinstance(fact, f.LeaveEnded) and (fact.since, fact.until) in mine:
            mine.remove((fact.since, fact.until))
            mine += [(fact.since, row.due)] if fact.since < row.due else []
    return found
