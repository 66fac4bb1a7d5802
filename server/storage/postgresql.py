"""What PostgreSQL is asked for that SQLite has by itself: patience, one writer at a time, durable commits."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection

from server.storage.hall_key import number_of

WRITING, TURN, OPENING = 5_150_001, 5_150_002, 5_150_003
"""Advisory locks: who writes for a hall, whose turn it is to decide for it, who looks at the schema. Gone with their transaction."""
IDLE_MS = 10_000
"""A server that was stopped in the middle of a transaction holds the others up for so long at most."""
CONNECT_S = 5
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings without which COMMIT is no promise."""
LINK = {
    "connect_timeout": CONNECT_S,
    "application_name": "jiaohao",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A network that is gone is noticed within seconds, not hours."""
READER = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""One state of the database throughout."""


def engine_for(url: URL, busy_ms: int) -> Engine:
    """`busy_ms`: how long a lock is waited for."""
    link = {name: value for name, value in LINK.items() if name not in url.query}
    engine = create_engine(url, connect_args=link, hide_parameters=True, pool_pre_ping=True)

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]  # psycopg's has a block
            cursor.execute(f"SET lock_timeout = {busy_ms}")
            cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
        connection.commit()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "after_cursor_execute", _count)
    return engine


def written(connection: Connection) -> int:
    """How many rows were changed through this connection so far: the server itself does not count."""
    return int(connection.info.get("written", 0))


def wait_for(connection: Connection, lock: int, hall: str = "") -> None:
    """Until the transaction ends, nobody else has this lock of this hall."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({lock}, {number_of(hall)})"))


def undurable(connection: Connection) -> list[str]:
    """Those of `DURABLE` that are switched off."""
    return [name for name in DURABLE if connection.execute(text(f"SHOW {name}")).scalar() == "off"]


def _count(
    connection: Connection, cursor: Any, _statement: str, _parameters: object, _context: object, _many: bool
) -> None:
    if cursor.description is None and cursor.rowcount > 0:
        connection.info["written"] = connection.info.get("written", 0) + cursor.rowcount
