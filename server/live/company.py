"""The other servers on the same database: what they store is heard here, and whose terminals they have."""

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from server.lane.faults import log_fault
from server.live.desk import Desk
from server.live.threads import Threads
from server.storage.attendance import Attendance
from server.storage.failures import BrokenLedger, StorageFailure
from server.storage.store import Store

FOLLOW_S = 0.25
ATTEND_S = 1.0
"""A silence is noticed after five seconds: by then every server knows who is connected elsewhere."""
UNREADABLE = (SQLAlchemyError, StorageFailure, BrokenLedger)

log = logging.getLogger(__name__)


class Company:
    """For a server on a shared database. A database that is away is said once, and is the storage's trouble."""

    def __init__(self, desk: Desk, store: Store, threads: Threads) -> None:
        self._desk, self._store, self._threads = desk, store, threads
        self._attendance = Attendance(store)
        self._away = False

    def follow(self) -> None:
        """Hear what the others have stored, and tell who listens here."""
        self._guarded(self._desk.follow)

    def attend(self) -> None:
        """Say whose terminals are connected here, and hear whose are connected to others."""
        self._guarded(self._attend)

    def _attend(self) -> None:
        mine, seated = self._desk.attending()
        others = self._threads.read(lambda: self._attendance.share(mine, seated))
        self._desk.attend(others)

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UNREADABLE as error:
            self._store.unread()
            if not self._away:
                log_fault(log, "the database cannot be read", error)
            self._away = True
        else:
            self._away = False
