"""A joint case through its parts: when it is due, how its clock is explained, until when it is handed on (C-10)."""

import msgspec

from common import commands_case as c
from common.rows_cases import CaseBoardRow, CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import ImportHall
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import CHIEF, CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, clerk, moment, words

A1, A2 = clerk("A1"), clerk("A2")
DAYS_OFF = ("2026-11-25",)


def joint_street(**about: object) -> CaseStreet:
    """A joint matter `x` that names departments e and f."""
    setup = case_setup()
    named = {"kind": "joint", "joint_with": ("e", "f"), **about}
    matter = Matter(id="x", name=words("联办"), department="d", line="r", **named)  # type: ignore[arg-type]
    return case_morning(matters=(*setup.matters, matter))


def told(street: CaseStreet, case: Case, department: str, days: int, last: bool | None = None) -> Case:
    """The part of `department`."""
    street.give(A1, c.NotifyDepartment(case=case.id, department=department, days=days, last=last))
    return street.hall.cases.open[case.parts[-1]]


def shown(street: CaseStreet, case: Case) -> CaseBoardRow:
    row = table(street.hall, "wall", "board")[str(case.id)]
    assert isinstance(row, CaseBoardRow)
    return row


def own(street: CaseStreet, case: Case) -> CaseRow:
    row = table(street.hall, "clerk:A1", "cases")[str(case.id)]
    assert isinstance(row, CaseRow)
    return row


def with_days_off(street: CaseStreet, *days: str) -> None:
    """The administrator corrects the calendar."""
    setup = street.hall.rules
    off = (*setup.deadlines.off_days, *days)
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))


def test_a_part_that_is_decided_while_its_clock_stands_leaves_its_whole_a_due_date() -> None:
    """As if it ran again from that day: stopped on Tuesday, closed on Wednesday, five days from then; past that the whole is overdue."""  # C-7, C-10
    street = case_morning()
    case = street.register("joint")
    part = told(street, case, "e", 5, last=True)
    street.day("11-24")
    street.give(A2, c.StopClock(case=part.id, reason="hearing", days=3))
    assert case.due is None
    street.day("11-25")
    street.give(A2, c.DecideCase(case=part.id, end="closed"))
    assert (street.due(part), street.due(case)) == ("12-01 18:00", "12-01 18:00")
    street.day("12-01", "18:00")
    assert [fact.case for fact in street.made(f.CaseOverdue)] == [case.id]
    assert shown(street, case).light == "red"


def test_a_part_that_is_decided_in_the_evening_leaves_its_whole_the_next_day() -> None:
    """Stopped on the morning of its last day, closed at seven: the day is over for nobody, and the whole is not late."""  # C-5, C-10
    street = joint_street(joint_with=("e",))
    case = street.register("x")
    part = told(street, case, "e", 1)
    street.day("11-24")
    street.give(A2, c.StopClock(case=part.id, reason="hearing", days=1))
    street.day("11-24", "19:00")
    street.give(A2, c.DecideCase(case=part.id, end="closed"))
    assert (street.due(part), street.due(case), case.overdue) == ("11-25 18:00", "11-25 18:00", None)
    assert (shown(street, case).used, shown(street, case).promised) == (0, 1)


def test_a_joint_case_keeps_its_own_limit_until_every_department_is_told() -> None:
    """One day for the first part does not take the others' time; it is due with its last part once there are no more to come."""  # C-10
    street = joint_street()
    case = street.register("x")
    assert street.due(case) == "01-25 18:00"
    told(street, case, "e", 1)
    assert (street.due(case), shown(street, case).promised) == ("01-25 18:00", 45)
    street.day("11-25")
    assert [fact.case for fact in street.made(f.CaseOverdue)] == list(case.parts)
    told(street, case, "f", 3)
    assert (street.due(case), shown(street, case).promised) == ("11-30 18:00", 5)  # two were used before


def test_a_corrected_calendar_moves_the_limit_of_a_joint_case_that_is_not_handed_on_to_all() -> None:
    """And of its parts."""  # C-3, C-10
    street = joint_street()
    case = street.register("x")
    part = told(street, case, "e", 2)
    with_days_off(street, *DAYS_OFF)
    assert (street.due(case), street.due(part)) == ("01-26 18:00", "11-26 18:00")
    (moved,) = street.made(f.DuesMoved)
    assert moved.dues == {case.id: case.due, part.id: part.due}


def test_the_clock_of_a_joint_case_is_explained_by_its_parts() -> None:
    """By the one that stands, else by the one that is due last; on the board and in the clerk's list alike."""  # P-1, C-5, C-10
    street = case_morning()
    case = street.register("joint")
    e, long = told(street, case, "e", 5), told(street, case, "f", 8, last=True)
    street.day("11-24")
    street.give(A2, c.StopClock(case=e.id, reason="hearing", days=3))
    street.day("11-25")
    for row in (shown(street, case), own(street, case)):
        assert (row.stands, row.stopped, row.stopped_why, row.due) == (True, 2, "hearing", None)
        assert (row.used, row.promised) == (0, 5)
    street.give(A2, c.StartClock(case=e.id))
    for row in (shown(street, case), own(street, case)):
        assert (row.stands, row.used, row.promised, row.due) == (False, 2, 8, long.due)


def test_a_joint_case_that_is_late_says_more_days_used_than_promised() -> None:
    """Also after its last part is decided; not six of forty-five."""  # P-1, C-7, C-10
    street = case_morning()
    case = street.register("joint")
    part = told(street, case, "e", 3, last=True)
    street.give(A2, c.DecideCase(case=part.id, end="closed"))
    street.day("12-01")
    row = shown(street, case)
    assert (row.light, row.used, row.promised) == ("red", 6, 3)


def test_a_joint_case_accepted_by_silence_is_handed_on_in_time_from_when_that_is_known() -> None:
    """Received on the 23rd, accepted by silence on the 30th: until the 1st; a corrected calendar counts from there, too."""  # C-10, C-20
    street = joint_street(materials=(words("图"),))
    case = street.register("x")
    street.day("11-30", "18:00")
    assert case.silent
    assert not street.made(f.HandingOnLate)
    assert case.hand_on_by == moment("18:00", "2026-12-01")
    with_days_off(street, "2026-12-01")
    assert case.hand_on_by == moment("18:00", "2026-12-02")
    assert not street.made(f.HandingOnLate)


def test_a_window_starts_what_a_window_stopped_and_not_what_stands_in_a_part() -> None:
    """The page offers it where it is open."""  # C-5, C-10
    street = case_morning()
    case = street.register("joint")
    part = told(street, case, "f", 3)
    street.give(CHIEF, c.StopClock(case=part.id, reason="hearing", days=1))
    assert (own(street, case).stands, own(street, case).stopped_here) == (True, False)
    assert street.refused(A1, c.StartClock(case=case.id)) == "clock_runs"


def test_no_department_is_given_more_time_than_the_whole_has() -> None:
    """Promised ten days: eleven are refused, and so are ten that begin a day later; nine end with it, and a late whole is on record."""  # C-10, C-19
    street = joint_street(promised_limit=10)
    case = street.register("x")
    longer = c.NotifyDepartment(case=case.id, department="e", days=11)
    refusal = street.refusal(A1, longer)
    assert (refusal.code, refusal.values) == ("part_too_long", {"number": case.number, "days": 10})
    told(street, case, "e", 10)
    street.day("11-24")
    assert street.refused(A1, c.NotifyDepartment(case=case.id, department="f", days=10)) == "part_too_long"
    told(street, case, "f", 9)
    assert street.due(case) == "12-07 18:00"
    street.day("12-07", "18:00")
    assert case.id in {fact.case for fact in street.made(f.CaseOverdue)}


def test_a_department_that_is_told_when_the_whole_is_late_already_has_as_long_as_that_had() -> None:
    """The record stands; and the work is to be done all the same."""  # C-7, C-10
    street = joint_street(promised_limit=2)
    case = street.register("x")
    street.day("11-26")
    assert case.overdue is not None
    assert street.refused(A1, c.NotifyDepartment(case=case.id, department="e", days=3)) == "part_too_long"
    told(street, case, "e", 2)
    assert case.is_past_due


def test_a_joint_case_is_granted_once_every_department_was_told_and_agrees() -> None:
    """Not while one was not told, and not with a part denied: then the whole is denied, with the reason; nothing is on record as if it were done."""  # C-10, C-14
    street = joint_street()
    case = street.register("x")
    close = c.DecideCase(case=case.id, end="closed")
    refusal = street.refusal(A1, close)
    assert (refusal.code, refusal.values) == ("departments_not_told", {"number": case.number, "count": 2})
    e = told(street, case, "e", 3)
    street.give(A2, c.DecideCase(case=e.id, end="denied", note="消防不合格"))
    assert street.refused(A1, close) == "departments_not_told"
    street.day("11-25")
    assert [late.departments for late in street.made(f.HandingOnLate)] == [("f",)]
    part = told(street, case, "f", 3)
    street.give(CHIEF, c.DecideCase(case=part.id, end="closed"))
    refusal = street.refusal(A1, close)
    assert (refusal.code, refusal.values) == ("part_denied", {"number": case.number, "part": e.number})
    street.give(A1, c.DecideCase(case=case.id, end="denied", note="消防不合格"))
    assert case.state == "denied"


def test_a_department_that_is_told_when_the_whole_is_late_moves_no_date_of_it() -> None:
    """Due in two days by its own limit, or with its part: what is told afterwards has its own date, and the whole keeps the one that it missed."""  # C-7, C-10
    street = joint_street(promised_limit=2)
    case = street.register("x")
    told(street, case, "e", 1)
    street.day("11-26")
    told(street, case, "f", 2)
    assert (street.due(case), street.due(street.hall.cases.open[case.parts[1]])) == (
        "11-25 18:00",
        "11-30 18:00",
    )
    assert shown(street, case).due == case.due
    street = joint_street(joint_with=("e",))
    case = street.register("x")
    told(street, case, "e", 1)
    street.day("11-26")
    told(street, case, "f", 20)
    assert (street.due(case), case.overdue) == ("11-24 18:00", case.due)
    assert (shown(street, case).due, shown(street, case).promised) == (case.due, 1)


def test_the_last_notice_gives_no_day_back_and_takes_none() -> None:
    """Four of ten are used, and the last department has six: it is the fifth day next, of ten; and stopped days are told beside."""  # P-1, C-10, decision 0221
    street = joint_street(promised_limit=10, joint_with=("e", "f"))
    case = street.register("x")
    told(street, case, "e", 3)
    street.day("11-27")
    assert counted(shown(street, case)) == (4, 10, 0)
    last = told(street, case, "f", 6)
    for row in (shown(street, case), own(street, case)):
        assert counted(row) == (4, 10, 0)
    assert shown(street, case).due == last.due == case.due
    street.day("11-30")
    street.give(CHIEF, c.StopClock(case=last.id, reason="hearing", days=1))
    street.day("12-01")
    street.give(CHIEF, c.StartClock(case=last.id))
    assert (counted(shown(street, case)), street.due(case)) == ((5, 10, 1), "12-08 18:00")


def test_while_a_part_stands_what_was_promised_of_the_whole_stays_promised() -> None:
    """One of two departments is told, with three days, and its clock stands: ten are promised, as before and after."""  # P-1, C-5, C-10, decision 0221
    street = joint_street(promised_limit=10)
    case = street.register("x")
    part = told(street, case, "e", 3)
    street.day("11-24")
    street.give(A2, c.StopClock(case=part.id, reason="hearing", days=1))
    assert (counted(shown(street, case)), shown(street, case).stands) == ((0, 10, 1), True)
    street.give(A2, c.StartClock(case=part.id))
    assert counted(shown(street, case)) == (1, 10, 0)


def counted(row: CaseRow | CaseBoardRow) -> tuple[int | None, int | None, int]:
    return row.used, row.promised, row.stopped


def test_a_department_that_the_matter_does_not_name_gets_no_more_time_than_the_others_have() -> None:
    """It may be asked besides; the date that the resident was told stays."""  # C-10, C-19
    street = joint_street(joint_with=("e",))
    case = street.register("x")
    told(street, case, "e", 5)
    assert street.refused(A1, c.NotifyDepartment(case=case.id, department="f", days=6)) == "part_too_long"
    told(street, case, "f", 5)
    assert street.due(case) == "11-30 18:00"


def test_where_the_matter_names_no_department_the_lead_says_which_notice_is_the_last() -> None:
    """Ten days are promised, and a part has four: on the fourth nobody is late; once nobody else is to be told it is due with its last part."""  # C-7, C-10, P-1
    street = joint_street(joint_with=(), promised_limit=10)
    case = street.register("x")
    part = told(street, case, "e", 4)
    assert (street.due(case), shown(street, case).promised, case.hand_on_by) == ("12-07 18:00", 10, None)
    assert own(street, case).last_notice is False
    street.give(A2, c.DecideCase(case=part.id, end="closed"))
    street.day("11-30")
    assert not street.made(f.CaseOverdue)
    assert not street.made(f.HandingOnLate)
    told(street, case, "f", 3, last=True)
    assert (street.due(case), shown(street, case).promised) == ("12-03 18:00", 8)  # five were used before
    assert own(street, case).last_notice is True  # as was said


def test_where_the_matter_names_them_the_last_of_them_is_the_last_unless_the_lead_asks_another() -> None:
    """And none is while one of those is to be told yet."""  # C-10
    street = joint_street(promised_limit=10)
    case = street.register("x")
    early = c.NotifyDepartment(case=case.id, department="e", days=4, last=True)
    assert street.refused(A1, early) == "departments_not_told"
    told(street, case, "e", 4)
    assert own(street, case).last_notice is True
    told(street, case, "f", 3, last=False)
    assert (street.due(case), case.hand_on_by) == ("12-07 18:00", None)
