"""The hall's secret of which the tokens of phone pages are made (docs/decisions/0195)."""

import secrets

from sqlalchemy import Connection, insert, select

from server.storage.hall_key import THE_HALL
from server.storage.store import Store
from server.storage.tables import meta

KEY_BYTES = 32


def phone_key(store: Store) -> bytes:
    """Drawn when it is first asked for, and the same from then on, also on another server of the database and after a restore."""
    with store.reading() as connection:
        found = _kept(connection, store.hall)
    return found or _drawn(store)


def _drawn(store: Store) -> bytes:
    with store.writing() as connection:
        found = _kept(connection, store.hall)  # another server may have been first
        if found is not None:
            return found
        drawn = secrets.token_bytes(KEY_BYTES)
        connection.execute(insert(meta).values(name=_name(store.hall), value=drawn.hex()))
        return drawn


def _kept(connection: Connection, hall: str) -> bytes | None:
    value = connection.execute(select(meta.c.value).where(meta.c.name == _name(hall))).scalar()
    return None if value is None else bytes.fromhex(value)


def _name(hall: str) -> str:
    return "phone_key" if hall == THE_HALL else f"phone_key {hall}"
