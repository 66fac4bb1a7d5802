"""Today's figures of each window, until a hall has cases: then those of its departments stand there (P-3). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from common.rows import TodayRow, WindowRow
from common.rows_cases import CaseBoardRow, DepartmentRow
from common.words import Words

MINUTE_MS = 60_000


class FigureLine(NamedTuple):
    """A window's day; `wait_min` is the mean wait of those who were called there, none before the first."""

    window: int
    name: Words
    finished: int
    wait_min: int | None


def figure_lines(today: Iterable[TodayRow], windows: Iterable[WindowRow]) -> tuple[FigureLine, ...]:
    """One line for each window, by its number; nothing before anybody was called."""
    names = {window.number: window.name for window in windows}
    rows = sorted(today, key=lambda row: row.window)
    if not any(row.called for row in rows):
        return ()
    return tuple(
        FigureLine(row.window, names.get(row.window, Words("")), row.finished, _mean_min(row)) for row in rows
    )


def _mean_min(row: TodayRow) -> int | None:
    """Minutes, a begun one counted whole: a promise is better kept than broken."""
    return -(-row.wait_ms // (row.called * MINUTE_MS)) if row.called else None


def department_lines(
    departments: tuple[DepartmentRow, ...], cases: tuple[CaseBoardRow, ...]
) -> tuple[DepartmentRow, ...]:
    """Those of all departments; nothing before there is a case."""
    known = any(row.accepted or row.closed or row.overdue for row in departments)
    return departments if known or cases else ()
