"""The printer as the hall hears of it: what it says of itself, and how much paper it used."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from common.commands_printed import CountPaper, ReprintTicket
from common.i18n import say
from common.link import Outcome, Unanswered
from common.messages import Issued, Refused
from common.words import Instant, Language
from kiosk.connection import Connection
from kiosk.paper import Paper
from kiosk.paper_book import Kind, PaperBook
from kiosk.printing import OnEnd
from kiosk.slip import Slip

TELL_MS = 10 * 60_000
"""So often the hall is told of the paper, where it changed: a fact each time."""
TOLD_S = 600.0
AGAIN_S = 10.0
"""Whoever has gone by then finds no paper in the slot."""


class PaperSide:
    """`seen`: what the printer said of itself since it was asked last; `book` is this kiosk's. `report` is for the operator."""

    def __init__(
        self,
        book: PaperBook,
        seen: Callable[[], list[str | None]] = list,
        report: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.book, self._seen, self._report = book, seen, report
        self._connection: Connection | None = None
        self._state: str | None = None
        self._was_out = False
        self._told: CountPaper | None = None
        self._told_at: Instant = -TELL_MS

    def join(self, connection: Connection) -> None:
        """By this way the hall is told."""
        self._connection = connection

    def again(self, ticket: int, on_answer: Callable[[Issued | Refused | None], None]) -> None:
        """Ask for the paper of a number once more."""

        def answered(outcome: Outcome) -> None:
            on_answer(outcome if isinstance(outcome, Issued | Refused) else None)

        if self._connection is not None:
            self._connection.send(ReprintTicket(ticket=ticket), answered, AGAIN_S)

    def said(self) -> list[str | None]:
        """What the printer said of itself, for the session; whoever runs the kiosk reads it in its log, in both languages."""
        said = self._seen()
        for state in said:
            self._follow_roll(state)
            self.noted(state)
        return said

    def noted(self, state: str | None) -> None:
        """How the printer is, in the log; once, whether a ticket found it or it said so itself."""
        if state != self._state:
            self._report(" / ".join(_worded(state, language) for language in get_args(Language)))
        self._state = state

    def tick(self, now: Instant) -> None:
        """Tell the hall of the paper, now and then; a day that is over at once."""
        connection = self._connection
        if connection is None or not connection.online or connection.hall.about is None:
            return
        turned = self.book.turn_to(connection.hall.about.day)
        today = self.book.today
        if turned or (today != self._told and now - self._told_at >= TELL_MS):
            self._told, self._told_at = today, now
            for count in self.book.to_tell:
                self._tell(connection, count)

    def _tell(self, connection: Connection, count: CountPaper) -> None:
        def answered(outcome: Outcome) -> None:
            if not isinstance(outcome, Unanswered):
                self.book.told(count)
            elif self._told == count:
                self._told = None  # say it again

        connection.send(count, answered, TOLD_S)

    def _follow_roll(self, state: str | None) -> None:
        """Out of paper, and then not: somebody put a new roll in."""
        self._was_out = self._was_out or state == "paper_out"
        if self._was_out and state is None:
            self.book.new_roll()
        self._was_out = self._was_out and state is not None


def counted_in(book: PaperBook) -> OnEnd[Paper | Slip]:
    """What a queue of papers is to be told to: every paper in its column; a test print in none."""

    def count(paper: Paper | Slip, fault: str | None, dots: int) -> None:
        if isinstance(paper, Paper) and paper.is_test:
            if fault is None:
                book.tried(dots)
            return
        if isinstance(paper, Slip):
            kind: Kind = "slips"
        else:
            kind = "reprints" if paper.again else "tickets"
        if fault is None:
            book.printed(kind, dots)
        elif fault != "no_printer":
            book.failed()

    return count


def _worded(state: str | None, language: Language) -> str:
    if state is None:
        return say(language, "printer.well")
    return say(language, "printer.log", {"fault": say(language, f"page.fault.{state}")})
