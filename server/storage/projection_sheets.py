"""Rows of numbers that were given on paper, while there was no power (docs/emergency.md)."""

from server.rules import facts as f
from server.rules.emergency.book import number_of_nobody
from server.rules.facts import Entry
from server.storage.periods import close_period, open_period
from server.storage.sheets import Row, Sheets


def served_by_hand(sheets: Sheets, fact: f.TicketServedByHand, entry: Entry) -> None:
    """It waited until it was called by hand; of the call there is the moment and the window, of the service nothing."""
    close_period(sheets, fact.ticket, entry, fact.called)
    now: Row = {"version": entry.version, "period": entry.version, "state": "called", "since": fact.called}
    open_period(sheets, sheets.tickets.change(fact.ticket, **now, window=fact.window), "by_hand")
    close_period(sheets, fact.ticket, entry, fact.called)
    sheets.tickets.change(fact.ticket, state="finished", since=entry.due, ended_at=entry.due)


def taken_back(sheets: Sheets, fact: f.TicketTakenBack, entry: Entry) -> None:
    """The entry was a slip: the number is free for whoever holds the slip."""
    row = sheets.tickets[fact.ticket]
    if row["ended_at"] is None:
        close_period(sheets, fact.ticket, entry)
    free = number_of_nobody(row["number"], fact.ticket)
    over: Row = {"version": entry.version, "state": "voided", "since": entry.due, "ended_at": entry.due}
    sheets.tickets.change(fact.ticket, number=free, **over)


def filed(sheets: Sheets, fact: f.StubFiled, entry: Entry) -> None:
    """Apart from the tickets: those are of a day that was open, and this one may never have been."""
    row: Row = {
        "hall": sheets.hall,
        "id": fact.stub,
        "version": entry.version,
        "day": fact.day,
        "number": fact.number,
        "matter": fact.matter,
        "line": fact.line,
        "given": fact.given,
        "outcome": fact.outcome,
        "window": fact.window,
        "called": fact.called,
        "at": entry.due,
        "taken_back": False,
    }
    sheets.filed_stubs.add(fact.stub, row)


def filed_taken_back(sheets: Sheets, fact: f.StubTakenBack, entry: Entry) -> None:
    """It stays on record, and counts nowhere."""
    sheets.filed_stubs.change(fact.stub, version=entry.version, at=entry.due, taken_back=True)
