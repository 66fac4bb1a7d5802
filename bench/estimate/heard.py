"""What each number was told, by the range and by three known predictors, and how long it waited: read off the facts alone."""

from typing import NamedTuple

from common.words import Instant
from server.rules import facts as f
from server.rules.cover import SERVED
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.next_calls import called_before
from server.rules.way import GivenRange

MINUTE_MS = 60_000
FIXED_MIN = 8.0
"""So many minutes are set for each person in a hall that measures nothing."""


class Told(NamedTuple):
    """Minutes: what came true, the range, and what the others said."""

    waited: float
    given: GivenRange
    by_queue: float
    by_last: float
    by_fixed: float


class _Asked(NamedTuple):
    at: Instant
    line: str
    given: GivenRange
    by_queue: float
    by_last: float
    by_fixed: float


class Witness:
    """Follows a day. What is told of a number is forgotten when it goes another way (docs/estimate.md)."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.told: list[Told] = []
        self._asked: dict[int, _Asked] = {}
        self._issued: dict[int, tuple[str, Instant]] = {}
        self._last: dict[str, float] = {}
        self._begun: dict[int, Instant] = {}
        self._services: list[float] = []

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        match entry.fact:
            case f.TicketIssued() as fact:
                self._issued[fact.ticket] = (fact.line, entry.due)
                if fact.wait is not None:
                    self._asked[fact.ticket] = self._predicted(fact, fact.wait, entry.due)
            case f.TicketCalled() as fact:
                self._called(fact, entry.due)
            case f.ServiceStarted(ticket=ticket):
                self._begun[ticket] = entry.due
            case f.ServiceFinished(ticket=ticket) if ticket in self._begun:
                self._services.append((entry.due - self._begun.pop(ticket)) / MINUTE_MS)
            case (
                f.SpecialGranted(ticket=ticket)
                | f.TicketSteppedBack(ticket=ticket)
                | f.TicketReEntered(ticket=ticket)
                | f.TicketVoided(ticket=ticket)
            ):
                self._asked.pop(ticket, None)
            case f.DayClosed():
                self._asked.clear()

    def _called(self, fact: f.TicketCalled, at: Instant) -> None:
        line, issued_at = self._issued.pop(fact.ticket, ("", at))
        if line:
            self._last[line] = (at - issued_at) / MINUTE_MS
        asked = self._asked.pop(fact.ticket, None)
        if asked is not None and not fact.out_of_turn:
            waited = (at - asked.at) / MINUTE_MS
            self.told.append(Told(waited, asked.given, asked.by_queue, asked.by_last, asked.by_fixed))

    def _predicted(self, fact: f.TicketIssued, given: GivenRange, at: Instant) -> _Asked:
        """The others know how many are ahead, how many windows serve, and how long services took until now."""
        hall = self._hall
        ahead = called_before(hall, hall.tickets[fact.ticket]) or 0
        clerks = {
            hall.covers[post.id].clerk
            for post in hall.posts_of(fact.line)
            if post.id in hall.covers and hall.covers[post.id].state in SERVED
        }
        windows = max(1, len(clerks))
        mean = sum(self._services) / len(self._services) if self._services else FIXED_MIN
        return _Asked(
            at,
            fact.line,
            given,
            ahead * mean / windows,
            self._last.get(fact.line, 0.0),
            ahead * FIXED_MIN / windows,
        )
