"""A joint case that its lead has stopped: nobody is told meanwhile, and the time to do that waits (C-5, C-10, docs/decisions/0239)."""

import msgspec

from common import commands_case as c
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import ImportHall
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.street import ADMIN, clerk, moment
from tests.rules.test_case_joint import joint_street, own, shown, with_days_off

A1, A2 = clerk("A1"), clerk("A2")


def notice(case: Case, department: str = "e") -> c.NotifyDepartment:
    return c.NotifyDepartment(case=case.id, department=department, days=5, last=True)


def stopped() -> tuple[CaseStreet, Case]:
    """On the day of its registration, for a tender of three days."""
    street = case_morning()
    case = street.register("joint")
    assert case.hand_on_by == moment("18:00", "2026-11-24")
    street.give(A1, c.StopClock(case=case.id, reason="tender", days=3))
    return street, case


def test_no_department_is_told_while_the_clock_of_the_whole_stands() -> None:
    """The page offers none; once it was started the part begins, and no stop goes on in secret."""
    street, case = stopped()
    assert street.refused(A1, notice(case)) == "start_before_notice"
    assert own(street, case).to_notify == {}
    street.day("11-25")
    street.give(A1, c.StartClock(case=case.id))
    assert set(own(street, case).to_notify) == {"e", "f"}
    street.give(A1, notice(case))
    row = shown(street, case)
    assert (row.stands, row.stopped, row.due) == (False, 1, moment("18:00", "2026-12-02"))
    street.day("12-02")
    assert not street.made(f.StopOverrun)
    assert not own(street, case).stopped_here


def test_the_same_holds_at_the_higher_level_and_ends_with_its_own_limit() -> None:
    """Taken back it may be told; so it may once the level's days are over."""  # C-13
    street = joint_street(joint_with=("e",), level_limit=2)
    case, other = street.register("x"), street.register("x")
    for one in (case, other):
        street.give(A1, c.SendUp(case=one.id))
        assert street.refused(A1, notice(one)) == "start_before_notice"
    street.give(A1, c.ComeDown(case=case.id))
    street.give(A1, notice(case))
    street.day("11-26")
    street.give(A1, notice(other))
    assert street.due(other) == "12-03 18:00"
    street.give(A1, c.ComeDown(case=other.id))
    assert (
        street.due(other) == "12-03 18:00"
    )  # with its part: its own forty-five days would hide what that promised
    assert not street.made(f.HandingOnLate)


def test_handing_on_is_not_late_while_the_clock_stands() -> None:
    """A day to do it, of which none is left out nor given twice: stopped on Monday, started on Friday, late on Friday at six."""
    street, case = stopped()
    assert own(street, case).hand_on_by is None
    street.day("11-27")
    assert not street.made(f.HandingOnLate)
    street.give(A1, c.StartClock(case=case.id))
    assert case.hand_on_by == moment("18:00", "2026-11-27")
    street.day("11-27", "18:00")
    (late,) = street.facts(f.HandingOnLate)
    assert late.due == moment("18:00", "2026-11-27")
    street.give(A1, c.StopClock(case=case.id, reason="hearing", days=1))
    street.day("11-30")
    street.give(A1, c.StartClock(case=case.id))
    street.day("12-04")
    assert len(street.made(f.HandingOnLate)) == 1


def test_what_was_handed_on_in_time_is_never_late_whatever_stands_later() -> None:
    """The part stops, starts, and goes on."""
    street = case_morning()
    case = street.register("joint")
    street.give(A1, notice(case))
    (part,) = case.parts
    street.give(A2, c.StopClock(case=part, reason="hearing", days=1))
    street.day("11-25")
    street.give(A2, c.StartClock(case=part))
    assert (case.hand_on_by, street.hall.cases.open[part].hand_on_by) == (None, None)
    street.day("11-27")
    assert not street.made(f.HandingOnLate)


def test_a_corrected_calendar_moves_it_by_the_days_that_are_left() -> None:
    """Stopped on Monday and started on Thursday, due that day; which turns out to be a day off."""  # C-3
    street, case = stopped()
    street.day("11-26")
    street.give(A1, c.StartClock(case=case.id))
    with_days_off(street, "2026-11-26")
    assert case.hand_on_by == moment("18:00", "2026-11-27")
    street.day("11-27", "18:00")
    assert len(street.made(f.HandingOnLate)) == 1


def test_the_days_to_hand_on_are_those_of_its_acceptance_also_after_a_stop() -> None:
    """Another figure of the hall moves no case in hand (docs/decisions/0231)."""
    street, case = stopped()
    figures = msgspec.structs.replace(street.hall.rules.cases, hand_on_within_days=9)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.hall.rules, cases=figures)))
    street.day("11-26")
    street.give(A1, c.StartClock(case=case.id))
    assert case.hand_on_by == moment("18:00", "2026-11-26")
