"""Fold the facts of printed paper."""

from collections.abc import Callable
from typing import Any

from server.rules import facts_printed as f
from server.rules.fact import Fact
from server.rules.facts import Entry
from server.rules.hall import Hall


def _reprinted(hall: Hall, fact: f.TicketReprinted, entry: Entry) -> None:
    hall.printed.again[fact.ticket] = (fact.n, entry.due)


def _counted(hall: Hall, fact: f.PaperCounted, entry: Entry) -> None:
    hall.printed.counts[fact.kiosk] = fact.count


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.TicketReprinted: _reprinted,
    f.PaperCounted: _counted,
}
