"""Native threads for what would stop the loop: gevent is not patched in, so it is asked for each time.

One thread writes: two writers on one SQLite file starve each other (p99 4 s). Hashing a password
takes tens of milliseconds and megabytes: one at a time.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from gevent.threadpool import ThreadPool

from server.live.patience import TookTooLong, patience

READERS = 4
CLOSE_S = 10.0
T = TypeVar("T")


class Threads(Protocol):
    """Where slow work is done; the caller waits, the loop does not."""

    def write(self, work: Callable[[], T]) -> T:
        """Do what writes to the database."""

    def read(self, work: Callable[[], T]) -> T:
        """Do what reads from it."""

    def hash(self, work: Callable[[], T]) -> T:
        """Do what hashes a password."""


class NativeThreads:
    """For a server with a gevent loop; made on that loop."""

    def __init__(self) -> None:
        self._writer, self._readers, self._hasher = ThreadPool(1), ThreadPool(READERS), ThreadPool(1)

    def write(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return _done_in(self._writer, work)

    def read(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return _done_in(self._readers, work)

    def hash(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return _done_in(self._hasher, work)

    def close(self, within_s: float = CLOSE_S) -> bool:
        """Wait for what is being done, and end the threads; False where a disk hangs, and its thread with it."""
        pools = (self._hasher, self._readers, self._writer)
        try:
            with patience(within_s):
                for pool in pools:
                    pool.join()
                    pool.kill()
        except TookTooLong:
            return False
        return True


def _done_in(pool: ThreadPool, work: Callable[[], T]) -> T:
    """What `work` gives; what it raises is raised here alone, where it is known whether that is a fault.

    gevent would print the traceback of everything that is raised in a thread, also of a refusal or a full disk.
    """

    def outcome() -> tuple[T | None, Exception | None]:
        try:
            return work(), None
        except Exception as error:
            return None, error

    value, error = pool.apply(outcome)
    if error is not None:
        raise error
    return cast("T", value)


class NoThreads:
    """Where nobody else waits: a command line, a test, a day in one process."""

    def write(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return work()

    read = hash = write
