"""What a hall has learnt about waiting: how long calls keep a window, and where its ranges came true. A fold of facts."""

from math import log, sqrt

import msgspec

from common.words import Instant
from server.rules.way import GivenRange

FADES = 0.99
"""What each further service leaves of the weight of those before: about a hundred count."""
SHRINKS = 5.0
"""So many services weigh what is taken for granted without any."""
SPREAD, SPREAD_WEIGHT = 0.7, 20.0
"""The standard deviation of a service over its mean, as it is in most halls; and how much of a record it weighs."""
LONGEST = 6.0
"""A window that was kept longer than so many times the mean was forgotten, and counts as this."""
LEAST_S = 5.0

SLOWEST_STEP, FIRST_STEP, SETTLES_AFTER = 0.015, 0.1, 20
"""How far a mark is moved: little once it has settled, more at first."""
FURTHEST = 6.0
DAYS_SCORED = 7


class Kept(msgspec.Struct):
    """How long calls kept a window: their faded number and their sum, s."""

    n: float = 0.0
    sum_s: float = 0.0


class Marks(msgspec.Struct):
    """Where a range begins, has its middle and ends, in its own widths from the raw estimate; moved `n` times.

    `within` is the end of one that begins at 0: it is right unless the wait is too long, so it ends at 80 %.
    """

    low: float
    likely: float
    high: float
    within: float
    n: int = 0


class Estimates(msgspec.Struct):
    """All of it. `days` holds per civil day how many ranges were scored and how many were right."""

    matters: dict[str, Kept] = {}
    all: Kept = msgspec.field(default_factory=Kept)
    squares: Kept = msgspec.field(default_factory=Kept)  # of (service / mean - 1)
    marks: dict[str, Marks] = {}
    days: dict[str, tuple[int, int]] = {}
    over_break: bool = False  # in the hall's last break residents were called as long as somebody waited
    called_in_break: bool = False  # in the present one


# -- services -------------------------------------------------------------------------------------


def mean_s(known: Estimates, matter: str, prior_s: float) -> float:
    """How long a call of `matter` keeps a window: its own mean, drawn to the hall's where it is not known well."""
    base = _shrunk(known.all, prior_s)
    own = known.matters.get(matter)
    return base if own is None else _shrunk(own, base)


def spread(known: Estimates) -> float:
    """The standard deviation of a service over its mean."""
    squares = known.squares
    return sqrt((SPREAD**2 * SPREAD_WEIGHT + squares.sum_s) / (SPREAD_WEIGHT + squares.n))


def not_known(known: Estimates) -> float:
    """How far the mean of all services may be off, over itself."""
    return spread(known) / sqrt(2.0 + known.all.n)


def observe(known: Estimates, matter: str, seconds: float, prior_s: float) -> None:
    """A call of `matter` kept a window so long."""
    mean = mean_s(known, matter, prior_s)
    counted = min(max(seconds, LEAST_S), LONGEST * mean)
    _add(known.squares, (counted / mean - 1.0) ** 2)
    _add(known.matters.setdefault(matter, Kept()), counted)
    _add(known.all, counted)


def _shrunk(kept: Kept, base: float) -> float:
    return (SHRINKS * base + kept.sum_s) / (SHRINKS + kept.n)


def _add(kept: Kept, value: float) -> None:
    kept.n = kept.n * FADES + 1.0
    kept.sum_s = kept.sum_s * FADES + value


# -- marks ----------------------------------------------------------------------------------------

SOON_MIN, SHORT_MIN, LONG_MIN = 3, 10, 25
FIRST_MARKS = {
    "soon": Marks(0.0, 0.1, 0.6, 0.4),
    "short": Marks(-1.35, -0.1, 1.35, 0.85),
    "middle": Marks(-1.3, 0.15, 1.55, 0.95),
    "long": Marks(-1.25, 0.1, 1.15, 0.8),
}
"""Of a hall that has not seen how its ranges come true."""


def kind_of(raw_min: int) -> str:
    """Waits that come true alike."""
    if raw_min < SOON_MIN:
        return "soon"
    return "short" if raw_min < SHORT_MIN else "middle" if raw_min < LONG_MIN else "long"


def marks_of(known: Estimates, kind: str) -> Marks:
    """As they stand."""
    return known.marks.get(kind) or FIRST_MARKS[kind]


def came_true(known: Estimates, given: GivenRange, waited_ms: int, day: str) -> None:
    """The resident was called after `waited_ms`: score the range, and move the marks to where they should have been."""
    waited_min = waited_ms / 60_000
    scored, right = known.days.get(day, (0, 0))
    known.days[day] = scored + 1, right + given.holds(waited_ms)
    while len(known.days) > DAYS_SCORED + 1:
        del known.days[min(known.days)]
    own = _own(known, kind_of(given.raw_min))
    step = _step(own)
    own.likely = _moved(own.likely, step, 0.5, waited_min < given.likely_min)
    if given.low_min > 0:
        own.low = _moved(own.low, step, 0.1, waited_min < given.low_min)
        own.high = _moved(own.high, step, 0.9, waited_min <= given.high_min)
    else:
        own.within = _moved(own.within, step, 0.8, waited_min <= given.high_min)
    own.n += 1


def _own(known: Estimates, kind: str) -> Marks:
    if kind not in known.marks:
        known.marks[kind] = msgspec.structs.replace(FIRST_MARKS[kind])
    return known.marks[kind]


def _step(marks: Marks) -> float:
    return max(SLOWEST_STEP, FIRST_STEP / (1.0 + marks.n / SETTLES_AFTER))


def _moved(mark: float, step: float, share: float, below: bool) -> float:
    """A mark that `share` of all waits should stay below: it comes to rest where they do (pinball loss)."""
    return max(-FURTHEST, min(FURTHEST, mark + step * (share - below)))


def width(variance_s2: float, middle_s: float) -> float:
    """The standard deviation of the logarithm that such a variance about such a middle makes."""
    return sqrt(log(1.0 + variance_s2 / middle_s**2))


# -- the score ------------------------------------------------------------------------------------


def score(known: Estimates, before: str) -> tuple[int, int]:
    """How many ranges were scored, and how many were right, on the last days before the civil day `before`."""
    past = [counted for day, counted in known.days.items() if day < before][-DAYS_SCORED:]
    return sum(scored for scored, _ in past), sum(right for _, right in past)


def end_break(known: Estimates, *, waited: bool) -> None:
    """The hall's break is over: whether it was worked through, if anybody waited in it."""
    if known.called_in_break or waited:
        known.over_break = known.called_in_break
    known.called_in_break = False


LATE_IN_BREAK_MS: Instant = 10 * 60_000
"""Calls so long after its beginning are no longer of those who were being served."""
