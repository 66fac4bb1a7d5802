"""Fairness, watched from outside: who is called before somebody who came long before, read off facts alone.

Knows nothing of how places are computed: it follows who waits where and since when, by what happened, and looks at
everybody who waits whenever somebody is called. The promise is docs/place.md's last paragraph: no ticket issued more
than Hmax after t is called before one issued at t in the same line, save the special channel, calls out of turn, and
moves of the resident's own. After such a move the same holds from the place that it led to.
"""

from dataclasses import dataclass
from typing import NamedTuple

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.setup import Setup

MINUTE_MS = 60_000


class Passed(NamedTuple):
    """`ticket` waited since `since` when `called`, issued `later_ms` after that, was called."""

    ticket: int
    called: int
    at: Instant
    later_ms: int


@dataclass(slots=True)
class _Waiter:
    """`since`: from when its wait counts against others; `issued`: what it counts with itself."""

    issued: Instant
    since: Instant
    queue: str
    claim: Instant


class Bound:
    """Folds a record. `passed` are those beyond the bound; `calls` all calls looked at, `apart` those on record as exceptions."""

    def __init__(self) -> None:
        self.passed: list[Passed] = []
        self.calls = 0
        self.apart = 0
        self._most_ms = 0
        self._known: dict[int, _Waiter] = {}
        self._waiting: dict[str, set[int]] = {}

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        match entry.fact:
            case f.HallImported(setup=setup):
                self._most_ms = most_ms(setup)
            case f.TicketIssued() as fact:
                self._issued(fact, entry.due)
            case f.TicketCalled() as fact:
                self._called(fact, entry.due)
            case f.DayClosed():
                self._waiting.clear()
            case f.DayOpened(returned=tickets):
                for ticket in tickets:
                    self._waits(ticket)
            case fact:
                self._moved(fact)

    def _issued(self, fact: f.TicketIssued, at: Instant) -> None:
        """Whoever comes early for a slot waits from its claim on."""
        since = at if fact.slot is None else max(at, fact.claim)
        self._known[fact.ticket] = _Waiter(at, since, _queue(fact.line, fact.kept_to), fact.claim)
        self._waits(fact.ticket)

    def _called(self, fact: f.TicketCalled, at: Instant) -> None:
        self._leaves(fact.ticket)
        self.calls += 1
        if fact.special or fact.out_of_turn:
            self.apart += 1
            return
        called = self._known[fact.ticket]
        for ticket in self._waiting[called.queue]:
            later_ms = called.issued - self._known[ticket].since
            if later_ms > self._most_ms:
                self.passed.append(Passed(ticket, fact.ticket, at, later_ms))

    def _moved(self, fact: f.Fact) -> None:
        """Out of line, or in line again: where it was, or at another place."""
        match fact:
            case f.TicketPutBack():
                self._waits(fact.ticket)
            case f.TicketWithdrawn() | f.TicketVoided():
                self._leaves(fact.ticket)
            case f.FinishUndone(stand=stand) if stand is not None:
                self._leaves(fact.ticket)
                waiter = self._known[fact.ticket]
                waiter.queue, waiter.claim = _queue(stand.line, stand.kept_to), stand.claim
            case f.TicketTransferred() | f.TicketWentOn() | f.TicketReEntered() | f.TicketSteppedBack():
                self._placed(fact)

    def _placed(
        self, fact: f.TicketTransferred | f.TicketWentOn | f.TicketReEntered | f.TicketSteppedBack
    ) -> None:
        """Led to another line the claim is kept; by a move of the resident's own it counts from where that led."""
        waiter = self._known[fact.ticket]
        self._leaves(fact.ticket)
        if isinstance(fact, f.TicketTransferred | f.TicketWentOn):
            waiter.queue = _queue(fact.line, fact.kept_to)
        elif isinstance(fact, f.TicketReEntered):
            waiter.queue = _queue(waiter.queue.partition("@")[0], fact.kept_to)
        if fact.claim != waiter.claim or isinstance(fact, f.TicketReEntered | f.TicketSteppedBack):
            waiter.since = max(waiter.since, fact.claim)
        waiter.claim = fact.claim
        self._waits(fact.ticket)

    def _waits(self, ticket: int) -> None:
        self._waiting.setdefault(self._known[ticket].queue, set()).add(ticket)

    def _leaves(self, ticket: int) -> None:
        self._waiting.get(self._known[ticket].queue, set()).discard(ticket)


def most_ms(setup: Setup) -> int:
    """Hmax: the largest head start, or lead and lateness of an appointment."""
    heads = [item.head_start_min for item in setup.priorities]
    if setup.appointments:
        heads.append(setup.settings.appointment_lead_min + setup.settings.appointment_late_min)
    return max(heads, default=0) * MINUTE_MS


def _queue(line: str, kept_to: str | None) -> str:
    """A strict line is one queue for each of its posts."""
    return line if kept_to is None else f"{line}@{kept_to}"
