"""A span's figures, read in one snapshot of the database, a ticket at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, and_, select

from common.words import Instant
from server.rules.emergency.book import OF_NOBODY
from server.rules.facts import DayClosed
from server.statistics.covering import PostFigures, covering
from server.statistics.figures import Figures
from server.statistics.life import Book, statistics
from server.statistics.rows import CoverRow, FiledRow, PeriodRow
from server.statistics.span import Calendar, Span
from server.storage import tables as t
from server.storage.presence_record import takeovers
from server.storage.reading import read_fact
from server.storage.store import Store

AT_ONCE = 2_000
KEYS_AT_ONCE = 500
"""Keys in one question: databases limit the parameters of a statement."""


@dataclass(frozen=True)
class Statistics:
    """What is known of a span: of tickets, and of posts by their ids."""

    span: Span
    figures: Figures
    posts: dict[str, PostFigures]


def read_statistics(store: Store, hall: str, span: Span, timezone: str, now: Instant) -> Statistics:
    """Takes seconds for a busy month: never on the loop."""
    with store.reading() as connection:
        calendar = _calendar(connection, hall, timezone)
        begins, ends = calendar.bounds(span)
        older = _carried_into(connection, hall, begins)
        tickets = chain(_older(connection, hall, older), _issued(connection, hall, begins, ends))
        figures = statistics(tickets, Book(calendar, begins, ends), _filed(connection, hall, span))
        return Statistics(span, figures, _posts(connection, hall, calendar, span, now))


def _calendar(connection: Connection, hall: str, timezone: str) -> Calendar:
    days = select(t.days.c.opened, t.days.c.day, t.days.c.version, t.days.c.until).where(
        t.days.c.hall == hall
    )
    rows = connection.execute(days.order_by(t.days.c.opened)).all()
    closed = frozenset(row.version for row in rows if row.until is not None)
    return Calendar([(row.opened, row.day) for row in rows], closed, timezone)


def _carried_into(connection: Connection, hall: str, begins: int) -> tuple[int, ...]:
    """The tickets that were alive before the span: those which the last day before it carried over or left missed."""
    before = select(t.days.c.version).where(
        t.days.c.hall == hall, t.days.c.opened < begins, t.days.c.until.is_not(None)
    )
    closing = connection.execute(before.order_by(t.days.c.opened.desc()).limit(1)).scalar()
    if closing is None:
        return ()
    row = connection.execute(
        select(t.ledger.c.kind, t.ledger.c.fact_version, t.ledger.c.body).where(
            t.ledger.c.hall == hall, t.ledger.c.version == closing
        )
    ).one()
    fact = read_fact(row.kind, row.fact_version, row.body)
    return (*fact.carried, *fact.missed) if isinstance(fact, DayClosed) else ()


def _issued(connection: Connection, hall: str, begins: int, ends: int | None) -> Iterator[list[PeriodRow]]:
    return _tickets(connection, hall, _within(t.periods.c.ticket, begins, ends))


def _older(connection: Connection, hall: str, tickets: tuple[int, ...]) -> Iterator[list[PeriodRow]]:
    for start in range(0, len(tickets), KEYS_AT_ONCE):
        some = tickets[start : start + KEYS_AT_ONCE]
        yield from _tickets(connection, hall, t.periods.c.ticket.in_(some))


def _tickets(connection: Connection, hall: str, which: ColumnElement[bool]) -> Iterator[list[PeriodRow]]:
    """As a stream: a quarter's rows do not fit a small machine at once. A stub whose entry was taken back never was a number."""
    p, own = t.periods.c, t.tickets.c
    question = (
        select(
            p.ticket, p.opened, p.state, p.matter, p.line, p.post, p.window, p.clerk, p.role, p.came, p.since,
            p.until, own.period, own.state, own.version, own.ended_at,
        )
        .join(t.tickets, and_(own.hall == p.hall, own.id == p.ticket))
        .where(p.hall == hall, which, own.number.not_like(f"%{OF_NOBODY}%"))
        .order_by(p.ticket, p.opened)
    )  # fmt: skip
    found = connection.execution_options(yield_per=AT_ONCE).execute(question)
    for _, periods in groupby(map(PeriodRow._make, found), attrgetter("ticket")):
        yield list(periods)


def _filed(connection: Connection, hall: str, span: Span) -> Iterator[FiledRow]:
    """By their own days, whenever they were typed in, and whether or not the hall was ever opened then."""
    c = t.filed_stubs.c
    question = select(c.day, c.matter, c.line, c.given, c.window, c.called).where(
        c.hall == hall, c.day >= span.first, c.day <= span.last, c.taken_back.is_(False)
    )
    return map(FiledRow._make, connection.execute(question.order_by(c.id)))


def _within(version: ColumnElement[int], begins: int, ends: int | None) -> ColumnElement[bool]:
    return version >= begins if ends is None else and_(version >= begins, version < ends)


def _posts(
    connection: Connection, hall: str, calendar: Calendar, span: Span, now: Instant
) -> dict[str, PostFigures]:
    begins, ends = calendar.bounds(span)
    c, absence = t.covers.c, t.absences.c
    covers = select(c.post, c.state, c.window, c.reason, c.since, c.until).where(
        c.hall == hall, _within(c.opened, begins, ends)
    )
    absences = select(absence.post).where(absence.hall == hall, _within(absence.version, begins, ends))
    rows = [CoverRow._make(row) for row in connection.execute(covers.order_by(c.opened))]
    found = takeovers(connection, hall, _within(t.takeovers.c.opened, begins, ends))
    by_month = [(calendar.day(takeover.opened)[:7], takeover) for takeover in found]
    return covering(rows, connection.execute(absences.order_by(absence.version)).scalars(), by_month, now)
