"""Fold the facts of cases."""

from collections.abc import Callable
from typing import Any

from common.words import Instant
from server.rules.cases import apply_paper
from server.rules.cases import facts as f
from server.rules.cases.book import Cases, CaseTally
from server.rules.cases.case import Case
from server.rules.cases.change import CHANGES, Change
from server.rules.cases.clock import due_of_whole
from server.rules.cases.dues import calendar_of
from server.rules.cases.handing import hand_on_by, note_cover
from server.rules.cases.papers import KEPT_MS
from server.rules.cases.served import Served, day_ends_as, forget_before, note_served
from server.rules.fact import Fact
from server.rules.facts import CoverChanged, Entry
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.setup import Setup

Handler = Callable[[Hall, Any, Entry], None]
KEPT_FROM = (f.CaseRefused, f.CaseTakenBack, f.CaseDelivered, f.DeliveryLate)
"""From then on name and notes are not needed: from when a result should have been handed over, where nobody says that it was."""


def _registered(hall: Hall, fact: f.CaseRegistered, entry: Entry) -> None:
    ticket = None if fact.ticket is None else hall.tickets.get(fact.ticket)
    if not hall.cases.open:
        hall.cases.calendar = calendar_of(hall.rules)
    hall.cases.counters[fact.year] = fact.n
    hall.cases.changed(
        Case(
            id=fact.case,
            number=fact.number,
            matter=fact.matter,
            department=fact.department,
            clerk=fact.clerk,
            way=fact.way,
            person=fact.person.id,
            texts=(fact.person.id,),
            received=entry.due,
            registered_by=entry.by,
            hands=tuple(dict.fromkeys((entry.by, fact.clerk))),
            since=entry.due,
            post=fact.post,
            ticket=None if ticket is None else ticket.number,
            ticket_id=fact.ticket,
            materials=fact.materials,
            accept_by=fact.accept_by,
            tell_days=hall.rules.cases.tell_within_days,
            mark=fact.mark,
            on_the_spot=fact.on_the_spot,
            lists=fact.lists,
            started=fact.started,
            limit=fact.limit,
            due=fact.due,
            own_due=fact.due,
        )
    )
    note_cover(hall, hall.cases.open[fact.case], entry.by)


def _notified(hall: Hall, fact: f.DepartmentNotified, entry: Entry) -> None:
    """A part begins as it will go on: accepted, its clock running."""
    whole = hall.cases.open[fact.case]
    hall.cases.counters[fact.year] = fact.n
    hall.cases.changed(
        Case(
            id=fact.part,
            number=fact.number,
            matter=whole.matter,
            department=fact.department,
            clerk=fact.clerk,
            way=whole.way,
            person=whole.person,
            received=entry.due,
            since=entry.due,
            state="accepted",
            materials=whole.materials,
            taken_up=entry.due,
            started=fact.started,
            starts_same_day=fact.starts_same_day,
            limit=fact.limit,
            due=fact.due,
            own_due=fact.due,
            mark=whole.mark,
            post=fact.post,
            part_of=whole.id,
            lists=fact.lists,
            told_late=fact.late,
        )
    )
    _tally(hall, fact.department, entry).accepted += 1
    with hall.cases.change(whole):
        whole.parts += (fact.part,)
        whole.all_told = whole.all_told if fact.late else fact.last
        if fact.named_told:
            whole.hand_on_by, whole.hand_on_days = None, 0
    _follow_parts(hall.cases, whole)


def _dues_moved(hall: Hall, fact: f.DuesMoved, entry: Entry) -> None:
    for case_id, due in fact.dues.items():
        case = hall.cases.open[case_id]
        with hall.cases.change(case):
            case.set_due(due)
        _follow_parts(hall.cases, case if case.parts else hall.cases.whole_of(case))
    for case_id, moments in fact.others.items():
        case = hall.cases.open[case_id]
        with hall.cases.change(case):
            for name, moment in moments.items():
                setattr(case, name, moment)
    hall.cases.calendar = fact.calendar


def _seen(hall: Hall, fact: f.PersonSeen, entry: Entry) -> None:
    """It is on record; nothing else changes."""


def _erased(hall: Hall, fact: f.PersonErased, entry: Entry) -> None:
    _, texts = hall.cases.over.pop(fact.case)
    case = hall.cases.open.get(fact.case)
    for part in () if case is None else (fact.case, *case.parts):
        one = hall.cases.open[part]
        one.texts = tuple(text for text in one.texts if text not in texts)


def cover_changed(hall: Hall, fact: CoverChanged, at: Instant) -> None:
    """A case that turns out to have been late then may ask who served its post (C-7)."""
    past = hall.cases.served.setdefault(fact.post, [])
    note_served(past, hall.rules, Served(at, fact.clerk, fact.state))


def set_up_anew(hall: Hall, before: Setup | None) -> None:
    """Where days end at another minute from now on, nobody knows who served at that of earlier days."""
    if before is not None and not day_ends_as(before, hall.rules):
        for past in hall.cases.served.values():
            del past[:-1]


def day_closed(hall: Hall, left_open: tuple[int, ...], at: Instant) -> None:
    """Those that were to be closed on the spot and are open bear it from now on (C-2); nobody serves any more."""
    cases = hall.cases
    for past in cases.served.values():
        note_served(past, hall.rules, Served(at))
    for case in map(cases.open.__getitem__, left_open):
        with cases.change(case):
            case.left_open = True


def new_day(cases: Cases, at: Instant) -> None:
    """Whatever is over, and whose whole is over, is history."""
    over = [case for case in cases.open.values() if case.is_over and cases.whole_of(case) is None]
    for case in over:
        for part in (*case.parts, case.id):
            if (gone := cases.open.get(part)) is not None:
                cases.gone(gone)
    oldest = min((case.received for case in cases.open.values()), default=at)
    for past in cases.served.values():
        forget_before(past, oldest)
    cases.papers = {known: paper for known, paper in cases.papers.items() if at < paper.at + KEPT_MS}


def _countered(hall: Hall, fact: f.OverdueCountered, entry: Entry) -> None:
    """Also of a case that is history: the record stays, and what stands beside it."""
    if hall.cases.past_overdue.pop(fact.case, None) is not None:
        return
    _of(CHANGES[f.OverdueCountered])(hall, fact, entry)
    case = hall.cases.open[fact.case]
    # it was not late: its day's figures say so, as if that had been known when it was decided
    if case.ended is not None:
        hall.cases.tally(case.department, case.ended).on_time += not case.left_open


def _of(change: Change) -> Handler:
    """A change of one case, which keeps its place among the moments, and its whole's."""

    def handle(hall: Hall, fact: Any, entry: Entry) -> None:
        case = hall.cases.open[fact.case]
        _count(hall, case, fact, entry)
        with hall.cases.change(case):
            change(case, fact, entry.due)
            _keep_figures(hall, case, fact)
        note_cover(hall, case, entry.by)
        _follow_parts(hall.cases, case if case.parts else hall.cases.whole_of(case))
        _keep_person(hall.cases, case, entry.due, anew=isinstance(fact, KEPT_FROM))

    return handle


def _keep_figures(hall: Hall, case: Case, fact: Fact) -> None:
    """The days that its dates were computed with: a figure that changes later moves no case in hand, whatever the calendar does.

    Until when a joint case is handed on waits with its clock.
    """
    match fact:
        case f.CaseAccepted():
            case.hand_on_days = hall.rules.cases.hand_on_within_days if fact.hand_on_by is not None else 0
        case f.ClockStopped() | f.ClockStarted():
            case.hand_on_by = hand_on_by(hall.rules, case)
        case f.CaseDecided():
            case.deliver_days = hall.rules.cases.deliver_within_days


def _keep_person(cases: Cases, case: Case, at: Instant, *, anew: bool) -> None:
    """Its texts are kept for a while yet from when they were last needed: `anew`, from `at` on; whichever goes first stands first."""
    since = at if anew else cases.over.get(case.id, (None,))[0]
    if since is None:
        return
    if anew:
        cases.over.pop(case.id, None)
    if texts := sum((cases.open[part].texts for part in case.parts), case.texts):  # else all of them are gone
        cases.over[case.id] = (since, texts)


def note_on(cases: Cases, case: Case, text: str, at: Instant) -> None:
    """A private text that goes when the case's person goes."""
    case.texts += (text,)
    whole = cases.whole_of(case) or case
    erased = (whole.is_over or whole.delivery_late) and whole.id not in cases.over
    _keep_person(cases, whole, at, anew=erased)


def _count(hall: Hall, case: Case, fact: Fact, entry: Entry) -> None:
    """Its department's figures of the day on which it happened (P-3), whenever that was written."""
    match fact:
        case f.CaseAccepted():
            _tally(hall, case.department, entry).accepted += 1
        case f.CaseTakenBack() if case.taken_up is not None:
            hall.cases.tally(case.department, civil_day(hall.rules, case.taken_up)).accepted -= 1
        case f.CaseDecided():
            tally = _tally(hall, case.department, entry)
            tally.closed += 1
            tally.on_time += _is_on_time(hall, case, entry.due)
        case f.CaseOverdue():
            _tally(hall, case.department, entry).overdue += 1


def _is_on_time(hall: Hall, case: Case, at: Instant) -> bool:
    """Whether what is decided at `at` is in time: not past its due date by its clock, or its record was countered that very day (docs/decisions/0240)."""
    if case.left_open or not case.is_past_due:
        return not case.left_open
    countered = case.countered_at if case.countered else None
    return countered is not None and civil_day(hall.rules, countered) == civil_day(hall.rules, at)


def _tally(hall: Hall, department: str, entry: Entry) -> CaseTally:
    return hall.cases.tally(department, civil_day(hall.rules, entry.due))


def _follow_parts(cases: Cases, whole: Case | None) -> None:
    """It is due with its last part (C-10); while a department is still to be told, not before its own limit. It is late as soon as a part is.

    A department that is told when the whole is late gives that no new date (C-7).
    """
    if whole is None:
        return
    late = (one.overdue for part in whole.parts if (one := cases.open[part]).is_past_due)
    with cases.change(whole):
        whole.due = due_of_whole(one.own_due if one is whole else one.due for one in cases.dating(whole))
        whole.part_late = min((since for since in late if since is not None), default=None)


HANDLERS: dict[type[Fact], Handler] = {
    f.CaseRegistered: _registered,
    f.DepartmentNotified: _notified,
    **{fact: _of(change) for fact, change in CHANGES.items()},
    f.OverdueCountered: _countered,
    f.PersonSeen: _seen,
    f.PersonErased: _erased,
    f.DuesMoved: _dues_moved,
    **apply_paper.HANDLERS,
}
