"""Who comes to the hall: drawn from one seed, with a few residents that the script names."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import accumulate
from random import Random
from typing import NamedTuple

from bench.day.named import BOOKED, EARLY_MIN, KEPT, LIMITED_MATTER, NAMED, NOT_KEPT, Habit
from bench.day.timetable import Timetable
from common.words import Instant, Language
from server.rules.hours import MINUTE_MS
from server.rules.setup import Setup

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
    "asks_more": 0.01, "remembers": 0.01, "pays": 0.015, "not_yet": 0.01, "frail": 0.01, "unsure": 0.01,
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
    then: str = ""
    then_line: str = ""
    slot: Instant | None = None
    code: str = ""


class Offered(NamedTuple):
    """What the hall has: `matters` by the script's lines, priority classes, the matter for whoever does not know."""

    matters: dict[str, list[str]]
    priorities: list[str]
    unsure: str = ""


def offered(setup: Setup) -> Offered:
    """Of `setup`, cast into the script's lines."""
    unsure = next((matter.id for matter in setup.matters if matter.unsure), "")
    by_line: dict[str, list[str]] = {}
    for matter in setup.matters:
        if matter.id != unsure:
            by_line.setdefault(matter.line, []).append(matter.id)
    return Offered(by_line, [item.id for item in setup.priorities], unsure)


def crowd(random: Random, day: Timetable, hall: Offered, residents: int = RESIDENTS) -> list[Wish]:
    """Everybody who is there at the demo's start or comes later, in order.

    `residents` is for a whole day: a short one has its share.
    """
    plain = hall._replace(priorities=[])
    named = [_wish(random, day.at(at), line, plain, habit, matter) for at, line, habit, matter in NAMED]
    named += [_booked(random, day, slot, line, plain, matter) for slot, line, matter in BOOKED]
    drawn = [
        _wish(random, _arrival(random, day), _line(random), hall, _habit(random))
        for _ in range(round(residents * day.share) - len(named))
    ]
    return sorted(_from_start(named + drawn, day.start), key=lambda wish: wish.at)


def kept_over_night(random: Random, day: Timetable, hall: Offered) -> list[Wish]:
    """Who is to come back with yesterday's number, in the order of `KEPT` and without those who never do."""
    plain = hall._replace(priorities=[])
    return [_wish(random, day.at(kept.at), kept.line, plain, "kept") for kept in KEPT if kept.at]


def not_kept(random: Random, day: Timetable, hall: Offered) -> list[Wish]:
    """Who rings up for a slot and never comes."""
    plain = hall._replace(priorities=[])
    wishes = [
        _booked(random, day, slot, line, plain, "")._replace(habit=habit) for slot, line, habit in NOT_KEPT
    ]
    return [wish for wish in wishes if wish.slot and wish.slot > day.start]


def _from_start(wishes: Iterable[Wish], start: Instant) -> Iterator[Wish]:
    """Whoever came a little earlier is in the hall when a day begins in its middle; the others have been served."""
    for wish in wishes:
        if wish.at >= start:
            yield wish
        elif wish.at >= start - IN_HALL_MIN * MINUTE_MS:
            yield wish._replace(at=start)


def _wish(random: Random, at: Instant, line: str, hall: Offered, habit: Habit, matter: str = "") -> Wish:
    """For `matter` if the hall has it, else for any of the line; whoever is unsure asks for what is for that."""
    some = [one for one in hall.matters[line] if one != LIMITED_MATTER]
    known = matter if matter in hall.matters[line] else random.choice(some)
    wish = Wish(
        at=at,
        matter=hall.unsure or known if habit == "unsure" else known,
        line=line,
        language="en" if random.random() < 0.04 else "zh",
        priority=random.choice(hall.priorities) if hall.priorities and random.random() < 0.05 else None,
        habit=habit,
        walk_s=random.randint(10, 35),
        service_s=_service_s(random, line),
    )
    return _with_more(random, wish, hall) if habit == "asks_more" else wish


def _with_more(random: Random, wish: Wish, hall: Offered) -> Wish:
    """A second matter, of another line."""
    line = random.choice([other for other in hall.matters if other != wish.line])
    some = [one for one in hall.matters[line] if one != LIMITED_MATTER]
    return wish._replace(then=random.choice(some), then_line=line)


def _booked(random: Random, day: Timetable, slot: str, line: str, hall: Offered, matter: str) -> Wish:
    """Comes a little early; on a day that the calendar does not have there are no slots, and a number is drawn."""
    at = day.at(slot)
    wish = _wish(random, at - EARLY_MIN * MINUTE_MS, line, hall, "booked", matter)
    return wish._replace(slot=at) if day.as_calendar else wish


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
