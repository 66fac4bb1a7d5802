"""What a server keeps an eye on: the day's copy, and faults of its own, which the supervisor is to see."""

import logging
from collections.abc import Callable, Mapping

from server.lane import Copies
from server.lane.faults import log_fault
from server.live.desk import Desk
from server.live.threads import Threads

COPY_AGAIN_S = 60.0
"""After a copy that failed: the stick may be put back."""

log = logging.getLogger(__name__)


class Watch:
    """`faults` says of each part (`server:backup`) what is wrong with it, none: nothing.

    `shown` the same of what no ledger can hold while it lasts.
    """

    def __init__(
        self,
        desk: Desk,
        threads: Threads,
        copies: Copies | None,
        faults: Mapping[str, Callable[[], str | None]],
        clock: Callable[[], float],
        shown: Mapping[str, Callable[[], str | None]] | None = None,
    ) -> None:
        self._desk, self._threads, self._copies, self._faults = desk, threads, copies, faults
        self._clock, self._shown = clock, shown or {}
        self._not_before = clock()

    def copy(self) -> None:
        """Take the copy that is due, in a reader's thread: the hall goes on meanwhile."""
        if self._copies is None or not self._copies.due or self._clock() < self._not_before:
            return
        self._threads.read(self._copies.take_due)
        if self._copies.failed:
            self._not_before = self._clock() + COPY_AGAIN_S

    def look(self) -> None:
        """Let the hall know of each fault's beginning and end; first of those that need no hall for it."""
        for part, fault in self._shown.items():
            _tell(self._desk.show, part, fault)
        for part, fault in self._faults.items():
            _tell(self._notice, part, fault)

    def _notice(self, part: str, fault: str | None) -> None:
        self._desk.notice(part, fault, self._clock())


def _tell(say: Callable[[str, str | None], None], part: str, fault: Callable[[], str | None]) -> None:
    """A part that cannot be looked at silences none of the others."""
    try:
        say(part, fault())
    except Exception as error:
        log_fault(log, f"{part} could not be looked at", error)
