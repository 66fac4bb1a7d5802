"""Bring a batch's sheets from the database and write them back, whole rows in bulk."""

from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam, insert, select, update

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


def open_day(connection: Connection, hall: str) -> str:
    """The civil day that is open, or was last; empty before the first."""
    newest = select(t.days.c.day).where(t.days.c.hall == hall).order_by(t.days.c.opened.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def _load_tickets(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        mine = select(t.tickets).where(t.tickets.c.hall == sheets.hall, t.tickets.c.id.in_(some))
        tickets = [dict(row) for row in connection.execute(mine).mappings()]
        sheets.tickets.stored.update((row["id"], row) for row in tickets)
        newest = select(t.periods).where(
            t.periods.c.hall == sheets.hall,
            t.periods.c.ticket.in_(some),
            t.periods.c.opened.in_([row["period"] for row in tickets]),
        )
        for row in connection.execute(newest).mappings():
            sheets.periods.stored[row["ticket"], row["opened"]] = dict(row)


def _load_handovers(connection: Connection, sheets: Sheets, ids: list[int]) -> None:
    if ids:
        mine = select(t.handovers).where(t.handovers.c.hall == sheets.hall, t.handovers.c.id.in_(ids))
        sheets.handovers.stored.update((row["id"], dict(row)) for row in connection.execute(mine).mappings())


def _load_open_rows(connection: Connection, sheets: Sheets) -> None:
    for row in _open(connection, t.days, sheets.hall):
        sheets.days.stored[row["opened"]] = row
        sheets.open_day = row["opened"]
    for row in _open(connection, t.covers, sheets.hall):
        sheets.covers.stored[row["opened"]] = row
        sheets.open_covers[row["post"]] = row["opened"]


def _open(connection: Connection, table: Table, hall: str) -> list[Row]:
    still = select(table).where(table.c.hall == hall, table.c.until.is_(None))
    return [dict(row) for row in connection.execute(still).mappings()]


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
