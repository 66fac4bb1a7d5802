"""What time does to cases: accepted by silence, a step late, overdue; and the calendar of deadlines when it changes.

Each has its own moment, whenever it is written: after a night, or an outage, none is missed and none is doubled.
"""

from common.words import Instant
from server.rules import facts as f
from server.rules.cases.asked import matter_of_case, not_told
from server.rules.cases.case import Case
from server.rules.cases.decide_intake import accepted
from server.rules.cases.dues import calendar_of, due_of, moments_of
from server.rules.cases.handing import hand_on_by, post_of_handler
from server.rules.cases.served import served_at
from server.rules.facts import BY_SYSTEM, Fact
from server.rules.hall import Hall
from server.rules.hours import DAY_MS
from server.rules.recorder import Recorder


def settle_cases(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """All that is due by `moment`, in order."""
    if hall.cases.open and hall.cases.calendar != calendar_of(hall.rules):
        _move_dues(hall, recorder, moment)
    _move_posts(hall, recorder, moment)
    _note_who_left(hall, recorder, moment)
    _pass(hall, recorder, moment)
    _erase_persons(hall, recorder, moment)


def _pass(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    while hall.cases.moments and hall.cases.moments[0][0] <= moment:
        at, case_id = hall.cases.moments[0]
        recorder.record(_what_happens(hall, hall.cases.open[case_id], at), BY_SYSTEM, at)


def _move_posts(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Cases of posts that are there no more go where their handler answers for them now, else to whoever takes their matter (AB-16)."""
    known = {post.id for post in hall.rules.posts}
    for gone in sorted(hall.cases.by_post.keys() - known):
        for case_id in [*hall.cases.by_post[gone]]:
            case = hall.cases.open[case_id]
            line = matter_of_case(hall, case).line
            taking = next((post.id for post in hall.rules.posts if line in post.lines), None)
            post = post_of_handler(hall, case.clerk, line) or taking
            recorder.record(f.CaseHandedOn(case=case_id, clerk=case.clerk, post=post), BY_SYSTEM, moment)


def _note_who_left(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Residents whose ticket is done with, while what was to be closed on the spot is open (C-2)."""
    if hall.rules.cases.instant != "on_the_spot" or not hall.cases.instant:
        return
    finishes = {
        act.ticket for act in hall.last_acts.values() if act.kind == "finish"
    }  # may be taken back yet
    here = {*hall.hands.values(), *hall.held, *finishes}
    for case_id in [*hall.cases.instant]:
        case = hall.cases.open[case_id]
        if case.state != "accepted":
            continue  # who lacks a paper may go and fetch it; at the day's end it is open nevertheless
        if case.ticket_id is not None and case.ticket_id not in here and not _comes_back(hall, case):
            recorder.record(f.NotClosedOnTheSpot(case=case_id), BY_SYSTEM, moment)


def _comes_back(hall: Hall, case: Case) -> bool:
    """Sent elsewhere for a while, to the fee window say, or on the way back from there (Q-12)."""
    ticket = hall.tickets.get(case.ticket_id or 0)
    if ticket is None or ticket.state != "waiting":
        return False
    return ticket.came == "return" or any(stop.back_to == case.post for stop in ticket.then)


def _erase_persons(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Of cases that were over long enough."""
    while (at := _erased_at(hall)) is not None and at <= moment:
        case_id, (_, texts) = next(iter(hall.cases.over.items()))
        recorder.record(f.PersonErased(case=case_id, texts=texts), BY_SYSTEM, at)


def _erased_at(hall: Hall) -> Instant | None:
    first = next(iter(hall.cases.over.values()), None)
    return None if first is None else first[0] + hall.rules.cases.keep_persons_days * DAY_MS


def cases_due(hall: Hall) -> Instant | None:
    """When time alone next changes something about a case."""
    moments = [hall.cases.moments[0][0] if hall.cases.moments else None, _erased_at(hall)]
    return min((moment for moment in moments if moment is not None), default=None)


def _what_happens(hall: Hall, case: Case, at: Instant) -> Fact:
    if case.accept_by is not None and case.accept_by <= at:
        matter = next(item for item in hall.rules.matters if item.id == case.matter)
        return accepted(hall, case.id, matter, case.received, at, silent=True)
    if not case.step_overdue and case.step is not None and case.step_due is not None and case.step_due <= at:
        return f.StepOverdue(case=case.id, step=case.step)
    if case.hand_on_by is not None and case.hand_on_by <= at:
        return f.HandingOnLate(case=case.id, departments=not_told(hall, case))
    if case.deliver_by is not None and case.deliver_by <= at:
        return f.DeliveryLate(case=case.id)
    if (
        not case.stop_over
        and case.stop_until is not None
        and case.stop_until <= at
        and case.stopped is not None
    ):
        return f.StopOverrun(case=case.id, days=case.stopped.days or 0)
    return _overdue(hall, case, at)


def _overdue(hall: Hall, case: Case, at: Instant) -> Fact:
    """With who held it at `at`, and who served that post then, whoever does when it is written."""
    clerk, post = case.held_at(at)
    served = served_at(hall.cases.served.get(post or "", ()), at)
    covered_by = served.clerk if served.clerk != clerk else None
    return f.CaseOverdue(case=case.id, was_due=at, clerk=clerk, covered_by=covered_by, cover=served.cover)


def _move_dues(hall: Hall, recorder: Recorder, moment: Instant) -> None:
    """Whoever has published a year, or corrected a day, moves what was computed with it."""
    moved = {
        case.id: due
        for case in hall.cases.open.values()
        if case.is_in_hand and not case.all_told and (due := due_of(hall.rules, case)) != case.own_due
    }
    others = {case.id: found for case in hall.cases.open.values() if (found := _moved(hall, case))}
    fact = f.DuesMoved(calendar=calendar_of(hall.rules), dues=moved, others=others)
    recorder.record(fact, BY_SYSTEM, moment)


def _moved(hall: Hall, case: Case) -> dict[str, Instant]:
    """What else of it is due at another moment now; the days of a stop count to no handing on, either (docs/decisions/0239)."""
    moments = moments_of(hall.rules, case)
    if "hand_on_by" in moments and (handed := hand_on_by(hall.rules, case)) is not None:
        moments["hand_on_by"] = handed
    return {name: moment for name, moment in moments.items() if getattr(case, name) != moment}
