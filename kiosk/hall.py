"""What the kiosk knows of the hall: the rows of its view, typed, and a few questions to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from common.rows import (
    CaseBoardRow,
    DepartmentRow,
    ElsewhereRow,
    HallRow,
    LineRow,
    MatterRow,
    PaperRow,
    PriorityRow,
    Row,
    WaitRow,
    WindowRow,
)
from common.rows_help import HelpRow
from common.words import Words

EVACUATION = "evacuation"
"""The pause at which everybody leaves: no number, no choice, nothing but that."""

R = TypeVar("R", bound=Row)
View = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Hall:
    """One moment of the hall, as the kiosk may see it; `about` is none before the first word; `letters`: of numbers that this kiosk gave by itself."""

    about: HallRow | None = None
    lines: dict[str, LineRow] = field(default_factory=dict)
    matters: dict[str, MatterRow] = field(default_factory=dict)
    priorities: dict[str, PriorityRow] = field(default_factory=dict)
    elsewhere: dict[str, ElsewhereRow] = field(default_factory=dict)
    board: dict[str, CaseBoardRow] = field(default_factory=dict)
    departments: dict[str, DepartmentRow] = field(default_factory=dict)
    papers: dict[int, PaperRow] = field(default_factory=dict)
    waits: dict[str, WaitRow] = field(default_factory=dict)
    help: dict[str, HelpRow] = field(default_factory=dict)
    windows: dict[str, WindowRow] = field(default_factory=dict)
    letters: tuple[str, ...] = ()

    def groups(self, chosen: Sequence[str] = ()) -> list[LineRow]:
        """The choices of the first screen: lines in which something can be asked for that is not `chosen` yet."""
        return [line for line in self.lines.values() if self.still_to_choose(line.id, chosen)]

    def matters_of(self, line: str) -> list[MatterRow]:
        """The choices behind one of them."""
        return [row for row in self.matters.values() if row.line == line and not row.unsure]

    def still_to_choose(self, line: str, chosen: Sequence[str]) -> list[MatterRow]:
        """Those that are not `chosen` yet."""
        return [row for row in self.matters_of(line) if row.id not in chosen]

    def for_the_unsure(self) -> list[MatterRow]:
        """What is offered to whoever does not know what to choose (Q-11)."""
        return [row for row in self.matters.values() if row.unsure]

    def has(self, matters: Sequence[str]) -> bool:
        """Is every one of them offered, and its line known?"""
        return all(self.line_of(matter) is not None for matter in matters)

    def prefixes(self) -> list[str]:
        """The letters with which this hall's numbers begin."""
        lines = {line.prefix for line in self.lines.values() if line.prefix}
        return sorted(lines.union(self.letters, self.about.series if self.about else ()))

    @property
    def evacuated(self) -> bool:
        """Must everybody leave?"""
        return self.about is not None and self.about.paused == EVACUATION

    @property
    def takes_appointments(self) -> bool:
        """Can anything be booked here?"""
        return any(row.appointments for row in self.matters.values())

    def line_of(self, matter: str) -> LineRow | None:
        """The line in which a matter waits."""
        row = self.matters.get(matter)
        return self.lines.get(row.line) if row else None

    def way_to(self, window: int | None) -> Words:
        """How one gets to a window, as the hall's file says it; empty: it says nothing."""
        row = self.windows.get(str(window))
        return row.where if row else Words("")

    def wait_of(self, matter: str) -> WaitRow | None:
        """How long a number for it will wait, where anybody can say."""
        row = self.matters.get(matter)
        return self.waits.get(row.line) if row else None


def hall_from(view: View) -> Hall:
    """The view's rows, typed.

    Raises:
        msgspec.ValidationError: the server speaks another version of the protocol.

    """
    about = _rows(view, "hall", HallRow)
    return Hall(
        next(iter(about.values()), None),
        _rows(view, "lines", LineRow),
        _rows(view, "matters", MatterRow),
        _rows(view, "priorities", PriorityRow),
        _rows(view, "elsewhere", ElsewhereRow),
        _rows(view, "board", CaseBoardRow),
        _rows(view, "departments", DepartmentRow),
        {row.id: row for row in _rows(view, "papers", PaperRow).values()},
        _rows(view, "waits", WaitRow),
        _rows(view, "help", HelpRow),
        _rows(view, "windows", WindowRow),
    )


def _rows(view: View, table: str, kind: type[R]) -> dict[str, R]:
    return {key: msgspec.convert(row, kind) for key, row in view.get(table, {}).items()}
