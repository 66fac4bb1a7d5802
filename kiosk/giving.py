"""Numbers asked for and voided: noted first, then sent, so that a power cut leaves none that nobody knows of."""

from __future__ import annotations

import math
from collections.abc import Callable

from common.commands import VoidTicket
from common.link import Outcome, Unanswered
from common.messages import Issued, Refused
from kiosk.connection import Connection
from kiosk.open_numbers import Asked, OpenNumbers

UNTIL_ANSWERED_S = math.inf
"""Though nobody waits for it any more: only an answer tells which number is to be void, and that it is."""

OnNumber = Callable[[Issued | Refused | None], None]
"""Called with the number, with why there is none, or with none: it is unknown."""


class Giving:
    """The numbers of one kiosk on their way from the server into a hand, or back."""

    def __init__(self, connection: Connection, numbers: OpenNumbers) -> None:
        self._connection, self._numbers = connection, numbers
        self._left = True

    def ask(self, command: Asked, on_number: OnNumber) -> None:
        """Ask for a number."""
        self._numbers.belong_to(self._connection.ledger_id)
        self._send(self._numbers.ask(command), command, on_number)

    def held(self, ticket: int) -> None:
        """It is in a hand."""
        self._numbers.settle(ticket)

    def void(self, ticket: int) -> None:
        """Nobody holds it; refused harmlessly where it was called already."""

        def answered(outcome: Outcome) -> None:
            if not isinstance(outcome, Unanswered):
                self._numbers.settle(ticket)

        self._connection.send(VoidTicket(ticket=ticket), answered, UNTIL_ANSWERED_S)

    def void_what_was_left(self) -> None:
        """Once, as soon as it can be: what the last run asked for and neither printed nor saw noted is nobody's."""
        if not self._left or not self._connection.online:
            return
        self._left = False
        self._numbers.belong_to(self._connection.ledger_id)
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
            known = outcome if isinstance(outcome, Issued | Refused) else None
            if known is not None:
                self._numbers.answer(request, known.ticket if isinstance(known, Issued) else None)
            on_number(known)

        self._connection.send(command, answered, UNTIL_ANSWERED_S, request)
