"""What a hall is like that the rules do not know: how long its services last, when its residents come, what its clerks do at noon.

Two families of halls. `TUNED` is the one on which the estimate's constants were chosen: log-normal services, a rate that
changes every quarter of an hour. `JUDGED` has none of that: other laws of services, other shapes of the day, other loads.
"""

from collections.abc import Callable
from math import gamma
from random import Random
from typing import Literal, NamedTuple

from server.rules.setup import Setup

Family = Literal["tuned", "judged"]
Law = Callable[[Random], float]
"""Draws a service over its mean."""
LEAST_S, LONGEST_S = 15.0, 75 * 60.0


class Habits(NamedTuple):
    """`means_s` and `laws` by matter, `shape` how busy each tenth of the hall's hours is, `occupied` the share of the windows' time."""

    means_s: dict[str, float]
    laws: dict[str, Law]
    shape: tuple[float, ...]
    occupied: float
    leaves_at_noon: bool


def habits(random: Random, setup: Setup, family: Family) -> Habits:
    """Of one hall, for all its days."""
    matters = [matter.id for matter in setup.matters]
    if family == "tuned":
        laws: dict[str, Law] = dict.fromkeys(matters, _log_normal(0.6))
        means = {line.id: 60 * random.uniform(2.0, 9.0) for line in setup.lines}
        means_s = {matter.id: means[matter.line] for matter in setup.matters}
        shape = tuple(random.uniform(0.5, 3.0) for _ in range(16))
        return Habits(means_s, laws, shape, random.uniform(0.3, 0.65), random.random() < 0.5)
    laws = {matter: random.choice(JUDGED_LAWS) for matter in matters}
    typical = random.uniform(2.5, 9.0)
    means_s = {matter: 60 * min(25.0, typical * random.lognormvariate(-0.1, 0.5)) for matter in matters}
    shape = random.choice(JUDGED_SHAPES)
    return Habits(means_s, laws, shape, random.uniform(0.3, 0.7), random.random() < 0.5)


def service_s(random: Random, habit: Habits, matter: str) -> int:
    """One service."""
    drawn = habit.means_s[matter] * habit.laws[matter](random)
    return round(min(LONGEST_S, max(LEAST_S, drawn)))


def _log_normal(sigma: float) -> Law:
    return lambda random: random.lognormvariate(-sigma * sigma / 2, sigma)


def _gamma(shape: float) -> Law:
    return lambda random: random.gammavariate(shape, 1 / shape)


def _weibull(shape: float) -> Law:
    return lambda random: random.weibullvariate(1 / gamma(1 + 1 / shape), shape)


def _quick_or_long(random: Random) -> float:
    """A stamp, or the whole form: seven in ten take a third of the mean."""
    return random.uniform(0.2, 0.5) if random.random() < 0.7 else random.uniform(1.7, 3.3)


def _even(random: Random) -> float:
    return random.uniform(0.3, 1.7)


JUDGED_LAWS: tuple[Law, ...] = (_gamma(1.0), _gamma(3.0), _weibull(1.5), _weibull(0.9), _quick_or_long, _even)
JUDGED_SHAPES: tuple[tuple[float, ...], ...] = (
    (4, 3, 2, 1.5, 1, 1, 0.8, 0.6, 0.4, 0.3),  # market day: all before the bus goes
    (0.5, 1, 2.5, 3.5, 2.5, 1, 0.6, 2, 2.2, 1),  # two peaks
    (1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    (0.4, 0.6, 0.8, 1, 1.2, 1.5, 2, 2.5, 3, 2),  # towards the evening
    (1, 1, 6, 0.3, 0.3, 1, 6, 0.3, 0.3, 1),  # two buses
)
