"""What each fact of a case changes in it; `apply` keeps its place among the moments, and its whole's."""

from collections.abc import Callable
from typing import Any

from common.words import Instant
from server.rules.cases import facts as f
from server.rules.cases.case import Case, CaseHeld, CaseStop, let_run
from server.rules.fact import Fact, Sealed

Change = Callable[[Case, Any, Instant], None]


def _told(case: Case, fact: f.SupplementTold, at: Instant) -> None:
    case.told += tuple(item for item in fact.missing if item not in case.told)
    case.notices += 1
    case.note_told |= not fact.missing
    case.breaches += fact.breach
    _noted(case, fact.note)
    case.accept_by = None
    case.bring_by = max((day for day in (case.bring_by, fact.bring_by) if day is not None), default=None)
    if case.state == "registered":
        case.state, case.since = "supplement", at


def _noted(case: Case, note: Sealed | None) -> None:
    if note is not None:
        case.texts += (note.id,)


def _received(case: Case, fact: f.MaterialsReceived, at: Instant) -> None:
    case.materials, case.brought = tuple(sorted({*case.materials, *fact.materials})), True


def _accepted(case: Case, fact: f.CaseAccepted, at: Instant) -> None:
    """By silence it is since the day on which it was received (C-20, decision 0183)."""
    case.state, case.since = "accepted", case.received if fact.silent else at
    case.accept_by = case.bring_by = None
    case.started, case.starts_same_day, case.limit = fact.started, fact.starts_same_day, fact.limit
    case.silent, case.hand_on_by, case.taken_up = fact.silent, fact.hand_on_by, at
    case.on_the_spot = fact.limit == 0
    case.note_told = False
    case.set_due(fact.due)


def _refused(case: Case, fact: f.CaseRefused, at: Instant) -> None:
    case.state, case.since, case.accept_by, case.bring_by = "refused", at, None, None
    case.started, case.limit = None, 0
    case.set_due(None)
    _noted(case, fact.note)


def _taken_back(case: Case, fact: f.CaseTakenBack, at: Instant) -> None:
    case.state, case.since = "taken_back", at
    case.started, case.limit = None, 0
    case.set_due(None)
    case.accept_by = case.bring_by = case.hand_on_by = case.step_due = None


def _stopped(case: Case, fact: f.ClockStopped, at: Instant) -> None:
    case.stops += (CaseStop(fact.day, None, fact.reason, fact.at_most, fact.days, at),)
    case.stop_until = fact.until if fact.until is not None else case.stop_until
    case.set_due(fact.due)


def _started(case: Case, fact: f.ClockStarted, at: Instant) -> None:
    case.stops = let_run(case.stops, fact.day, submitted=fact.submitted)
    if not fact.submitted:
        case.stop_until, case.stop_over = None, False
    case.set_due(fact.due)


def _stop_overrun(case: Case, fact: f.StopOverrun, at: Instant) -> None:
    case.stop_over = True


def _extended(case: Case, fact: f.CaseExtended, at: Instant) -> None:
    case.extended += fact.days
    case.set_due(fact.due)


def _step_entered(case: Case, fact: f.CaseStepEntered, at: Instant) -> None:
    case.step, case.step_due, case.step_overdue = fact.step, fact.due, False
    case.step_since = at


def _step_overdue(case: Case, fact: f.StepOverdue, at: Instant) -> None:
    case.step_overdue = True


def _sent_up(case: Case, fact: f.CaseSentUp, at: Instant) -> None:
    case.up = not fact.back


def _decided(case: Case, fact: f.CaseDecided, at: Instant) -> None:
    case.state, case.end, case.since, case.ended = fact.end, fact.end, at, fact.day
    case.step_due = case.hand_on_by = case.stop_until = None
    case.stop_over = False
    if fact.due is not None:  # of a part that stood
        case.stops = let_run(case.stops, fact.runs or fact.day)
        case.set_due(fact.due)
    case.deliver_by = fact.deliver_by
    _noted(case, fact.note)


def _delivered(case: Case, fact: f.CaseDelivered, at: Instant) -> None:
    case.state, case.since, case.deliver_by = "delivered", at, None


def _marked(case: Case, fact: f.CaseMarked, at: Instant) -> None:
    case.mark = fact.mark


def _handed_on(case: Case, fact: f.CaseHandedOn, at: Instant) -> None:
    case.held_before += (CaseHeld(at, case.clerk, case.post),)
    case.clerk, case.post = fact.clerk, fact.post
    case.hands = tuple(dict.fromkeys((*case.hands, fact.clerk)))


def _agent_named(case: Case, fact: f.AgentNamed, at: Instant) -> None:
    case.agent = fact.agent


def _leg_recorded(case: Case, fact: f.LegRecorded, at: Instant) -> None:
    case.leg = fact.leg, fact.level


def _hurried(case: Case, fact: f.CaseHurried, at: Instant) -> None:
    case.hurried = at


def _left_the_window(case: Case, fact: f.NotClosedOnTheSpot, at: Instant) -> None:
    case.left_open = True


def _handing_on_late(case: Case, fact: f.HandingOnLate, at: Instant) -> None:
    case.handed_late, case.hand_on_by, case.hand_on_days = True, None, 0


def _delivery_late(case: Case, fact: f.DeliveryLate, at: Instant) -> None:
    case.delivery_late = True


def _overdue(case: Case, fact: f.CaseOverdue, at: Instant) -> None:
    case.overdue, case.countered = fact.was_due, False


def _countered(case: Case, fact: f.OverdueCountered, at: Instant) -> None:
    case.countered, case.countered_at = True, at


CHANGES: dict[type[Fact], Change] = {
    f.SupplementTold: _told,
    f.MaterialsReceived: _received,
    f.CaseAccepted: _accepted,
    f.CaseRefused: _refused,
    f.CaseTakenBack: _taken_back,
    f.ClockStopped: _stopped,
    f.ClockStarted: _started,
    f.StopOverrun: _stop_overrun,
    f.CaseExtended: _extended,
    f.CaseStepEntered: _step_entered,
    f.StepOverdue: _step_overdue,
    f.CaseSentUp: _sent_up,
    f.CaseDecided: _decided,
    f.CaseDelivered: _delivered,
    f.CaseMarked: _marked,
    f.CaseHandedOn: _handed_on,
    f.AgentNamed: _agent_named,
    f.LegRecorded: _leg_recorded,
    f.CaseHurried: _hurried,
    f.NotClosedOnTheSpot: _left_the_window,
    f.HandingOnLate: _handing_on_late,
    f.DeliveryLate: _delivery_late,
    f.CaseOverdue: _overdue,
    f.OverdueCountered: _countered,
}
