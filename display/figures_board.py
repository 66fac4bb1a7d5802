"""The board's pages of today's figures, of windows or of departments (P-3): a name, and figures beside it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from common.rows_cases import DepartmentRow
from common.screen.geometry import Rect
from common.screen.placements import Placement
from common.screen.theme import Role
from display.board_name import AS_IT_IS, PRESSED, NameRoom, RowName, RowNames
from display.board_row import BREATH, PAD, SPACE, WIDEST_WINDOW
from display.case_news import NO_NEWS, SeenNews
from display.figures import FigureLine
from display.pieces import label, labels, panel
from display.type_scale import TypeScale
from display.wording import Wording

MOST_FINISHED, MOST_MINUTES = 999, 199
MOST_SHARE = 0.5
"""Of the width, for the figures; else their heads are smaller."""


class Column(NamedTuple):
    """A column of figures: its head, the widest text in it, its colour."""

    head: str
    widest: str
    ink: Role
    bold: bool = True


class Told(NamedTuple):
    """A row in words; a figure that is not known is none."""

    lead: str
    name: str
    figures: tuple[str | None, ...]


class Columns(NamedTuple):
    """What a table of figures tells of each line; `lead`: the widest text before the name, empty: nothing stands there."""

    lead: str
    figures: tuple[Column, ...]
    told: Callable[[Any], Told]


def window_columns(wording: Wording) -> Columns:
    """Of a window: how many finished, how long they waited."""
    say = wording.say

    def minutes(count: int) -> str:
        return say("figures.minutes", minutes=min(count, MOST_MINUTES))

    def finished(count: int) -> str:
        return say("figures.count", count=min(count, MOST_FINISHED))

    def told(line: FigureLine) -> Told:
        wait = None if line.wait_min is None else minutes(line.wait_min)
        window = say("board.number", window=line.window)
        return Told(window, wording.of(line.name), (finished(line.finished), wait))

    return Columns(
        say("board.number", window=WIDEST_WINDOW),
        (
            Column(f"✓ {say('figures.finished')}", finished(MOST_FINISHED), Role.DONE),
            Column(f"○ {say('figures.wait')}", minutes(MOST_MINUTES), Role.WAITING, bold=False),
        ),
        told,
    )


def department_columns(wording: Wording) -> Columns:
    """Of a department: cases accepted, closed, on time, overdue."""
    inks = {"accepted": Role.WAITING, "closed": Role.DONE, "on_time": Role.ON_TIME, "overdue": Role.TEXT}
    marks = {"accepted": "○", "closed": "✓", "on_time": "●", "overdue": "▲"}

    def told(line: DepartmentRow) -> Told:
        counts = (min(getattr(line, name), MOST_FINISHED) for name in marks)
        return Told("", wording.of(line.name), tuple(str(count) for count in counts))

    heads = {name: f"{mark} {wording.say(f'departments.{name}')}" for name, mark in marks.items()}
    columns = tuple(Column(heads[name], str(MOST_FINISHED), inks[name]) for name in marks)
    return Columns("", columns, told)


class _Row(NamedTuple):
    told: Told
    name: RowName
    height: int


class FiguresBoard:
    """A `BoardTable` of figures, `width` pixels wide; the first head may stand over the column of names."""

    def __init__(self, width: int, scale: TypeScale, columns: Columns, names: RowNames) -> None:
        self._width, self._scale, self._columns, self._names = width, scale, columns, names
        self._head_em = next(
            (em for em in (scale.small, scale.least) if sum(self._heads(em)) <= width * MOST_SHARE),
            scale.least,
        )
        first, *others = self._heads(self._head_em)
        self._figures = [self._widest(columns.figures[0]), *others]
        self.heads_px = first + sum(others) + (len(others) + 2) * scale.px(SPACE)
        self._lead = names.measure.width_of(columns.lead, scale.board, bold=True)

    def height(self, line: Any, *, pressed: bool) -> int:
        """Pixels of the row; `pressed`: the name is, if it saves a line."""
        return self._row(line, pressed=pressed).height

    def heads(self, rect: Rect) -> Iterator[Placement]:
        """What the columns of numbers hold."""
        _, _, (first, *others) = self._cells(rect)
        cells = (first._replace(x=rect.x, w=first.right - rect.x), *others)
        for cell, column in zip(cells, self._columns.figures, strict=True):
            yield label(cell, column.head, self._head_em, column.ink, align="right")

    def place(
        self, rect: Rect, lines: Sequence[Any], gap: int, *, pressed: bool, news: SeenNews = NO_NEWS
    ) -> Iterator[Placement]:
        """From the top of `rect`."""
        for row in (self._row(line, pressed=pressed) for line in lines):
            at, rect = rect.take_top(row.height)
            rect = rect.take_bottom(rect.h - gap)[0]
            yield panel(at, self._scale)
            yield from self._placed(at, row)

    def _placed(self, rect: Rect, row: _Row) -> Iterator[Placement]:
        scale, name = self._scale, row.name
        below, above = rect.inset(0, scale.px(BREATH) // 2).take_bottom(name.below_px)
        lead, beside, cells = self._cells(above)
        if row.told.lead:
            yield label(lead, row.told.lead, scale.board, bold=True)
        yield from labels(beside, name.beside, name.em, narrow=name.narrow)
        yield from labels(below.inset(scale.px(PAD), 0), name.below, name.em, narrow=name.narrow)
        for cell, column, told in zip(cells, self._columns.figures, row.told.figures, strict=True):
            ink = Role.SECONDARY if told is None else column.ink
            yield label(cell, told or "—", scale.board, ink, bold=column.bold, align="right")

    def _row(self, line: Any, *, pressed: bool) -> _Row:
        scale, told = self._scale, self._columns.told(line)
        whole = Rect(0, 0, self._width, scale.board)
        presses = PRESSED if pressed else AS_IT_IS
        room = NameRoom(self._cells(whole)[1].w, whole.w - 2 * scale.px(PAD), presses)
        name = self._names.of(told.name, room)
        return _Row(told, name, name.height(scale) + scale.px(BREATH))

    def _cells(self, rect: Rect) -> tuple[Rect, Rect, list[Rect]]:
        """What leads, the name, the figures."""
        space = self._scale.px(SPACE)
        lead, rest = rect.inset(self._scale.px(PAD), 0).take_left(self._lead)
        cells: list[Rect] = []
        for width in reversed(self._figures):
            cell, rest = rest.take_right(width)
            cells.insert(0, cell)
            rest = rest.take_left(rest.w - space)[0]
        return lead, rest.take_right(rest.w - (space if self._lead else 0))[0], cells

    def _heads(self, em: int) -> list[int]:
        """Pixels of the columns, with such heads."""
        width_of = self._names.measure.width_of
        return [max(width_of(column.head, em), self._widest(column)) for column in self._columns.figures]

    def _widest(self, column: Column) -> int:
        return self._names.measure.width_of(column.widest, self._scale.board, bold=True)
