"""The numbers of one day that did not simply go their way, and its appointments, from the rows."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from common.words import Instant
from server.rules.emergency.book import OF_NOBODY, on_the_slip
from server.storage import tables as t

APART = ("missed", "withdrawn", "voided", "lapsed")


class ApartTicket(msgspec.Struct, frozen=True):
    """A number that was missed, given up, voided, lapsed, carried over or put first; `by` did the last of it at `at`.

    `state` is `taken_back` of a number by hand whose entry was taken back: `number` may be another ticket's since.
    `filed`: it was typed in from a stub when its day was over, and never was a ticket.
    """

    ticket: int
    number: str
    matter: str
    line: str
    state: str
    at: Instant
    by: str
    issued_at: Instant
    carried: bool = False
    special: str | None = None
    special_by: str | None = None
    filed: bool = False


class DayAppointment(msgspec.Struct, frozen=True):
    """An appointment: `booked`, `kept` (came for), `cancelled` or `lapsed` (nobody came). Its code stands in no row."""

    appointment: int
    matter: str
    slot: Instant
    state: str
    by: str
    number: str | None


def tickets_apart(connection: Connection, hall: str, day: str, also: Sequence[int] = ()) -> list[ApartTicket]:
    """Of the numbers of `day`, and of those named in `also`, those that went apart; newest first."""
    c = t.tickets.c
    rows = {
        row.id: row for which in (c.day == day, c.id.in_(also)) for row in _apart(connection, hall, which)
    }
    apart = [(row.version, _ticket(row)) for row in rows.values()]
    filed = [(row.version, _filed(row)) for row in _filed_apart(connection, hall, day)]
    return [one for _, one in sorted([*apart, *filed], key=lambda found: -found[0])]


def _ticket(row: Any) -> ApartTicket:
    return ApartTicket(
        ticket=row.id,
        number=on_the_slip(row.number),
        matter=row.matter,
        line=row.line,
        state="taken_back" if OF_NOBODY in row.number else row.state,
        at=row.since,
        by=row.by,
        issued_at=row.issued_at,
        carried=row.carried,
        special=row.special,
        special_by=row.special_by,
    )


def _filed(row: Any) -> ApartTicket:
    return ApartTicket(
        ticket=row.id,
        number=row.number,
        matter=row.matter,
        line=row.line,
        state="taken_back" if row.taken_back else "withdrawn",
        at=row.at,
        by=row.by,
        issued_at=row.given,
        filed=True,
    )


def _filed_apart(connection: Connection, hall: str, day: str) -> Sequence[Any]:
    """Of the stubs of `day` that were typed in when it was over: who had gone, and what was a slip."""
    c, led = t.filed_stubs.c, t.ledger.c
    by = and_(led.hall == c.hall, led.version == c.version)
    question = select(t.filed_stubs, led.by).join(t.ledger, by)
    apart = or_(c.outcome == "left", c.taken_back)
    return connection.execute(question.where(c.hall == hall, c.day == day, apart)).all()


def _apart(connection: Connection, hall: str, which: ColumnElement[bool]) -> Sequence[Any]:
    """One condition at a time: each has its index, and together they have none."""
    c, led = t.tickets.c, t.ledger.c
    columns = (
        *(c.id, c.version, c.number, c.matter, c.line, c.state, c.since, c.issued_at),
        *(c.carried, c.special, c.special_by, led.by),
    )
    apart = or_(c.state.in_(APART), c.carried, c.special.is_not(None))
    by = and_(led.hall == c.hall, led.version == c.version)
    return connection.execute(select(*columns).join(t.ledger, by).where(c.hall == hall, which, apart)).all()


def appointments_of(connection: Connection, hall: str, span: tuple[Instant, Instant]) -> list[DayAppointment]:
    """Those whose slot begins within `span`, by slot."""
    c = t.appointments.c
    question = (
        select(c.id, c.matter, c.slot, c.state, c.booked_by, t.tickets.c.number)
        .outerjoin(t.tickets, and_(t.tickets.c.hall == c.hall, t.tickets.c.id == c.ticket))
        .where(c.hall == hall, c.slot >= span[0], c.slot < span[1])
        .order_by(c.slot, c.id)
    )
    return [
        DayAppointment(row.id, row.matter, row.slot, row.state, row.booked_by, row.number)
        for row in connection.execute(question)
    ]
