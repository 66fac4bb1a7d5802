"""Statistics of days that were lived through in memory: facts, rows, figures."""

from pathlib import Path

from server.rules.facts import Entry
from server.statistics.figures import Grouping, Key, Sums
from server.statistics.reading import Statistics, read_statistics
from server.statistics.span import Span
from server.storage.hall_key import THE_HALL
from server.storage.ledger import Ledger
from server.storage.store import Store

MONDAY, TUESDAY, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
MINUTE = 60_000


def counted(
    store: Store, log: list[Entry], first: str = MONDAY, last: str = "", *, now: int | None = None
) -> Statistics:
    """The figures of the days from `first` to `last` when all of `log` has been stored."""
    ledger = Ledger(store)
    ledger.fold()
    ledger.append(log[ledger.head.version :], [], [])
    now = log[-1].due if now is None else now
    return read_statistics(store, THE_HALL, Span(first, last or first), "Asia/Shanghai", now)


def counted_in(folder: Path, log: list[Entry], first: str = MONDAY, last: str = "") -> Statistics:
    """The same in a new folder."""
    store = Store.open(folder)
    try:
        return counted(store, log, first, last)
    finally:
        store.close()


def group(found: Statistics, grouping: Grouping, key: Key) -> Sums:
    """One group of it; empty where nothing was counted."""
    return found.figures.by(grouping).get(key, Sums())
