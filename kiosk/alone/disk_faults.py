"""What staff should know of the kiosk's own file: that it could not be read, or cannot be written."""

from __future__ import annotations

from collections.abc import Callable

from common.words import Instant
from kiosk.alone.series import OwnSeries

UNREAD = "numbers_unread"
UNWRITTEN = "numbers_unwritten"
AGAIN_MS = 1_000
"""A disk that fails may take long to say so."""


class DiskFaults:
    """`tell`: what staff should know, once for each time that it begins, as soon as the server is there."""

    def __init__(self, own: OwnSeries, tell: Callable[[str], None]) -> None:
        self._own, self._tell = own, tell
        self._lost = own.lost
        self._told = False
        self._tried_at: Instant | None = None

    def tick(self, now: Instant, *, online: bool) -> None:
        """Write again what is not on the disk."""
        if self._tried_at is None or not 0 <= now - self._tried_at < AGAIN_MS:
            self._tried_at = now
            self._own.write_again()
        self._told = self._told and self._own.unwritten
        if not online:
            return
        if self._own.unwritten and not self._told:
            self._told = True
            self._tell(UNWRITTEN)
        if self._lost:
            self._lost = False
            self._tell(UNREAD)
