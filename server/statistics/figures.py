"""Figures that can be added up: a count or a list of durations for each cell of the hall.

A cell is the smallest part that anything is counted in. Every grouping adds the same cells up in another
way, so that the groups of each make the same total.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Literal, NamedTuple, get_args

Grouping = Literal["matter", "line", "window", "post", "clerk", "hour", "day"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
Key = str | int | None
"""What a group is known by; none gathers what belongs to no window (post, clerk): nobody had called it."""


class Cell(NamedTuple):
    """Where something is counted."""

    matter: str
    line: str
    window: int | None
    post: str | None
    clerk: str | None
    hour: int
    day: str


@dataclass(slots=True)
class Sums:
    """What docs/statistics.md defines. Durations in ms, one for each; everything else counts."""

    issued: int = 0
    finished: int = 0
    by_hand: int = 0
    taken_over: int = 0
    no_shows: int = 0
    came_back: int = 0
    withdrawn: int = 0
    voided: int = 0
    lapsed: int = 0
    carried: int = 0
    checked_in: int = 0
    waits: list[int] = field(default_factory=list)
    walks: list[int] = field(default_factory=list)
    services: list[int] = field(default_factory=list)
    holds: list[int] = field(default_factory=list)

    def add(self, other: "Sums") -> None:
        """Count what `other` counts, too."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in TIMED:
            getattr(self, name).extend(getattr(other, name))


TIMED = ("waits", "walks", "services", "holds")
COUNTED = tuple(found.name for found in fields(Sums) if found.name not in TIMED)


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in ms; none where there were none.

    The mean is the sum over the count, rounded to a millisecond. Median and ninth decile are the smallest
    duration that half (nine tenths) of all do not exceed: nearest rank, a duration that there was.
    """

    count: int
    sum_ms: int
    mean_ms: int | None
    median_ms: int | None
    p90_ms: int | None
    most_ms: int | None


def spread(durations: Iterable[int]) -> Spread:
    """How they lie."""
    found = sorted(durations)
    if not found:
        return Spread(0, 0, None, None, None, None)
    count, total = len(found), sum(found)
    mean = (2 * total + count) // (2 * count)
    return Spread(count, total, mean, _ranked(found, 50), _ranked(found, 90), found[-1])


def _ranked(durations: list[int], percent: int) -> int:
    return durations[-(-len(durations) * percent // 100) - 1]


class Figures:
    """What was counted, by cell."""

    def __init__(self, cells: dict[Cell, Sums]) -> None:
        self.cells = cells

    def total(self) -> Sums:
        """All of it."""
        return _added(self.cells.values())

    def by(self, grouping: Grouping) -> dict[Key, Sums]:
        """The same by group, in the order of their keys; what has no window (post, clerk) last."""
        place = Cell._fields.index(grouping)
        groups: dict[Key, Sums] = {}
        for cell, sums in self.cells.items():
            groups.setdefault(cell[place], Sums()).add(sums)
        return dict(sorted(groups.items(), key=lambda item: (item[0] is None, item[0] or 0)))


def _added(several: Iterable[Sums]) -> Sums:
    whole = Sums()
    for sums in several:
        whole.add(sums)
    return whole
