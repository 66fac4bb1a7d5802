"""How honest a given range of waiting is, on simulated days it was not tuned on, beside three known predictors on the same days.

Halls with services, arrivals and loads of another family than those on which the constants were chosen (`bench/estimate/habits.py`)
are lived on the real rules, each from its first day on; what is scored is what was shown.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import fmean

from bench.estimate.days import days_of
from bench.estimate.heard import Told
from bench.estimate.scores import RIVALS, coverage, mean_error, mean_score, rival_error, rival_score
from bench.measures.figure import Figure, Goal, plain, share
from bench.measures.run import Run

HALLS, DAYS, FIRST_SEED, PROCESSES = 40, 8, 1_000, 2
COVERED = Goal("≥", 75, most=85)
KINDS = (("under 3 min", 0, 3), ("3-9", 3, 10), ("10-24", 10, 25), ("25 and more", 25, 10**6))
"""By the raw middle of what was said, min."""


def measure(run: Run) -> Iterator[Figure]:
    """All days but the first of each hall, which is told apart."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        halls = list(pool.map(_lived, range(FIRST_SEED, FIRST_SEED + run.times(HALLS))))
    first = [told for days in halls for told in days[0]]
    later = [told for days in halls for day in days[1:] for told in day]
    yield _coverage("coverage_80", later, _by_kind(later))
    yield _coverage("coverage_80_first_day", first, "halls that know nothing but `service_min`")
    widths = [float(told.given.high_min - told.given.low_min) for told in later]
    waited = [told.waited for told in later]
    yield Figure(
        "estimate.median_width_min",
        share(widths, 0.5),
        "min",
        beside=f"mean {plain(fmean(widths))}; waits: median {plain(share(waited, 0.5))}, mean {plain(fmean(waited))}",
    )
    scores = ((rival.name, rival_score(later, rival)) for rival in RIVALS)
    yield Figure("estimate.interval_score", mean_score(later), "min", beside=_beside(scores))
    errors = ((rival.name, rival_error(later, rival)) for rival in RIVALS)
    yield Figure("estimate.mae_min", mean_error(later), "min", beside=_beside(errors))


def _lived(seed: int) -> list[list[Told]]:
    return list(days_of(seed, "judged", DAYS))


def _coverage(name: str, days: Sequence[Told], beside: str) -> Figure:
    """A range that is nearly always right says nothing: there is a goal on both sides."""
    said = f"of {len(days):,} ranges; {beside}"
    return Figure(f"estimate.{name}", coverage(days), "%", COVERED, said)


def _by_kind(days: Sequence[Told]) -> str:
    found = []
    for name, least, most in KINDS:
        some = [told for told in days if least <= told.given.raw_min < most]
        if some:
            found.append(f"{name}: {plain(coverage(some))} of {len(some):,}")
    return ", ".join(found)


def _beside(figures: Iterator[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {plain(value)}" for name, value in figures)
