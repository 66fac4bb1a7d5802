"""Which leader is on duty on a day (D-3). Pure: the set-up's rota and a date in, words out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from common.rows_public import DutyRow
from common.words import Words
from server.rules.hours import is_open_day, sessions_on, weekday
from server.rules.setup import Setup
from server.rules.setup_duty import DutyQuarter
from server.rules.setup_times import length_min, sound_sessions

NEXT_SHOWN = 6
NEXT_LOOKED_AT = 31
_DAY = timedelta(days=1)


class Turn(NamedTuple):
    """A leader's duty on a day. `hours` none: as long as the hall is open."""

    leader: str
    hours: tuple[str, str] | None


def quarter_of(day: str) -> str:
    """As "2026Q4"."""
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def first_day(quarter: str) -> date:
    """Of "2026Q4" the first of October."""
    return date(int(quarter[:4]), 3 * int(quarter[5]) - 2, 1)


def quarter_after(quarter: str) -> str:
    year, n = int(quarter[:4]), int(quarter[5])
    return f"{year + n // 4}Q{n % 4 + 1}"


def without_rota(setup: Setup, day: str) -> tuple[str, ...]:
    """The day's quarter and the next, where leaders are named and nobody has made its rota (D-3)."""
    this, made = quarter_of(day), {rota.quarter for rota in setup.duty.quarters}
    wanted = (this, quarter_after(this)) if setup.duty.leaders else ()
    return tuple(quarter for quarter in wanted if quarter not in made)


def stands_bare(setup: Setup, day: str) -> bool:
    """Whether the hall opens on a day of a rota that is to name a leader every day, and none is there while it is open (D-3)."""
    if setup.duty.rule != "daily" or not setup.duty.leaders or not is_open_day(setup.hours, day):
        return False
    return not any(open_minutes(setup, day, turn) for turn in on_duty(setup, day))


def open_minutes(setup: Setup, day: str, turn: Turn) -> int:
    """For how long the hall is open meanwhile: a duty in a shut hall is none."""
    since, until = turn.hours or ("00:00", "24:00")
    spans = [(max(since, start), min(until, end)) for start, end in open_sessions(setup, day)]
    return sum(length_min(start, end) for start, end in spans if start < end)


def open_sessions(setup: Setup, day: str) -> tuple[tuple[str, str], ...]:
    """Those that are sound: what is wrong with the others is told elsewhere."""
    return sound_sessions(sessions_on(setup.hours, day))


def on_duty(setup: Setup, day: str) -> tuple[Turn, ...]:
    """Whom the day's quarter names by date, else the weekday's leader if the hall opens."""
    wanted = quarter_of(day)
    rota = next((item for item in setup.duty.quarters if item.quarter == wanted), None)
    return turns(setup, rota, day) if rota is not None else ()


def turns(setup: Setup, rota: DutyQuarter, day: str) -> tuple[Turn, ...]:
    """The same, of one quarter's rota."""
    named = tuple(Turn(item.leader, item.hours) for item in rota.days if item.day == day)
    if named or not is_open_day(setup.hours, day):
        return named
    leader = rota.weekdays[weekday(day) - 1 : weekday(day)]
    return tuple(Turn(item, None) for item in leader if item)


def duty_words(setup: Setup, day: str) -> Words:
    """Who is on duty on `day`, as published, with the hours of whoever is not there all day; empty: nobody."""
    told = [_told(setup, turn) for turn in on_duty(setup, day)] if day else []
    return Words("、".join(words.zh for words in told), ", ".join(words.en or words.zh for words in told))


def _told(setup: Setup, turn: Turn) -> Words:
    title = next((item.title for item in setup.duty.leaders if item.id == turn.leader), Words(turn.leader))
    if turn.hours is None:
        return title
    hours = "-".join(turn.hours)
    return Words(f"{title.zh} {hours}", f"{title.en or title.zh} {hours}")


def duty_next(setup: Setup, day: str) -> tuple[DutyRow, ...]:
    """The next days on which somebody is on duty."""
    coming = _coming(setup, day) if day and setup.duty.quarters else iter(())
    return tuple(row for row, _ in zip(coming, range(NEXT_SHOWN), strict=False))


def _coming(setup: Setup, day: str) -> Iterator[DutyRow]:
    later = date.fromisoformat(day)
    for _ in range(min(NEXT_LOOKED_AT, (date.max - later).days)):
        later += _DAY
        if (leader := duty_words(setup, later.isoformat())).zh:
            yield DutyRow(day=later.isoformat(), leader=leader)
