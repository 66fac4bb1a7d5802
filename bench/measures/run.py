"""What the measurements of one run share: a folder that goes with it, and the hall with a long past."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from bench.load.cluster import Cluster
from bench.load.folder import furnish
from bench.load.past import fill
from bench.load.past_cases import CASES
from bench.load.sample import open_hall

DAYS, TICKETS_A_DAY = 250, 4_000
"""A year of working days; a million tickets."""


class Run:
    """Everything of a run lies under `folder`, which must be empty.

    `effort` below 1 repeats less and waits shorter: it shows that a measurement works, not what it measures.
    `fair_days`: so many drawn days, if that was told. `database`: an empty PostgreSQL to measure on, if there is one.
    """

    def __init__(
        self,
        folder: Path,
        days: int = DAYS,
        tickets_a_day: int = TICKETS_A_DAY,
        effort: float = 1.0,
        *,
        fair_days: int = 0,
        database: str = "",
    ) -> None:
        self._folder, self._days, self._tickets_a_day = folder, days, tickets_a_day
        self._effort, self._fair_days, self._database = effort, fair_days, database
        self.setup = open_hall(time.time_ns() // 1_000_000)

    @property
    def past_tickets(self) -> int:
        """How many tickets the long past has."""
        return self._days * self._tickets_a_day

    def times(self, often: int) -> int:
        """How often to do what is done `often` with full effort."""
        return max(1, round(often * self._effort))

    def seconds(self, long: float) -> float:
        """How long to do what is done so `long` with full effort."""
        return long * self._effort

    def drawn_days(self, often: int) -> int:
        """How many days to draw: as told, else `often` with full effort."""
        return self._fair_days or self.times(often)

    @contextmanager
    def postgresql(self) -> Iterator[str]:
        """The URL of an empty database: the given one, or one of a PostgreSQL of its own out of the developers' wheel."""
        if self._database:
            yield self._database
            return
        with Cluster() as cluster:
            yield cluster.create("hall")

    @cached_property
    def with_past(self) -> Path:
        """The data folder of a hall with a year behind it; filled when first asked for."""
        path = self._folder / "past"
        now = time.time_ns() // 1_000_000
        fill(path, self.setup, days=self._days, per_day=self._tickets_a_day, now=now)
        return path

    @cached_property
    def with_past_cases(self) -> Path:
        """The same with as many cases that are over."""
        path = self._folder / "past_cases"
        now = time.time_ns() // 1_000_000
        fill(path, self.setup, days=self._days, per_day=self._tickets_a_day, now=now, kind=CASES)
        return path

    def without_past(self, name: str) -> Path:
        """A new data folder of the same hall."""
        path = self._folder / name
        furnish(path, self.setup, kiosks=0, displays=0)
        return path

    def fresh(self, name: str) -> Path:
        """A path for a data folder that is not there yet."""
        return self._folder / name
