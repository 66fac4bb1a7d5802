"""When a case is due, and how much of its time is used: one pure function of what happened to it, in days (C-3 to C-6, C-13).

A limit is counted in working days: day 1 is the first one after the day that starts the clock, and the case is due on the
last. A working day is *stopped* while a stop covers it: from the day on which the stop begins, up to the day on which the clock
runs again, which counts. So a stop over n working days moves the due date by n; stops that overlap count once.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from common.words import Instant
from server.rules.cases.workdays import (
    Deadlines,
    is_published,
    is_working_day,
    working_day_after,
    working_days_after,
)

Light = Literal["green", "yellow", "red"]


class Stop(NamedTuple):
    """The clock stands from `since` until the day it runs again; none: it stands still.

    `at_most`: working days after which it runs again by itself, where a higher level has a limit of its own (C-13).
    """

    since: date
    until: date | None
    reason: str
    at_most: int | None = None


class Course(NamedTuple):
    """What happened to a case, as far as its clock is concerned. `extended`: working days granted besides (C-6).

    `starts_same_day`: the day that starts the clock is day 1 if it is a working day (letters, joint parts: a setting).
    """

    started: date
    limit: int
    extended: int = 0
    stops: tuple[Stop, ...] = ()
    ended: date | None = None
    starts_same_day: bool = False


class Used(NamedTuple):
    """Of a `Clock` what is counted to a day."""

    used: int
    promised: int
    stopped: dict[str, int]
    stands: bool
    why: str | None

    def and_then(self, other: "Used") -> "Used":
        """What was used by then, and after it by another clock, whose days are promised besides."""
        reasons = [*self.stopped, *(reason for reason in other.stopped if reason not in self.stopped)]
        stopped = {reason: self.stopped.get(reason, 0) + other.stopped.get(reason, 0) for reason in reasons}
        return Used(self.used + other.used, self.used + other.promised, stopped, other.stands, other.why)


class Clock(NamedTuple):
    """Days used of days promised, and why others did not count; `due` is none while the clock stands with no end in sight.

    `used` counts the day itself; above `promised`, the case is late. `stopped`: days by reason, each counted under the
    stop that began first; `why` it stands now. `provisional`: the due date lies in a year whose holidays are not published.
    """

    used: int
    promised: int
    stopped: dict[str, int]
    stands: bool
    why: str | None
    due: date | None
    provisional: bool


def clock(course: Course, calendar: Deadlines, today: date) -> Clock:
    """How the clock of a case stands at `today`, or when the case ended."""
    due = due_day(course, calendar)
    provisional = due is not None and not is_published(calendar, due)
    return Clock(*days_used(course, calendar, today), due, provisional)


def days_used(course: Course, calendar: Deadlines, today: date) -> Used:
    """The same without the due date, where a fact has said that already."""
    until = today if course.ended is None else min(today, course.ended)
    spans = list(_spans(course, calendar))
    used, stopped = 0, dict[str, int]()
    for day in _days_to(course, calendar, until):
        reason = _stopped_by(spans, day)
        if reason is None:
            used += 1
        else:
            stopped[reason] = stopped.get(reason, 0) + 1
    why = _stopped_by(spans, today) if course.ended is None else None
    return Used(used, course.limit + course.extended, stopped, why is not None, why)


def due_day(course: Course, calendar: Deadlines) -> date | None:
    """The day on which the case is due; none while the clock stands with no end in sight."""
    spans = list(_spans(course, calendar))
    endless = min((span.since for span in spans if span.until is None), default=None)
    left = course.limit + course.extended
    for day in _days_from(course, calendar):
        if endless is not None and day >= endless:
            return None
        left -= _stopped_by(spans, day) is None
        if left <= 0:
            return day
    return None


def due_of_whole(parts: Iterable[Instant | None]) -> Instant | None:
    """A joint case is due with its last part (C-10); none while the clock of one stands."""
    dues = [*parts]
    return None if None in dues else max((due for due in dues if due is not None), default=None)


def light(due: date, calendar: Deadlines, today: date, yellow_days: int = 1) -> Light:
    """Yellow from `yellow_days` working days before the due day, red after it; by the day alone."""
    if today > due:
        return "red"
    return "yellow" if due <= working_day_after(calendar, today, max(yellow_days, 1)) else "green"


def may_extend(due: date, today: date) -> bool:
    """At least one day before the due date (C-6)."""
    return today < due


def _days_from(course: Course, calendar: Deadlines) -> Iterator[date]:
    if course.starts_same_day and is_working_day(calendar, course.started):
        yield course.started
    yield from working_days_after(calendar, course.started)


def _days_to(course: Course, calendar: Deadlines, until: date) -> Iterator[date]:
    for day in _days_from(course, calendar):
        if day > until:
            return
        yield day


def _spans(course: Course, calendar: Deadlines) -> Iterator[Stop]:
    """With the end that a limit of its own gives a stop, in the order in which they began."""
    for stop in sorted(course.stops, key=lambda stop: stop.since):
        if stop.at_most is None:
            yield stop
            continue
        over = _runs_after(course, calendar, stop.since, stop.at_most)
        yield stop._replace(until=over if stop.until is None else min(over, stop.until))


def _runs_after(course: Course, calendar: Deadlines, since: date, days: int) -> date:
    """The day on which the clock runs again that stood for so many of its days from `since`."""
    first = 0 if _counts(course, calendar, since) else 1
    return since if days == 0 else working_day_after(calendar, since, days + first)


def _counts(course: Course, calendar: Deadlines, day: date) -> bool:
    """Whether `day` would be one of those promised: the day that starts the clock is, if at all, as day 1."""
    started = course.started < day or (course.starts_same_day and course.started == day)
    return started and is_working_day(calendar, day)


def _stopped_by(spans: Iterable[Stop], day: date) -> str | None:
    covering = (span for span in spans if span.since <= day and (span.until is None or day < span.until))
    return next((span.reason for span in covering), None)
