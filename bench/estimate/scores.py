"""How good a range was, and how good other predictors' would be: pure.

The interval score of a central 80 % range [l, u] is its width, and ten times as much as it was missed by (Gneiting and Raftery 2007, eq. 43).
A predictor that says one number is given the best range it can have: the 10 % and 90 % marks of its own errors on these very days.
"""

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import NamedTuple

from bench.estimate.heard import Told
from bench.measures.figure import share

MISSED = 2 / 0.2


class Rival(NamedTuple):
    """A known predictor: its middle, min."""

    name: str
    says: Callable[[Told], float]


RIVALS = (
    Rival("queue length × mean service ÷ windows", lambda told: told.by_queue),
    Rival("last to enter service", lambda told: told.by_last),
    Rival("fixed minutes per person ÷ windows", lambda told: told.by_fixed),
)


def holds(told: Told) -> bool:
    """Whether the range came true."""
    return told.given.low_min <= told.waited <= told.given.high_min


def coverage(days: Sequence[Told]) -> float:
    """The share of ranges that came true, %."""
    return 100 * fmean(map(holds, days))


def interval_score(waited: float, low: float, high: float) -> float:
    """Of one range."""
    return high - low + MISSED * max(0.0, low - waited, waited - high)


def mean_score(days: Sequence[Told]) -> float:
    """Of the ranges that were given."""
    return fmean(interval_score(told.waited, told.given.low_min, told.given.high_min) for told in days)


def mean_error(days: Sequence[Told]) -> float:
    """Of the ranges' middles, min."""
    return fmean(abs(told.waited - told.given.likely_min) for told in days)


def rival_error(days: Sequence[Told], rival: Rival) -> float:
    """Of what it says, min."""
    return fmean(abs(told.waited - rival.says(told)) for told in days)


def rival_score(days: Sequence[Told], rival: Rival) -> float:
    """Of its best range."""
    errors = [told.waited - rival.says(told) for told in days]
    low, high = share(errors, 0.1), share(errors, 0.9)
    bands = ((max(0.0, rival.says(told) + low), max(0.0, rival.says(told) + high)) for told in days)
    return fmean(interval_score(told.waited, *band) for told, band in zip(days, bands, strict=True))
