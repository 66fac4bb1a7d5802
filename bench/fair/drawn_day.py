"""Who comes and who leaves on a drawn day: drawn whole before it is lived, so that two set-ups can live the same one."""

from random import Random
from typing import Literal, NamedTuple

from bench.fair.drawn_hall import DAY, FEE
from common.words import Instant
from server.rules.hours import MINUTE_MS, instant_of, parts_of
from server.rules.setup import Post, Setup
from server.rules.slots import slots_of

LeavingKind = Literal["moment", "hands_over", "signs_out", "silent", "official", "leave"]
EndKind = Literal["finish", "transfer", "transfer_back", "add", "hold"]
AnyTime = tuple[Instant, Instant]

OCCUPIED = (0.25, 0.6)
"""So much of the windows' time the drawn services take."""
SERVICE_MIN = (2.0, 9.0)
"""The mean of a line's services is drawn between these; each service about it, log-normal."""
SPREAD = 0.6
RUSH = (0.5, 3.0)
"""How much busier than the quietest quarter of an hour another one is."""


class Visit(NamedTuple):
    """One resident: when, what for, and what will come of it. `slot`: has an appointment, `carried`: is left from yesterday."""

    at: Instant
    matters: tuple[str, ...]
    services_s: tuple[int, ...]
    walk_s: int
    priority: str | None = None
    slot: Instant | None = None
    carried: bool = False
    ends: EndKind = "finish"
    ends_at: str = ""  # the matter that is added or led to
    unheeded: int = 0  # so many calls are not followed
    back_after_s: int | None = None  # after a missed call; none: never
    steps_back_after_s: int | None = None
    withdraws_after_s: int | None = None
    special_after_s: int | None = None
    beyond_pace: bool = False
    undone: bool = False  # the first call was a mis-click
    picked: bool = False  # called out of turn, by whoever may


class Leaving(NamedTuple):
    """A clerk is away from `at` for `lasts_ms`, or from when the one in hand is served."""

    at: Instant
    kind: LeavingKind
    lasts_ms: int


class Shift(NamedTuple):
    """A clerk's day."""

    clerk: str
    window: int
    sits_at: Instant
    leavings: tuple[Leaving, ...]


class DrawnDay(NamedTuple):
    """All that happens to a hall from without. `pause`: from, to."""

    visits: tuple[Visit, ...]
    shifts: tuple[Shift, ...]
    stand_in_after_s: int
    coming_after_s: int
    comes: bool
    pause: AnyTime | None


def open_spans(setup: Setup, day: str = DAY) -> list[AnyTime]:
    """When the hall is open."""
    return [(p.since, p.until) for p in parts_of(setup, day) if p.phase == "open" and p.until is not None]


def drawn_day(random: Random, setup: Setup) -> DrawnDay:
    """Arrivals by a Poisson process whose rate changes every quarter of an hour; absences, and what chance does besides."""
    spans = open_spans(setup)
    visits = [*_walk_ins(random, setup, spans), *_booked(random, setup), *_carried(random, setup, spans)]
    pause_at = spans[0][0] + random.randint(40, 100) * MINUTE_MS
    return DrawnDay(
        visits=tuple(sorted(visits)),
        shifts=tuple(_shift(random, setup, post, spans) for post in setup.posts),
        stand_in_after_s=random.randint(120, 480),
        coming_after_s=random.randint(150, 900),
        comes=random.random() < 0.8,
        pause=(pause_at, pause_at + random.randint(3, 9) * MINUTE_MS) if random.random() < 0.15 else None,
    )


# -- residents ------------------------------------------------------------------------------------


def _walk_ins(random: Random, setup: Setup, spans: list[AnyTime]) -> list[Visit]:
    """As many as fill the drawn share of the windows' time; one line draws more of them than the others."""
    means = {line.id: 60 * random.uniform(*SERVICE_MIN) for line in setup.lines}
    pull = {line.id: random.uniform(0.4, 1.6) for line in setup.lines}
    matters = list(setup.matters)
    weights = [pull[matter.line] / means[matter.line] for matter in matters]
    mean_s = sum(w * means[m.line] for w, m in zip(weights, matters, strict=True)) / sum(weights)
    open_s = sum(until - since for since, until in spans) / 1000
    wanted = random.uniform(*OCCUPIED) * open_s * len(setup.posts) / mean_s
    found = []
    for at in _arrivals(random, setup, spans, wanted):
        chosen = random.choices(matters, weights)[0]
        then = [other.id for other in random.sample(matters, 1) if other != chosen and random.random() < 0.12]
        found.append(_visit(random, setup, at, (chosen.id, *then), means[chosen.line]))
    return found


def _arrivals(random: Random, setup: Setup, spans: list[AnyTime], wanted: float) -> list[Instant]:
    """An inhomogeneous Poisson process by thinning, `wanted` in the mean, from when numbers are given."""
    first = spans[0][0] - setup.settings.numbers_before_open_min * MINUTE_MS
    last = spans[-1][1] - 5 * MINUTE_MS
    quarter = 15 * MINUTE_MS
    rates = [random.uniform(*RUSH) for _ in range(first, last, quarter)]
    most = max(rates)
    per_ms = wanted * most / (sum(rates) * quarter)
    found, at = [], first + random.expovariate(per_ms)
    while at < last:
        if random.random() < rates[int((at - first) // quarter)] / most:
            found.append(round(at))
        at += random.expovariate(per_ms)
    return found


def _visit(random: Random, setup: Setup, at: Instant, matters: tuple[str, ...], mean_s: float) -> Visit:
    happens = random.random
    every = [matter.id for matter in setup.matters if matter.id not in matters]
    ends: EndKind = random.choices(("finish", "transfer", "transfer_back", "add", "hold"), (84, 4, 4, 4, 4))[
        0
    ]
    return Visit(
        at=at,
        matters=matters,
        services_s=tuple(_service_s(random, mean_s) for _ in range(4)),
        walk_s=random.randint(8, 45),
        priority=random.choice(setup.priorities).id if happens() < 0.12 else None,
        ends=ends,
        ends_at=random.choice(every) if ends in ("transfer", "add") else f"{FEE}-1",
        unheeded=random.choices((0, 1, 2), (93, 6, 1))[0],
        back_after_s=random.randint(120, 1500) if happens() < 0.75 else None,
        steps_back_after_s=random.randint(60, 900) if happens() < 0.05 else None,
        withdraws_after_s=random.randint(600, 3000) if happens() < 0.05 else None,
        special_after_s=random.randint(30, 400) if happens() < 0.04 else None,
        beyond_pace=happens() < 0.1,
        undone=happens() < 0.01,
        picked=happens() < 0.005,
    )


def _service_s(random: Random, mean_s: float) -> int:
    return round(min(45 * 60, max(20, random.lognormvariate(0, SPREAD) * mean_s)))


def _booked(random: Random, setup: Setup) -> list[Visit]:
    """Most come a little early, some too late."""
    found = []
    for plan in setup.appointments:
        lines = [matter for matter in setup.matters if matter.line in plan.lines]
        for slot in slots_of(setup, plan, DAY, lines[0].line):
            for _ in range(random.randint(0, plan.capacity)):
                visit = _visit(random, setup, slot, (random.choice(lines).id,), 300)
                early = round(random.gauss(12, 15)) * MINUTE_MS
                found.append(visit._replace(at=slot - early, slot=slot, special_after_s=None))
    return found


def _carried(random: Random, setup: Setup, spans: list[AnyTime]) -> list[Visit]:
    """Left over from the day before: back before the opening, or later."""
    if random.random() < 0.7:
        return []
    matters = [matter.id for matter in setup.matters]
    return [
        _visit(
            random, setup, spans[0][0] + random.randint(-20, 60) * MINUTE_MS, (random.choice(matters),), 300
        )._replace(carried=True, special_after_s=None)
        for _ in range(random.randint(1, 4))
    ]


# -- clerks ---------------------------------------------------------------------------------------


def _shift(random: Random, setup: Setup, post: Post, spans: list[AnyTime]) -> Shift:
    """Mostly there before the opening, some late; one leaving in ninety minutes on average, and lunch by turns."""
    sits_at = spans[0][0] + round(random.gauss(-6, 5)) * MINUTE_MS
    leavings: list[Leaving] = []
    at = spans[0][0] + random.expovariate(1 / 90) * MINUTE_MS
    while at < spans[-1][1] - 20 * MINUTE_MS:
        if any(since <= at < until for since, until in spans):
            leavings.append(_leaving(random, round(at)))
            at = leavings[-1].at + leavings[-1].lasts_ms
        at += random.expovariate(1 / 90) * MINUTE_MS
    return Shift(post.a_role, post.window, sits_at, tuple(sorted([*leavings, *_lunch(setup, post.a_role)])))


def _lunch(setup: Setup, name: str) -> list[Leaving]:
    clerk = next(item for item in setup.clerks if item.id == name)
    if clerk.lunch is None:
        return []
    since, until = (instant_of(setup.hall.timezone, DAY, clock) for clock in clerk.lunch)
    return [Leaving(since, "signs_out", until - since)]


def _leaving(random: Random, at: Instant) -> Leaving:
    kinds: tuple[LeavingKind, ...] = ("moment", "hands_over", "signs_out", "silent", "official", "leave")
    kind = random.choices(kinds, (40, 25, 12, 8, 8, 7))[0]
    lasts_min = {"moment": (1, 9), "silent": (1, 20), "leave": (60, 180)}.get(kind, (8, 40))
    return Leaving(at, kind, round(random.uniform(*lasts_min) * MINUTE_MS))
