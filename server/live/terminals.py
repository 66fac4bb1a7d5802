"""Which clerks' terminals are connected, and when one fell silent (AB-4). Pure: it is told the time."""

from common.words import Instant

NOTICED_AFTER_MS = 5_000
"""A page that is loaded again is back by then: no fact for that. The grace counts from the silence itself."""


class Terminals:
    """Counts connections per clerk."""

    def __init__(self) -> None:
        self._connected: dict[str, int] = {}
        self._silent: dict[str, Instant] = {}

    def joined(self, clerk: str) -> None:
        """A terminal of the clerk is connected."""
        self._connected[clerk] = self._connected.get(clerk, 0) + 1
        self._silent.pop(clerk, None)

    def left(self, clerk: str, at: Instant) -> None:
        """One of the clerk's connections ended; with the last one begins the silence."""
        left = self._connected.pop(clerk, 1) - 1
        if left > 0:
            self._connected[clerk] = left
        else:
            self._silent[clerk] = at

    def assume_silent(self, clerk: str, at: Instant) -> None:
        """At the server's start nobody is connected yet."""
        if clerk not in self._connected:
            self._silent[clerk] = at

    def next_silence(self) -> Instant | None:
        """When a silence is next to be told; none while every terminal is connected."""
        return min(self._silent.values()) + NOTICED_AFTER_MS if self._silent else None

    def fallen_silent(self, at: Instant) -> list[tuple[str, Instant]]:
        """Clerks whose silence is to be told now, each once, with its beginning."""
        told = [(clerk, since) for clerk, since in self._silent.items() if at - since >= NOTICED_AFTER_MS]
        for clerk, _ in told:
            del self._silent[clerk]
        return told
