"""A view's rows, typed. A row that cannot be read spoils that entry alone, and is reported once."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from common.fold import View
from common.rows import CallRow, HallRow, LineRow, PostRow, Row, TodayRow, WindowRow
from common.rows_cases import CaseBoardRow, DepartmentRow

MOMENTS = ("until", "called_at", "away_until", "due")
LATEST = 7_258_118_400_000  # the year 2200

R = TypeVar("R", bound=Row)
Report = Callable[[str], None]


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """What a screen reads of its view; a window's own has no lines and no figures,
    a board's nothing but cases.
    """

    hall: HallRow | None = None
    windows: tuple[WindowRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    calls: tuple[CallRow, ...] = ()
    today: tuple[TodayRow, ...] = ()
    board: tuple[CaseBoardRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()


class _Table:
    """Reads one table; a row is decoded again only when another object stands in its place."""

    def __init__(self, name: str, kind: type[R], report: Report) -> None:
        self._name, self._kind, self._report = name, kind, report
        self._read: dict[str, tuple[Any, Row | None]] = {}

    def rows(self, raw: dict[str, Any]) -> list[Any]:
        for row_id in self._read.keys() - raw.keys():
            del self._read[row_id]
        return [row for row_id in raw if (row := self._row(row_id, raw[row_id])) is not None]

    def _row(self, row_id: str, raw: Any) -> Row | None:
        known = self._read.get(row_id)
        if known is None or known[0] is not raw:
            known = self._read[row_id] = (raw, self._decoded(row_id, raw))
        return known[1]

    def _decoded(self, row_id: str, raw: Any) -> Row | None:
        try:
            row = msgspec.convert(raw, self._kind)
            _check_moments(row)
            return row
        except msgspec.ValidationError as fault:
            self._report(f"{self._name}/{row_id}: {fault}")
            return None


class Reading:
    """Reads the view of a screen; `report` hears of each row that cannot be read."""

    def __init__(self, report: Report) -> None:
        once = _once(report)
        self._hall = _Table("hall", HallRow, once)
        self._posts = _Table("posts", PostRow, once)
        self._lines = _Table("lines", LineRow, once)
        self._calls = _Table("calls", CallRow, once)
        self._windows = _Table("windows", WindowRow, once)
        self._today = _Table("today", TodayRow, once)
        self._board = _Table("board", CaseBoardRow, once)
        self._departments = _Table("departments", DepartmentRow, once)
        self._last = Tables()

    def read(self, view: View) -> Tables:
        """The tables; the same object as last time while nothing changed."""
        hall = self._hall.rows(view.get("hall", {}))
        read = Tables(
            hall=hall[0] if hall else None,
            posts=tuple(self._posts.rows(view.get("posts", {}))),
            lines=tuple(self._lines.rows(view.get("lines", {}))),
            calls=tuple(self._calls.rows(view.get("calls", {}))),
            windows=tuple(self._windows.rows(view.get("windows", {}))),
            today=tuple(self._today.rows(view.get("today", {}))),
            board=tuple(self._board.rows(view.get("board", {}))),
            departments=tuple(self._departments.rows(view.get("departments", {}))),
        )
        if read != self._last:
            self._last = read
        return self._last


def _check_moments(row: Row) -> None:
    """A moment that no calendar knows would stop the whole wall when it is to be worded."""
    for field in MOMENTS:
        moment = getattr(row, field, None)
        if moment is not None and not 0 <= moment < LATEST:
            raise msgspec.ValidationError(f"{field} is {moment}")


def _once(report: Report) -> Report:
    said: set[str] = set()

    def say(fault: str) -> None:
        if fault not in said and len(said) < 1000:
            said.add(fault)
            report(fault)

    return say
