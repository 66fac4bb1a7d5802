"""A ticket's periods in the rows: one opens as the one before ends."""

from common.words import Instant
from server.rules.facts import Entry
from server.storage.sheets import Row, Sheets


def close_period(sheets: Sheets, ticket: int, entry: Entry, until: Instant | None = None) -> None:
    """The one that is open ends: with `entry`, or `until` a moment before it."""
    opened = sheets.tickets[ticket]["period"]
    ends = entry.due if until is None else until
    sheets.periods.change((ticket, opened), version=entry.version, until=ends)


def open_period(sheets: Sheets, ticket: Row, came: str | None = None) -> None:
    """The state that the ticket's row has now begins; `came`: how, where that counts."""
    version = ticket["version"]
    period = {
        "hall": sheets.hall,
        "ticket": ticket["id"],
        "opened": version,
        "version": version,
        "state": ticket["state"],
        "matter": ticket["matter"],
        "line": ticket["line"],
        "post": ticket["post"],
        "window": ticket["window"],
        "clerk": ticket["clerk"],
        "role": ticket["role"],
        "came": came,
        "since": ticket["since"],
        "until": None,
    }
    sheets.periods.add((ticket["id"], version), period)
