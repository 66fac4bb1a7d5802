"""Decide about emergency sheets: which numbers may be printed, and what a stub says that was typed in."""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from common import commands_sheet as e
from common.commands_own import OwnNumber
from common.messages import SheetsReady, StubTaken
from common.words import Instant
from server.rules import facts as f
from server.rules.decision import Decision, matter_of, ticket_of
from server.rules.emergency.book import (
    LAST,
    LETTERS,
    Stub,
    number_at,
    salted_check,
    sheet_check,
)
from server.rules.emergency.days import begins_on, check_called, check_given, is_of_the_open_day
from server.rules.emergency.entered import may_take_back
from server.rules.emergency.letter import letter_of_sheets
from server.rules.facts import Fact
from server.rules.hall import Hall, queue_of
from server.rules.hours import civil_day
from server.rules.next_calls import called_before, called_before_place
from server.rules.offline.taking import Pile, taken_in
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal


def print_sheets(hall: Hall, command: e.PrintSheets, order: Order) -> Decision:
    """On any day, open or not: sheets are for a drawer."""
    letter = letter_of_sheets(hall)
    if letter is None:
        raise Refusal("no_sheet_letter")
    book = hall.emergency
    printed = f.SheetsPrinted(
        letter=letter,
        first=book.next_first(command.sheets, order.restored),
        sheets=command.sheets,
        salt=book.salt,
        restored=order.restored,
    )
    return Decision([printed], SheetsReady(run=hall.version + 1))


def enter_stub(hall: Hall, command: e.EnterStub, order: Order) -> Decision:
    """In line by the time that stands on it, or on record as served or gone; of a day that is over, in that day's figures alone."""
    letter, n, listed = _on_sheet(hall, command)
    known = hall.emergency.stubs.get(n)
    if known is not None:
        return _again(hall, command, known)
    matter = matter_of(hall, command.matter)
    _times(hall, command, order.at)
    _is_nobodys(hall, command, n)
    slip = Slip(letter, n, "" if listed else letter)
    if is_of_the_open_day(hall, command.given):
        return _handed_in(hall, command, slip, order.at)
    return _filed(hall, command, slip, matter.line)


class Slip(NamedTuple):
    """A number of a sheet: its letter and place in the series. `unlisted`: the letter again, where the record knows no such sheet."""

    letter: str
    n: int
    unlisted: str


def _handed_in(hall: Hall, command: e.EnterStub, slip: Slip, at: Instant) -> Decision:
    """A ticket of the day that is open; never before one that is called already."""
    ticket = hall.version + 1
    begins = begins_on(hall, hall.day)
    drawn = OwnNumber(n=slip.n, given=command.given, after=begins, matters=(command.matter,))
    taken = taken_in(hall, Pile("paper", slip.letter, hall.day, at), drawn, ticket, Counter())
    queue = queue_of(taken.line, taken.kept_to)
    ahead = called_before_place(hall, queue, (taken.claim, taken.placed, ticket))
    waits = command.outcome == "waiting"
    told = StubTaken(
        ticket=ticket,
        number=command.number,
        outcome=command.outcome,
        ahead=ahead if waits else 0,
        unlisted=slip.unlisted != "",
    )
    entered = f.StubEntered(ticket=ticket, **_as_typed(command, slip))
    return Decision([taken, *_ended(command, ticket), entered], told)


def _filed(hall: Hall, command: e.EnterStub, slip: Slip, line: str) -> Decision:
    """No ticket: nobody waits, is called or is counted today."""
    filed = f.StubFiled(
        stub=hall.version + 1,
        number=number_at(slip.letter, slip.n),
        day=civil_day(hall.rules, command.given),
        line=line,
        **_as_typed(command, slip),
    )
    told = StubTaken(
        ticket=filed.stub,
        number=command.number,
        outcome=filed.outcome,
        ahead=0,
        unlisted=slip.unlisted != "",
        filed=filed.day,
    )
    return Decision([filed], told)


def _on_sheet(hall: Hall, command: e.EnterStub) -> tuple[str, int, bool]:
    """Letter and place in the series of a number with these check digits, and whether the record knows its sheet.

    A restored hall may not: then the digits alone say that it is genuine.
    """
    letter, n = command.number[0], int(command.number[1:])
    run = hall.emergency.run_of(letter, n)
    if run is None and not _is_forgotten(hall, letter, n, command.check):
        raise Refusal("stub_unknown", number=command.number)
    if any(line.prefix == letter for line in hall.rules.lines):
        raise Refusal("sheet_letter_taken", letter=letter)
    if run is not None and command.check != sheet_check(run, n):
        raise Refusal("stub_check", number=command.number)
    return letter, n, run is not None


def _is_nobodys(hall: Hall, command: e.EnterStub, n: int) -> None:
    """A line or a kiosk may have given it on that day, whosever the letter is by now: two residents with one number are a case for staff."""
    letter, day, book = command.number[0], civil_day(hall.rules, command.given), hall.offline
    ticket = hall.tickets.get(book.ticket_of(letter, day, n) or 0)
    handed_in = ticket is not None and ticket.number == command.number
    kept = command.number in hall.kept_numbers and is_of_the_open_day(hall, command.given)
    if kept or handed_in or book.was_given(letter, day, n):
        raise Refusal("number_taken", number=command.number)


def _is_forgotten(hall: Hall, letter: str, n: int, check: str) -> bool:
    """Whether a sheet of which the record knows nothing may bear this: printed after the copy from which the hall was restored."""
    of_a_kiosk = any(letter in letters for letters in hall.offline.series)
    possible = letter in LETTERS and not of_a_kiosk and 1 <= n <= LAST
    return possible and check == salted_check(hall.emergency.salt, letter, n)


def _again(hall: Hall, command: e.EnterStub, known: Stub) -> Decision:
    """The same words are the same entry; others are a case for whoever typed them, or a slip to be taken back."""
    said = (command.matter, command.given, command.outcome, command.window, command.called)
    if said != known.said:
        raise Refusal("stub_entered", number=command.number, day=known.typed_on, by=known.by)
    ticket = hall.tickets.get(known.id)
    ahead = called_before(hall, ticket) if ticket is not None and ticket.in_line else 0
    told = StubTaken(
        ticket=known.id,
        number=command.number,
        outcome=known.outcome,
        ahead=ahead or 0,
        again=True,
        unlisted=known.unlisted != "",
        filed=known.filed,
    )
    return Decision([], told)


def _times(hall: Hall, command: e.EnterStub, at: Instant) -> None:
    """Whoever was served was called somewhere, at some time of that day."""
    check_given(hall, command, at)
    if command.outcome != "served":
        if command.window is not None or command.called is not None:
            raise Refusal("stub_not_served")
        return
    if command.window is None or command.called is None:
        raise Refusal("stub_where")
    if all(window.number != command.window for window in hall.rules.windows):
        raise Refusal("unknown_window")
    check_called(hall, command, command.called, at)


def _ended(command: e.EnterStub, ticket: int) -> list[Fact]:
    if command.outcome == "left":
        return [f.TicketWithdrawn(ticket=ticket)]
    if command.window is None or command.called is None:
        return []
    return [f.TicketServedByHand(ticket=ticket, window=command.window, called=command.called)]


def _as_typed(command: e.EnterStub, slip: Slip) -> dict[str, Any]:
    """The fields of `StubFact`."""
    return {
        "n": slip.n,
        "matter": command.matter,
        "given": command.given,
        "outcome": command.outcome,
        "window": command.window,
        "called": command.called,
        "unlisted": slip.unlisted,
    }


def take_back_stub(hall: Hall, command: e.TakeBackStub, order: Order) -> Decision:
    """As long as nothing has happened with it since; also when its day is over."""
    stub = hall.emergency.stub_of(command.ticket)
    if stub is not None and stub.filed:
        return Decision([f.StubTakenBack(stub=stub.id)])
    if stub is None:
        raise Refusal("not_a_stub", number=ticket_of(hall, command.ticket).number)
    if not may_take_back(hall, stub):
        number = ticket_of(hall, stub.id).number if stub.over is None else stub.over.number
        raise Refusal("stub_moved", number=number)
    return Decision([f.TicketTakenBack(ticket=stub.id)])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    e.PrintSheets: print_sheets,
    e.EnterStub: enter_stub,
    e.TakeBackStub: take_back_stub,
}
