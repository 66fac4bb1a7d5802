"""Hold a hall's database against itself: chain, rows against facts, unique keys, private texts (S-3).

The rows are made again from the facts, in a database beside it, and compared one by one.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, inspect, select, text

from server.rules.apply import apply as apply_rules
from server.rules.hall import Hall
from server.storage import rows
from server.storage import tables as t
from server.storage.finding import Code, Finding
from server.storage.hall_key import THE_HALL
from server.storage.ledger import Apply
from server.storage.projection import project
from server.storage.schema import NEWEST, schema_of
from server.storage.sheets import needs
from server.storage.store import Store
from server.storage.walk import Walk

MOST = 100
"""So many findings of one table: one broken fact can put a whole day out of step."""


def check(store: Store, hall: str = THE_HALL, apply: Apply = apply_rules) -> list[Finding]:
    """What is wrong, the earliest fact first; nothing: all holds together."""
    with store.reading() as connection:
        damage = _damage(connection)
        if damage:
            return damage
        found = _missing_keys(connection) + _checked(connection, hall, apply)
    return sorted(found, key=lambda finding: finding.version)


def _damage(connection: Connection) -> list[Finding]:
    """What makes all further questions pointless."""
    if schema_of(connection) != NEWEST:
        return [Finding("schema_differs", values={"newest": NEWEST})]
    if connection.dialect.name != "sqlite":
        return []
    lines = connection.execute(text("PRAGMA integrity_check(5)")).scalars().all()
    return [Finding("database_damaged", values={"detail": line}) for line in lines if line != "ok"]


def _missing_keys(connection: Connection) -> list[Finding]:
    """A unique key that somebody dropped no longer stands behind anything."""
    inspector = inspect(connection)
    missing = []
    for table in t.metadata.sorted_tables:
        wanted = {index.name for index in table.indexes if index.unique}
        found = {index["name"] for index in inspector.get_indexes(table.name) if index["unique"]}
        values = [{"table": table.name, "key": str(name)} for name in sorted(map(str, wanted - found))]
        missing += [Finding("key_missing", values={**value}) for value in values]
    return missing


def _checked(connection: Connection, hall: str, apply: Apply) -> list[Finding]:
    walk = Walk(connection, hall, apply)
    with tempfile.TemporaryDirectory() as folder, closing(Store.scratch(Path(folder))) as again:
        day = ""
        for entries in walk:
            with again.writing() as writer:
                sheets = rows.load(writer, hall, day, needs(entries))
                project(sheets, entries)
                rows.save(writer, sheets)
                day = sheets.day
        if not walk.whole:
            return walk.findings
        with again.reading() as rebuilt:
            differences = [_differences(connection, rebuilt, table, hall, walk) for table in t.PROJECTED]
            overlaps = _overlaps(rebuilt, hall, walk)
            alive = _living(rebuilt, hall, walk.hall)
    texts = _texts(connection, hall, walk)
    return [*walk.findings, *chain.from_iterable(differences), *overlaps, *alive, *texts]


def _differences(
    stored: Connection, rebuilt: Connection, table: Table, hall: str, walk: Walk
) -> list[Finding]:
    """The rows of one table that the facts would not have written."""
    found = []
    for here, there in _paired(_ordered(stored, table, hall), _ordered(rebuilt, table, hall), table):
        if here == there:
            continue
        row = there or here or {}
        values = {"table": table.name, "row": _named(row, table), "columns": _unlike(here, there)}
        code = "row_missing" if here is None else "row_unexpected" if there is None else "row_differs"
        version = row["version"]
        found.append(Finding(code, version, walk.kinds.get(version, ""), values))  # type: ignore[arg-type]
        if len(found) == MOST:
            break
    return found


def _ordered(connection: Connection, table: Table, hall: str) -> Iterator[dict[str, Any]]:
    mine = select(table).where(table.c.hall == hall).order_by(*table.primary_key)
    found = connection.execution_options(yield_per=1_000).execute(mine)
    return (dict(row) for row in found.mappings())


def _paired(
    left: Iterator[dict[str, Any]], right: Iterator[dict[str, Any]], table: Table
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Rows of both sides with the same key side by side; none where a side has no such row."""
    here, there = next(left, None), next(right, None)
    while here is not None or there is not None:
        mine, other = _key(here, table), _key(there, table)
        if there is None or (here is not None and mine < other):
            yield here, None
            here = next(left, None)
        elif here is None or other < mine:
            yield None, there
            there = next(right, None)
        else:
            yield here, there
            here, there = next(left, None), next(right, None)


def _key(row: dict[str, Any] | None, table: Table) -> tuple[Any, ...]:
    return () if row is None else tuple(row[column.name] for column in table.primary_key)


def _named(row: dict[str, Any], table: Table) -> str:
    return ", ".join(f"{c.name} {row[c.name]}" for c in table.primary_key if c.name != "hall")


def _unlike(here: dict[str, Any] | None, there: dict[str, Any] | None) -> str:
    if here is None or there is None:
        return ""
    return ", ".join(name for name in there if here[name] != there[name])


def _overlaps(rebuilt: Connection, hall: str, walk: Walk) -> list[Finding]:
    """A ticket's periods follow one another (scenario 1); the unique keys see only the open ones."""
    found = []
    before: dict[str, Any] = {}
    for row in _ordered(rebuilt, t.periods, hall):
        same = before.get("ticket") == row["ticket"]
        backwards = row["until"] is not None and row["until"] < row["since"]
        if backwards or (same and (before["until"] is None or before["until"] > row["since"])):
            version = row["opened"]
            values = {"ticket": row["ticket"]}
            found.append(Finding("periods_overlap", version, walk.kinds.get(version, ""), values))
        before = row
    return found


def _living(rebuilt: Connection, hall_key: str, hall: Hall) -> list[Finding]:
    """The tickets that the rows say are alive are those of the hall in memory."""
    alive = select(t.tickets).where(t.tickets.c.hall == hall_key, t.tickets.c.ended_at.is_(None))
    here = {row.id: (row.state, row.since, row.line, row.window) for row in rebuilt.execute(alive)}
    there = {
        ticket.id: (ticket.state, ticket.since, ticket.line, ticket.window)
        for ticket in hall.tickets.values()
        if ticket.state not in ("finished", "withdrawn", "voided", "lapsed")
    }
    differ = {key for key in here.keys() | there.keys() if here.get(key) != there.get(key)}
    return [Finding("hall_differs", values={"ticket": ticket}) for ticket in sorted(differ)]


def _texts(connection: Connection, hall: str, walk: Walk) -> list[Finding]:
    """Every private text is the one that its fact committed to, or was erased by a fact: nothing else may take it away."""
    mine = select(t.private_texts).where(t.private_texts.c.hall == hall)
    stored = {row.id: row for row in connection.execute(mine)}
    found = [Finding("text_unexpected", values={"id": id_}) for id_ in stored.keys() - walk.sealed.keys()]
    for id_, (sealed, version) in walk.sealed.items():
        row = stored.get(id_)
        if row is None:
            found.append(Finding("text_missing", version, walk.kinds[version], {"id": id_}))
        elif row.commitment != sealed.commitment or not _keeps_to(row.salt, row.text, row.commitment):
            found.append(Finding("text_differs", version, walk.kinds[version], {"id": id_}))
        elif (row.text is None) != (id_ in walk.erased):
            code: Code = "text_gone" if row.text is None else "text_kept"
            found.append(Finding(code, version, walk.kinds[version], {"id": id_}))
    return found


def _keeps_to(salt: str, words: str | None, commitment: str) -> bool:
    return words is None or hashlib.sha256(f"{salt}:{words}".encode()).hexdigest() == commitment
