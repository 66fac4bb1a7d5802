"""Native threads for what would stop the loop: gevent is not patched in, so it is asked for each time.

One thread writes: two writers on one SQLite file starve each other (p99 4 s). Hashing a password
takes tens of milliseconds and megabytes: one at a time.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from gevent.threadpool import ThreadPool

READERS = 4
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
        return self._writer.apply(work)

    def read(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return self._readers.apply(work)

    def hash(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return self._hasher.apply(work)

    def close(self) -> None:
        """Wait for what is being done, then end the threads."""
        for pool in (self._hasher, self._readers, self._writer):
            pool.join()
            pool.kill()


class NoThreads:
    """Where nobody else waits: a command line, a test, a day in one process."""

    def write(self, work: Callable[[], T]) -> T:
        """See `Threads`."""
        return work()

    read = hash = write
