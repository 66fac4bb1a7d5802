"""The record of being overdue: countered, made anew, of a case that is history; and what silence comes to (C-7, C-20)."""

import msgspec

from common import commands_case as c
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow
from server.rules import facts as f
from server.rules.order import SYSTEM, ImportHall, Tick
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, BOSS, clerk, moment, words

A1 = clerk("A1")


def with_days_off(street: CaseStreet, *days: str) -> None:
    """The administrator corrects the calendar."""
    setup = street.hall.rules
    off = (*setup.deadlines.off_days, *days)
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=off)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, deadlines=deadlines)))


def test_a_countered_case_becomes_overdue_again_at_its_later_due_date() -> None:
    """A faulty calendar: due on the 30th, by the right one on the 2nd; both records stay, and the second may be wrong as well."""  # C-7
    street = case_morning()
    case = street.register("up")
    street.day("12-01")
    with_days_off(street, "2026-11-30", "2026-12-01")
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="calendar_wrong"))
    assert (street.due(case), case.countered) == ("12-02 18:00", True)
    street.day("12-02", "18:00")
    was_due = [fact.was_due for fact in street.made(f.CaseOverdue)]
    assert was_due == [moment("18:00", "2026-11-30"), moment("18:00", "2026-12-02")]
    assert (case.overdue, case.countered) == (moment("18:00", "2026-12-02"), False)
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="outage"))
    street.day("12-20")
    assert len(street.made(f.CaseOverdue)) == len(street.made(f.OverdueCountered)) == 2


def test_a_record_stands_until_somebody_says_that_it_is_wrong_whatever_the_calendar_says() -> None:
    """By the corrected one the case is in time, and it stays red with its new date; countered, it is under the light of its clock."""  # C-7
    street = case_morning()
    case = street.register("up")
    street.day("12-01")
    with_days_off(street, "2026-11-30", "2026-12-01")
    for row in (table(street.hall, "wall", "board"), table(street.hall, "supervisor", "case_watch")):
        shown = row[str(case.id)]
        assert isinstance(shown, CaseBoardRow | CaseRow)
        assert (shown.light, shown.due) == ("red", moment("18:00", "2026-12-02"))
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="calendar_wrong"))
    shown = table(street.hall, "wall", "board")[str(case.id)]
    assert isinstance(shown, CaseBoardRow)
    assert shown.light == "yellow"
    street.day("12-02", "17:59")
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert street.hall.cases.tally("d", "2026-12-02").on_time == 1


def test_a_record_that_is_countered_after_the_later_date_too_is_made_anew_with_that_date() -> None:
    """Whenever somebody gets round to it."""  # C-7
    street = case_morning()
    case = street.register("up")
    street.day("12-01")
    with_days_off(street, "2026-11-30", "2026-12-01")
    street.day("12-10")
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="calendar_wrong"))
    street.later(minutes=1)
    street.give(BOSS, c.MarkCase(case=case.id, mark="urgent"))
    assert [entry.due for entry in street.facts(f.CaseOverdue)][1:] == [moment("18:00", "2026-12-02")]


def test_a_wrong_record_is_countered_also_when_the_case_is_history() -> None:
    """The day after its delivery, and a month later; once."""  # C-7
    street = case_morning()
    cases = [street.register("up") for _ in range(2)]
    street.day("12-01")
    for case in cases:
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
        street.give(A1, c.DeliverResult(case=case.id))
    for case, day in zip(cases, ("12-02", "12-30"), strict=True):
        street.day(day)
        assert case.id not in street.hall.cases.open
        counter = c.CounterOverdue(case=case.id, reason="outage")
        street.give(BOSS, counter)
        assert street.refused(BOSS, counter) == "unknown_case"
    assert [fact.case for fact in street.made(f.OverdueCountered)] == [case.id for case in cases]


def test_nothing_of_a_case_that_was_in_time_can_be_countered_later() -> None:
    """There is no record."""  # C-7
    street = case_morning()
    case = street.register("up")
    street.give(A1, c.DecideCase(case=case.id, end="closed"))
    street.give(A1, c.DeliverResult(case=case.id))
    street.day("11-24")
    assert street.refused(BOSS, c.CounterOverdue(case=case.id, reason="outage")) == "unknown_case"


def test_acceptance_by_silence_counts_from_the_receipt_and_may_be_overdue_at_once() -> None:
    """Two days from Monday the 23rd; known on the 30th, by law overdue since the 25th (decision 0183)."""  # C-7, C-20
    setup = case_setup()
    matter = Matter(
        id="x", name=words("两日"), department="d", line="r", kind="promised", promised_limit=2, materials=(words("表"),)
    )  # fmt: skip
    street = case_morning(matters=(*setup.matters, matter))
    case = street.register("x")
    street.day("11-30", "18:00")
    assert (case.silent, case.since, street.due(case)) == (True, case.received, "11-25 18:00")
    (accepted,), (overdue,) = street.facts(f.CaseAccepted), street.facts(f.CaseOverdue)
    assert (accepted.due, overdue.due) == (moment("18:00", "2026-11-30"), moment("18:00", "2026-11-25"))


def test_a_case_that_ended_long_ago_is_not_newly_closed_because_it_is_delivered_late() -> None:
    """The eight that ended last stay."""  # P-4, C-19
    street = case_morning()
    old = street.register("permit")
    street.give(A1, c.DecideCase(case=old.id, end="closed"))
    street.day("12-04")
    newer = [street.register("permit") for _ in range(9)]
    for case in newer:
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
    street.day("12-07", "18:00")
    assert [fact.case for fact in street.made(f.DeliveryLate)] == [old.id]
    rows = [row for row in table(street.hall, "wall", "board").values() if isinstance(row, CaseBoardRow)]
    assert {row.id for row in rows} == {case.id for case in newer[1:]}


def test_the_record_of_a_night_when_the_machine_was_off_names_whoever_covered_then() -> None:
    """A1 had left at ten to six, A2 served the post; due at six, the machine off; at nine A1 sits there again."""  # C-7, AB-6
    street = case_morning()
    street.issue("up")
    ticket = street.call("A1")
    case = street.register("up", ticket=ticket.id)
    street.start("A1", ticket)
    street.finish("A1", ticket)
    street.day("11-30", "14:35")
    street.sit("A2")
    street.day("11-30", "17:50")
    assert street.cover("pr")[1] == "A2"
    street.at = moment("09:00", "2026-12-01")
    street.give(SYSTEM, Tick())
    (late,) = street.facts(f.CaseOverdue)
    assert late.due == moment("18:00", "2026-11-30")
    (fact,) = street.made(f.CaseOverdue)
    assert (fact.case, fact.clerk, fact.covered_by, fact.cover) == (case.id, "A1", "A2", "b_role")
    assert street.hall.cases.tally("d", "2026-11-30").overdue == 1


def test_the_days_figure_is_right_whether_it_was_countered_before_the_decision_or_after() -> None:
    """A record that was wrong is no lateness; of a day before, and where the resident had left, nothing changes."""  # C-7, P-3
    street = case_morning()
    cases = [street.register("up") for _ in range(3)]
    street.day("12-01")
    before, after, never = cases
    street.give(BOSS, c.CounterOverdue(case=before.id, reason="outage"))
    for case in cases:
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert on_time(street) == (3, 1)
    street.give(A1, c.DeliverResult(case=after.id))
    street.give(BOSS, c.CounterOverdue(case=after.id, reason="outage"))
    assert on_time(street) == (3, 2)
    street.day("12-02")
    street.register("permit")
    street.give(BOSS, c.CounterOverdue(case=never.id, reason="outage"))
    assert on_time(street) == (0, 0)


def test_what_is_closed_red_days_after_its_record_was_countered_is_not_on_time() -> None:
    """A counter-entry speaks for its own day and what was before (docs/decisions/0240); light and figure agree."""  # C-7, P-3
    street = case_morning()
    same_day, later = street.register("up"), street.register("up")
    street.day("12-01")
    for case in (same_day, later):
        street.give(BOSS, c.CounterOverdue(case=case.id, reason="outage"))
    street.give(A1, c.DecideCase(case=same_day.id, end="closed"))
    assert on_time(street) == (1, 1)
    street.day("12-04")
    shown = table(street.hall, "wall", "board")[str(later.id)]
    assert isinstance(shown, CaseBoardRow)
    assert (shown.light, shown.used) == ("red", 9)
    street.give(A1, c.DecideCase(case=later.id, end="closed"))
    assert on_time(street) == (1, 0)
    assert street.refused(BOSS, c.CounterOverdue(case=later.id, reason="outage")) == "nothing_to_counter"


def on_time(street: CaseStreet) -> tuple[int, int]:
    """Of today's results of department d: how many, and how many in time."""
    row = table(street.hall, "wall", "departments")["d"]
    assert isinstance(row, DepartmentRow)
    return row.closed, row.on_time
