"""What is wrong with a rota of duty leaders (D-3): who is named, which days, and whether everybody's turn comes often enough."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from server.rules.duty import (
    Turn,
    first_day,
    open_minutes,
    open_sessions,
    quarter_after,
    quarter_of,
    turns,
    without_rota,
)
from server.rules.hours import is_open_day
from server.rules.setup import Setup
from server.rules.setup_duty import DutyDay, DutyQuarter
from server.rules.setup_finding import Finding, KeyPath, error, repeated, warning
from server.rules.setup_times import is_date, length_min, session_findings, sound_sessions

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_QUARTER = re.compile(r"20[0-9]{2}Q[1-4]", re.ASCII)
_DAY = timedelta(days=1)
WARN_DAYS = (1, 92)
MIDDLE = 15
"""Of a month: its first half ends with that day."""

Half = tuple[date, ...]


def duty_findings(setup: Setup) -> Iterator[Finding]:
    """Leader by leader, quarter by quarter; who comes too seldom is told of rotas that are sound."""
    faults = [*_leaders(setup), *_quarters(setup)]
    yield from faults
    if setup.duty.leaders and not setup.duty.quarters:
        yield warning("duty_without_rota", "duty", "leaders")
    yield from _figure(setup.duty.warn_days, *WARN_DAYS)
    if not faults:
        yield from map(_missing, _between(setup))
    if not faults and _hours_are_sound(setup):
        yield from _kept(setup)


def rota_findings_on(setup: Setup, day: str) -> Iterator[Finding]:
    """What is missing on that day besides: its quarter's rota, and the next one's; a gap between two is told of any day."""
    if setup.duty.quarters:
        told = set(_between(setup))
        yield from (_missing(quarter) for quarter in without_rota(setup, day) if quarter not in told)


def _between(setup: Setup) -> Iterator[str]:
    """Quarters without a rota that have one before and one after."""
    made = sorted(rota.quarter for rota in setup.duty.quarters)
    for before, after in pairwise(made):
        quarter = quarter_after(before)
        while quarter < after:
            yield quarter
            quarter = quarter_after(quarter)


def _missing(quarter: str) -> Finding:
    return warning("duty_quarter_missing", "duty", "quarters", quarter=quarter)


def _figure(value: int, least: int, most: int) -> Iterator[Finding]:
    if not least <= value <= most:
        yield error(
            "figure_out_of_range", "duty", key := "warn_days", key=key, value=value, least=least, most=most
        )


def _leaders(setup: Setup) -> Iterator[Finding]:
    ids = [leader.id for leader in setup.duty.leaders]
    for n, leader in enumerate(setup.duty.leaders):
        path: KeyPath = ("duty", "leaders", n)
        if not _ID.fullmatch(leader.id):
            yield error("id_shape", *path, "id", id=leader.id)
        if not leader.title.zh.strip():
            yield error("name_empty", *path, "title")
    for n, leader_id in repeated(ids):
        yield error("id_twice", "duty", "leaders", n, "id", id=leader_id, kind="duty.leaders")


def _quarters(setup: Setup) -> Iterator[Finding]:
    known = {leader.id for leader in setup.duty.leaders}
    for n, rota in enumerate(setup.duty.quarters):
        path: KeyPath = ("duty", "quarters", n)
        if not _QUARTER.fullmatch(rota.quarter):
            yield error("duty_quarter_shape", *path, "quarter", quarter=rota.quarter)
        if len(rota.weekdays) > 7:
            yield error("duty_weekdays_many", *path, "weekdays", 7, quarter=rota.quarter)
        for m, leader in enumerate(rota.weekdays):
            if leader and leader not in known:
                yield error("duty_leader_unknown", *path, "weekdays", m, leader=leader)
        for m, item in enumerate(rota.days):
            yield from _day(item, rota, known, (*path, "days", m))
    for n, quarter in repeated(rota.quarter for rota in setup.duty.quarters):
        yield error("duty_quarter_twice", "duty", "quarters", n, "quarter", quarter=quarter)


def _day(item: DutyDay, rota: DutyQuarter, known: set[str], path: KeyPath) -> Iterator[Finding]:
    if item.leader not in known:
        yield error("duty_leader_unknown", *path, "leader", leader=item.leader)
    if not is_date(item.day):
        yield error("date_shape", *path, "day", date=item.day)
    elif quarter_of(item.day) != rota.quarter:
        yield error("duty_day_outside", *path, "day", date=item.day, quarter=rota.quarter)
    if item.hours is not None:
        yield from session_findings((item.hours,), *path, "hours")


def _hours_are_sound(setup: Setup) -> bool:
    """Else it is told there, and no day can be counted."""
    if not sound_sessions(setup.hours.sessions):
        return False
    named = (*setup.hours.closed_days, *setup.hours.open_days, *setup.hours.market_days)
    return all(is_date(day) for day in named)


# -- is the rota kept to --------------------------------------------------------------------------


def _kept(setup: Setup) -> Iterator[Finding]:
    for n, rota in enumerate(setup.duty.quarters):
        yield from _short(setup, rota, n)
        if setup.duty.rule == "daily":
            yield from _nobody(setup, rota, n)
        else:
            for half in _halves(rota.quarter):
                yield from _seldom(setup, rota, n, half)


def _short(setup: Setup, rota: DutyQuarter, n: int) -> Iterator[Finding]:
    """A duty of less than half a day is none, and none is one while the hall is shut."""
    for m, item in enumerate(rota.days):
        path: KeyPath = ("duty", "quarters", n, "days", m)
        minutes, least = (
            open_minutes(setup, item.day, Turn(item.leader, item.hours)),
            _half_day_min(setup, item.day),
        )
        about: dict[str, str | int] = {"leader": item.leader, "date": item.day}
        if not minutes:
            yield warning("duty_hall_shut", *path, "day", **about)
        elif minutes < least:
            yield warning("duty_too_short", *path, "hours", **about, minutes=minutes, least=least)


def _nobody(setup: Setup, rota: DutyQuarter, n: int) -> Iterator[Finding]:
    days = [day.isoformat() for half in _halves(rota.quarter) for day in half]
    bare = [day for day in days if is_open_day(setup.hours, day) and not _held(setup, rota, day)]
    if bare:
        yield warning(
            "duty_day_bare", "duty", "quarters", n, quarter=rota.quarter, date=bare[0], count=len(bare)
        )


def _seldom(setup: Setup, rota: DutyQuarter, n: int, half: Half) -> Iterator[Finding]:
    """Who has no duty of half a day in that half of a month."""
    seen = {
        turn.leader
        for day in half
        for turn in _held(setup, rota, day.isoformat())
        if _is_half(setup, day.isoformat(), turn)
    }
    for leader in setup.duty.leaders:
        if leader.id not in seen:
            since, until = half[0].isoformat(), half[-1].isoformat()
            yield warning(
                "duty_leader_seldom", "duty", "quarters", n, leader=leader.id, since=since, until=until
            )


def _held(setup: Setup, rota: DutyQuarter, day: str) -> tuple[Turn, ...]:
    """The duties of that day that are kept while the hall is open."""
    return tuple(turn for turn in turns(setup, rota, day) if open_minutes(setup, day, turn))


def _is_half(setup: Setup, day: str, turn: Turn) -> bool:
    return open_minutes(setup, day, turn) >= _half_day_min(setup, day)


def _half_day_min(setup: Setup, day: str) -> int:
    """The day's shortest session, or half of all, whichever is less."""
    lengths = [length_min(*session) for session in open_sessions(setup, day)]
    return min((*lengths, sum(lengths) // 2)) if lengths else 0


def _halves(quarter: str) -> Iterator[Half]:
    """The six halves of its months."""
    day = first_day(quarter)
    for _ in range(3):
        month: list[date] = []
        while not month or day.month == month[0].month:
            month.append(day)
            day += _DAY
        yield tuple(month[:MIDDLE])
        yield tuple(month[MIDDLE:])
