"""Which clerks' terminals are connected, known to every server of a shared database.

For each of them the server that has the connection holds a lock of PostgreSQL's: it goes with the server,
however that ends, and costs no write. Two clerks who share a lock's number are taken for one.
"""

from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from server.storage.hall_key import THE_HALL, number_of
from server.storage.store import Store

CLASS = 5_150
_HOLD = text("SELECT pg_advisory_lock_shared(:class, :clerk)")
_LET_GO = text("SELECT pg_advisory_unlock_shared(:class, :clerk)")
_OTHERS = text("""
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND classid = :class AND granted AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")


class Attendance:
    """One server's connected clerks, and those of the others."""

    def __init__(self, store: Store, hall: str = THE_HALL) -> None:
        self._store, self._hall = store, hall
        self._connection: Connection | None = None
        self._held: set[str] = set()
        store.goes_with(self.close)

    def share(self, mine: AbstractSet[str], all_of: AbstractSet[str]) -> set[str]:
        """Tell the others that `mine` are connected here; those of `all_of` that are connected to others.

        Raises SQLAlchemyError; what was told is then told again the next time.
        """
        try:
            connection = self._open()
            for clerk in mine - self._held:
                connection.execute(_HOLD, {"class": CLASS, "clerk": self._number(clerk)})
                self._held.add(clerk)
            for clerk in self._held - mine:
                connection.execute(_LET_GO, {"class": CLASS, "clerk": self._number(clerk)})
                self._held.remove(clerk)
            others = set(connection.execute(_OTHERS, {"class": CLASS}).scalars())
        except SQLAlchemyError:
            self.close()
            raise
        return {clerk for clerk in all_of if self._number(clerk) & 0xFFFFFFFF in others}

    def close(self) -> None:
        """Nobody is connected here any more."""
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return self._connection

    def _number(self, clerk: str) -> int:
        return number_of(f"{self._hall} {clerk}")
