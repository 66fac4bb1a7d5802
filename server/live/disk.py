"""Whether the disk takes what is written, also while nobody writes, and when it does so again."""

from collections.abc import Callable

from server.live.threads import Threads
from server.storage.store import Store

AGAIN_S = 2.0
"""After a write that failed: there may be room again."""
IDLE_S = 30.0
"""Without a write for so long, one is tried: a disk that fills up at night is known before the morning."""


class Disk:
    """`clock` is in seconds. A write that goes through anywhere is as good as a trial."""

    def __init__(self, store: Store, threads: Threads, clock: Callable[[], float]) -> None:
        self._store, self._threads, self._clock = store, threads, clock
        self._seen, self._not_before = store.writes, clock() + IDLE_S

    def look(self) -> None:
        """Try, in the writer's thread, if it is time to."""
        if self._store.trouble is None and self._store.writes != self._seen:
            self._wait()
        elif self._clock() >= self._not_before:
            self._threads.write(self._store.probe)
            self._wait()
        elif self._store.trouble is not None:
            self._not_before = min(self._not_before, self._clock() + AGAIN_S)

    def _wait(self) -> None:
        self._seen = self._store.writes
        self._not_before = self._clock() + (IDLE_S if self._store.trouble is None else AGAIN_S)
