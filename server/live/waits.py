"""How long whoever comes now will wait: a table that changes by no entry, so it is looked at again in good time."""

from common.words import Instant
from server.lane import Lane
from server.live.feed import Feed, Rows
from server.rules.estimate.rows import waits
from server.rules.hall import Hall

AFTER_NEWS_MS, QUIET_MS = 1_000, 10_000
"""So long after a look the next, if anything happened since, and if nothing did."""


class Waits:
    """Of the lane's hall, by its clock."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._looked: tuple[Instant, int] = (0, -1)

    def table(self, hall: Hall) -> Rows:
        """As it is now."""
        self._looked = self._lane.now(), hall.version
        return waits(hall, self._looked[0])

    def due_at(self, feed: Feed) -> Instant | None:
        """When to look again; none while nobody sees it, or the hall cannot be read."""
        if self._lane.lost or not feed.shows("waits"):
            return None
        (looked_at, version), now = self._looked, self._lane.now()
        if now < looked_at:  # the clock was set back
            return now
        return looked_at + (QUIET_MS if version == self._lane.hall.version else AFTER_NEWS_MS)

    def anew(self, feed: Feed) -> Rows | None:
        """The table, if it is time for it."""
        due_at = self.due_at(feed)
        return None if due_at is None or due_at > self._lane.now() else self.table(self._lane.hall)
