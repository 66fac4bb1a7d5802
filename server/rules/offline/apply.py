"""Fold numbers that were given without the server into the hall."""

from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules import moving as m
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall, Ticket
from server.rules.offline.book import Drawn, Late, Series, day_of, handed_key

DAYS_REMEMBERED = 60
"""Of so many days with such numbers it is known which were handed in: the days of which any came in last; and which ones lines gave."""


def new_day(hall: Hall) -> None:
    """Another day begins."""
    hall.offline.day_before = hall.day
    _forget_days(hall.offline.given)


def _handed_in(hall: Hall, fact: f.TicketHandedIn, entry: Entry) -> None:
    """In line it has waited since it was given; elsewhere its time begins now."""
    ticket = m.draw(hall, fact, fact.given, entry.by)
    ticket.drawn = Drawn(fact.source, fact.of_day, fact.asked)
    if fact.outcome != "waiting":
        ticket.since = entry.due
    _remember(hall, fact)
    _PLACES[fact.outcome](hall, ticket, fact)
    if fact.outcome in ("carried", "lapsed"):
        _count_late(hall, fact, entry)


def _in_line(hall: Hall, ticket: Ticket, fact: f.TicketHandedIn) -> None:
    hall.enter_line(ticket)
    m.count_issue(hall, ticket)


def _outside(hall: Hall, ticket: Ticket, fact: f.TicketHandedIn) -> None:
    ticket.carried, ticket.carried_on = True, fact.day
    hall.outside.append(ticket.id)
    hall.kept_numbers.add(ticket.number)


def _lapsed(hall: Hall, ticket: Ticket, fact: f.TicketHandedIn) -> None:
    ticket.state = "lapsed"


def _voided(hall: Hall, ticket: Ticket, fact: f.TicketHandedIn) -> None:
    ticket.state = "voided"


_PLACES: dict[str, Callable[[Hall, Ticket, f.TicketHandedIn], None]] = {
    "waiting": _in_line,
    "carried": _outside,
    "lapsed": _lapsed,
    "voided": _voided,
}


def _remember(hall: Hall, fact: f.TicketHandedIn) -> None:
    book, key = hall.offline.handed, handed_key(fact.series, fact.of_day)
    is_new = key not in book
    numbers = book.pop(key, {})
    book[key] = numbers  # what came in last stands last
    numbers[fact.n] = fact.ticket
    if is_new:
        _forget_days(book)
    if fact.day == hall.day:
        hall.counters[fact.series] = max(fact.n, hall.counters.get(fact.series, 0))


def _forget_days(book: dict[str, Any]) -> None:
    """Whole days, whatever number of series they have. A pile that just came in is never among them, however old: it may come again."""
    days = list(dict.fromkeys(day_of(key) for key in reversed(book)))
    for key in [key for key in book if day_of(key) in days[DAYS_REMEMBERED:]]:
        del book[key]


def _count_late(hall: Hall, fact: f.TicketHandedIn, entry: Entry) -> None:
    late = hall.offline.late.setdefault(handed_key(fact.series, fact.day), Late(entry.due))
    late.carried += fact.outcome == "carried"
    late.lapsed += fact.outcome == "lapsed"


def _assigned(hall: Hall, fact: f.SeriesAssigned, entry: Entry) -> None:
    hall.offline.series.pop(fact.series, None)  # the newest comes last
    hall.offline.series[fact.series] = Series(fact.series, fact.holder, fact.key)


def _raised(hall: Hall, fact: f.CountersRaised, entry: Entry) -> None:
    for letters, n in fact.highest.items():
        hall.counters[letters] = max(n, hall.counters.get(letters, 0))


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.TicketHandedIn: _handed_in,
    f.SeriesAssigned: _assigned,
    f.CountersRaised: _raised,
}
