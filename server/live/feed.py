"""Who hears what: for each audience the view it was last given, and what changed in it since.

A hall and its new entries go in, one `Change` per audience comes out; only a fault leaves a word in the log. Everything is kept once
per audience, however many listen, and a table that many audiences share is computed once.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

import msgspec

from common.messages import Announcement, Change
from common.rows import Row
from server.lane.faults import log_fault
from server.rules.facts import Entry
from server.rules.hall import Hall

Rows = Mapping[str, Row]
log = logging.getLogger(__name__)

SHARED = frozenset(
    {
        *("hall", "posts", "lines", "matters", "priorities", "elsewhere"),
        *("clerks", "tallies", "alarms", "appointments", "board", "departments", "case_watch"),
    }
)
"""Tables that are the same for whoever may see them."""


class Views(Protocol):
    """What the rules say of views: `server.rules.view` and `touched`, or a test's fake."""

    def tables_of(self, audience: str, /) -> tuple[str, ...]:
        """The tables of an audience."""

    def table(self, hall: Hall, audience: str, name: str, /) -> Rows:
        """One table as the audience may see it."""

    def touched(self, entry: Entry, /) -> frozenset[str]:
        """The tables that an entry may have changed."""

    def turned(self, hall: Hall, /) -> tuple[str, frozenset[str]]:
        """The day, and the tables that another day changes by itself."""

    def announcement(self, hall: Hall, entry: Entry, /) -> Announcement | None:
        """What is said once because of an entry."""


class Difference(NamedTuple):
    """What turns one table into another."""

    put: dict[str, Any]
    drop: list[str]


class Standing(msgspec.Struct):
    """What an audience has been given: the tables, as of ledger version `upto`.

    `lost`: a view failed, and its clients are to join again, which a heartbeat with a later `upto` makes them do.
    """

    upto: int
    tables: dict[str, Rows]
    lost: bool = False


class _News(NamedTuple):
    """What a batch may have changed, and what is said once because of it."""

    ledger_id: str
    touched: frozenset[str]
    spoken: list[Announcement]


class Feed:
    """The audiences that somebody has joined."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._standing: dict[str, Standing] = {}
        self._day = ""

    def join(self, hall: Hall, audience: str) -> Standing:
        """The audience's view now; from here on `changes` tells of it until `leave`."""
        standing = self._standing.get(audience)
        if standing is None or standing.lost:
            tables = {
                name: self._views.table(hall, audience, name) for name in self._views.tables_of(audience)
            }
            standing = self._standing[audience] = Standing(hall.version, tables)
        return standing

    def leave(self, audience: str) -> None:
        """Nobody listens any more."""
        self._standing.pop(audience, None)

    def upto(self) -> Iterator[tuple[str, int]]:
        """Each joined audience and the version it was last told of."""
        return ((audience, standing.upto) for audience, standing in self._standing.items())

    def table_is(self, name: str, rows: Rows, ledger_id: str) -> dict[str, Change]:
        """What each audience must hear of a table that changed by no entry: a `Change` with `after` as `upto`."""
        changes = {}
        for audience, standing in self._with(name):
            difference = difference_of(standing.tables[name], rows)
            standing.tables[name] = rows
            if difference.put or difference.drop:
                changes[audience] = _without_entry(ledger_id, standing, name, difference)
        return changes

    def rows_are(self, name: str, rows: Rows, ids: list[str], ledger_id: str) -> dict[str, Change]:
        """The same of the rows `ids`, whether they changed or not: for whom an earlier word did not reach."""
        difference = Difference({i: rows[i] for i in ids if i in rows}, [i for i in ids if i not in rows])
        return {
            audience: _without_entry(ledger_id, standing, name, difference)
            for audience, standing in self._with(name)
        }

    def shows(self, name: str) -> bool:
        """Whether anybody who listens sees the table."""
        return any(True for _ in self._with(name))

    def changes(self, hall: Hall, ledger_id: str, entries: Iterable[Entry]) -> dict[str, Change]:
        """What each audience must hear of `entries`, which `hall` holds already, and of a day that has begun since."""
        try:
            news = self._news(hall, ledger_id, list(entries))
        except Exception as error:
            log_fault(log, "what happened could not be told to anybody", error)
            for standing in self._standing.values():
                standing.lost, standing.upto = True, hall.version
            return {}
        look = _Look(self._views, hall)
        changes = {}
        for audience, standing in self._standing.items():
            change = self._guarded(look, audience, standing, news)
            if change is not None:
                standing.upto = change.upto
                changes[audience] = change
        return changes

    def _with(self, name: str) -> Iterator[tuple[str, Standing]]:
        """The audiences that see the table, but for those whose clients are to join again anyway."""
        for audience, standing in self._standing.items():
            if name in standing.tables and not standing.lost:
                yield audience, standing

    def _news(self, hall: Hall, ledger_id: str, entries: list[Entry]) -> _News:
        touched = frozenset[str]().union(*(self._views.touched(entry) for entry in entries))
        day, of_the_day = self._views.turned(hall)
        if day != self._day:
            self._day, touched = day, touched | of_the_day
        spoken = [said for entry in entries if (said := self._views.announcement(hall, entry))]
        return _News(ledger_id, touched, spoken)

    def _guarded(self, look: "_Look", audience: str, standing: Standing, news: _News) -> Change | None:
        """One audience's view that fails is no other audience's fault."""
        try:
            if not standing.lost:
                return self._change(look, audience, standing, news)
        except Exception as error:
            log_fault(log, f"the view {audience.partition(':')[0]} failed", error)
            standing.lost = True
        standing.upto = look.hall.version
        return None

    def _change(self, look: "_Look", audience: str, standing: Standing, news: _News) -> Change | None:
        put: dict[str, dict[str, Any]] = {}
        drop: dict[str, list[str]] = {}
        for name in standing.tables.keys() & news.touched:
            rows = look.rows(audience, name)
            difference = look.difference(standing.tables[name], rows)
            standing.tables[name] = rows
            if difference.put:
                put[name] = difference.put
            if difference.drop:
                drop[name] = difference.drop
        announce = [said for said in news.spoken if _concerns(audience, said)]
        if not (put or drop or announce):
            return None
        return Change(
            ledger_id=news.ledger_id,
            after=standing.upto,
            upto=look.hall.version,
            announce=announce,
            put=put,
            drop=drop,
        )


class _Look:
    """One look at a hall after a batch: what several audiences share is computed once."""

    def __init__(self, views: Views, hall: Hall) -> None:
        self.hall = hall
        self._views = views
        self._shared: dict[str, Rows] = {}
        self._differences: dict[tuple[int, int], tuple[Rows, Difference]] = {}

    def rows(self, audience: str, name: str) -> Rows:
        if name not in SHARED:
            return self._views.table(self.hall, audience, name)
        if name not in self._shared:
            self._shared[name] = self._views.table(self.hall, audience, name)
        return self._shared[name]

    def difference(self, old: Rows, new: Rows) -> Difference:
        key = (id(old), id(new))
        if key not in self._differences:
            # `old` is kept, or another table could be given its id before this look is over.
            self._differences[key] = (old, difference_of(old, new))
        return self._differences[key][1]


def _without_entry(ledger_id: str, standing: Standing, name: str, difference: Difference) -> Change:
    return Change(
        ledger_id=ledger_id,
        after=standing.upto,
        upto=standing.upto,
        put={name: difference.put} if difference.put else {},
        drop={name: difference.drop} if difference.drop else {},
    )


def difference_of(old: Rows, new: Rows) -> Difference:
    """Rows that are new or other, and ids that are gone."""
    if old is new:
        return Difference({}, [])
    put = {  # a row that was kept is not compared field by field
        row_id: row for row_id, row in new.items() if (known := old.get(row_id)) is not row and known != row
    }
    return Difference(put, [row_id for row_id in old if row_id not in new])


def _concerns(audience: str, said: Announcement) -> bool:
    """A window's screen hears of its own calls; everyone hears who serves a post."""
    kind, _, key = audience.partition(":")
    return kind != "window" or said.kind == "cover" or str(said.window) == key
