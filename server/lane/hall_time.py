"""A hall's own time: the clock's, and never before what stands in its ledger."""

from common.words import Instant
from server.clock import SLEW, Clock

LONGEST_PAUSE_MS = 72 * 3_600_000
"""A wall clock further than this after the last fact is confirmed by an administrator."""
OTHERS_AHEAD_MS = 2_000
"""So much later the clock of another server may be, which stamped the last fact."""


class HallTime:
    """`confirmed` is false when the clock at the start cannot be believed without a word from someone.

    `shared`: other servers may have stamped the last fact, by clocks of their own.
    """

    def __init__(self, clock: Clock, last_at: Instant, shared: bool = False) -> None:
        self._clock = clock
        self._last = last_at
        self._ahead = 0.0
        wall = self._wall = clock.now()
        earliest = last_at - (OTHERS_AHEAD_MS if shared else 0)
        self.confirmed = last_at == 0 or earliest <= wall <= last_at + LONGEST_PAUSE_MS

    def now(self) -> Instant:
        """The present moment of the hall."""
        wall = self._clock.now()
        self._ahead = max(0.0, self._ahead - SLEW * (wall - self._wall))
        self._wall = wall
        self._last = max(self._last, wall + int(self._ahead))
        return self._last

    def reach(self, at: Instant) -> None:
        """A fact is stamped `at`, by a server whose clock is ahead: go on from there, and fall back bit by bit."""
        behind = at - self.now()
        if behind > 0:
            self._last = at
            self._ahead += behind if self.confirmed else 0

    def confirm(self) -> None:
        """The clock is right: go on from the last fact, and fall back to the clock bit by bit."""
        if not self.confirmed:
            self.confirmed = True
            self._ahead = max(0.0, float(self._last - self._wall))
