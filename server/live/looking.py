"""A hall may be read only between two batches. Whoever looks at it waits for that, but not for ever: a disk may hang."""

from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import NamedTuple

from gevent.lock import RLock

from server.storage.failures import StorageBusy

LOOK_WITHIN_S = 3.0


class Between(NamedTuple):
    """`turning` is held while a batch is on its way; `looking` waits for its end, and raises `StorageBusy` where that takes too long."""

    turning: AbstractContextManager[object]
    looking: AbstractContextManager[object]


ALONE = Between(nullcontext(), nullcontext())
"""Where nothing is done at once."""


def taking_turns() -> Between:
    """For greenlets on one loop."""
    lock = RLock()
    return Between(lock, _Looking(lock))


class _Looking:
    def __init__(self, turning: RLock) -> None:
        self._turning = turning

    def __enter__(self) -> None:
        if not self._turning.acquire(timeout=LOOK_WITHIN_S):
            raise StorageBusy

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._turning.release()
