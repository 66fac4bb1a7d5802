"""The range itself: when the work ahead will be begun, how sure that is, and what the record has taught of such ranges."""

from math import exp
from typing import NamedTuple

from common.words import Instant
from server.rules.estimate.ahead import before, elsewhere_s
from server.rules.estimate.known import (
    kind_of,
    marks_of,
    mean_s,
    not_known,
    score,
    spread,
    width,
)
from server.rules.estimate.staffing import Stint, closes, served_now, staffing
from server.rules.hall import Hall, Key, Ticket, queue_of
from server.rules.hours import MINUTE_MS
from server.rules.pauses import EVACUATION
from server.rules.queues import keeps_nobody, own_post
from server.rules.way import GivenRange

FLOOR_S = 60.0
"""Of every wait: nobody is called the second before, and a range about nothing needs a width."""
UNFORESEEN = 0.4
"""Absences, slow minutes: so much of the wait besides what the services explain."""
PRESS_S = 60.0
FEW_SCORED = 20
WHOLE_MINUTES, STEP_MIN = 10, 5
MOST_MIN = 24 * 60


class Wait(NamedTuple):
    """From now until the call: to be shown as `low_min` to `high_min`."""

    low_min: int
    high_min: int
    likely_ms: int
    raw_min: int

    @property
    def given(self) -> GivenRange:
        """As a number is given with it, and as the record keeps it."""
        return GivenRange(self.low_min, self.high_min, round(self.likely_ms / MINUTE_MS), self.raw_min)


class Score(NamedTuple):
    """Of the ranges of the last seven days before today: `percent` right of so many; none while they are few."""

    percent: int | None
    given: int


def wait_of_newcomer(hall: Hall, line: str, at: Instant) -> Wait | None:
    """Of a number without priority that is taken now in `line`; none where nobody can say."""
    return wait_of_place(hall, line, own_post(hall, line), (at, hall.version + 1, hall.version + 1), at)


def wait_of_ticket(hall: Hall, ticket: Ticket, at: Instant) -> Wait | None:
    """Of one that waits in line, from now on."""
    if not ticket.in_line:
        return None
    return wait_of_place(hall, ticket.line, ticket.kept_to, ticket.key, at)


def score_of(hall: Hall) -> Score:
    """What is published of the ranges that were given."""
    scored, right = score(hall.estimates, hall.day)
    return Score(round(100 * right / scored) if scored >= FEW_SCORED else None, scored)


def wait_of_place(hall: Hall, line: str, kept_to: str | None, key: Key, at: Instant) -> Wait | None:
    """Of whoever stands, or would stand, at `key`."""
    if hall.phase == "closed" or hall.paused == EVACUATION or not hall.day:
        return None
    if kept_to is not None and keeps_nobody(hall, kept_to):
        queue, kept_to = queue_of(line, kept_to), None
    else:
        queue = queue_of(line, kept_to)
    work, serving = before(hall, queue, key), served_now(hall)
    windows = [
        _but_for(stints, elsewhere_s(hall, clerk, queue, key, serving))
        for clerk, stints in staffing(hall, line, kept_to, at).items()
    ]
    mean = work.seconds / work.residents if work.residents else mean_s(hall.estimates, "", _prior_s(hall))
    raw = _begun(hall, windows, work.seconds, mean)
    if raw is None:
        return None
    raw_s = max(0.0, (raw.at - at) / 1000)
    return _range(hall, raw_s, _variance(hall, raw, work.seconds, mean, raw_s))


def is_late(hall: Hall, line: str, wait: Wait, at: Instant) -> bool:
    """Whether the middle of the range lies past the end of what serves `line` today: too late, most likely."""
    ends = closes(hall, line)
    return ends is not None and at + wait.likely_ms > ends


def _prior_s(hall: Hall) -> float:
    return hall.rules.settings.service_min * 60


# -- the middle -----------------------------------------------------------------------------------


class _Begun(NamedTuple):
    """When the work ahead is begun, by so many windows together."""

    at: float
    windows: int


def _but_for(stints: list[Stint], seconds: float) -> list[Stint]:
    """What is left of the stints when so much other work is done first."""
    left_ms, found = seconds * 1000, []
    for stint in stints:
        worth = (stint.until - stint.since) * stint.share
        if worth <= left_ms:
            left_ms -= worth
            continue
        found.append(stint._replace(since=stint.since + round(left_ms / stint.share)))
        left_ms = 0.0
    return found


def _begun(hall: Hall, windows: list[list[Stint]], seconds: float, mean: float) -> _Begun | None:
    """All windows are filled evenly, like connected vessels; the next of k who are busy is free before the mean of them."""
    done = _filled(windows, seconds)
    if done is None:
        return None
    count = sum(bool(stints) and stints[0].since < done for stints in windows) or 1
    under_way = (count - 1) * mean * (1.0 + spread(hall.estimates) ** 2) / 2
    return _Begun(_filled(windows, max(0.0, seconds - under_way)) or done, count)


def _filled(windows: list[list[Stint]], seconds: float) -> float | None:
    """When so much work is done by all of them together; with none to do: when the first is free."""
    turns = sorted(
        turn
        for stints in windows
        for stint in stints
        for turn in ((stint.since, stint.share), (stint.until, -stint.share))
    )
    left_ms, rate, since = seconds * 1000, 0.0, 0.0
    for moment, share in turns:
        if rate > 0.01 and (moment - since) * rate >= left_ms:
            return since + left_ms / rate
        left_ms -= max(0.0, rate) * (moment - since)
        rate, since = rate + share, moment
    return None


# -- the width ------------------------------------------------------------------------------------


def _variance(hall: Hall, raw: _Begun, seconds: float, mean: float, raw_s: float) -> float:
    """Of the raw wait, s²: services ahead and under way, means that are not known well, and what nobody foresees."""
    cv = spread(hall.estimates)
    services = seconds * mean * cv * cv + raw.windows * (mean * cv) ** 2
    means = (seconds * not_known(hall.estimates)) ** 2
    return (services + means) / raw.windows**2 + (UNFORESEEN * raw_s) ** 2 + PRESS_S**2


def _range(hall: Hall, raw_s: float, variance: float) -> Wait:
    known, raw_min = hall.estimates, round(raw_s / 60)
    marks = marks_of(known, kind_of(raw_min))
    scale = width(variance, raw_s + FLOOR_S)

    def at_mark(mark: float) -> float:
        return max(0.0, (raw_s + FLOOR_S) * exp(scale * mark) - FLOOR_S)

    low, likely, high = sorted(at_mark(mark) for mark in (marks.low, marks.likely, marks.high))
    low_min = 0 if kind_of(raw_min) == "soon" else shown_min(low)
    if low_min == 0:
        high = max(likely, at_mark(marks.within))
    high_min = min(MOST_MIN, max(shown_min(high), _next_step(low_min)))
    return Wait(min(low_min, MOST_MIN), high_min, round(likely * 1000), raw_min)


def shown_min(seconds: float) -> int:
    """Whole minutes below ten, fives above."""
    minutes = seconds / 60
    return round(minutes) if minutes < WHOLE_MINUTES else STEP_MIN * round(minutes / STEP_MIN)


def _next_step(low_min: int) -> int:
    """No range is narrower than what its minutes are rounded to."""
    return low_min + (1 if low_min < WHOLE_MINUTES else STEP_MIN)
