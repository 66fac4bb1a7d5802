"""Decide what a kiosk tells of numbers: those that it has seen, and those that it gave without the server."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from common import commands_own as w
from common.messages import HandedIn, SeriesKept
from common.own_numbers import number_of
from common.words import Instant
from server.rules import facts as f
from server.rules.decision import Decision
from server.rules.facts import Fact
from server.rules.hall import Hall
from server.rules.letters import confusable
from server.rules.offline.book import Series, handed_key
from server.rules.offline.lent import candidates, in_use, of_lines, of_sheets
from server.rules.offline.taking import Pile, counts_on, taken_in
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal


def report_numbers(hall: Hall, command: w.ReportNumbers, order: Order) -> Decision:
    """After a restore the hall knows less than its kiosks: its counters go on above the highest number that any has seen."""
    series = _series_for(hall, command, order)
    facts: list[Fact] = []
    if hall.offline.series.get(series.letters) != series:
        facts.append(f.SeriesAssigned(series=series.letters, holder=series.holder, key=series.key))
    if raised := _raised(hall, command, series):
        facts.append(f.CountersRaised(highest=raised))
    return Decision(
        facts, SeriesKept(series=series.letters, key=series.key, used=_used(hall, series.letters))
    )


def _series_for(hall: Hall, command: w.ReportNumbers, order: Order) -> Series:
    """The one it has, as long as no line took its letters: one that the hall forgot is its own again, also where it was paired anew."""
    holder, reserved = order.by.id, of_lines(hall) | of_sheets(hall)
    if command.series is not None and command.key is not None:
        mine = Series(command.series, holder, command.key)
        if _is_free(hall, mine, reserved):
            return mine
    known = None if command.lost else hall.offline.series_of(holder)
    if known is not None and _is_free(hall, known, reserved):
        return known
    free = [found for found in candidates() if _is_free(hall, Series(found, "", ""), reserved)]
    used = in_use(hall)
    clear = (found for found in free if not any(confusable(found, letters) for letters in used))
    letters = next(clear, next(iter(free), None))
    if letters is None:
        raise Refusal("no_series_left")
    return Series(letters, holder, hashlib.sha256(b"series" + order.seed).hexdigest()[:32])


def _is_free(hall: Hall, series: Series, reserved: set[str]) -> bool:
    """Neither reserved nor another kiosk's. Who knows the key is the kiosk that gave the numbers."""
    other = hall.offline.series.get(series.letters)
    return series.letters not in reserved and (other is None or series.key == other.key)


def _raised(hall: Hall, command: w.ReportNumbers, series: Series) -> dict[str, int]:
    """Of today's lines, and of its own series; what it saw on another day says nothing."""
    if command.day != hall.day:
        return {}
    counted = {line.prefix for line in hall.rules.lines} | {series.letters}
    seen = [item for item in command.seen if item.letters in counted]
    return {item.letters: item.n for item in seen if item.n > hall.counters.get(item.letters, 0)}


def _used(hall: Hall, letters: str) -> int:
    """The highest number that somebody may still hold: of today, also one that was only seen, or carried over."""
    kept = (number.removeprefix(letters) for number in hall.kept_numbers if number.startswith(letters))
    today = hall.offline.handed.get(handed_key(letters, hall.day), {})
    counted = hall.counters.get(letters, 0)
    return max([counted, *today, *(int(digits) for digits in kept if digits.isdigit())])


def hand_in(hall: Hall, command: w.HandIn, order: Order) -> Decision:
    """Each number once, by series, day and number; what was taken in before is answered again."""
    _is_a_day(command.day)
    _is_theirs(hall, command, order)
    book, kept = hall.offline, Counter[str]()
    pile = Pile("device", command.series, command.day, order.at)
    facts: list[f.TicketHandedIn] = []
    tickets: list[tuple[int, int]] = []
    given: dict[int, Instant] = {}
    for number in sorted({item.n: item for item in command.numbers}.values(), key=lambda item: item.n):
        ticket = book.ticket_of(command.series, command.day, number.n)
        if ticket is None:
            _not_taken(hall, pile, number)
            ticket = hall.version + len(facts) + 1
            facts.append(taken_in(hall, pile, number, ticket, kept))
            given[number.n] = facts[-1].given
        elif ticket in hall.tickets:
            given[number.n] = hall.tickets[ticket].issued_at
        tickets.append((number.n, ticket))
    return Decision([*facts], HandedIn(tickets=tuple(tickets), given=tuple(given.items())))


def _is_a_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise Refusal("no_such_day") from None


def _is_theirs(hall: Hall, command: w.HandIn, order: Order) -> None:
    known = hall.offline.series.get(command.series)
    if known is None or known.holder != order.by.id:
        raise Refusal("not_your_series", series=command.series)


def _not_taken(hall: Hall, pile: Pile, number: w.OwnNumber) -> None:
    """Looked for whosever the letters are by now: two residents with one number are a case for staff."""
    book, day = hall.offline, counts_on(hall, pile)
    text = number_of(pile.series, number.n)
    given = book.was_given(pile.series, day, number.n) or book.ticket_of(pile.series, day, number.n)
    if text in hall.kept_numbers or given:
        raise Refusal("number_taken", number=text)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    w.ReportNumbers: report_numbers,
    w.HandIn: hand_in,
}
