"""Whose turn it is to decide, where several servers share a database.

A turn begins before a batch is decided and ends when it is stored: nobody is overtaken, nobody decides
twice. It is a lock of PostgreSQL's in a transaction of its own, which ends with the server that holds it, and
after ten seconds at the latest. Nothing rests on it: behind it stands the key (hall, version).
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from server.storage import postgresql
from server.storage.failures import connection_lost, passing
from server.storage.store import Store

T = TypeVar("T")


class Turns:
    """One server's part in it, for one hall."""

    def __init__(self, store: Store, hall: str) -> None:
        self._store, self._hall = store, hall
        self._connection: Connection | None = None
        store.goes_with(self.close)

    def take(self, read: Callable[[Connection], T]) -> T:
        """Wait for the turn, and give what `read` finds once it is ours.

        Raises a `StorageFailure` where that says more than the SQLAlchemyError.
        """
        try:
            try:
                return self._take(read)
            except SQLAlchemyError as error:
                if not connection_lost(error):
                    raise
                return self._take(read)  # the database was restarted since
        except SQLAlchemyError as error:
            failure = None if connection_lost(error) else passing(error)
            if failure is None:
                raise
            raise failure from error

    def end(self) -> None:
        """Let the next one decide. Never raises; no turn is no matter."""
        connection = self._connection
        if connection is None or not connection.in_transaction():
            return
        try:
            connection.rollback()
        except SQLAlchemyError:
            self.close()

    def close(self) -> None:
        """Let go of the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _take(self, read: Callable[[Connection], T]) -> T:
        self.end()
        try:
            if self._connection is None:
                self._connection = self._store.engine.connect()
            postgresql.wait_for(self._connection, postgresql.TURN, self._hall)
            return read(self._connection)
        except SQLAlchemyError as error:
            self.close() if connection_lost(error) else self.end()
            raise
        except BaseException:
            self.end()
            raise
