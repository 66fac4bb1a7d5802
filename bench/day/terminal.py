"""A member of staff at a screen: one link, one question at a time, and what the view shows."""

from collections.abc import Callable
from typing import Any

from bench.day.record import Record
from common.commands import ClientCommand
from common.link import Link, Unanswered
from common.messages import AnyAnswer, Refused
from common.words import Instant

OpenLink = Callable[[str, str], Link]
"""Sign `staff` in and join `audience`."""
OnDone = Callable[[AnyAnswer], None]
OnRefused = Callable[[Refused], None]
Seen = Callable[[], bool]

SHOWS_WITHIN_MS = 60_000
"""An accepted command shows on the screen at once; if it does not, something else followed it."""


def at_once() -> bool:
    """Nothing on the screen has to change first."""
    return True


class Terminal:
    """Nobody presses the next key before the last one is answered and its effect is on the screen."""

    def __init__(self, link: Link, record: Record) -> None:
        self.link = link
        self._record = record
        self._now: Instant = 0
        self._asking = False
        self._seen: Seen = at_once
        self._answered_at: Instant = 0
        self._known = (0, -1)

    def look(self, now: Instant) -> bool:
        """Take in what came; whether a key may be pressed."""
        self._now = now
        self.link.poll()
        if self.link.status != "joined" or self._asking:
            return False
        return self._seen() or now > self._answered_at + SHOWS_WITHIN_MS

    def has_news(self) -> bool:
        """Whether the view has changed since this was last asked."""
        known, self._known = self._known, (self.link.joins, self.link.upto)
        return self._known != known

    def rows(self, table: str) -> dict[str, Any]:
        """A table of the view."""
        return self.link.view.get(table, {})

    def row(self, table: str) -> dict[str, Any]:
        """The one row of a table that has one; empty if there is none."""
        return next(iter(self.rows(table).values()), {})

    def asked(self, kind: str) -> list[dict[str, Any]]:
        """What waits for an answer."""
        return [row for row in self.rows("asked").values() if row["kind"] == kind and row["state"] == "asked"]

    def ask(
        self,
        command: ClientCommand,
        done: OnDone,
        seen: Seen = at_once,
        refused: OnRefused | None = None,
    ) -> None:
        """Press a key; `seen` says when the screen shows what it did. A refusal is counted."""
        self._asking = True

        def answered(outcome: AnyAnswer | Refused | Unanswered) -> None:
            self._asking, self._seen, self._answered_at = False, at_once, self._now
            if isinstance(outcome, Unanswered):
                self._record.unanswered += 1
            elif isinstance(outcome, Refused):
                self._record.refused[outcome.code] += 1
                if refused is not None:
                    refused(outcome)
            else:
                self._seen = seen
                done(outcome)

        self.link.send(command, answered)

    def close(self) -> None:
        """Close the page."""
        self.link.close()
