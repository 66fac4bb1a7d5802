"""D-1 over a month: who came late, left early, was off post, from the record of days that are over."""

from collections.abc import Mapping, Sequence

import msgspec

from common.words import Instant
from server.rules.attendance import Breach, BreachKind, breaches_of
from server.rules.hours import parts_of, spans_of, weekday
from server.rules.post_day import a_on, comes_when_asked, works_on
from server.rules.setup import Clerk, Setup
from server.storage.attendance_record import Attended

Times = tuple[Instant, Instant]
KINDS: tuple[BreachKind, ...] = ("late", "early", "off_post", "half_day", "not_come")


class DayBreach(msgspec.Struct, frozen=True):
    """A breach with the day it belongs to."""

    day: str
    breach: Breach


class ClerkMonth(msgspec.Struct, frozen=True):
    """`days`: how many days the clerk was to be there; `counts` by kind."""

    clerk: str
    days: int
    counts: dict[BreachKind, int]
    breaches: list[DayBreach]


def attendance(setup: Setup, record: Attended) -> list[ClerkMonth]:
    """Of every clerk, each day by the set-up of that day; in the order of the one in force, `setup`, then who left it.

    Who works elsewhere, or is in `setup` no more, as far as they were due.
    """
    setups = {day: record.setups.get(day, setup) for day in record.days}
    here = {clerk.id for clerk in setup.clerks if not clerk.outside}
    known = dict.fromkeys(clerk.id for then in (setup, *setups.values()) for clerk in then.clerks)
    months = [_month(clerk, setups, record) for clerk in known]
    return [month for month in months if month.days or month.clerk in here]


def _month(clerk: str, setups: Mapping[str, Setup], record: Attended) -> ClerkMonth:
    found: list[DayBreach] = []
    sittings = [item for item in record.sittings if item.clerk == clerk]
    aways = [item for item in record.aways if item.clerk == clerk]
    days = 0
    for day, setup in setups.items():
        known = next((one for one in setup.clerks if one.id == clerk), None)
        if known is None or not _expected(setup, known, day):
            continue
        days += 1
        excused = [*record.leaves.get(clerk, ()), *_planned(setup, known, day)]
        breaches = breaches_of(setup, day, clerk, sittings, aways, excused)
        found += [DayBreach(day, breach) for breach in breaches]
    counts = {kind: sum(item.breach.kind == kind for item in found) for kind in KINDS}
    return ClerkMonth(clerk, days, counts, found)


def _expected(setup: Setup, clerk: Clerk, day: str) -> bool:
    """Not off; one who comes when asked only as A of that day: as B there is no hour to keep (AB-14, D-6)."""
    if not parts_of(setup, day) or weekday(day) not in clerk.weekdays or day in clerk.off_days:
        return False
    return bool(_posts_of(setup, clerk, day)) or not comes_when_asked(setup, clerk)


def _posts_of(setup: Setup, clerk: Clerk, day: str) -> list[tuple[tuple[str, str], ...]]:
    """The own sessions of each post whose A the clerk is that day; empty ones keep the hall's."""
    return [
        post.sessions
        for post in setup.posts
        if a_on(setup, post, day) == clerk.id and works_on(setup, post, day)
    ]


def _planned(setup: Setup, clerk: Clerk, day: str) -> list[Times]:
    """Lunch by turns, and what lies outside the hours of all posts whose A the clerk is."""
    timezone = setup.hall.timezone
    lunch = list(spans_of(timezone, day, (clerk.lunch,))) if clerk.lunch else []
    sessions = _posts_of(setup, clerk, day)
    if not sessions or not all(sessions):
        return lunch
    works = sorted(span for own in sessions for span in spans_of(timezone, day, own))
    return [*lunch, *_around(works, spans_of(timezone, day, (("00:00", "23:59"),))[0])]


def _around(spans: Sequence[Times], whole: Times) -> list[Times]:
    """What of `whole` lies in none of `spans`, which are in order."""
    left, at = [], whole[0]
    for since, until in spans:
        if at < since:
            left.append((at, since))
        at = max(at, until)
    return [*left, (at, whole[1])] if at < whole[1] else left
