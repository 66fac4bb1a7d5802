"""Which calls are seen, and for how long. Pure: time comes in as `now`, milliseconds.

Calls are read from the rows of the view alone, never from announcements: a wall that was away and
one that was not then have one road. A row that is new, or was called again, is a call.
"""

from collections.abc import Iterable
from typing import NamedTuple

from common.messages import TicketState
from common.rows import CallRow
from common.words import Instant
from display.aloud import SILENT, Aloud
from display.hero import Hero, HeroQueue
from display.row_places import RowPlaces

FRESH_MS = 60_000
JUST_MS = 2_000
SHOWN: frozenset[TicketState] = frozenset(("called", "serving", "held", "missed", "finished"))
"""A ticket in any other state was put back or taken away: its call is no longer true."""


class CallKey(NamedTuple):
    """One act of calling; a recall is another."""

    ticket: int
    times: int
    called_at: Instant


class SeenRow(NamedTuple):
    """A call row as it is seen now."""

    call: CallRow
    inverted: bool
    flashing: bool


def key_of(call: CallRow) -> CallKey:
    """The act of calling that `call` shows."""
    return CallKey(call.ticket, call.times, call.called_at)


class Calls:
    """Today's last calls: who is hero, which rows are there, which of them inverted."""

    def __init__(self, places: int) -> None:
        self._rows: dict[int, CallRow] = {}
        self._count, self._places = places, RowPlaces(places)
        self._began = False
        self._heroes = HeroQueue()
        self._aloud = SILENT

    @property
    def remembered(self) -> int:
        """How many things are kept about calls: bounded by the view's table."""
        return len(self._rows) + len(self._places) + len(self._heroes)

    def take(self, rows: Iterable[CallRow], now: Instant) -> None:
        """Learn the rows of the view; nothing older than a minute becomes new."""
        shown = sorted((row for row in rows if row.state in SHOWN), key=_by_time)
        before, self._rows = self._rows, {row.ticket: row for row in shown}
        self._forget(before.keys() - self._rows.keys())
        known = {key_of(row) for row in before.values()}
        self._learn([row for row in shown if key_of(row) not in known], now)

    def advance(self, now: Instant, aloud: Aloud = SILENT) -> None:
        """Let time pass."""
        self._aloud = aloud
        self._heroes.advance(now, aloud)
        self._places.advance(now, aloud.owed)

    def hero_held(self, now: Instant) -> bool:
        """Must the next chime wait, because a call has not been shown large for long enough?"""
        return self._heroes.held(now)

    def hero(self, now: Instant) -> Hero | None:
        """The call shown large: the last one called out, or who is still awaited, or being served."""
        shown = self._heroes.shown
        if shown is not None:
            row = self._rows[shown.ticket]
            if shown.held(now):
                return Hero(row, shown.since, called=True)
            if row.state in ("called", "serving"):
                return Hero(row, shown.since, called=row.state == "called")
        for state in ("called", "serving"):
            if standing := [row for row in self._rows.values() if row.state == state and self._is_out(row)]:
                return Hero(max(standing, key=_by_time), None, called=state == "called")
        return None

    def rows(self, now: Instant) -> tuple[SeenRow, ...]:
        """The rows, newest first."""
        shown = sorted((self._rows[ticket] for ticket in self._places.shown), key=_by_time, reverse=True)
        return tuple(
            SeenRow(row, self._places.owes(row.ticket), self._heroes.flashes(row.ticket, now))
            for row in shown
        )

    def _is_out(self, row: CallRow) -> bool:
        return row.ticket not in self._aloud.awaiting

    def _learn(self, rows: list[CallRow], now: Instant) -> None:
        """New calls, oldest first. What stood before this wall began has had its time, but for the last of it."""
        heroes = fresh = [row for row in rows if now - row.called_at <= FRESH_MS]
        if not self._began:
            fresh = fresh[max(0, len(fresh) - self._count) :]
            heroes = [row for row in fresh if now - row.called_at <= JUST_MS] or fresh[-1:]
        for row in rows:
            self._places.put(row.ticket, now, fresh=row in fresh)
        for row in heroes:
            self._heroes.put(row.ticket)
        self._began = True

    def _forget(self, tickets: Iterable[int]) -> None:
        for ticket in tickets:
            self._places.drop(ticket)
            self._heroes.drop(ticket)


def _by_time(row: CallRow) -> tuple[Instant, int]:
    return row.called_at, row.ticket
