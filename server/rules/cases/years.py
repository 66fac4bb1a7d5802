"""Years that limits run into, or soon will, and whose holidays nobody has published yet (C-3)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from common.words import Instant
from server.rules.cases.shelf import Shelf
from server.rules.civil import day_now
from server.rules.hall import Hall
from server.rules.hours import DAY_MS, instant_of

AHEAD = 2
"""The longest limit, and what it is extended by, end before the third year."""


class Unpublished(NamedTuple):
    """`since` when somebody is to set its days; `cases` are due in it on a date that is provisional."""

    year: int
    since: Instant
    cases: int


def unpublished(hall: Hall) -> Iterator[Unpublished]:
    """The present one, and those to come."""
    this = date.fromisoformat(day_now(hall)).year
    for year in range(this, this + AHEAD + 1):
        if year in hall.rules.deadlines.years:
            continue
        asked = _begins(hall, year) - hall.rules.cases.warn_year_days * DAY_MS
        due = _due_in(hall, year)
        if due or year <= this + 1:
            first = (since for shelf in due for _, since, _, _ in shelf.places[:1])
            yield Unpublished(year, min([asked, *first]), sum(map(len, due)))


def _due_in(hall: Hall, year: int) -> list[Shelf]:
    """The cases that are due in it, by the moment at which they are; a joint one is counted by its parts."""
    begins, ends = _begins(hall, year), _begins(hall, year + 1)
    return [shelf for due, shelf in hall.cases.by_due.items() if begins <= int(due) < ends]


def _begins(hall: Hall, year: int) -> Instant:
    return instant_of(hall.rules.hall.timezone, f"{year}-01-01", "00:00")
