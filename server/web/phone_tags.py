"""What each ticket's page was told last: whoever has that already costs no more than a look at a dictionary."""

from typing import NamedTuple

from common.words import Instant

LOOK_AGAIN_MS = 10_000
"""A range may change by time alone; so often it is worked out anew while nothing happens."""
KEPT_MOST = 20_000


class _Told(NamedTuple):
    version: int
    at: Instant
    tag: str


class PhoneTags:
    """By ticket: the tag of what was shown at a version of the hall."""

    def __init__(self) -> None:
        self._told: dict[int, _Told] = {}

    def current(self, ticket: int, version: int, at: Instant) -> str:
        """What was told at this version, not long ago; empty where it has to be looked at anew."""
        told = self._told.get(ticket)
        if told is None or told.version != version or not 0 <= at - told.at < LOOK_AGAIN_MS:
            return ""
        return told.tag

    def keep(self, ticket: int, version: int, at: Instant, tag: str) -> None:
        """Note what is told now."""
        if len(self._told) >= KEPT_MOST:
            self._told.clear()
        self._told[ticket] = _Told(version, at, tag)
