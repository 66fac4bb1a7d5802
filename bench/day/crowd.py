"""Who comes to the hall: drawn from one seed, with a few residents that the script names."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import accumulate
from random import Random
from typing import Literal, NamedTuple

from bench.day.timetable import Timetable
from common.words import Instant, Language
from server.rules.hours import MINUTE_MS

Habit = Literal["plain", "misses_call", "wrong_window", "needs_copy", "gives_up", "says_goodbye"]
"""misses_call: comes back after the call · wrong_window: is transferred · needs_copy: is put aside and
comes back · gives_up: goes without a word · says_goodbye: gives the number back at the desk."""

RESIDENTS = 220
IN_HALL_MIN = 20

HALF_HOURS = {
    "08:00": 18, "08:30": 30, "09:00": 26, "09:30": 20, "10:00": 16, "10:30": 12, "11:00": 9, "11:30": 8,
    "12:00": 4, "12:30": 3, "13:00": 4, "13:30": 6, "14:00": 12, "14:30": 17, "15:00": 15, "15:30": 12,
    "16:00": 8, "16:30": 7, "17:00": 8, "17:30": 14,
}  # fmt: skip
"""How many come from each time until the next, of every 250: the morning rush, few over lunch, a rush at the end."""

LINES = {
    "welfare": 27, "fees": 18, "family": 15, "land": 12, "farm": 9, "petition": 8, "culture": 6, "leader": 5,
}  # fmt: skip
"""Of every hundred."""

SERVICE_MIN = {"fees": 2.2, "culture": 3.0, "leader": 8.0, "petition": 6.0, "land": 5.0}
SERVICE_ELSE_MIN = 4.0
HABITS: dict[Habit, float] = {
    "misses_call": 0.02, "wrong_window": 0.02, "needs_copy": 0.02, "gives_up": 0.012, "says_goodbye": 0.012,
}  # fmt: skip


class Wish(NamedTuple):
    """One resident before coming in: when, what for, and how. Durations in seconds."""

    at: Instant
    matter: str
    line: str
    language: Language = "zh"
    priority: str | None = None
    habit: Habit = "plain"
    walk_s: int = 20
    service_s: int = 240


NAMED: tuple[tuple[str, str, Habit], ...] = (
    ("08:40", "welfare", "misses_call"),
    ("09:25", "family", "wrong_window"),
    ("10:10", "land", "needs_copy"),
    ("10:20", "family", "plain"),
    ("10:22", "family", "plain"),
    ("10:24", "family", "plain"),
    ("14:35", "welfare", "says_goodbye"),
    ("15:10", "fees", "gives_up"),
    ("15:20", "family", "wrong_window"),
    ("15:25", "fees", "misses_call"),
    ("15:33", "leader", "plain"),
    ("15:44", "leader", "plain"),
    ("17:36", "welfare", "plain"),
    ("17:38", "welfare", "plain"),
    ("17:40", "welfare", "plain"),
    ("17:43", "welfare", "plain"),
    ("17:46", "welfare", "plain"),
    ("17:50", "fees", "plain"),
    ("17:52", "welfare", "plain"),
    ("17:53", "fees", "plain"),
    ("17:54", "welfare", "plain"),
)
"""Residents without whom the day would not show what it is for: (when, line, habit)."""


def crowd(
    random: Random,
    day: Timetable,
    matters: Iterable[tuple[str, str]],
    priorities: Iterable[str],
    residents: int = RESIDENTS,
) -> list[Wish]:
    """Everybody who is there at the demo's start or comes later, in order; `matters` are (id, line).

    `residents` is for a whole day: a short one has its share.
    """
    by_line: dict[str, list[str]] = {}
    for matter, line in matters:
        by_line.setdefault(line, []).append(matter)
    classes = list(priorities)
    named = [_wish(random, day.at(clock), line, by_line, habit) for clock, line, habit in NAMED]
    drawn = [
        _wish(random, _arrival(random, day), _line(random), by_line, _habit(random), classes)
        for _ in range(round(residents * day.share) - len(named))
    ]
    return sorted(_from_start(named + drawn, day.start), key=lambda wish: wish.at)


def _from_start(wishes: Iterable[Wish], start: Instant) -> Iterator[Wish]:
    """Whoever came a little earlier is in the hall when a day begins in its middle; the others have been served."""
    for wish in wishes:
        if wish.at >= start:
            yield wish
        elif wish.at >= start - IN_HALL_MIN * MINUTE_MS:
            yield wish._replace(at=start)


def _wish(
    random: Random,
    at: Instant,
    line: str,
    by_line: dict[str, list[str]],
    habit: Habit,
    priorities: Iterable[str] = (),
) -> Wish:
    classes = list(priorities)
    return Wish(
        at=at,
        matter=random.choice(by_line[line]),
        line=line,
        language="en" if random.random() < 0.04 else "zh",
        priority=random.choice(classes) if classes and random.random() < 0.05 else None,
        habit=habit,
        walk_s=random.randint(10, 35),
        service_s=_service_s(random, line),
    )


def _service_s(random: Random, line: str) -> int:
    mean = SERVICE_MIN.get(line, SERVICE_ELSE_MIN) * 60
    return int(min(max(random.lognormvariate(0, 0.5) * mean * 0.88, 40), 4 * mean))


def _arrival(random: Random, day: Timetable) -> Instant:
    clocks = [*HALF_HOURS, "17:59"]
    edges = list(accumulate(HALF_HOURS.values()))
    index = bisect(edges, random.random() * edges[-1])
    since, until = day.at(clocks[index]), day.at(clocks[index + 1])
    return since + int(random.random() * (until - since))


def _line(random: Random) -> str:
    return random.choices(list(LINES), list(LINES.values()))[0]


def _habit(random: Random) -> Habit:
    return random.choices(["plain", *HABITS], [1 - sum(HABITS.values()), *HABITS.values()])[0]
