"""What is late or wrong, each by itself on record and seen: on the spot, handing on, delivery, silence, breaches (C-2 … C-20)."""

import msgspec
import pytest

from common import commands as q
from common import commands_case as c
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import CHIEF, HEAD, CaseStreet, case_morning, case_setup, with_matter
from tests.rules.street import BOSS, clerk, moment, words

A1, A2 = clerk("A1"), clerk("A2")


def watched(street: CaseStreet) -> dict[int, CaseRow]:
    rows = table(street.hall, "supervisor", "case_watch").values()
    return {row.id: row for row in rows if isinstance(row, CaseRow)}


def of_ticket(street: CaseStreet, matter: str = "now") -> tuple[Case, int]:
    street.issue(matter)
    ticket = street.call("A1")
    street.start("A1", ticket)
    return street.register(matter, ticket=ticket.id), ticket.id


def test_what_is_not_closed_while_the_resident_is_there_is_on_record_once_the_finish_stands() -> None:
    """A finish may be taken back; with the next call it stands."""  # C-2
    street = case_morning()
    case, ticket = of_ticket(street)
    street.issue("now")
    street.give(A1, q.FinishService(ticket=ticket))
    assert not case.left_open
    street.call("A1")
    street.later(minutes=2)
    street.give(A1, c.MarkCase(case=case.id, mark="urgent"))
    assert [fact.case for fact in street.made(f.NotClosedOnTheSpot)] == [case.id]
    assert watched(street)[case.id].left_open
    street.day("11-25")
    assert [fact.left_open for fact in street.made(f.DayClosed)] == [(), ()]  # told of once


def test_what_is_closed_on_the_spot_is_none_of_them() -> None:
    """Nor one that the centre gives the whole day."""  # C-2, settings: instant
    street = case_morning()
    case, ticket = of_ticket(street)
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    street.give(A1, q.FinishService(ticket=ticket))
    street.day("11-24")
    assert not street.made(f.NotClosedOnTheSpot)
    all_day = case_morning(cases=msgspec.structs.replace(case_setup().cases, instant="same_day"))
    case, ticket = of_ticket(all_day)
    all_day.give(A1, q.FinishService(ticket=ticket))
    all_day.issue("now")
    all_day.call("A1")
    all_day.later(minutes=2)
    assert not case.left_open
    all_day.day("11-25")
    assert all_day.made(f.DayClosed)[0].left_open == (case.id,)
    assert case.left_open


def test_a_resident_who_pays_at_another_window_and_comes_back_has_not_left() -> None:
    """Sent to the fee window with return, called there, on the way back; gone once served here and finished."""  # C-2, Q-12
    street = case_morning()
    case, ticket = of_ticket(street)
    street.give(A1, q.TransferTicket(ticket=ticket, matter="ms", back=True))
    street.later(minutes=5)
    paid = street.call("A2")
    assert paid.id == ticket
    street.start("A2", paid)
    street.later(minutes=5)
    street.finish("A2", paid)
    street.later(minutes=5)
    street.issue("ms")
    street.call("A2")  # that finish stands
    street.later(minutes=5)
    assert not street.made(f.NotClosedOnTheSpot)
    back = street.call("A1")
    assert back.id == ticket
    street.start("A1", back)
    street.finish("A1", back)
    street.issue("now")
    street.call("A1")
    street.later(minutes=2)
    assert [fact.case for fact in street.made(f.NotClosedOnTheSpot)] == [case.id]


def test_a_joint_case_that_is_handed_on_late_is_on_record_by_itself() -> None:
    """To whom is said; what was handed on in time is not."""  # C-10
    setup = case_setup()
    joint = Matter(id="x", name=words("联办"), department="d", line="r", kind="joint", joint_with=("e", "f"))
    street = case_morning(matters=(*setup.matters, joint))
    late, good = street.register("x"), street.register("x")
    assert late.hand_on_by == moment("18:00", "2026-11-24")
    for department in ("e", "f"):
        street.give(A1, c.NotifyDepartment(case=good.id, department=department, days=5))
    street.give(A1, c.NotifyDepartment(case=late.id, department="f", days=5))
    street.day("11-24", "18:00")
    (fact,) = street.made(f.HandingOnLate)
    assert (fact.case, fact.departments) == (late.id, ("e",))
    assert street.facts(f.HandingOnLate)[0].due == moment("18:00", "2026-11-24")
    assert watched(street)[late.id].handed_late
    assert good.id not in watched(street)


def test_a_joint_case_of_which_no_department_is_named_is_to_be_handed_on_to_somebody() -> None:
    """The first notice answers it; how long it may take is a setting."""  # C-10
    street = case_morning(cases=msgspec.structs.replace(case_setup().cases, hand_on_within_days=2))
    late, good = street.register("joint"), street.register("joint")
    street.give(A1, c.NotifyDepartment(case=good.id, department="e", days=5))
    street.day("11-25", "17:59")
    assert not street.made(f.HandingOnLate)
    street.day("11-25", "18:00")
    assert [(fact.case, fact.departments) for fact in street.made(f.HandingOnLate)] == [(late.id, ())]


def test_the_departments_of_a_joint_case_are_offered_until_each_has_its_notice() -> None:
    """Those that the matter names; of one that names none, all with somebody in the hall."""  # C-10
    street = case_morning()
    case = street.register("joint")
    assert set(own(street, case).to_notify) == {"e", "f"}
    assert own(street, case).to_notify["e"] == words("e")
    street.give(A1, c.NotifyDepartment(case=case.id, department="e", days=5))
    assert set(own(street, case).to_notify) == {"f"}
    assert own(street, street.register("permit")).to_notify == {}


def own(street: CaseStreet, case: Case, name: str = "A1") -> CaseRow:
    row = table(street.hall, f"clerk:{name}", "cases")[str(case.id)]
    assert isinstance(row, CaseRow)
    return row


def test_a_delay_by_missing_papers_is_written_down_in_the_part_and_seen_by_the_centre() -> None:
    """The part's clock runs on."""  # C-10, C-8
    setup = case_setup()
    joint = Matter(
        id="x", name=words("联办"), department="d", line="r", kind="joint", materials=(words("图"),)
    )
    street = case_morning(matters=(*setup.matters, joint))
    case = street.register("x", materials=(0,))
    street.give(A1, c.NotifyDepartment(case=case.id, department="f", days=5))
    part = street.hall.cases.open[case.parts[0]]
    due = part.due
    street.give(CHIEF, c.TellSupplement(case=part.id, missing=(), note="图纸不清"))
    assert (part.state, part.due) == ("accepted", due)
    assert part.id in watched(street)


def test_a_result_that_is_not_handed_over_in_ten_working_days_is_on_record_by_itself() -> None:
    """Decided on 23 November: 7 December; handed over, it is history."""  # C-16, C-19
    street = case_morning()
    late, good = street.register("permit"), street.register("permit")
    for case in (late, good):
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert own(street, late).deliver_by == moment("18:00", "2026-12-07")
    street.give(A1, c.DeliverResult(case=good.id))
    street.day("12-07", "18:00")
    assert [fact.case for fact in street.made(f.DeliveryLate)] == [late.id]
    assert watched(street)[late.id].delivery_late
    street.give(A1, c.DeliverResult(case=late.id))
    assert watched(street) == {}
    street.day("12-20")
    assert len(street.made(f.DeliveryLate)) == 1


def test_an_outage_misses_and_doubles_none_of_them() -> None:
    """Each has its own moment."""  # C-7, C-10, C-19, M-1
    street = case_morning()
    done, joint, step = street.register("permit"), street.register("joint"), street.register("up")
    street.give(A1, c.DecideCase(case=done.id, end="closed"))
    street.give(A1, c.EnterStep(case=step.id, step=0))
    street.at = moment("09:00", "2026-12-20")
    street.give(BOSS, c.MarkCase(case=joint.id, mark="major"))
    kinds = (f.HandingOnLate, f.StepOverdue, f.CaseOverdue, f.DeliveryLate)
    assert [[entry.due for entry in street.facts(kind)] for kind in kinds] == [
        [moment("18:00", "2026-11-24")],
        [moment("18:00", "2026-11-24")],
        [moment("18:00", "2026-11-30")],
        [moment("18:00", "2026-12-07")],
    ]


def test_a_breach_stands_on_the_supervisors_list_and_what_arose_since_does_not() -> None:
    """What a second notice names is on record with it."""  # C-8
    street = case_morning()
    breach, arisen = street.register("mr"), street.register("mr")
    for case in (breach, arisen):
        street.give(A1, c.TellSupplement(case=case.id, missing=(0,)))
    street.give(A1, c.TellSupplement(case=breach.id, missing=(1,)))
    street.give(A1, c.TellSupplement(case=arisen.id, missing=(), note="邻居提出异议", arisen_since=True))
    assert {row.id: row.breaches for row in watched(street).values()} == {breach.id: 1}
    assert [fact.breach for fact in street.made(f.SupplementTold)] == [False, False, True, False]


def test_acceptance_by_silence_is_seen_by_the_centre() -> None:
    """Nobody told anything in five working days."""  # C-20
    street = with_matter(kind="promised", promised_limit=30, materials=(words("表"),))
    case = street.register("x")
    street.day("11-30", "18:00")
    assert (case.silent, case.state) == (True, "accepted")
    assert watched(street)[case.id].silent


@pytest.mark.parametrize("mark", ["urgent", "major"])
def test_a_marked_case_is_followed_to_the_end(mark: c.CaseMark) -> None:
    """Through decision to delivery; a part bears the mark of its whole."""  # C-17
    street = case_morning()
    case = street.register("joint", mark=mark)
    street.give(A1, c.NotifyDepartment(case=case.id, department="e", days=5))
    (part,) = case.parts
    assert {row.id: row.mark for row in watched(street).values()} == {case.id: mark, part: mark}
    street.give(A2, c.DecideCase(case=part, end="closed"))
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert case.id in watched(street)
    street.give(A1, c.DeliverResult(case=case.id))
    assert case.id not in watched(street)


def test_a_late_step_is_seen_by_the_clerk_and_the_centre_while_the_case_is_green() -> None:
    """The next step has no limit of its own."""  # M-1
    street = case_morning()
    case = street.register("up")
    street.give(A1, c.EnterStep(case=case.id, step=0))
    street.day("11-24", "18:00")
    for row in (own(street, case), watched(street)[case.id]):
        assert (row.step_overdue, row.light, row.step) == (True, "green", 0)
    street.give(A1, c.EnterStep(case=case.id, step=1))
    assert watched(street) == {}


@pytest.mark.parametrize("end", ["closed", "denied", "no_permit"])
def test_a_case_ends_closed_denied_with_the_reason_or_without_need(end: c.CaseEnd) -> None:
    """And is over when its result is handed over."""  # C-14, C-16
    street = case_morning()
    case = street.register("permit")
    street.give(A1, c.DecideCase(case=case.id, end=end, note="" if end == "closed" else "依据见决定书"))
    (fact,) = street.made(f.CaseDecided)
    assert (fact.end, fact.note is None) == (end, end == "closed")
    assert not case.is_over
    street.give(A1, c.DeliverResult(case=case.id))
    assert case.is_over


def test_at_a_higher_level_without_a_limit_of_its_own_no_time_counts() -> None:
    """Where it has one, what goes beyond it does."""  # C-13
    street = with_matter(kind="submitted", promised_limit=5)
    case = street.register("x")
    street.day("11-24")
    street.give(A1, c.SendUp(case=case.id))
    assert case.due is None
    street.day("12-08")
    street.give(A1, c.ComeDown(case=case.id))
    assert street.due(case) == "12-14 18:00"  # five days from the 8th on


def test_work_begins_with_what_is_there_or_only_when_all_is_there() -> None:
    """Per matter; the clock starts at acceptance either way."""  # C-12
    street = case_morning()
    soon, later = street.register("soon"), street.register("mr")
    assert (soon.state, later.state) == ("accepted", "registered")
    street.day("11-25")
    for case in (soon, later):
        street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0, 1)))
    assert (soon.started, later.started) == ("2026-11-23", "2026-11-25")


def test_the_head_may_not_name_a_handler_of_another_department() -> None:
    """Each window's head their own."""  # C-18
    street = case_morning({"A4": ("window_head",), "A2": ("window_head",)})
    case = street.register("permit")
    assert street.refused(A2, c.NameAgent(case=case.id, agent="A2")) == "window_head_only"
    assert street.refused(A2, c.HandOnCase(case=case.id, clerk="A2")) == "not_your_case"
    assert street.refused(HEAD, c.HandOnCase(case=case.id, clerk="A2")) == "handler_elsewhere"
    street.give(HEAD, c.HandOnCase(case=case.id, clerk="A4"))
    assert case.clerk == "A4"


def test_what_can_be_corrected_on_the_spot_is_corrected_there() -> None:
    """A form filled in at the window: accepted the same day, without a notice and without a breach."""  # C-15
    street = case_morning()
    case = street.register("mr", materials=(0,))
    street.later(minutes=5)
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(1,)))
    assert (case.state, case.started, case.notices, case.breaches) == ("accepted", "2026-11-23", 0, 0)
    assert watched(street) == {}
