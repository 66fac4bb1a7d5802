"""What the hall is told of this device: its printer's fault, else what staff should know for a while."""

from __future__ import annotations

from collections.abc import Callable

from common.commands import ReportDevice
from common.link import Outcome
from common.words import Instant
from kiosk.connection import Connection

REPORT_S = 600.0
"""So long a fault is news."""
NOTICE_MS = 30 * 60_000
"""So long staff are reminded of what is over."""


class Telling:
    """One device has one fault in the hall's view: a printer that does not print goes before all else. `log` hears of that, too."""

    def __init__(self, connection: Connection, log: Callable[[str | None], None] = lambda _: None) -> None:
        self._connection, self._log = connection, log
        self._printer: str | None = None
        self._notice: str | None = None
        self._until: Instant = 0
        self._untold = False

    def printer(self, fault: str | None) -> None:
        """It has that fault, or none any more."""
        self._printer, self._untold = fault, True
        self._log(fault)

    def notice(self, code: str, now: Instant) -> None:
        """Something happened that staff should know: told for half an hour."""
        self._notice, self._until, self._untold = code, now + NOTICE_MS, True

    def tick(self, now: Instant) -> None:
        """Tell what changed, as soon as this device is let in."""
        if self._notice is not None and now >= self._until:
            self._notice, self._untold = None, True
        if self._untold:
            told = ReportDevice(fault=self._printer or self._notice)
            self._untold = not self._connection.send(told, _no_matter, REPORT_S)


def _no_matter(_: Outcome) -> None:
    """Whatever the answer, the kiosk has done its part."""
