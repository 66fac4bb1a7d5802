"""The call shown large: one after the other, each its time. Pure."""

from collections import deque
from typing import NamedTuple

from common.rows import CallRow
from common.words import Instant
from display.aloud import SILENT, Aloud

HERO_MS = 3_000
FADE_MS = 300
PULSES = 3
PULSE_MS = 1_000


class Hero(NamedTuple):
    """A call shown large since `since` (none: it was there before). `called`: it is to be gone to."""

    call: CallRow
    since: Instant | None
    called: bool

    def faded_in(self, now: Instant) -> float:
        """0 at first, 1 when the fade is over."""
        return 1.0 if self.since is None else min(1.0, (now - self.since) / FADE_MS)


class Turn(NamedTuple):
    """A ticket's turn at being the hero."""

    ticket: int
    since: Instant

    def held(self, now: Instant) -> bool:
        """Is its least time still running?"""
        return now < self.since + HERO_MS


class HeroQueue:
    """Two calls at once each get their time: nothing is swallowed."""

    def __init__(self) -> None:
        self.shown: Turn | None = None
        self._waiting: deque[int] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, ticket: int) -> None:
        """Called, or called again: it waits for its turn."""
        self._waiting.append(ticket)

    def drop(self, ticket: int) -> None:
        """Put back, or gone: its call is no longer true."""
        self._waiting = deque(other for other in self._waiting if other != ticket)
        if self.shown is not None and self.shown.ticket == ticket:
            self.shown = None

    def advance(self, now: Instant, aloud: Aloud = SILENT) -> None:
        """The next one's turn, if the present one has had its time; one that is spoken begins with its chime."""
        if self.held(now):
            return
        ticket = self._next(aloud)
        if ticket is not None:
            self._waiting.remove(ticket)
            self.shown = Turn(ticket, now)

    def held(self, now: Instant) -> bool:
        """Is somebody's least time still running?"""
        return self.shown is not None and self.shown.held(now)

    def _next(self, aloud: Aloud) -> int | None:
        if aloud.began in self._waiting:
            return aloud.began
        return next((ticket for ticket in self._waiting if ticket not in aloud.awaiting), None)

    def flashes(self, ticket: int, now: Instant) -> bool:
        """Is the ticket's row in the bright half of one of its pulses?"""
        if self.shown is None or self.shown.ticket != ticket:
            return False
        pulse, within = divmod(now - self.shown.since, PULSE_MS)
        return pulse < PULSES and within < PULSE_MS // 2
