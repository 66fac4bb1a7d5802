"""Dates of a case, computed once where a fact is decided: `clock` is asked with what the case's facts say."""

from datetime import date, timedelta

import msgspec

from common.words import Instant
from server.rules.cases.case import Case, CaseStop
from server.rules.cases.clock import Course, Stop, Used, days_used, due_day
from server.rules.cases.setup import Starts
from server.rules.cases.workdays import Deadlines, working_day_after
from server.rules.hours import civil_day, instant_of
from server.rules.setup import Matter, Setup


def limit_of(setup: Setup, matter: Matter) -> int:
    """Working days promised, or allowed by law, or by the kind of case; 0: to be closed on the spot (C-2, C-4, C-19)."""
    figures = setup.cases
    if matter.kind == "instant":
        return 0  # whatever the law allows: that is published, and nothing is counted to it (M-1)
    if matter.promised_limit is not None or matter.statutory_limit is not None:
        return matter.promised_limit or matter.statutory_limit or 0
    if matter.kind == "joint":
        return figures.joint_limit_days
    if matter.permit:
        return figures.permit_limit_days
    if matter.field_check:
        return figures.field_limit_days
    return figures.letter_limit_days if matter.kind == "reply" else figures.limit_days


def starts_of(setup: Setup, matter: str) -> Starts:
    """From when the limit of this matter runs (C-3); a letter's from its registration (C-4)."""
    found = next((item for item in setup.matters if item.id == matter), None)
    if found is None:
        return setup.cases.starts
    return found.starts or ("registration" if found.kind == "reply" else setup.cases.starts)


def runs_already(setup: Setup, matter: Matter) -> bool:
    """Whether its limit runs before it is accepted (C-4); what is to be closed on the spot has none."""
    return starts_of(setup, matter.id) == "registration" and limit_of(setup, matter) > 0


def starts_same_day(setup: Setup, matter: str, at: Instant) -> bool:
    """Whether what begins at `at` has that very day as day 1, if it is a working day (C-3): not once its `due_time` is over."""
    return starts_of(setup, matter) == "same_day" and counts_from(setup, at) == today(setup, at)


def is_day_over(setup: Setup, moment: Instant, at: Instant) -> bool:
    """Whether the whole day of `moment` is, by the hall's calendar date."""
    return today(setup, moment) < today(setup, at)


def due_from(setup: Setup, started: str, limit: int, *, same_day: bool) -> Instant:
    """When what starts on that day is due, if nothing stops it."""
    day = due_day(Course(date.fromisoformat(started), limit, starts_same_day=same_day), setup.deadlines)
    assert day is not None  # nothing stops it
    return at_end_of(setup, day)


def extension_left(setup: Setup, extended: int, *, joint: bool) -> int:
    """So many days more may be granted, however often (C-6, C-19); what is no permit is extended no longer than one."""
    figures = setup.cases
    most = figures.joint_extension_days if joint else figures.permit_extension_days
    return max(0, most - extended)


def course_of(setup: Setup, case: Case) -> Course | None:
    """Its course, as far as its clock is concerned; none before that begins, and for a case to be closed on the spot."""
    if case.started is None or case.limit == 0:
        return None
    return Course(
        started=date.fromisoformat(case.started),
        limit=case.limit,
        extended=case.extended,
        stops=tuple(_stop(stop) for stop in case.stops),
        ended=None if case.ended is None else date.fromisoformat(case.ended),
        starts_same_day=case.starts_same_day,
    )


def due_of(setup: Setup, case: Case) -> Instant | None:
    """When it is due by its own clock; none while that does not run."""
    course = course_of(setup, case)
    day = None if course is None else due_day(course, setup.deadlines)
    return None if day is None else at_end_of(setup, day)


def due_with(setup: Setup, case: Case, **changes: object) -> Instant | None:
    """When it would be due with `changes`."""
    return due_of(setup, msgspec.structs.replace(case, **changes))


def days_used_at(setup: Setup, case: Case, day: date) -> Used | None:
    """How its clock stands on `day`; when it is due, the case itself says.

    One that was stopped in the evening stands from then on, one that was started then runs: the days say so from the next one on.
    """
    course = course_of(setup, case)
    if course is None:
        return None
    found = days_used(course, setup.deadlines, day)
    if course.ended is not None:
        return found
    if all(stop.until is not None for stop in course.stops):
        return found._replace(stands=False, why=None)
    evening = next((stop for stop in course.stops if stop.until is None and stop.since > day), None)
    if found.stands or evening is None:
        return found
    return found._replace(stands=True, why=evening.reason)


def days_before(setup: Setup, whole: Case, part: Case) -> Used:
    """How the clock of a joint case stood when that of its part began; the part's counts from then on (C-10)."""
    course = course_of(setup, whole)
    assert course is not None  # what is closed on the spot has no parts
    assert part.started is not None
    begun = date.fromisoformat(part.started)
    return days_used(course, setup.deadlines, begun - timedelta(1) if part.starts_same_day else begun)


def accept_by(setup: Setup, received: Instant) -> Instant:
    """Until when missing papers may be told (C-20)."""
    return in_working_days(setup, received, setup.cases.tell_within_days)


def in_working_days(setup: Setup, at: Instant, days: int) -> Instant:
    """The end of the working day that lies so many after the day of `at`."""
    return at_end_of(setup, working_day_after(setup.deadlines, today(setup, at), days))


def counts_from(setup: Setup, at: Instant) -> date:
    """The first day that a stop of `at` takes out, or that counts again: one whose `due_time` is over was used, or was not (C-5)."""
    day = today(setup, at)
    return day if at < at_end_of(setup, day) else day + timedelta(1)


def moments_of(setup: Setup, case: Case) -> dict[str, Instant]:
    """What else is due of it by working days, by the calendar as it is, and the days of then: only what is due, and is not late already."""
    found = dict[str, Instant]()
    if case.accept_by is not None:
        found["accept_by"] = in_working_days(setup, case.received, case.tell_days)
    if case.hand_on_by is not None and case.taken_up is not None:
        found["hand_on_by"] = in_working_days(setup, case.taken_up, case.hand_on_days)
    if case.deliver_by is not None and not case.delivery_late:
        found["deliver_by"] = in_working_days(setup, case.since, case.deliver_days)
    if case.stop_until is not None and not case.stop_over and case.stopped is not None and case.stopped.days:
        found["stop_until"] = in_working_days(setup, case.stopped.at, case.stopped.days)
    limit = case.lists.step_limit(case.step)
    if limit and case.step_due is not None and case.step_since is not None and not case.step_overdue:
        found["step_due"] = in_working_days(setup, case.step_since, limit)
    return found


def at_end_of(setup: Setup, day: date) -> Instant:
    """The time at which what is due on `day` is due."""
    return instant_of(setup.hall.timezone, day.isoformat(), setup.cases.due_time)


def today(setup: Setup, at: Instant) -> date:
    """The hall's civil day at `at`."""
    return date.fromisoformat(civil_day(setup, at))


def calendar_of(setup: Setup) -> str:
    """What dues depend on, to be compared."""
    return _calendar_of(setup.deadlines, setup.cases.due_time, setup.hall.timezone)


def _calendar_of(deadlines: Deadlines, *others: str) -> str:
    return "|".join((",".join(deadlines.off_days), ",".join(deadlines.work_days), *others))


def _stop(stop: CaseStop) -> Stop:
    until = None if stop.until is None else date.fromisoformat(stop.until)
    return Stop(date.fromisoformat(stop.since), until, stop.reason, stop.at_most)


def clock_stands(setup: Setup, case: Case, day: date) -> bool:
    """Whether it stands on `day`; what is to be closed on the spot has none that runs."""
    found = days_used_at(setup, case, day)
    return found is None or found.stands
