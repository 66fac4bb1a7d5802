"""One case as rows tell it: how its clock stands, a line of the board, a line of the staff's tables."""

from datetime import date
from typing import Any, NamedTuple

from msgspec import structs

from common.rows_cases import CaseBoardRow, CaseLight, CasePart, CaseRow
from common.words import Instant, Words
from server.rules.cases.asked import departments_told, lacking, next_is_last, rights_in
from server.rules.cases.case import Case
from server.rules.cases.clock import Used
from server.rules.cases.clock import light as light_of
from server.rules.cases.dues import clock_stands, days_before, days_used_at
from server.rules.cases.urgency import urgency
from server.rules.cases.workdays import is_published
from server.rules.civil import day_now
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.setup import Matter


class Stand(NamedTuple):
    """A case's clock as rows tell it."""

    light: CaseLight
    due: Instant | None
    provisional: bool
    used: int | None
    promised: int | None
    stopped: int
    stopped_why: str | None
    stopped_by: tuple[tuple[str, int], ...]
    stands: bool
    extended: int


def stand_of(hall: Hall, case: Case) -> Stand:
    """How its clock stands today, whether the hall has opened or not."""
    today = date.fromisoformat(day_now(hall))
    one = _whose_clock(hall, case)
    clock = days_used_at(hall.rules, structs.replace(one, ended=case.ended), today)
    if clock is not None and one is not case:
        clock = _from_its_beginning(hall, case, one, clock)
    due = case.due if case.is_in_hand else None
    provisional = due is not None and not is_published(
        hall.rules.deadlines, date.fromisoformat(civil_day(hall.rules, due))
    )
    light = _light(hall, case, today)
    if clock is None:
        return Stand(light, due, provisional, None, None, 0, None, (), False, one.extended)
    reasons = (
        clock.stopped if clock.why is None else {**clock.stopped, clock.why: clock.stopped.get(clock.why, 0)}
    )
    why, stopped = clock.why or next(reversed(reasons), None), sum(reasons.values())
    by = tuple(reasons.items()) if len(reasons) > 1 else ()
    return Stand(
        light, due, provisional, clock.used, clock.promised, stopped, why, by, clock.stands, one.extended
    )


def _whose_clock(hall: Hall, case: Case) -> Case:
    """A joint case's is its part's that stands, else the one's that is due last; its own until all departments are told (C-10)."""
    return max(hall.cases.dating(case), key=lambda one: (one.own_due is None, one.own_due or 0))


def _from_its_beginning(hall: Hall, whole: Case, part: Case, clock: Used) -> Used:
    """The part's clock with what the whole had used before that began: for the resident it is one case, and no day is given back.

    While it stands and not everybody is told, what was promised of the whole stays promised.
    """
    found = days_before(hall.rules, whole, part).and_then(clock)
    if not found.stands or whole.all_told:
        return found
    return found._replace(promised=max(found.promised, whole.limit + whole.extended))


def _light(hall: Hall, case: Case, today: date) -> CaseLight:
    if not case.is_in_hand:
        return "none"
    if case.red_since is not None:
        return "red"
    if case.due is None:
        return _light_without_due(case)
    due = date.fromisoformat(civil_day(hall.rules, case.due))
    return light_of(due, hall.rules.deadlines, min(today, due), hall.rules.cases.yellow_days)


def _nearly_silent(hall: Hall, case: Case) -> bool:
    """Soon it counts as accepted because nobody has told what is missing (C-20); staff are to see it, the public has no light of it."""
    if case.accept_by is None or case.red_since is not None:
        return False
    day, today = date.fromisoformat(civil_day(hall.rules, case.accept_by)), date.fromisoformat(day_now(hall))
    return light_of(day, hall.rules.deadlines, min(today, day), hall.rules.cases.yellow_days) == "yellow"


def _light_without_due(case: Case) -> CaseLight:
    """What was to be closed on the spot, and is open at another day, is not on time (C-2)."""
    if case.started is None:
        return "none"
    return "yellow" if case.left_open else "green"


def board_row(hall: Hall, case: Case, place: int, stand: Stand) -> CaseBoardRow:
    """As everybody sees it; of what is sensitive, or was when it came, number and state only (P-6)."""
    matter = next(item for item in hall.rules.matters if item.id == case.matter)
    if matter.sensitive or case.lists.sensitive:
        return CaseBoardRow(id=case.id, number=case.number, state=case.state, place=place)
    department = next(item.name for item in hall.rules.departments if item.id == case.department)
    return CaseBoardRow(
        id=case.id,
        number=case.number,
        state=case.state,
        place=place,
        matter=matter.name,
        department=department,
        mark=case.mark,
        late_parts=_late_parts(hall, case),
        end=case.end or "",
        **stand._asdict(),
    )


def _late_parts(hall: Hall, case: Case) -> tuple[Words, ...]:
    """The departments whose part is overdue: the resident's case is late where a part of it is (C-10)."""
    late = {part.department for one in case.parts if (part := hall.cases.open[one]).is_past_due}
    return tuple(item.name for item in hall.rules.departments if item.id in late)


def case_row(
    hall: Hall, case: Case, key: str, *, covered: bool = False, stand: Stand | None = None
) -> CaseRow:
    """As staff see it: the clerk `key`, or whoever only watches."""
    matter = next(item for item in hall.rules.matters if item.id == case.matter)
    same: dict[str, Any] = {name: getattr(case, name) for name in _SAME}
    leg, level = case.leg or (None, None)
    stands = stand or stand_of(hall, case)
    return CaseRow(
        **same,
        **(stands._replace(light="yellow") if _nearly_silent(hall, case) else stands)._asdict(),
        applicant="",
        lacking=lacking(case.lists.materials, case.materials),
        materials=None if case.lists.materials == matter.materials else case.lists.materials,
        steps=None if case.lists.steps == matter.steps else case.lists.steps,
        untouched=case.is_untouched,
        outstanding=case.is_asked_for,
        shares=parts_told(hall, case),
        stopped_here=case.stopped is not None,
        leg=leg,
        level=level,
        parts=tuple(hall.cases.open[part].number for part in case.parts),
        part_of=whole.number if (whole := hall.cases.whole_of(case)) is not None else None,
        covered=covered,
        may=rights_in(hall, case, key) if key else (),
        to_notify=_to_notify(hall, case, matter) if key else {},
        last_notice=case.lists.joint and next_is_last(case, matter, departments_told(hall, case)),
        order=urgency(case)[:2],
    )


def parts_told(hall: Hall, case: Case) -> tuple[CasePart, ...]:
    """Each with its department and the date that is its own (C-10)."""
    names = {item.id: item.name for item in hall.rules.departments}
    parts = [hall.cases.open[part] for part in case.parts]
    stands = [stand_of(hall, part) for part in parts]
    return tuple(
        CasePart(
            number=part.number,
            department=names[part.department],
            state=part.state,
            light=stand.light,
            due=stand.due,
            provisional=stand.provisional,
            promised=stand.promised,
            stands=stand.stands,
        )
        for part, stand in zip(parts, stands, strict=True)
    )


def _to_notify(hall: Hall, case: Case, matter: Matter) -> dict[str, Words]:
    """The departments that the matter names, or all that have somebody in the hall, but for its own and those that were told; none while its clock stands."""
    if not case.lists.joint or case.state != "accepted" or case.part_of is not None:
        return {}
    if clock_stands(hall.rules, case, date.fromisoformat(day_now(hall))):
        return {}
    told = {case.department, *departments_told(hall, case)}
    meant = set(matter.joint_with) - told or {clerk.department for clerk in hall.rules.clerks} - told
    return {item.id: item.name for item in hall.rules.departments if item.id in meant}


_SAME = (
    "id", "number", "state", "matter", "department", "clerk", "received", "since", "told", "accept_by", "step",
    "step_due", "step_overdue", "up", "breaches", "overdue", "countered", "left_open", "mark", "post", "ticket",
    "agent", "hurried", "silent", "hand_on_by", "handed_late", "deliver_by", "delivery_late",
    "notices", "stop_until", "stop_over", "bring_by", "hands",
)  # fmt: skip
