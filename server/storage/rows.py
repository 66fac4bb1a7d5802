"""Bring a batch's sheets from the database and write them back, whole rows in bulk."""

from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, Update, bindparam, insert, select, update

from server.storage import tables as t
from server.storage.sheets import Needs, Row, Sheet, Sheets

AT_ONCE = 500
"""Keys in one question: databases limit the parameters of a statement."""


def load(connection: Connection, hall: str, day: str, needed: Needs) -> Sheets:
    """Sheets that hold the stored rows `needed` names."""
    sheets = Sheets(hall, day)
    if not needed.none:
        _load_tickets(connection, sheets, sorted(needed.tickets))
        _load_handovers(connection, sheets, sorted(needed.handovers))
        _load_appointments(connection, sheets, sorted(needed.appointments))
        _load_cases(connection, sheets, sorted(needed.cases))
        _load_filed_stubs(connection, sheets, sorted(needed.filed_stubs))
        if needed.open_rows:
            _load_open_rows(connection, sheets)
    return sheets


def save(connection: Connection, sheets: Sheets) -> None:
    """Write what changed. What ends comes before what begins: a unique key holds at every step."""
    _save(connection, t.tickets, sheets.tickets, "ended_at")
    _save(connection, t.periods, sheets.periods, "until")
    _save(connection, t.calls, sheets.calls)
    _save(connection, t.days, sheets.days)
    _save(connection, t.covers, sheets.covers, "until")
    _save(connection, t.handovers, sheets.handovers)
    _save(connection, t.absences, sheets.absences)
    _save(connection, t.appointments, sheets.appointments)
    _save(connection, t.sittings, sheets.sittings)
    _save(connection, t.aways, sheets.aways)
    _save(connection, t.takeovers, sheets.takeovers)
    _save(connection, t.spot_checks, sheets.spot_checks)
    _save(connection, t.cases, sheets.cases)
    _save(connection, t.case_facts, sheets.case_facts)
    _save(connection, t.filed_stubs, sheets.filed_stubs)


def open_day(connection: Connection, hall: str) -> str:
    """The civil day that is open, or was last; empty before the first."""
    newest = select(t.days.c.day).where(t.days.c.hall == hall).order_by(t.days.c.opened.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def _load_tickets(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        tickets = _rows(connection, _TICKETS, of=sheets.hall, ids=some)
        sheets.tickets.stored.update((row["id"], row) for row in tickets)
        newest = [row["period"] for row in tickets]
        for row in _rows(connection, _PERIODS, of=sheets.hall, ids=some, newest=newest):
            sheets.periods.stored[row["ticket"], row["opened"]] = row


def _load_handovers(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    if ids:
        found = _rows(connection, _HANDOVERS, of=sheets.hall, ids=ids)
        sheets.handovers.stored.update((row["id"], row) for row in found)


def _load_appointments(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        found = _rows(connection, _APPOINTMENTS, of=sheets.hall, ids=ids[start : start + AT_ONCE])
        sheets.appointments.stored.update((row["id"], row) for row in found)


def _load_cases(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        found = _rows(connection, _CASES, of=sheets.hall, ids=ids[start : start + AT_ONCE])
        sheets.cases.stored.update((row["id"], row) for row in found)


def _load_filed_stubs(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        found = _rows(connection, _FILED_STUBS, of=sheets.hall, ids=ids[start : start + AT_ONCE])
        sheets.filed_stubs.stored.update((row["id"], row) for row in found)


def _load_open_rows(connection: Connection, sheets: Sheets) -> None:
    for row in _rows(connection, _OPEN_DAYS, of=sheets.hall):
        sheets.days.stored[row["opened"]] = row
        sheets.open_day = row["opened"]
    for row in _rows(connection, _OPEN_COVERS, of=sheets.hall):
        sheets.covers.stored[row["opened"]] = row
        sheets.open_covers[row["post"]] = row["opened"]
    for row in _rows(connection, _OPEN_SITTINGS, of=sheets.hall):
        sheets.sittings.stored[row["opened"]] = row
        sheets.open_sittings[row["clerk"]] = row["opened"]
    for row in _rows(connection, _OPEN_AWAYS, of=sheets.hall):
        sheets.aways.stored[row["opened"]] = row
        sheets.open_aways[row["clerk"], "silent" if row["kind"] == "silent" else "away"] = row["opened"]
    for row in _rows(connection, _OPEN_TAKEOVERS, of=sheets.hall):
        sheets.takeovers.stored[row["opened"]] = row
        sheets.open_takeovers[row["post"]] = row["opened"]


def _rows(connection: Connection, question: Select[Any], **about: Any) -> list[Row]:
    found = connection.execute(question, about)
    names = list(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found]


def _save(connection: Connection, table: Table, sheet: Sheet, end: str | None = None) -> None:
    changed = list(sheet.changed.values())
    if end is not None:
        changed.sort(key=lambda row: row[end] is None)
    if changed:
        connection.execute(UPDATES[table.name], [_keyed(table, row) for row in changed])
    if sheet.added:
        connection.execute(INSERTS[table.name], list(sheet.added.values()))


def _update_of(table: Table) -> Update:
    """By the primary key; what is not part of the key is set."""
    same = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
    return (
        update(table).where(*same).values({c.name: bindparam(c.name) for c in table.c if not c.primary_key})
    )


def _keyed(table: Table, row: Row) -> dict[str, Any]:
    return row | {f"key_{column.name}": row[column.name] for column in table.primary_key}


INSERTS = {table.name: insert(table) for table in t.PROJECTED}
UPDATES = {table.name: _update_of(table) for table in t.PROJECTED}

# Questions are put together once: doing it for each batch takes longer than asking them.
_OF: BindParameter[str] = bindparam("of")
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_TICKETS = select(t.tickets).where(t.tickets.c.hall == _OF, t.tickets.c.id.in_(_IDS))
_PERIODS = select(t.periods).where(
    t.periods.c.hall == _OF,
    t.periods.c.ticket.in_(_IDS),
    t.periods.c.opened.in_(bindparam("newest", expanding=True)),
)
_HANDOVERS = select(t.handovers).where(t.handovers.c.hall == _OF, t.handovers.c.id.in_(_IDS))
_APPOINTMENTS = select(t.appointments).where(t.appointments.c.hall == _OF, t.appointments.c.id.in_(_IDS))
_CASES = select(t.cases).where(t.cases.c.hall == _OF, t.cases.c.id.in_(_IDS))
_FILED_STUBS = select(t.filed_stubs).where(t.filed_stubs.c.hall == _OF, t.filed_stubs.c.id.in_(_IDS))
_OPEN_DAYS, _OPEN_COVERS, _OPEN_SITTINGS, _OPEN_AWAYS, _OPEN_TAKEOVERS = (
    select(table).where(table.c.hall == _OF, table.c.until.is_(None))
    for table in (t.days, t.covers, t.sittings, t.aways, t.takeovers)
)
