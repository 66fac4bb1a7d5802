"""What outlives a power cut: numbers asked for or given that are not yet in a hand, and not void.

A small file beside the device's token. The next start voids what is still open: nobody holds it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec

from common.commands import IssueTicket
from common.commands_place import CheckIn
from common.durable import KeptFile
from common.link import RequestIds

Asked = IssueTicket | CheckIn
"""What gives a number."""


class _Open(msgspec.Struct):
    """`asked` by request id (the server knows an answer it gave by that); `given` by ticket; of one ledger."""

    ledger: str = ""
    asked: dict[str, Asked] = {}
    given: list[int] = []


class OpenNumbers:
    """Without a `file` nothing outlives the program. A file that cannot be written is reported, and no more."""

    def __init__(
        self,
        file: Path | None = None,
        report: Callable[[str], None] = lambda _: None,
        ids: RequestIds | None = None,
    ) -> None:
        self._disk = KeptFile(file, _Open, report)
        self._ids = ids or RequestIds(Random(), lambda: time.time_ns() // 1_000_000)  # noqa: S311 - guards nothing
        self._open = self._disk.read()

    @property
    def asked(self) -> dict[str, Asked]:
        """Asked for, and not yet answered."""
        return dict(self._open.asked)

    @property
    def given(self) -> list[int]:
        """Given, and not yet printed, noted or void."""
        return list(self._open.given)

    def belong_to(self, ledger: str) -> None:
        """Tickets of another ledger are not this hall's: forget them."""
        if ledger != self._open.ledger:
            self._open = _Open(ledger)
            self._write()

    def ask(self, command: Asked) -> str:
        """A number is about to be asked for; the id by which to ask, of which this note alone knows as yet."""
        request = self._ids.fresh()
        self._open.asked[request] = command
        self._write()
        return request

    def answer(self, request: str, ticket: int | None) -> None:
        """It was given, or (none) refused."""
        self._open.asked.pop(request, None)
        if ticket is not None:
            self._open.given.append(ticket)
        self._write()

    def settle(self, ticket: int) -> None:
        """It is in a hand, or void."""
        if ticket in self._open.given:
            self._open.given.remove(ticket)
            self._write()

    def _write(self) -> None:
        """Whole or not at all, and on the disk before anything else happens."""
        self._disk.write(self._open)
