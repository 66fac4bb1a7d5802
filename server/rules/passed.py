"""Why was I passed? Read off the record alone: for one ticket, every ticket issued later and called before it, with the rule.

Only facts are looked at, so that the answer is the same today, next year and in a court. It names no
person: a number, a window, a moment and a rule (Q-13).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hall import Key, queue_of

Rule = Literal[
    "special",
    "out_of_turn",
    "kept_to_post",
    "priority",
    "appointment",
    "carried",
    "handed_in",
    "same_moment",
    "missed",
    "re_entry",
    "not_yet",
    "added",
    "not_checked_in",
    "checked_in_late",
    "own_slot",
    "other_line",
]
"""From `missed` to `own_slot` of the resident's own; `other_line`: the clerk's own line came first (AB-9)."""

MINUTE_MS = 60_000


class Passing(msgspec.Struct, frozen=True):
    """`number`, issued later, was called at `at` to `window` before the one who asks: by `rule`, with its values."""

    ticket: int
    number: str
    at: Instant
    window: int
    rule: Rule
    values: dict[str, str | int] = {}


@dataclass(slots=True)
class _Way:
    """What the record says so far of one ticket. `ought`: its place but for moves of its own."""

    number: str
    line: str
    kept_to: str | None
    key: Key
    ought: Key
    head_start_min: int
    priority: str | None
    slot: Instant | None
    waiting: bool = True
    own: Rule | None = None  # the move of its own that set its present place
    out: Rule | None = None  # why it is out of line, by its own doing
    carried: bool = False
    handed_in: Instant | None = None  # given without the server, when
    special: str = ""
    passing: Passing | None = None  # what the last call of it was to the one who asks

    @property
    def queue(self) -> str:
        return queue_of(self.line, self.kept_to)


def passed(entries: Iterable[Entry], ticket: int) -> list[Passing]:
    """Who went before `ticket`, the earliest first. `entries`: the record from its issue on, all kinds or tickets' alone."""
    record = _Record(ticket)
    for entry in entries:
        record.take(entry)
    return record.found


class _Record:
    def __init__(self, ticket: int) -> None:
        self.ticket = ticket
        self.found: list[Passing] = []
        self._ways: dict[int, _Way] = {}

    def take(self, entry: Entry) -> None:
        handle = _HANDLERS.get(type(entry.fact))
        if handle is not None:
            handle(self, entry.fact, entry)

    def _way(self, fact: Any) -> _Way | None:
        """Of a ticket issued no earlier than the one who asks; others pass nobody."""
        return self._ways.get(fact.ticket)

    def issued(self, fact: f.TicketIssued, entry: Entry) -> None:
        key = (fact.claim, fact.placed, fact.ticket)
        given = fact.given if isinstance(fact, f.TicketHandedIn) else entry.due
        head_start = max(0, given - fact.claim) // MINUTE_MS
        self._ways[fact.ticket] = _Way(
            fact.number, fact.line, fact.kept_to, key, key, head_start, fact.priority, fact.slot
        )
        if isinstance(fact, f.TicketHandedIn):
            self._ways[fact.ticket].handed_in = given
            self._ways[fact.ticket].waiting = fact.outcome == "waiting"

    def called(self, fact: f.TicketCalled, entry: Entry) -> None:
        mine, other = self._ways.get(self.ticket), self._way(fact)
        if other is None:
            return
        other.passing = None
        if mine is not None and mine is not other and self._passes(mine, other, fact):
            rule, values = _rule(mine, other, fact)
            other.passing = Passing(fact.ticket, other.number, entry.due, fact.window, rule, values)
            self.found.append(other.passing)
        other.waiting = False

    @staticmethod
    def _passes(mine: _Way, other: _Way, fact: f.TicketCalled) -> bool:
        return (mine.waiting or mine.out is not None) and (mine.queue in fact.over or mine.line == other.line)

    def moved(
        self,
        fact: f.TicketTransferred | f.TicketWentOn | f.TicketReEntered | f.TicketSteppedBack,
        entry: Entry,
    ) -> None:
        """In line at a new place: by somebody else's hand the place it ought to have moves too."""
        way = self._way(fact)
        if way is None:
            return
        key = (fact.claim, fact.placed, fact.ticket)
        own = _own_move(way, fact, entry)
        if isinstance(fact, f.TicketTransferred | f.TicketWentOn):
            way.line, way.kept_to = fact.line, fact.kept_to
            own = own or way.own
            way.ought = key if own is None else way.ought
        elif isinstance(fact, f.TicketReEntered):
            way.kept_to = fact.kept_to
            way.carried = way.out == "not_checked_in" and own is None
            way.ought = key if own is None else way.ought
        way.key, way.own, way.out, way.waiting, way.special = key, own, None, True, ""

    def granted(self, fact: f.SpecialGranted, entry: Entry) -> None:
        if (way := self._way(fact)) is not None:
            way.special = fact.reason

    def put_back(self, fact: f.TicketPutBack, entry: Entry) -> None:
        """A call that was taken back was none."""
        if (way := self._way(fact)) is None:
            return
        way.waiting = True
        if fact.reason == "undo" and way.passing is not None:
            self.found.remove(way.passing)
            way.passing = None

    def missed(self, fact: f.TicketMissed, entry: Entry) -> None:
        if (way := self._way(fact)) is not None:
            way.waiting, way.out = False, "missed"

    def in_hand(self, fact: f.MissUndone | f.FinishUndone, entry: Entry) -> None:
        if (way := self._way(fact)) is None:
            return
        way.waiting, way.out = False, None
        if isinstance(fact, f.FinishUndone) and fact.stand is not None:
            stand = fact.stand
            way.line, way.kept_to, way.key = (
                stand.line,
                stand.kept_to,
                (stand.claim, stand.placed, fact.ticket),
            )

    def gone(self, fact: f.TicketWithdrawn | f.TicketVoided, entry: Entry) -> None:
        self._ways.pop(fact.ticket, None)

    def released(self, fact: f.HallImported, entry: Entry) -> None:
        for ticket in fact.released:
            if (way := self._ways.get(ticket)) is not None:
                way.kept_to = None

    def day_closed(self, fact: f.DayClosed, entry: Entry) -> None:
        for ticket in fact.lapsed:
            self._ways.pop(ticket, None)
        for ticket in fact.carried:
            if (way := self._ways.get(ticket)) is not None:
                way.waiting, way.out, way.special = False, "not_checked_in", ""

    def day_opened(self, fact: f.DayOpened, entry: Entry) -> None:
        for ticket in fact.returned:
            if (way := self._ways.get(ticket)) is not None:
                way.waiting, way.out = True, None


def _own_move(way: _Way, fact: f.Fact, entry: Entry) -> Rule | None:
    """Which move of the resident's own this is; none: somebody else's, or it costs nothing."""
    match fact:
        case f.TicketSteppedBack():
            return "not_yet"
        case f.TicketWentOn(claim=claim) if claim != way.key[0]:
            return "added"
        case f.TicketReEntered() if way.out == "missed":
            return "re_entry"
        case f.TicketReEntered(placed=placed) if placed == entry.version:
            return "checked_in_late"
    return None


def _rule(mine: _Way, other: _Way, fact: f.TicketCalled) -> tuple[Rule, dict[str, str | int]]:
    """The one rule by which `other` went before `mine`."""
    if fact.out_of_turn:
        return "out_of_turn", {}
    if fact.special:
        return "special", {"special": other.special}
    if mine.queue not in fact.over:
        return "kept_to_post", {"post": mine.kept_to or ""}
    if other.key < mine.ought:
        return _of_the_other(mine, other)
    return mine.out or mine.own or "other_line", {}


def _of_the_other(mine: _Way, other: _Way) -> tuple[Rule, dict[str, str | int]]:
    if other.priority is not None:
        return "priority", {"priority": other.priority, "minutes": other.head_start_min}
    if other.slot is not None:
        return "appointment", {"slot": other.slot}
    if other.carried:
        return "carried", {}
    if other.handed_in is not None:
        return "handed_in", {"given": other.handed_in}
    if other.key[0] == mine.ought[0]:
        return "same_moment", {}
    return ("own_slot", {"slot": mine.slot}) if mine.slot is not None else ("other_line", {})


_HANDLERS: dict[type[f.Fact], Callable[[_Record, Any, Entry], None]] = {
    f.TicketIssued: _Record.issued,
    f.TicketHandedIn: _Record.issued,
    f.TicketCalled: _Record.called,
    f.TicketTransferred: _Record.moved,
    f.TicketWentOn: _Record.moved,
    f.TicketReEntered: _Record.moved,
    f.TicketSteppedBack: _Record.moved,
    f.SpecialGranted: _Record.granted,
    f.TicketPutBack: _Record.put_back,
    f.TicketMissed: _Record.missed,
    f.MissUndone: _Record.in_hand,
    f.FinishUndone: _Record.in_hand,
    f.TicketWithdrawn: _Record.gone,
    f.TicketVoided: _Record.gone,
    f.HallImported: _Record.released,
    f.DayClosed: _Record.day_closed,
    f.DayOpened: _Record.day_opened,
}

READ = frozenset(_HANDLERS)
"""The kinds of facts that are looked at."""
