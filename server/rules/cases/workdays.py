"""The calendar of deadlines (C-3): working days. Opening hours and market days are another calendar and change nothing here."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from server.rules.part import Part

OFF_2026 = (
    "2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 "
    "2026-05-04 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07"
)
WORK_2026 = "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"
"""The weekdays off and the make-up workdays of 2026, as the State Council published them."""

_DAY = timedelta(days=1)


class Deadlines(Part):
    """Holidays and make-up workdays (ISO dates) of the `years` that were published; weekends are off by themselves."""

    years: tuple[int, ...] = (2026,)
    off_days: tuple[str, ...] = tuple(OFF_2026.split())
    work_days: tuple[str, ...] = tuple(WORK_2026.split())


def is_working_day(calendar: Deadlines, day: date) -> bool:
    """Whether limits run on `day`."""
    if day in _days(calendar.work_days):
        return True
    return day.isoweekday() <= 5 and day not in _days(calendar.off_days)


def working_days_after(calendar: Deadlines, day: date) -> Iterator[date]:
    """The working days after `day`, in order; to the last day that a date can name."""
    while day < date.max:
        day += _DAY
        if is_working_day(calendar, day):
            yield day


def working_day_after(calendar: Deadlines, day: date, n: int) -> date:
    """The `n`-th working day after `day`; from 1."""
    days = working_days_after(calendar, day)
    for _ in range(n - 1):
        next(days)
    return next(days)


def is_published(calendar: Deadlines, day: date) -> bool:
    """Whether the holidays of that year are known; a date in another year is provisional."""
    return day.year in calendar.years


@lru_cache(maxsize=64)
def _days(named: tuple[str, ...]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, named))
