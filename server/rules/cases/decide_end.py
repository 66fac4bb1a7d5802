"""Decide how a case goes on and ends: joint parts, other hands, decided, delivered (C-7, C-10, C-11, C-14 to C-18)."""

from collections.abc import Callable
from typing import Any

from common import commands_case as c
from common.words import Instant
from server.rules import facts as f
from server.rules.cases.asked import (
    case_of,
    decides_case,
    departments_told,
    has_duty,
    matter_of_case,
    may_handle,
    my_case,
    next_is_last,
    not_told,
    note_of,
    number_of,
    year_of,
)
from server.rules.cases.case import ENDED, OPEN, Case, let_run
from server.rules.cases.dues import (
    clock_stands,
    counts_from,
    due_from,
    due_with,
    in_working_days,
    starts_same_day,
    today,
)
from server.rules.cases.handing import post_of_handler
from server.rules.decision import Decision, known_clerk
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal


def notify(hall: Hall, command: c.NotifyDepartment, order: Order) -> Decision:
    """The lead department hands a part on (C-10), while the clock of the whole runs (docs/decisions/0239); the part's starts now."""
    case = my_case(hall, order, command.case, "accepted")
    matter = matter_of_case(hall, case)
    if not case.lists.joint or case.part_of is not None:
        raise Refusal("not_joint", number=case.number)
    if clock_stands(hall.rules, case, today(hall.rules, order.at)):
        raise Refusal("start_before_notice", number=case.number)
    if all(item.id != command.department for item in hall.rules.departments):
        raise Refusal("unknown_department")
    if command.department == case.department:
        raise Refusal("own_department")
    told = departments_told(hall, case)
    if command.department in told:
        raise Refusal("department_notified")
    left = {*matter.joint_with} - {*told, command.department}
    if command.last and left:
        raise Refusal("departments_not_told", number=case.number, count=len(left))
    version, day = hall.version + 1, civil_day(hall.rules, order.at)
    n = hall.cases.counters.get(year_of(day), 0) + 1
    handler = _answers_for(hall, command.department)
    same_day = starts_same_day(hall.rules, matter.id, order.at)
    due = due_from(hall.rules, day, command.days, same_day=same_day)
    beside = bool(matter.joint_with) and command.department not in matter.joint_with
    _within_whole(case, command.days, due, order.at, beside=beside)
    fact = f.DepartmentNotified(
        case=case.id,
        part=version,
        number=number_of(hall, year_of(day), n),
        year=year_of(day),
        n=n,
        department=command.department,
        clerk=handler,
        post=post_of_handler(hall, handler, matter.line),
        started=day,
        limit=command.days,
        starts_same_day=same_day,
        due=due,
        lists=case.lists,
        last=case.all_told or (next_is_last(case, matter, told) if command.last is None else command.last),
        named_told=not left,
        late=case.due is not None and order.at >= case.due,
    )
    return Decision([fact])


def _within_whole(case: Case, days: int, due: Instant, at: Instant, *, beside: bool) -> None:
    """No department is given more time than the whole has (C-19); once that is over, and on record, as long as the whole had.

    `beside`: the matter does not name it; then not beyond the date that the whole has now either. Raises `Refusal`.
    """
    most, until = case.limit + case.extended, case.own_due
    if beside and case.due is not None:
        until = case.due
    if days > most or (until is not None and at < until < due):
        raise Refusal("part_too_long", number=case.number, days=most)


def _answers_for(hall: Hall, department: str) -> str:
    """The chief representative, or whoever else of the department serves in the hall."""
    own = [clerk for clerk in hall.rules.clerks if clerk.department == department]
    chief = [clerk for clerk in own if "chief_representative" in clerk.duties]
    if not own:
        raise Refusal("department_has_nobody")
    return (chief or own)[0].id


def decide_case(hall: Hall, command: c.DecideCase, order: Order) -> Decision:
    """By whom C-18 says; a denial says why in writing (C-14); a joint case is decided after its parts."""
    case = case_of(hall, command.case, "accepted")
    if not decides_case(hall, case, order.by.id):
        my_case(hall, order, command.case)
        raise Refusal("chief_only", number=case.number)
    if any(hall.cases.open[part].state in OPEN for part in case.parts):
        raise Refusal("parts_open", number=case.number)
    if case.up:
        raise Refusal("still_up", number=case.number)
    if command.end == "closed":
        _all_agree(hall, case)
    note = note_of(order, command.note, f"case-note-{hall.version + 1}")
    if command.end != "closed" and note is None:
        raise Refusal("reason_needed")
    fact = f.CaseDecided(
        case=case.id,
        end=command.end,
        day=civil_day(hall.rules, order.at),
        note=note.sealed if note else None,
        deliver_by=_deliver_by(hall, case, order),
        **_of_standing(hall, case, order),
    )
    return Decision([fact], private=[note] if note else [])


def _all_agree(hall: Hall, case: Case) -> None:
    """A joint case is granted once every department was told and none has denied its part (C-10); else it is denied, with the reason (C-14).

    Raises `Refusal`.
    """
    if case.part_of is None and (missing := not_told(hall, case)):
        raise Refusal("departments_not_told", number=case.number, count=len(missing))
    denied = (hall.cases.open[part] for part in case.parts if hall.cases.open[part].end == "denied")
    if (part := next(denied, None)) is not None:
        raise Refusal("part_denied", number=case.number, part=part.number)


def _of_standing(hall: Hall, case: Case, order: Order) -> dict[str, Any]:
    """A part that is decided while its clock stands leaves its whole a date (C-10): as if it ran again from today, or (in the evening) tomorrow."""
    if case.part_of is None or case.due is not None:
        return {}
    runs = counts_from(hall.rules, order.at).isoformat()
    return {"runs": runs, "due": due_with(hall.rules, case, stops=let_run(case.stops, runs))}


def _deliver_by(hall: Hall, case: Case, order: Order) -> int | None:
    """Within so many working days of the decision (C-19); a part's result goes to the lead department."""
    if case.part_of is not None:
        return None
    return in_working_days(hall.rules, order.at, hall.rules.cases.deliver_within_days)


def deliver(hall: Hall, command: c.DeliverResult, order: Order) -> Decision:
    """A part's result goes to the lead department, not to the resident."""
    case = my_case(hall, order, command.case, *ENDED)
    if case.part_of is not None:
        raise Refusal("part_of_joint", number=case.number)
    return Decision([f.CaseDelivered(case=case.id)])


def mark(hall: Hall, command: c.MarkCase, order: Order) -> Decision:
    """By whoever works on it, or a supervisor (C-17)."""
    case = _mine_or_led(hall, order, command.case)
    if case.mark == command.mark:
        raise Refusal("marked_so_already")
    return Decision([f.CaseMarked(case=case.id, mark=command.mark)])


def hand_on(hall: Hall, command: c.HandOnCase, order: Order) -> Decision:
    """By whoever works on it or the window's head, within the department; by the centre to anyone, where departments do not agree (C-10, C-18).

    Until it is decided.
    """
    case = case_of(hall, command.case, *OPEN)
    known_clerk(hall, command.clerk)
    if command.clerk == case.clerk:
        raise Refusal("same_handler")
    leads = order.by.roles & LEADS
    if not leads and not has_duty(hall, order.by.id, "window_head", case.department):
        my_case(hall, order, command.case)
    if not leads and not may_handle(hall, case, command.clerk):
        raise Refusal("handler_elsewhere")
    post = post_of_handler(hall, command.clerk, matter_of_case(hall, case).line)
    return Decision([f.CaseHandedOn(case=case.id, clerk=command.clerk, post=post)])


def counter(hall: Hall, command: c.CounterOverdue, order: Order) -> Decision:
    """The record stays (C-7), and may turn out to be wrong when the case is history."""
    if command.case in hall.cases.past_overdue:
        return Decision([f.OverdueCountered(case=command.case, reason=command.reason)])
    case = case_of(hall, command.case)
    if case.overdue is None or case.countered:
        raise Refusal("nothing_to_counter", number=case.number)
    return Decision([f.OverdueCountered(case=case.id, reason=command.reason)])


def see(hall: Hall, command: c.SeePerson, order: Order) -> Decision:
    """Whoever works on it; who leads, until the name is erased: what a job needs, and on record (S-5)."""
    if not order.by.roles & LEADS:
        my_case(hall, order, command.case)
    elif command.case not in hall.cases.over:
        case_of(hall, command.case)
    return Decision([f.PersonSeen(case=command.case, why=command.why)])


def _mine_or_led(hall: Hall, order: Order, case_id: int) -> Case:
    leads = order.by.roles & LEADS
    return case_of(hall, case_id, *OPEN) if leads else my_case(hall, order, case_id, *OPEN)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.NotifyDepartment: notify,
    c.DecideCase: decide_case,
    c.DeliverResult: deliver,
    c.MarkCase: mark,
    c.HandOnCase: hand_on,
    c.CounterOverdue: counter,
    c.SeePerson: see,
}
