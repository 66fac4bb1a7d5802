"""Which cases are new or have changed: they stand out for a while, the last one stands on every page, and several at once have a
page of their own. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from common.rows_cases import CaseBoardRow
from common.words import Instant
from display.hero import PULSE_MS, PULSES
from display.paging import stay_ms

FRESH_MS = 20_000
STAY_MS = 4_000
"""What changes within so long of the last change is listed with it, for as long as the list takes to be read."""
MOST_AT_ONCE = 8
"""More change at once only when a wall was cut off for long: that is no news."""


class SeenNews(NamedTuple):
    """`last`: the case that changed last; `listed`: those that changed just now, together; ids of those that stand out, and of those
    in the bright half of a pulse.
    """

    last: CaseBoardRow | None = None
    fresh: frozenset[int] = frozenset()
    flashing: frozenset[int] = frozenset()
    listed: tuple[CaseBoardRow, ...] = ()


NO_NEWS = SeenNews()


class CaseNews:
    """Compares the board's rows with those before."""

    def __init__(self) -> None:
        self._rows: dict[int, CaseBoardRow] | None = None
        self._since: dict[int, Instant] = {}
        self._listed: dict[int, None] = {}
        self._listed_at: Instant = 0
        self._last = 0

    def __len__(self) -> int:
        return len(self._rows or ()) + len(self._since) + len(self._listed)

    def take(self, rows: Iterable[CaseBoardRow], now: Instant) -> None:
        """The rows as they are now; those of the first time are no news."""
        before, self._rows = self._rows, {row.id: row for row in rows}
        if before is None:
            self._last = max(self._rows, default=0)
            return
        for case_id in _changed(before, self._rows)[-MOST_AT_ONCE:]:
            self._since[case_id] = self._listed_at = now
            self._listed.pop(case_id, None)
            self._listed[case_id] = None  # at the end: the latest
            self._last = case_id
        self._listed = dict.fromkeys([*self._listed][-MOST_AT_ONCE:])

    def see(self, now: Instant) -> SeenNews:
        """Let time pass."""
        self._pass(now)
        rows = self._rows or {}
        flashing = (case_id for case_id, since in self._since.items() if _pulses(now - since))
        last = rows.get(self._last) or rows.get(max(rows, default=0))
        listed = tuple(rows[case_id] for case_id in reversed(self._listed) if case_id in rows)
        return SeenNews(last, frozenset(self._since), frozenset(flashing), listed)

    def _pass(self, now: Instant) -> None:
        if now - self._listed_at >= stay_ms(len(self._listed), STAY_MS):
            self._listed.clear()
        self._since = {case_id: since for case_id, since in self._since.items() if now - since < FRESH_MS}


def _pulses(over: int) -> bool:
    pulse, within = divmod(over, PULSE_MS)
    return pulse < PULSES and within < PULSE_MS // 2


def _changed(before: dict[int, CaseBoardRow], now: dict[int, CaseBoardRow]) -> list[int]:
    """By place, the most urgent last. A row that only moved up because another left the window is no news."""
    ordered = sorted(now.values(), key=lambda row: -row.place)
    running = [row for row in ordered if not is_over(row)]
    made_room = any(
        case_id not in now or is_over(now[case_id]) for case_id, row in before.items() if not is_over(row)
    )
    filler = running[0].id if made_room and running and len(running) > 1 else 0
    return [
        row.id
        for row in ordered
        if (row.id in before and _told(row) != _told(before[row.id]))
        or (row.id not in before and row.id != filler)
    ]


def is_over(row: CaseBoardRow) -> bool:
    """Is there nothing more to be done before the applicant has an answer?"""
    return row.state in ("closed", "delivered", "denied", "refused", "no_permit")


def _told(row: CaseBoardRow) -> tuple[object, ...]:
    """What makes news: not that a day went by."""
    return row.state, row.light, row.due, row.stands, row.extended, row.mark, row.late_parts
