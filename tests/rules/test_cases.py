"""An application from the window to the hand: registered, supplemented, accepted, stopped, extended, decided, delivered."""

import msgspec

from common import commands as q
from common import commands_case as c
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import ImportHall
from tests.rules.setup_cases import CHIEF, HEAD, case_morning, case_setup
from tests.rules.street import ADMIN, BOSS, KIOSK, clerk, moment

A1, A2 = clerk("A1"), clerk("A2")


def state(case: Case) -> str:
    return case.state


def test_a_case_is_registered_from_the_ticket_in_hand() -> None:
    """It is accepted at once, its handler and post are known; no name is in any fact."""  # C-1, P-2
    street = case_morning()
    street.issue("permit")
    ticket = street.call("A1")
    case = street.register("permit", ticket=ticket.id)
    assert (case.number, case.clerk, case.post, case.ticket) == ("2026-0001", "A1", "pr", ticket.number)
    assert (case.state, street.due(case)) == ("accepted", "12-21 18:00")  # twenty days from 24 November
    assert all("张三" not in msgspec.json.encode(entry.fact).decode() for entry in street.log)


def test_the_number_is_the_years_and_the_hall_says_how_it_looks() -> None:
    """One after the other."""  # C-1
    street = case_morning()
    assert [street.register().number for _ in range(2)] == ["2026-0001", "2026-0002"]


def test_papers_that_are_missing_are_told_once() -> None:
    """A second notice is a breach, for the same fault as for one that the first could have named."""  # C-8
    street = case_morning()
    case = street.register("mr", materials=(0,))
    assert (state(case), street.due(case)) == ("registered", None)
    assert street.refused(A1, c.AcceptCase(case=case.id)) == "materials_missing"
    street.give(A1, c.TellSupplement(case=case.id, missing=(1,)))
    assert state(case) == "supplement"
    street.give(A1, c.TellSupplement(case=case.id, missing=(), note="还要照片", arisen_since=True))
    assert case.breaches == 0
    street.give(A1, c.TellSupplement(case=case.id, missing=(1,)))
    assert case.breaches == 1
    street.give(A1, c.TellSupplement(case=case.id, missing=(), note="还要户口簿"))
    assert case.breaches == 2
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(1,)))
    assert (state(case), street.due(case)) == ("accepted", "11-30 18:00")


def test_missing_papers_not_told_in_five_working_days_are_an_acceptance_from_the_day_of_receipt() -> None:
    """The record says so by itself, at the end of the fifth day."""  # C-20
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.day("11-30", "17:59")
    assert state(case) == "registered"
    street.day("11-30", "18:00")
    (silent,) = street.made(f.CaseAccepted)
    assert (silent.silent, silent.started) == (True, "2026-11-23")
    assert street.due(case) == "11-30 18:00"
    assert street.made(f.CaseOverdue)[0].case == case.id


def test_where_the_matter_says_so_work_begins_while_papers_follow() -> None:
    """The clock starts at acceptance either way."""  # C-12
    street = case_morning()
    case = street.register("soon")
    assert (state(case), street.due(case)) == ("accepted", "11-26 18:00")
    street.give(A1, c.TellSupplement(case=case.id, missing=(0, 1)))
    assert state(case) == "accepted"


def test_a_refusal_says_why_and_where_to_turn() -> None:
    """In words, whatever the reason is but one that says itself what to do."""  # C-9
    street = case_morning()
    case = street.register("mr", materials=(0,))
    for reason in ("not_competent", "not_eligible", "false_papers", "other"):
        asked = c.RefuseCase(case=case.id, reason=reason, note=" ")
        assert street.refused(A1, asked) == "say_where_instead"
    street.give(A1, c.RefuseCase(case=case.id, reason="not_competent", note="县自然资源局"))
    assert state(case) == "refused"
    street.day("12-30")
    assert not street.made(f.CaseOverdue)


def test_a_case_to_be_closed_on_the_spot_is_flagged_when_it_is_open_at_the_days_end() -> None:
    """Once; it has no other clock."""  # C-2
    street = case_morning()
    first, second = street.register("now"), street.register("now")
    street.give(A1, c.DecideCase(case=second.id, end="closed"))
    street.day("11-25")
    assert [fact.left_open for fact in street.made(f.DayClosed)] == [(first.id,), ()]
    assert first.left_open
    assert first.due is None


def test_a_stop_moves_the_due_date_by_its_working_days() -> None:
    """While it holds there is none."""  # C-5
    street = case_morning()
    case = street.register("permit")
    street.day("11-24")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=5))
    assert case.due is None
    assert street.refused(A1, c.StopClock(case=case.id, reason="hearing", days=5)) == "clock_stands"
    street.day("11-27")
    street.give(A1, c.StartClock(case=case.id))
    assert street.due(case) == "12-24 18:00"  # 24, 25 and 26 did not count
    assert street.refused(A1, c.StartClock(case=case.id)) == "clock_runs"


def test_time_at_a_higher_level_counts_again_beyond_its_limit() -> None:
    """Sent up on Tuesday: two days are theirs."""  # C-13
    street = case_morning()
    case = street.register("up")
    street.day("11-24")
    street.give(A1, c.SendUp(case=case.id))
    assert (case.up, street.due(case)) == (True, "12-02 18:00")
    assert street.refused(A1, c.StartClock(case=case.id)) == "clock_runs"
    street.day("11-25")
    street.give(A1, c.ComeDown(case=case.id))
    assert (case.up, street.due(case)) == (False, "12-01 18:00")


def test_the_head_extends_a_day_before_at_least_and_a_permit_by_ten_days_at_most() -> None:
    """Nobody else, and not on the due day."""  # C-6, C-18, C-19
    street = case_morning()
    case = street.register("permit")
    extend = c.ExtendCase(case=case.id, days=10, reason="complex")
    assert street.refused(A1, extend) == "head_only"
    assert street.refused(HEAD, msgspec.structs.replace(extend, days=11)) == "extension_too_long"
    street.give(HEAD, extend)
    assert street.due(case) == "01-04 18:00"
    assert street.refused(HEAD, c.ExtendCase(case=case.id, days=1, reason="complex")) == "extension_too_long"
    late = street.register("up")
    street.day("11-30")
    too_late = c.ExtendCase(case=late.id, days=1, reason="complex")
    assert street.refused(HEAD, too_late) == "extend_too_late"


def test_past_its_due_date_a_case_is_on_record_by_itself_once() -> None:
    """At the minute, with who held it and who covered; a PC that was off misses and doubles nothing."""  # C-7
    street = case_morning()
    first, second = street.register("up"), street.register("mr", materials=(0, 1))
    street.day("11-30", "17:59")
    assert not street.made(f.CaseOverdue)
    street.at = moment("10:00", "2026-12-03")
    street.give(KIOSK, q.ReportDevice(fault="paper_out"))
    late = street.facts(f.CaseOverdue)
    assert [entry.due for entry in late] == [moment("18:00", "2026-11-30")] * 2
    assert {fact.case for fact in street.made(f.CaseOverdue)} == {first.id, second.id}
    street.day("12-10")
    assert len(street.made(f.CaseOverdue)) == 2
    assert street.refused(A1, c.CounterOverdue(case=first.id, reason="outage")) == "not_allowed"
    street.give(BOSS, c.CounterOverdue(case=first.id, reason="outage"))
    assert first.countered
    assert street.refused(BOSS, c.CounterOverdue(case=first.id, reason="outage")) == "nothing_to_counter"


def test_the_record_says_under_which_cover_a_case_became_overdue() -> None:
    """A1 has left, A2 serves the post."""  # C-7, AB-6
    street = case_morning()
    street.issue("up")
    ticket = street.call("A1")
    street.register("up", ticket=ticket.id)
    street.start("A1", ticket)
    street.finish("A1", ticket)
    street.day("11-30", "14:35")
    street.sit("A2")
    street.day("11-30", "18:00")
    (late,) = street.made(f.CaseOverdue)
    assert (late.clerk, late.covered_by, late.cover) == ("A1", "A2", "b_role")


def test_a_step_may_be_late_while_the_case_is_not() -> None:
    """The first step has a day."""  # M-1
    street = case_morning()
    case = street.register("up")
    street.give(A1, c.EnterStep(case=case.id, step=0))
    street.day("11-24", "18:00")
    assert case.step_overdue
    assert case.overdue is None
    street.give(A1, c.EnterStep(case=case.id, step=1))
    assert not case.step_overdue


def test_a_joint_case_is_due_with_its_last_part_and_decided_after_all() -> None:
    """Each clock runs from its notice."""  # C-10
    street = case_morning()
    case = street.register("joint")
    for to, days in (("e", 5), ("f", 8)):
        street.give(A1, c.NotifyDepartment(case=case.id, department=to, days=days, last=to == "f"))
    again, nobody = (c.NotifyDepartment(case=case.id, department=to, days=8) for to in ("f", "g"))
    assert street.refused(A1, again) == "department_notified"
    assert street.refused(A1, nobody) == "department_has_nobody"
    e, chief = (street.hall.cases.open[part] for part in case.parts)
    assert (e.clerk, chief.clerk, street.due(case)) == ("A2", "A3", "12-03 18:00")
    street.give(CHIEF, c.StopClock(case=chief.id, reason="hearing", days=3))
    assert case.due is None
    assert street.refused(A1, c.StopClock(case=case.id, reason="hearing", days=3)) == "stop_the_part"
    street.day("11-25")
    street.give(CHIEF, c.StartClock(case=chief.id))
    assert street.due(case) == "12-04 18:00"  # Tuesday did not count; Monday, its notice's day, never does
    assert street.refused(A1, c.DecideCase(case=case.id, end="closed")) == "parts_open"
    street.give(A2, c.DecideCase(case=e.id, end="closed"))
    street.give(CHIEF, c.DecideCase(case=chief.id, end="closed"))
    assert street.refused(A2, c.DeliverResult(case=e.id)) == "part_of_joint"
    street.give(A1, c.DecideCase(case=case.id, end="closed"))


def test_a_case_ends_when_its_result_is_in_the_residents_hand() -> None:
    """A denial says why; the next day it is history."""  # C-14, C-16
    street = case_morning()
    case = street.register("permit")
    assert street.refused(A1, c.DecideCase(case=case.id, end="denied")) == "reason_needed"
    street.give(A1, c.DecideCase(case=case.id, end="denied", note="不符合规划"))
    assert state(case) == "denied"
    street.give(A1, c.DeliverResult(case=case.id))
    assert state(case) == "delivered"
    street.day("11-24")
    assert case.id not in street.hall.cases.open
    assert street.refused(A1, c.MarkCase(case=case.id, mark="urgent")) == "unknown_case"


def test_a_case_is_worked_on_by_its_handler_its_department_and_whoever_covers() -> None:
    """B's rights end with the cover."""  # AB-16, C-11, C-17
    street = case_morning()
    street.issue("permit")
    ticket = street.call("A1")
    case = street.register("permit", ticket=ticket.id)
    street.start("A1", ticket)
    street.finish("A1", ticket)
    urgent = c.MarkCase(case=case.id, mark="urgent")
    assert street.refused(A2, urgent) == "not_your_case"
    street.give(A1, q.HandOver(reason="errand"))
    street.give(A2, urgent)
    street.give(A1, q.ComeBack())
    assert street.refused(A2, c.MarkCase(case=case.id)) == "not_your_case"
    street.give(BOSS, c.HandOnCase(case=case.id, clerk="A3"))
    street.give(CHIEF, c.MarkCase(case=case.id))
    street.give(BOSS, c.MarkCase(case=case.id, mark="major"))


def test_a_corrected_calendar_moves_what_was_computed_with_the_wrong_one() -> None:
    """On record, at once."""  # C-3
    street = case_morning()
    case = street.register("permit")
    setup = street.hall.rules
    days = (*setup.deadlines.off_days, "2026-12-01", "2026-12-02")
    changed = msgspec.structs.replace(
        setup, deadlines=msgspec.structs.replace(setup.deadlines, off_days=days)
    )
    street.give(ADMIN, ImportHall(setup=changed))
    (moved,) = street.made(f.DuesMoved)
    assert moved.dues == {case.id: case.due}
    assert street.due(case) == "12-23 18:00"


def test_a_set_up_without_the_matter_of_an_open_case_is_refused() -> None:
    """As with tickets."""  # M-7
    street = case_morning()
    street.register("permit")
    matters = tuple(item for item in street.hall.rules.matters if item.id != "permit")
    changed = msgspec.structs.replace(street.hall.rules, matters=matters)
    assert street.refused(ADMIN, ImportHall(setup=changed)) == "setup_case_needs"


def test_every_look_at_an_applicant_is_on_record() -> None:
    """Who looked, at what, for what; a stranger may not."""  # S-5
    street = case_morning()
    case = street.register("permit")
    street.give(A1, c.SeePerson(case=case.id, why="contact"))
    street.give(BOSS, c.SeePerson(case=case.id, why="complaint"))
    assert [entry.by for entry in street.facts(f.PersonSeen)] == ["A1", BOSS.id]
    assert [fact.why for fact in street.made(f.PersonSeen)] == ["contact", "complaint"]


def test_names_are_erased_a_set_time_after_a_case_is_over() -> None:
    """With every note of it, and of its parts; while it is not handed over they are needed."""  # S-3, S-5
    setup = case_setup()
    street = case_morning(cases=msgspec.structs.replace(setup.cases, keep_persons_days=10))
    joint, refused = street.register("joint"), street.register("mr")
    street.give(A1, c.TellSupplement(case=refused.id, missing=(0,), note="还要照片"))
    street.give(A1, c.RefuseCase(case=refused.id, reason="other", note="县里办"))
    street.give(A1, c.NotifyDepartment(case=joint.id, department="e", days=5))
    street.give(A2, c.DecideCase(case=joint.parts[0], end="denied", note="不符合规划"))
    street.give(A1, c.DecideCase(case=joint.id, end="denied", note="不符合规划"))
    street.day("12-03")
    (gone,) = street.made(f.PersonErased)
    assert gone.case == refused.id
    assert len(gone.texts) == 3
    street.give(A1, c.DeliverResult(case=joint.id))
    street.day("12-13", "08:59")
    assert len(street.made(f.PersonErased)) == 1
    street.day("12-13", "09:00")
    assert [(fact.case, len(fact.texts)) for fact in street.made(f.PersonErased)][1:] == [(joint.id, 3)]
