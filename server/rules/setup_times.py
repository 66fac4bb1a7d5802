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


Sessions = tuple[tuple[str, str], ...]


def halls_sessions(setup: Setup) -> Sessions:
    """All hours in which the hall may be open: any day's, and those of market days."""
    return sound_sessions((*setup.hours.sessions, *setup.hours.market_sessions))


def sound_sessions(sessions: Sessions) -> Sessions:
    """Those that are times in order; what is wrong with the others is told elsewhere."""
    return tuple((start, end) for start, end in sessions if is_time(start) and is_time(end) and start < end)


def meets(start: str, end: str, sessions: Sessions) -> bool:
    """Whether any of them has some time from `start` until `end`; "HH:MM" sorts as time does."""
    return any(max(start, since) < min(end, until) for since, until in sessions)


def lies_within(start: str, end: str, sessions: Sessions) -> bool:
    """Whether one of them holds the whole."""
    return any(since <= start and end <= until for since, until in sessions)


def length_min(start: str, end: str) -> int:
    """How long a sound session lasts."""
    since, until = ([int(part) for part in clock.split(":")] for clock in (start, end))
    return (until[0] - since[0]) * 60 + until[1] - since[1]


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
        never = post.market == "as_ever"  # else the market days are its days
        yield from weekday_findings(post.weekdays, "posts", n, "weekdays", none_is_never=never)
    for n, clerk in enumerate(setup.clerks):
        yield from weekday_findings(clerk.weekdays, "clerks", n, "weekdays")


def weekday_findings(
    weekdays: tuple[int, ...], *path: str | int, none_is_never: bool = True
) -> Iterator[Finding]:
    """1 to 7, each once."""
    if not weekdays and none_is_never:
        yield warning("weekdays_none", *path)
    for n, weekday in enumerate(weekdays):
        if not 1 <= weekday <= 7:
            yield error("weekday_unknown", *path, n, weekday=weekday)
    for n, weekday in repeated(weekdays):
        yield error("weekday_twice", *path, n, weekday=weekday)
