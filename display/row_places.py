"""Who has one of the few call rows, so that every call has its time. Pure.

A new call has a row at once. With more calls in twenty seconds than rows, one that has stood
longest makes room and comes back later for the rest of its time, like a page.
"""

from dataclasses import dataclass

from common.words import Instant

ROW_MS = 20_000
STAY_MS = 5_000


@dataclass(slots=True)
class _Entry:
    """A call; `owed_ms` of its time are still to come."""

    order: int
    put_at: Instant
    owed_ms: int
    since: Instant | None = None
    was_shown: bool = False


class RowPlaces:
    """At most `places` tickets at a time; the others wait for their time or have had it."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._entries: dict[int, _Entry] = {}
        self._order = 0
        self._now: Instant | None = None
        self._spoken: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def shown(self) -> list[int]:
        """The tickets that have a row."""
        return [ticket for ticket, entry in self._entries.items() if entry.since is not None]

    def owes(self, ticket: int) -> bool:
        """Is some of its time still to come?"""
        return self._entries[ticket].owed_ms > 0 or ticket in self._spoken

    def put(self, ticket: int, now: Instant, *, fresh: bool) -> None:
        """A call (again); a fresh one is owed its full time from now on."""
        self._count(now)
        self._order += 1
        entry = self._entries.setdefault(ticket, _Entry(self._order, now, 0))
        entry.order, entry.put_at = self._order, now
        if fresh:
            entry.owed_ms = ROW_MS
            entry.was_shown = entry.since is not None

    def drop(self, ticket: int) -> None:
        """Its call is no longer true."""
        self._entries.pop(ticket, None)

    def advance(self, now: Instant, spoken: frozenset[int] = frozenset()) -> None:
        """Count what was seen since the last time, then give out the places anew.

        `spoken`: their voice has not ended, so neither has their time.
        """
        self._spoken = spoken
        self._count(now)
        chosen = self._owed()
        self._admit_new(chosen, now)
        for ticket in (*self._interrupted(), *self._latest()):
            if len(chosen) < self._places and ticket not in chosen:
                chosen.append(ticket)
        self._seat(chosen, now)

    def _count(self, now: Instant) -> None:
        passed = 0 if self._now is None else max(0, now - self._now)
        self._now = now
        for ticket in self.shown:
            self._entries[ticket].owed_ms -= passed

    def _owed(self) -> list[int]:
        """Seen, with time still to come: they stay."""
        return [ticket for ticket in self.shown if self.owes(ticket)]

    def _admit_new(self, chosen: list[int], now: Instant) -> None:
        for ticket in self._hidden(was_shown=False):
            if len(chosen) == self._places:
                oldest = min(chosen, key=self._since)
                if now - self._since(oldest) < STAY_MS:
                    return
                chosen.remove(oldest)
            chosen.append(ticket)
            self._entries[ticket].since = now

    def _interrupted(self) -> list[int]:
        return self._hidden(was_shown=True)

    def _hidden(self, *, was_shown: bool) -> list[int]:
        """In the order in which they came; of several that came at once the latest first."""
        hidden = [
            (entry.put_at, -entry.order, ticket)
            for ticket, entry in self._entries.items()
            if entry.since is None and self.owes(ticket) and entry.was_shown is was_shown
        ]
        return [ticket for *_, ticket in sorted(hidden)]

    def _latest(self) -> list[int]:
        return sorted(self._entries, key=lambda ticket: -self._entries[ticket].order)

    def _since(self, ticket: int) -> Instant:
        since = self._entries[ticket].since
        assert since is not None
        return since

    def _seat(self, chosen: list[int], now: Instant) -> None:
        for ticket, entry in self._entries.items():
            if ticket in chosen:
                entry.since = now if entry.since is None else entry.since
                entry.was_shown = True
            else:
                entry.since = None
