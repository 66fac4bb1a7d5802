"""What must hold of a whole record of places, read off its facts with no rule of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.hours import opening
from tests.rules.street import MINUTE


class Pace:
    """Between two calls of a queue that went first lie so many that did not, save the supervisor's word (Q-8)."""

    def __init__(self, one_in: int) -> None:
        self.one_in = one_in
        self.queues: dict[int, str] = {}
        self.beyond: dict[int, bool] = {}
        self.since: dict[str, int] = {}

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        match entry.fact:
            case f.SpecialGranted() as grant:
                self.beyond[grant.ticket] = grant.beyond_pace
            case f.TicketCalled() as call:
                self._called(call)
            case f.TicketPutBack() as back:  # what it had taken is given back: the next may go first
                self.since.pop(self.queues[back.ticket], None)
            case f.DayClosed():
                self.since.clear()
            case fact:
                self._placed(fact)

    def _called(self, call: f.TicketCalled) -> None:
        queue = self.queues[call.ticket]
        since = self.since.get(queue, self.one_in)
        assert not call.special or self.beyond[call.ticket] or since >= self.one_in - 1
        self.since[queue] = 0 if call.special else since + 1

    def _placed(self, fact: f.Fact) -> None:
        match fact:
            case f.TicketIssued() | f.TicketTransferred() | f.TicketWentOn() as at:
                self.queues[at.ticket] = _queue(at.line, at.kept_to)
            case f.TicketReEntered() as at:
                self.queues[at.ticket] = _queue(self.queues[at.ticket].partition("@")[0], at.kept_to)
            case f.FinishUndone(stand=stand) as at if stand is not None:
                self.queues[at.ticket] = _queue(stand.line, stand.kept_to)


def _queue(line: str, kept_to: str | None) -> str:
    return line if kept_to is None else f"{line}@{kept_to}"


def check_quotas(log: Iterable[Entry]) -> None:
    """Nobody was ever given a number of a matter that had none left today, voided ones given back (field.md 20)."""
    given: Counter[str] = Counter()
    quotas: dict[str, int | None] = {}
    usual: dict[str, int | None] = {}
    day = ""
    for entry in log:
        match entry.fact:
            case f.HallImported(setup=setup):
                usual = {matter.id: matter.daily_quota for matter in setup.matters}
            case f.DayOpened() as opened if opened.day != day:
                day = opened.day
                given.clear()
                quotas.clear()
            case f.QuotaSet() as quota:
                quotas[quota.matter] = quota.quota
            case f.TicketIssued() as issued if issued.appointment is None:
                drawn = _drawn_for(issued)
                given.update(drawn)
                assert isinstance(issued, f.TicketHandedIn) or _within(given, {**usual, **quotas}, drawn)
            case f.TicketVoided():
                return  # from here on numbers are given back: test_intake looks at that by hand


def _within(given: Mapping[str, int], most: Mapping[str, int | None], matters: Iterable[str]) -> bool:
    quotas = ((given[matter], most[matter]) for matter in matters)
    return all(quota is None or n <= quota for n, quota in quotas)


def _drawn_for(issued: f.TicketIssued) -> tuple[str, ...]:
    """The matters that it uses up. Given without the server it is never refused by a quota, and counts once it is in line."""
    if isinstance(issued, f.TicketHandedIn) and issued.outcome != "waiting":
        return ()
    return (issued.matter, *(stop.matter for stop in issued.then))


def passings(before: Hall, call: f.TicketCalled, at: Instant) -> list[tuple[int, int, Instant]]:
    """Whom this call passes: by looking at every ticket issued earlier that waits, or is out by its own doing."""
    called = before.tickets[call.ticket]
    return [
        (other.id, call.ticket, at)
        for other in before.tickets.values()
        if other.id < call.ticket and (other.in_line or other.id in before.outside)
        if other.queue in call.over or other.line == called.line
    ]


def check_claim(before: Hall, entry: Entry) -> None:
    """A move leads to the place that the table of claims names; `before` is the hall that it found."""
    if (check := CLAIMS.get(type(entry.fact))) is not None:
        check(before, entry.fact, entry)


def running(hall: Hall, since: Instant, at: Instant) -> Instant:
    """From `since` until `at` without the pauses, by the minute's parts that lie in none."""
    pauses = [*hall.pauses, *([(hall.paused_since, at)] if hall.paused is not None else [])]
    cuts = sorted({since, at, *(min(max(end, since), at) for pause in pauses for end in pause)})
    return sum(
        until - begun
        for begun, until in pairwise(cuts)
        if since <= begun and not any(first <= begun and until <= last for first, last in pauses)
    )


def _issued(hall: Hall, fact: f.TicketIssued, entry: Entry) -> None:
    settings = hall.rules.settings
    heads = {item.id: item.head_start_min for item in hall.rules.priorities}
    claims = [entry.due - heads[fact.priority] * MINUTE] if fact.priority is not None else []
    if fact.slot is None:
        claims = claims or [entry.due]
    elif running(hall, fact.slot, entry.due) > settings.appointment_late_min * MINUTE:
        claims.append(entry.due)
    else:
        claims.append(fact.slot - settings.appointment_lead_min * MINUTE)
    assert (fact.claim, fact.placed) == (min(claims), entry.version)


def _transferred(hall: Hall, fact: f.TicketTransferred, entry: Entry) -> None:
    assert (fact.claim, fact.placed) == (hall.tickets[fact.ticket].claim, entry.version)


def _went_on(hall: Hall, fact: f.TicketWentOn, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    stop = ticket.then[0]
    claim = ticket.claim if stop.claim is None else stop.claim
    assert (fact.claim, fact.placed, fact.matter) == (claim, entry.version, stop.matter)


def _behind(hall: Hall, fact: f.TicketSteppedBack | f.TicketReEntered, entry: Entry) -> None:
    """By looking at every ticket: behind exactly so many of those later than it, and whoever was put right there before."""
    ticket, key = hall.tickets[fact.ticket], (fact.claim, fact.placed, fact.ticket)
    kept_to = fact.kept_to if isinstance(fact, f.TicketReEntered) else ticket.kept_to
    n = hall.rules.settings.re_entry_behind
    later = sorted(
        t.key
        for t in hall.tickets.values()
        if t.in_line and (t.line, t.kept_to) == (ticket.line, kept_to) and t.key > ticket.key
    )
    before = [other for other in later if other < key]
    assert before[:n] == later[:n]
    assert all(other[0] == before[n - 1][0] and hall.tickets[other[2]].put_behind for other in before[n:])
    after = [other for other in later if other > key]
    assert not (
        before[n - 1 :] and after and after[0][0] == fact.claim and hall.tickets[after[0][2]].put_behind
    )
    assert fact.claim == (max(ticket.claim, later[:n][-1][0]) if later else ticket.claim)
    assert fact.placed == entry.version or (bool(after) and after[0][0] == fact.claim)


def _re_entered(hall: Hall, fact: f.TicketReEntered, entry: Entry) -> None:
    ticket = hall.tickets[fact.ticket]
    if not ticket.carried and ticket.re_entries == 0:
        _behind(hall, fact, entry)
        return
    opens = max(hall.opened_at, opening(hall.rules, hall.day) or 0)
    in_time = running(hall, opens, entry.due) <= hall.rules.settings.carry_check_in_min * MINUTE
    kept = (hall.began_at, ticket.placed)
    assert (fact.claim, fact.placed) == (kept if ticket.carried and in_time else (entry.due, entry.version))


CLAIMS: dict[type[f.Fact], Callable[[Hall, Any, Entry], None]] = {
    f.TicketIssued: _issued,
    f.TicketTransferred: _transferred,
    f.TicketWentOn: _went_on,
    f.TicketSteppedBack: _behind,
    f.TicketReEntered: _re_entered,
}
