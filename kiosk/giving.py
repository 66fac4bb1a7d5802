"""Numbers asked for and voided: noted first, then sent, so that a power cut leaves none that nobody knows of."""

from __future__ import annotations

import math
from collections.abc import Callable

from common.commands import IssueTicket, VoidTicket
from common.link import Outcome, Unanswered
from common.messages import Issued, Refused
from kiosk.alone.alone import Alone
from kiosk.connection import Connection
from kiosk.open_numbers import Asked, OpenNumbers

UNTIL_ANSWERED_S = math.inf
"""Though nobody waits for it any more: only an answer tells which number is to be void, and that it is."""

OnNumber = Callable[[Issued | Refused | None], None]
"""Called with the number, with why there is none, or with none: it is unknown."""


class Giving:
    """The numbers of one kiosk on their way from the server into a hand, or back.

    `on_void`: called once for each that is void, also for what an earlier run left on its way.
    """

    def __init__(
        self,
        connection: Connection,
        numbers: OpenNumbers,
        alone: Alone | None = None,
        on_void: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection, self._numbers = connection, numbers
        self._alone, self._on_void = alone or Alone(connection), on_void
        self._left = True
        self._unanswered: list[Callable[[], None]] = []
        for _ in range(self._alone.voided_at_start):
            on_void()

    def ask(self, command: Asked, on_number: OnNumber) -> None:
        """Ask for a number; without the server it is one of the kiosk's own."""
        if not self._connection.online and isinstance(command, IssueTicket):
            on_number(self._alone.issue(command))
            return
        self._numbers.belong_to(self._connection.ledger_id)
        self._send(self._numbers.ask(command), command, on_number)

    def held(self, ticket: int) -> None:
        """It is in a hand."""
        if ticket < 0:
            self._alone.held(ticket)
        self._numbers.settle(ticket)

    def void(self, ticket: int) -> None:
        """Nobody holds it; refused harmlessly where it was called already."""
        if ticket < 0:
            self._alone.void(ticket)
            self._on_void()
            return

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Unanswered):
                self._unanswered.append(again)
                return
            if not isinstance(outcome, Refused) and ticket in self._numbers.given:
                self._on_void()
            self._numbers.settle(ticket)

        def again() -> None:
            if ticket in self._numbers.given:
                self.void(ticket)

        self._connection.send(VoidTicket(ticket=ticket), answered, UNTIL_ANSWERED_S)

    def go_on(self) -> None:
        """As soon as it can be: void what the last run left, and ask again what a link left unanswered."""
        if self._connection.online and (self._left or self._unanswered):
            self._numbers.belong_to(self._connection.ledger_id)
            self._void_what_was_left()
            unanswered, self._unanswered = self._unanswered, []
            for ask_again in unanswered:
                ask_again()

    def _void_what_was_left(self) -> None:
        """Once: what the last run asked for and neither printed nor saw noted is nobody's."""
        if not self._left:
            return
        self._left = False
        for ticket in self._numbers.given:
            self.void(ticket)
        for request, command in self._numbers.asked.items():
            self._send(request, command, self._void_if_given)

    def _void_if_given(self, outcome: Issued | Refused | None) -> None:
        if isinstance(outcome, Issued):
            self.void(outcome.ticket)

    def _send(self, request: str, command: Asked, on_number: OnNumber) -> None:
        """By the id under which it is noted: whenever it is sent again, the server says which number it gave."""

        def answered(outcome: Outcome) -> None:
            if isinstance(outcome, Issued | Refused):
                self._numbers.answer(request, outcome.ticket if isinstance(outcome, Issued) else None)
                on_number(outcome)
            elif isinstance(outcome, Unanswered):
                self._unanswered.append(again)
            else:
                on_number(None)

        def again() -> None:
            if request in self._numbers.asked:
                self._send(request, command, on_number)

        self._connection.send(command, answered, UNTIL_ANSWERED_S, request)
