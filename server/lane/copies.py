"""A copy of the database after each day's end (S-4), and on request.

Whether one is due is read from the ledger and the copies' names, so that a server that was killed
between the day's end and the copy takes it at its next start.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, select

from server.lane.faults import log_fault
from server.rules.facts import DayClosed, Entry
from server.storage import tables as t
from server.storage.backup import Backups
from server.storage.chain import short
from server.storage.ledger import Ledger

log = logging.getLogger(__name__)


def _bring_home(ledger: Ledger) -> None:
    """The copy is taken: whatever keeps the log from being brought home is no fault of its."""
    try:
        ledger.store.bring_home()
    except Exception as error:
        log_fault(log, "the log was not brought home", error)


class Copies:
    """Knows whether a copy is due. `take` may run in any thread while the hall goes on.

    `failed` says that the last one could not be taken, or none could be: one is due until one is taken.
    """

    def __init__(self, ledger: Ledger, backups: Backups) -> None:
        self._ledger, self._backups = ledger, backups
        self.due = self._day_without_copy()
        self.failed = False

    def note(self, entries: Iterable[Entry]) -> None:
        """Facts that were stored: to be subscribed to the lane."""
        if any(isinstance(entry.fact, DayClosed) for entry in entries):
            self.due = True

    def try_folder(self) -> None:
        """Whether a copy could be taken: known at the start, not at the end of the day. Raises OSError."""
        try:
            self._backups.try_folder()
        except OSError:
            self.due = self.failed = True
            raise

    def take(self) -> Path:
        """A copy now; raises what kept it from being taken, and then one is due."""
        self.due = False  # a day that ends while this one is taken makes another due
        try:
            copy = self._backups.take()
        except BaseException:
            self.due = self.failed = True
            raise
        self.failed = False
        _bring_home(self._ledger)
        return copy

    def newest_at(self) -> float | None:
        """When the newest copy was taken, in seconds since the epoch by the machine's clock; none: there is none."""
        return self._backups.newest_at()

    def take_due(self) -> None:
        """What the day's end asks for; a failure is logged and seen in `failed`."""
        if not self.due:
            return
        try:
            self.take()
        except Exception as error:
            log_fault(log, "the day's copy failed", error)

    def _day_without_copy(self) -> bool:
        """Whether no copy holds the end of the last day that was closed."""
        hall = self._ledger.hall
        closed = select(func.max(t.ledger.c.version)).where(
            t.ledger.c.hall == hall, t.ledger.c.kind == "day_closed"
        )
        since = select(t.ledger.c.hash).where(
            t.ledger.c.hall == hall, t.ledger.c.version >= closed.scalar_subquery()
        )
        with self._ledger.store.reading() as connection:
            heads = {short(digest) for digest in connection.execute(since).scalars()}
        return bool(heads) and heads.isdisjoint(self._backups.heads())
