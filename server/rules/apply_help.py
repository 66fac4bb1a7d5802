"""Fold the facts of residents who asked for a person at a kiosk."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from server.rules import facts_help as f
from server.rules.fact import Fact
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.hall_help import HelpCall
from server.rules.hours import MINUTE_MS

LASTS_MS = 5 * MINUTE_MS
"""So long a call stands, and so long somebody on the way may take; after that the resident has long gone, or asks again."""


def _called(hall: Hall, fact: f.StaffCalled, entry: Entry) -> None:
    hall.help[fact.kiosk] = HelpCall(entry.due, entry.due + LASTS_MS)


def _going(hall: Hall, fact: f.StaffGoing, entry: Entry) -> None:
    call = hall.help[fact.kiosk]
    hall.help[fact.kiosk] = structs.replace(call, clerk=entry.by, went=entry.due, until=entry.due + LASTS_MS)


def _ended(hall: Hall, fact: f.HelpEnded, entry: Entry) -> None:
    hall.help.pop(fact.kiosk, None)


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.StaffCalled: _called,
    f.StaffGoing: _going,
    f.HelpEnded: _ended,
}
