"""Fold the facts of emergency sheets into the hall."""

from collections.abc import Callable, Collection
from typing import Any

from msgspec.structs import replace

from common.words import Instant
from server.rules import facts as f
from server.rules import moving as m
from server.rules.emergency.book import OverTicket, Run, Stub, number_of_nobody
from server.rules.emergency.days import DAYS_BACK, day_before
from server.rules.emergency.entered import as_entered
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall, Ticket
from server.rules.hours import civil_day

ENDED = ("finished", "withdrawn", "voided")


def new_day(hall: Hall, day: str, at: Instant) -> None:
    """Another day begins; which were open counts for as long as their stubs may be typed in."""
    oldest = day_before(day, DAYS_BACK)
    known = hall.emergency.opened | {day: at}
    hall.emergency.opened = {day: since for day, since in known.items() if day >= oldest}


def day_closed(hall: Hall, kept: Collection[int]) -> None:
    """A slip may be found when the day is over: what the tickets of stubs were, of which the hall keeps the `kept` alone."""
    book = hall.emergency
    for n, stub in book.stubs.items():
        ticket = hall.tickets.get(stub.id)
        if ticket is not None and ticket.id not in kept:
            book.stubs[n] = replace(stub, over=_over(ticket, stub))


def _over(ticket: Ticket, stub: Stub) -> OverTicket:
    return OverTicket(
        number=ticket.number,
        matter=ticket.matter,
        line=ticket.line,
        state=ticket.state if ticket.state in ENDED else "lapsed",
        moved=not as_entered(ticket, stub),
    )


def _printed(hall: Hall, fact: f.SheetsPrinted, entry: Entry) -> None:
    """A series that begins again forgets what bore these numbers years ago."""
    book = hall.emergency
    run = Run(
        entry.version, fact.letter, fact.first, fact.sheets, entry.due, entry.by, fact.salt, fact.restored
    )
    again = range(run.first, run.last + 1)
    book.runs = [old for old in book.runs if old.last < run.first or old.first > run.last] + [run]
    book.stubs = {n: stub for n, stub in book.stubs.items() if n not in again}


def _entered(hall: Hall, fact: f.StubEntered, entry: Entry) -> None:
    hall.emergency.stubs[fact.n] = _as_typed(fact, fact.ticket, hall.day, entry.by)


def _filed(hall: Hall, fact: f.StubFiled, entry: Entry) -> None:
    """On record, and nowhere in the hall of today."""
    stub = _as_typed(fact, fact.stub, civil_day(hall.rules, entry.due), entry.by)
    hall.emergency.stubs[fact.n] = replace(stub, number=fact.number, filed=fact.day)


def _as_typed(fact: f.StubFact, known_as: int, typed_on: str, by: str) -> Stub:
    return Stub(
        typed_on=typed_on,
        id=known_as,
        matter=fact.matter,
        given=fact.given,
        outcome=fact.outcome,
        window=fact.window,
        called=fact.called,
        by=by,
        unlisted=fact.unlisted,
    )


def _stub_taken_back(hall: Hall, fact: f.StubTakenBack, entry: Entry) -> None:
    _forget(hall, fact.stub)


def _forget(hall: Hall, known_as: int) -> None:
    """Its number may be typed in again."""
    book = hall.emergency
    book.stubs = {n: stub for n, stub in book.stubs.items() if stub.id != known_as}


def _served(hall: Hall, fact: f.TicketServedByHand, entry: Entry) -> None:
    """Counted as called and finished; not as a service, for nobody knows how long it was."""
    ticket = hall.tickets[fact.ticket]
    m.leave(hall, ticket, entry.due)
    ticket.window, ticket.called_at = fact.window, fact.called
    ticket.waited_ms = max(0, fact.called - ticket.issued_at)
    m.set_state(ticket, "finished", entry.due)
    for tally in m.tallies_of(hall, ticket):
        tally.called += 1
        tally.wait_ms += ticket.waited_ms
        tally.finished += 1


def _taken_back(hall: Hall, fact: f.TicketTakenBack, entry: Entry) -> None:
    """As if nobody had typed it in: nobody is waited for, served or gone."""
    ticket = hall.tickets.get(fact.ticket)
    stub = hall.emergency.stub_of(fact.ticket)
    if ticket is None:
        _uncount(hall, stub)
        _forget(hall, fact.ticket)
        return
    if stub is not None and stub.typed_on == hall.day:  # what was counted yesterday is no longer here
        m.count_issue(hall, ticket, -1)
    if ticket.state == "finished":
        for tally in m.tallies_of(hall, ticket):
            tally.called -= 1
            tally.wait_ms -= ticket.waited_ms
            tally.finished -= 1
    m.leave(hall, ticket, entry.due)
    m.set_state(ticket, "voided", entry.due)
    ticket.number = number_of_nobody(ticket.number, ticket.id)
    _forget(hall, fact.ticket)


def _uncount(hall: Hall, stub: Stub | None) -> None:
    """Of a ticket that its day's end took out of the hall: that day's figures stand until another one begins."""
    if stub is None or stub.over is None or stub.typed_on != hall.day:
        return
    was = stub.over
    hall.given[was.matter] = max(0, hall.given.get(was.matter, 0) - 1)
    drawn = (f"line:{was.line}", f"matter:{was.matter}")
    for key in drawn:
        hall.tally(key).issued -= 1
    if stub.called is not None:
        for key in (*drawn, f"window:{stub.window}"):
            tally = hall.tally(key)
            tally.called -= 1
            tally.wait_ms -= max(0, stub.called - stub.given)
            tally.finished -= 1


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.SheetsPrinted: _printed,
    f.StubEntered: _entered,
    f.StubFiled: _filed,
    f.StubTakenBack: _stub_taken_back,
    f.TicketServedByHand: _served,
    f.TicketTakenBack: _taken_back,
}
