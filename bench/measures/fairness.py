"""A thousand drawn days on the real rules: who is passed, who waits how long, what cover and sharing are worth.

Each day is lived in memory, without storage; what happened is read off its facts. Beside the real life the same day,
the same people and absences, on the same hall with nobody but A at each post, and on it with sharing switched off.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import fmean

from bench.fair.compared import Compared, compared
from bench.measures.figure import Figure, Goal, plain, share
from bench.measures.run import Run

DAYS, PROCESSES, AT_ONCE = 1_000, 2, 5
MINUTE_MS = 60_000


def measure(run: Run) -> Iterator[Figure]:
    """`fairness.passed_beyond_bound` first: it is the promise."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        days = list(pool.map(compared, range(run.drawn_days(DAYS)), chunksize=AT_ONCE))
    yield _passed(days)
    yield from _waits("ordinary", [wait for day in days for wait in day.ordinary])
    yield from _waits("priority", [wait for day in days for wait in day.priority])
    yield from _with_and_without("b_own", [pair for day in days for pair in day.own])
    yield from _with_and_without("shared", [pair for day in days for pair in day.guests])
    yield from _nobody(days)


def _passed(days: Sequence[Compared]) -> Figure:
    calls, apart, tickets = (
        sum(getattr(day, name) for day in days) for name in ("calls", "apart", "tickets")
    )
    seeds = ", ".join(str(day.seed) for day in days if day.passed)
    beside = f"{calls:,} calls of {tickets:,} tickets on {len(days):,} days, {apart:,} of them special or out of turn"
    passed = sum(day.passed for day in days)
    return Figure(
        "fairness.passed_beyond_bound",
        passed,
        "",
        Goal("=", 0),
        f"{beside}; seeds {seeds}" if seeds else beside,
    )


def _waits(who: str, waits: Sequence[int], beside: str = "") -> Iterator[Figure]:
    """From the number to the first call."""
    said = beside or f"{len(waits):,} residents"
    yield Figure(f"fairness.wait_{who}_mean_min", _min(fmean(waits or [0])), "min", beside=said)
    yield Figure(f"fairness.wait_{who}_p90_min", _min(share(list(waits or [0]), 0.9)), "min", beside=said)


def _with_and_without(who: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """The same residents in both lives."""
    yield from _waits(who, [real for real, _ in pairs], f"{len(pairs):,} residents")
    yield from _waits(
        f"{who}_without_sharing", [apart for _, apart in pairs], "the same residents, sharing off"
    )


def _nobody(days: Sequence[Compared]) -> Iterator[Figure]:
    """All posts of a day added up."""
    without = [day.nobody_without_cover_ms for day in days]
    real = [day.nobody_ms for day in days]
    none = sum(not spent for spent in real) / len(days)
    beside = (
        f"a day, all posts; p90 {plain(_min(share([*map(float, real)], 0.9)))}; {none:.0%} of the days none"
    )
    yield Figure("fairness.unattended_min", _min(fmean(real)), "min", beside=beside)
    beside = f"the same days, nobody but A; p90 {plain(_min(share([*map(float, without)], 0.9)))}"
    yield Figure("fairness.unattended_without_cover_min", _min(fmean(without)), "min", beside=beside)


def _min(ms: float) -> float:
    return ms / MINUTE_MS
