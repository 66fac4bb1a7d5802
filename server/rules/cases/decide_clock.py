"""Decide what moves a case's clock: stops, the higher level, extensions, steps (C-5, C-6, C-13, C-18, C-19)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from common import commands_case as c
from server.rules import facts as f
from server.rules.cases.asked import case_of, due_while_running, has_duty, matter_of_case, my_case
from server.rules.cases.case import Case, CaseStop, let_run
from server.rules.cases.clock import may_extend
from server.rules.cases.dues import (
    clock_stands,
    counts_from,
    due_with,
    extension_left,
    in_working_days,
    today,
)
from server.rules.decision import Decision
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal


def stop(hall: Hall, command: c.StopClock, order: Order) -> Decision:
    """From today; how long it is to take was told in writing."""
    case = _running(hall, order, command.case)
    return Decision([stopped(hall, case, order, command.reason, days=command.days)])


def start(hall: Hall, command: c.StartClock, order: Order) -> Decision:
    """From today."""
    case = my_case(hall, order, command.case, "accepted")
    if case.stopped is None:
        raise Refusal("clock_runs", number=case.number)
    return Decision([started(hall, case, order)])


def send_up(hall: Hall, command: c.SendUp, order: Order) -> Decision:
    """That time does not count, or has a limit of its own (C-13)."""
    case = _running(hall, order, command.case)
    if case.up:
        raise Refusal("sent_up_already", number=case.number)
    level_limit = matter_of_case(hall, case).level_limit
    up = f.CaseSentUp(case=case.id)
    return Decision([up, stopped(hall, case, order, "submitted", at_most=level_limit)])


def come_down(hall: Hall, command: c.ComeDown, order: Order) -> Decision:
    """Ours again from today."""
    case = my_case(hall, order, command.case, "accepted")
    if not case.up:
        raise Refusal("not_sent_up", number=case.number)
    return Decision([f.CaseSentUp(case=case.id, back=True), started(hall, case, order, submitted=True)])


def extend(hall: Hall, command: c.ExtendCase, order: Order) -> Decision:
    """By the department's head, a day before the due date at least (C-6, C-18)."""
    case = case_of(hall, command.case, "accepted")
    if not has_duty(hall, order.by.id, "department_head", case.department):
        raise Refusal("head_only")
    if case.parts:
        raise Refusal("extend_the_part")
    due = due_while_running(case)
    if not may_extend(date.fromisoformat(civil_day(hall.rules, due)), today(hall.rules, order.at)):
        raise Refusal("extend_too_late", number=case.number)
    if command.due is not None and command.due != due:
        raise Refusal("due_moved", number=case.number)
    whole = hall.cases.whole_of(case)
    granted = case.extended + (0 if whole is None else whole.extended)  # of a joint case both count (C-19)
    left = extension_left(hall.rules, granted, joint=case.lists.joint)
    if command.days > left:
        raise Refusal("extension_too_long", left=left)
    moved = due_with(hall.rules, case, extended=case.extended + command.days)
    assert moved is not None  # its clock runs
    return Decision([f.CaseExtended(case=case.id, days=command.days, reason=command.reason, due=moved)])


def enter_step(hall: Hall, command: c.EnterStep, order: Order) -> Decision:
    """The next one, or one before again; with a limit of its own if the matter says so."""
    case = my_case(hall, order, command.case, "accepted")
    if command.step >= len(case.lists.steps):
        raise Refusal("unknown_step")
    if command.step == case.step:
        raise Refusal("same_step")
    limit = case.lists.step_limit(command.step)
    due = in_working_days(hall.rules, order.at, limit) if limit else None
    return Decision([f.CaseStepEntered(case=case.id, step=command.step, due=due)])


def _running(hall: Hall, order: Order, case_id: int) -> Case:
    """One whose clock runs, also because the higher level's own limit is over (C-13); that of a joint case runs in its parts."""
    case = my_case(hall, order, case_id, "accepted")
    if case.parts:
        raise Refusal("stop_the_part")
    if clock_stands(hall.rules, case, today(hall.rules, order.at)):
        raise Refusal("clock_stands", number=case.number)
    return case


def stopped(
    hall: Hall, case: Case, order: Order, reason: Any, *, days: int | None = None, at_most: int | None = None
) -> f.ClockStopped:
    """The fact that time from today does not count; from tomorrow, where what was due today is late already."""
    day = counts_from(hall.rules, order.at).isoformat()
    stops = (*case.stops, CaseStop(day, None, reason, at_most))
    due = due_with(hall.rules, case, stops=stops)
    until = in_working_days(hall.rules, order.at, days) if days else None
    return f.ClockStopped(
        case=case.id, day=day, reason=reason, days=days, at_most=at_most, due=due, until=until
    )


def started(hall: Hall, case: Case, order: Order, *, submitted: bool = False) -> f.ClockStarted:
    """The fact that time from today (in the evening: from tomorrow) counts again, as far as a window stopped it, or it was at the higher level."""
    day = counts_from(hall.rules, order.at).isoformat()
    stops = let_run(case.stops, day, submitted=submitted)
    due = None if case.all_told else due_with(hall.rules, case, stops=stops)  # due with its last part (C-10)
    return f.ClockStarted(case=case.id, day=day, due=due, submitted=submitted)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.StopClock: stop,
    c.StartClock: start,
    c.SendUp: send_up,
    c.ComeDown: come_down,
    c.ExtendCase: extend,
    c.EnterStep: enter_step,
}
