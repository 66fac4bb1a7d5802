"""Opening hours (Q-5): which part of the day it is, as a pure function of the set-up and the moment."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.messages import Phase
from common.words import Instant
from server.rules.setup import Hours, Setup

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS


class Part(NamedTuple):
    """A part of a civil day: from `since` to `until` (none: the calendar says nothing more)."""

    phase: Phase
    since: Instant
    until: Instant | None


def civil_day(setup: Setup, at: Instant) -> str:
    """The hall's own date at `at`, ISO; never UTC's."""
    return _local(setup.hall.timezone, at).date().isoformat()


def next_midnight(setup: Setup, at: Instant) -> Instant:
    """When the hall's next civil day begins."""
    tomorrow = _local(setup.hall.timezone, at).date() + timedelta(days=1)
    return instant_of(setup.hall.timezone, tomorrow.isoformat(), "00:00")


@lru_cache(maxsize=64)
def weekday(day: str) -> int:
    """1 (Monday) to 7."""
    return date.fromisoformat(day).isoweekday()


def part_of_day(setup: Setup, at: Instant) -> Part:
    """What the calendar says of `at`; `closed` outside, with the next opening as `until`."""
    parts = parts_of(setup, civil_day(setup, at))
    for part in parts:
        if part.until is not None and part.since <= at < part.until:
            return part
    if parts and at >= parts[-1].since:
        return Part("closing", parts[-1].since, next_opening(setup, at))
    return Part("closed", at, next_opening(setup, at))


def opening(setup: Setup, day: str) -> Instant | None:
    """When the first session of `day` begins; none on a day off."""
    return next((part.since for part in parts_of(setup, day) if part.phase == "open"), None)


def closing(setup: Setup, day: str) -> Instant | None:
    """When the last session of `day` ends; none on a day off."""
    return next((part.since for part in parts_of(setup, day) if part.phase == "closing"), None)


def next_opening(setup: Setup, at: Instant) -> Instant | None:
    """When numbers are next given, within three weeks."""
    today = _local(setup.hall.timezone, at).date()
    for ahead in range(22):
        parts = parts_of(setup, (today + timedelta(days=ahead)).isoformat())
        if parts and parts[0].since > at:
            return parts[0].since
    return None


def is_open_day(hours: Hours, day: str) -> bool:
    """Whether the hall opens on `day`: named days first, weekdays else."""
    if day in hours.closed_days:
        return False
    return day in hours.open_days or weekday(day) in hours.weekdays or is_market_day(hours, day)


def is_market_day(hours: Hours, day: str) -> bool:
    """逢场天 (Q-4): a named date, or a day of the month with one of the endings."""
    return day in hours.market_days or int(day[-1]) in hours.market_endings


def sessions_on(hours: Hours, day: str) -> tuple[tuple[str, str], ...]:
    """The sessions of `day`; none while the hall stays shut."""
    if not is_open_day(hours, day):
        return ()
    return (is_market_day(hours, day) and hours.market_sessions) or hours.sessions


def parts_of(setup: Setup, day: str) -> tuple[Part, ...]:
    """The day as parts: early, open, break, open …, and a closing that starts at the end."""
    return _parts(setup.hours, setup.settings.numbers_before_open_min, setup.hall.timezone, day)


@lru_cache(maxsize=64)
def _parts(hours: Hours, before_min: int, timezone: str, day: str) -> tuple[Part, ...]:
    sessions = sessions_on(hours, day)
    if not sessions:
        return ()
    spans = spans_of(timezone, day, sessions)
    first = spans[0][0]
    parts = [Part("early", first - before_min * MINUTE_MS, first)]
    for index, (start, end) in enumerate(spans):
        parts.append(Part("open", start, end))
        if index + 1 < len(spans):
            parts.append(Part("break", end, spans[index + 1][0]))
    parts.append(Part("closing", spans[-1][1], None))
    return tuple(part for part in parts if part.until is None or part.since < part.until)


@lru_cache(maxsize=256)
def spans_of(
    timezone: str, day: str, sessions: tuple[tuple[str, str], ...]
) -> tuple[tuple[Instant, Instant], ...]:
    """Sessions of `day`, from and to."""
    return tuple(
        (instant_of(timezone, day, start), instant_of(timezone, day, end)) for start, end in sessions
    )


def instant_of(timezone: str, day: str, clock: str) -> Instant:
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), _zone(timezone))
    return int(local.timestamp() * 1000)


def clock_at(timezone: str, at: Instant) -> str:
    """`08:30`: what the clock on the wall shows."""
    return f"{_local(timezone, at):%H:%M}"


def _local(timezone: str, at: Instant) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(_zone(timezone))


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
