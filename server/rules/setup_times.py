"""What is wrong with a set-up's hours, dates and rotas."""

import re
from collections.abc import Iterator
from datetime import date

from server.rules.setup import Setup
from server.rules.setup_finding import Finding, error, repeated, warning

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def hours_findings(setup: Setup) -> Iterator[Finding]:
    hours = setup.hours
    if not hours.sessions:
        yield warning("sessions_none", "hours", "sessions")
    yield from session_findings(hours.sessions, "hours", "sessions")
    yield from date_findings(hours.closed_days, "hours", "closed_days")
    yield from date_findings(hours.open_days, "hours", "open_days")
    for n, day in enumerate(hours.open_days):
        if day in hours.closed_days:
            yield error("date_open_and_closed", "hours", "open_days", n, date=day)


def date_findings(days: tuple[str, ...], *where: str | int) -> Iterator[Finding]:
    """Dates, each once."""
    for n, day in enumerate(days):
        if not is_date(day):
            yield error("date_shape", *where, n, date=day)
    for n, day in repeated(days):
        yield error("date_twice", *where, n, date=day)


def session_findings(sessions: tuple[tuple[str, str], ...], *where: str | int) -> Iterator[Finding]:
    """Times in order."""
    last_end = ""
    for n, (start, end) in enumerate(sessions):
        path = (*where, n)
        wrong = [time for time in (start, end) if not _TIME.fullmatch(time)]
        for time in wrong:
            yield error("time_shape", *path, time=time)
        if wrong:
            continue
        if end <= start:  # "HH:MM" sorts as time does
            yield error("session_backwards", *path, start=start, end=end)
        elif start < last_end:
            yield error("sessions_overlap", *path, start=start, end=end)
        last_end = max(last_end, end)


def is_time(text: str) -> bool:
    """Whether it is a time of day as 08:30."""
    return _TIME.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether it is a date as 2026-10-01."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def rota_findings(setup: Setup) -> Iterator[Finding]:
    yield from weekday_findings(setup.hours.weekdays, "hours", "weekdays")
    for n, post in enumerate(setup.posts):
        if post.market != "only":
            yield from weekday_findings(post.weekdays, "posts", n, "weekdays")
    for n, clerk in enumerate(setup.clerks):
        yield from weekday_findings(clerk.weekdays, "clerks", n, "weekdays")


def weekday_findings(weekdays: tuple[int, ...], *path: str | int) -> Iterator[Finding]:
    """1 to 7, each once."""
    if not weekdays:
        yield warning("weekdays_none", *path)
    for n, weekday in enumerate(weekdays):
        if not 1 <= weekday <= 7:
            yield error("weekday_unknown", *path, n, weekday=weekday)
    for n, weekday in repeated(weekdays):
        yield error("weekday_twice", *path, n, weekday=weekday)
