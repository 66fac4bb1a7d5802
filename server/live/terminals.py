"""Which clerks' terminals are connected, and what the rules are to hear of it (AB-4). Pure: it is told the time."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from common.words import Instant
from server.rules.order import TerminalBack, TerminalSilent

NOTICED_AFTER_MS = 5_000
"""A page that is loaded again is back by then: no fact for that. The grace counts from the silence itself."""
AGAIN_AFTER_MS = 5_000
"""What could not be stored is said again after this."""

Word = TerminalSilent | TerminalBack


class Silence(NamedTuple):
    """Of a clerk's terminal: from when on, and when the rules are to hear of it."""

    since: Instant
    tell_at: Instant


class Terminals:
    """Counts connections per clerk; what was said and not taken is said again, if it is still so."""

    def __init__(self) -> None:
        self._connected: dict[str, int] = {}
        self._silent: dict[str, Silence] = {}
        self._back: dict[str, Instant] = {}

    @property
    def connected(self) -> set[str]:
        """Whose terminals are connected here."""
        return set(self._connected)

    def joined(self, clerk: str, at: Instant) -> None:
        """A terminal of the clerk is connected: that is said each time, for a silence may be on its way."""
        self._connected[clerk] = self._connected.get(clerk, 0) + 1
        self._silent.pop(clerk, None)
        self._back[clerk] = at

    def left(self, clerk: str, at: Instant) -> None:
        """One of the clerk's connections ended; with the last one begins the silence."""
        left = self._connected.pop(clerk, 1) - 1
        if left > 0:
            self._connected[clerk] = left
        else:
            self._back.pop(clerk, None)
            self.assume_silent(clerk, at)

    def assume_silent(self, clerk: str, at: Instant) -> None:
        """At the server's start nobody is connected yet."""
        self._silent[clerk] = Silence(at, at + NOTICED_AFTER_MS)

    def acted(self, clerk: str, at: Instant) -> None:
        """Sat down or came back, perhaps over HTTP: a terminal that is not connected then is silent from then on."""
        if clerk not in self._connected:
            self._silent.setdefault(clerk, Silence(at, at + NOTICED_AFTER_MS))

    def compare(self, silent: Mapping[str, bool], elsewhere: AbstractSet[str], at: Instant) -> None:
        """Where several servers serve a hall: who sits, and whether silence is on record; who is connected elsewhere.

        A server that was killed says nothing of its clerks: the others do.
        """
        connected = self._connected.keys() | elsewhere
        for clerk, on_record in silent.items():
            if clerk in self._connected and on_record:
                self._back.setdefault(clerk, at + AGAIN_AFTER_MS)
            elif clerk not in connected and not on_record:
                self._silent.setdefault(clerk, Silence(at, at + NOTICED_AFTER_MS))
        for clerk in elsewhere:
            self._silent.pop(clerk, None)

    def next_word(self) -> Instant | None:
        """When something is next to be said; none while every terminal is connected."""
        moments = [silence.tell_at for silence in self._silent.values()]
        return min((*moments, *self._back.values()), default=None)

    def words(self, at: Instant) -> list[Word]:
        """What is to be said now, each once."""
        silent = {clerk: told for clerk, told in self._silent.items() if told.tell_at <= at}
        back = [clerk for clerk, tell_at in self._back.items() if tell_at <= at]
        for clerk in silent:
            del self._silent[clerk]
        for clerk in back:
            del self._back[clerk]
        silences = [TerminalSilent(clerk=clerk, since=told.since) for clerk, told in silent.items()]
        return [*silences, *(TerminalBack(clerk=clerk) for clerk in back)]

    def not_taken(self, word: Word, at: Instant) -> None:
        """The lane refused it, or nobody knows: say it again later, unless it is no longer so."""
        clerk, connected = word.clerk, word.clerk in self._connected
        if isinstance(word, TerminalBack):
            if connected:
                self._back.setdefault(clerk, at + AGAIN_AFTER_MS)
        elif not connected:
            self._silent[clerk] = Silence(word.since, at + AGAIN_AFTER_MS)
