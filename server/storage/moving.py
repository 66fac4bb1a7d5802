"""Move a hall from a data folder into a PostgreSQL database: every table, row by row, under the same ledger id."""

from sqlalchemy import Connection, Table, delete, func, insert, select

from server.storage import people_tables, tables
from server.storage.store import MARK, Store

AT_ONCE = 1_000
assert people_tables.staff.metadata is tables.metadata  # both files fill one metadata


class NotEmpty(Exception):
    """The database that is to take the hall has rows already; `table` is the first one found."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


def move(source: Store, target: Store) -> int:
    """Copy all rows in one transaction; how many facts there are. Raises `NotEmpty`, and what storing raises.

    Nobody may write to `source` meanwhile. Clients that were joined go on, for the ledger is the same.
    """
    every = [table for table in tables.metadata.sorted_tables if table is not tables.meta]
    with source.reading() as old, target.writing() as new:
        for table in every:
            if new.execute(select(table).limit(1)).first() is not None:
                raise NotEmpty(table.name)
        new.execute(delete(tables.meta))
        for table in (tables.meta, *every):
            _copy(old, new, table)
        new.execute(delete(tables.meta).where(tables.meta.c.name == MARK))
        return new.execute(select(func.count()).select_from(tables.ledger)).scalar_one()


def _copy(old: Connection, new: Connection, table: Table) -> None:
    found = old.execution_options(yield_per=AT_ONCE).execute(select(table).order_by(*table.primary_key))
    for rows in found.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in rows])
