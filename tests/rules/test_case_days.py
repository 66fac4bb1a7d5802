"""What day it is for a case: at midnight, on days off, in a hall that is closed and after an outage (C-3, P-1)."""

import msgspec
import pytest

from common import commands as q
from common import commands_case as c
from common.rows import AlarmRow
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.cases.setup import CaseFigures
from server.rules.cases.workdays import Deadlines
from server.rules.civil import day_now
from server.rules.order import SYSTEM, ImportHall, Tick
from server.rules.setup import Hours
from server.rules.touched import turned
from server.rules.view import table
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, clerk, moment

A1 = clerk("A1")


def shown(street: CaseStreet, case: Case) -> CaseBoardRow:
    row = table(street.hall, "wall", "board")[str(case.id)]
    assert isinstance(row, CaseBoardRow)
    return row


def used(street: CaseStreet, case: Case) -> int | None:
    return shown(street, case).used


def alarms(street: CaseStreet) -> dict[str, AlarmRow]:
    found = (row for row in table(street.hall, "supervisor", "alarms").values() if isinstance(row, AlarmRow))
    return {row.subject: row for row in found if row.kind == "year_unpublished"}


def test_the_days_used_are_those_of_the_day_that_it_is_whether_the_hall_opened_or_not() -> None:
    """Registered on a Monday: each working day counts from its midnight, and a weekend never."""  # C-3, P-1
    street = case_morning()
    case = street.register("permit")
    found = {}
    for day in ("11-23", "11-24", "11-25", "11-26", "11-27", "11-28", "11-29", "11-30"):
        street.day(day, "00:01" if day != "11-23" else "20:00")
        found[day] = used(street, case)
    assert list(found.values()) == [0, 1, 2, 3, 4, 4, 4, 5]
    assert street.hall.day == "2026-11-27"  # the last that was opened


def test_another_day_changes_the_board_without_a_fact() -> None:
    """At midnight; `turned` tells whoever listens that these tables are to be looked at again."""  # P-1
    street = case_morning()
    case = street.register("permit")
    street.day("11-23", "23:59")
    version, before = street.hall.version, turned(street.hall)[0]
    street.day("11-24", "00:00")
    assert (street.hall.version, used(street, case)) == (version, 1)
    day, tables = turned(street.hall)
    assert (before, day) == ("2026-11-23", "2026-11-24")
    assert {"board", "departments", "cases", "case_watch", "alarms", "hall"} == tables


def test_a_hall_that_is_closed_on_working_days_counts_them_all_the_same() -> None:
    """A stocktaking of its own: opening hours are another calendar."""  # C-3
    days = tuple(f"2026-11-{n}" for n in (24, 25, 26, 27))
    street = case_morning(hours=Hours(closed_days=days))
    case, soon = street.register("permit"), street.register("soon")
    street.day("11-25", "10:00")
    assert used(street, case) == 2
    assert shown(street, soon).light == "yellow"
    street.day("11-26", "18:00")
    assert shown(street, soon).light == "red"
    assert day_now(street.hall) == "2026-11-26"


def test_a_market_day_on_a_sunday_opens_the_hall_and_counts_nothing() -> None:
    """逢场天 changes nothing of a limit."""  # C-3
    street = case_morning(hours=Hours(market_days=("2026-11-29",)))
    case = street.register("permit")
    street.day("11-29", "10:00")
    assert street.hall.day == "2026-11-29"
    assert used(street, case) == 4


def test_a_make_up_day_counts_though_the_hall_stays_closed() -> None:
    """Registered on Friday 9 October: Saturday the 10th is made up."""  # C-3
    street = CaseStreet(case_setup())
    street.at = moment("08:30", "2026-10-09")
    street.give(SYSTEM, Tick())
    street.sit("A1")
    case = street.register("permit")
    street.until("12:00", "2026-10-10")
    assert (street.hall.day, used(street, case)) == ("2026-10-09", 1)
    street.until("12:00", "2026-10-11")
    assert used(street, case) == 1


@pytest.mark.parametrize(("on", "clock", "days"), [("12-05", "12:00", 9), ("12-02", "03:00", 7)])
def test_after_an_outage_the_first_tick_puts_the_days_right(on: str, clock: str, days: int) -> None:
    """Started again on a Saturday, and at night: no day is opened then."""  # C-7, P-1
    street = case_morning()
    case = street.register("permit")
    street.at = moment(clock, f"2026-{on}")
    street.give(SYSTEM, Tick())
    assert street.hall.day == "2026-11-23"
    assert used(street, case) == days


def test_the_figures_of_a_day_are_over_at_its_midnight_and_not_the_outages() -> None:
    """What became overdue while the machine was off is no figure of today."""  # P-3, C-7
    street = case_morning()
    street.give(A1, c.DecideCase(case=street.register("now").id, end="closed"))
    street.register("soon")
    assert of_d(street).closed == 1
    street.day("11-24", "00:10")
    assert (of_d(street).closed, of_d(street).accepted) == (0, 0)
    street.at = moment("09:00", "2026-12-01")
    street.give(SYSTEM, Tick())
    assert (of_d(street).overdue, of_d(street).red) == (0, 1)
    street.give(A1, q.SitDown(window=1))
    street.register("now")
    assert of_d(street).accepted == 1


def of_d(street: CaseStreet) -> DepartmentRow:
    row = table(street.hall, "board", "departments")["d"]
    assert isinstance(row, DepartmentRow)
    return row


FIGURES = CaseFigures()


def unpublished(cases: CaseFigures = FIGURES) -> CaseStreet:
    """2027 is not published yet."""
    return case_morning(deadlines=Deadlines(), cases=cases)


def test_a_year_that_is_not_published_is_an_alarm_from_november_on() -> None:
    """By itself, sixty days before; how long before is a setting."""  # C-3
    street = unpublished()
    row = alarms(street)["2027"]
    assert (row.since, row.detail) == (moment("00:00", "2026-11-02"), "0")
    figures = msgspec.structs.replace(case_setup().cases, warn_year_days=10)
    assert alarms(unpublished(cases=figures))["2027"].since == moment("00:00", "2026-12-22")
    assert alarms(case_morning()) == {}


def test_a_case_that_is_due_on_a_provisional_date_is_an_alarm_at_once_and_says_so_in_its_rows() -> None:
    """However long before the year it is; published, it is none any more, and its date moves."""  # C-3
    figures = msgspec.structs.replace(case_setup().cases, warn_year_days=1)
    street = unpublished(cases=figures)
    assert alarms(street)["2027"].since == moment("00:00", "2026-12-31")
    case = street.register("permit")
    street.give(HEAD, c.ExtendCase(case=case.id, days=10, reason="complex"))
    assert street.due(case) == "01-04 18:00"
    row = alarms(street)["2027"]
    assert (row.since, row.detail) == (moment("08:30"), "1")
    own = table(street.hall, "clerk:A1", "cases")[str(case.id)]
    assert isinstance(own, CaseRow)
    assert own.provisional
    assert shown(street, case).provisional
    days = Deadlines()
    off = (*days.off_days, "2027-01-01", "2027-01-04")
    published = msgspec.structs.replace(
        street.hall.rules, deadlines=Deadlines((2026, 2027), off, days.work_days)
    )
    street.give(ADMIN, ImportHall(setup=published))
    assert alarms(street) == {}
    assert not shown(street, case).provisional
    assert [fact.dues for fact in street.made(f.DuesMoved)] == [{case.id: case.due}]


def test_in_the_new_year_the_alarm_is_about_it_and_the_next() -> None:
    """Nobody published anything: still an alarm, from January on as before."""  # C-3
    street = unpublished()
    street.until("09:00", "2027-01-04")
    assert set(alarms(street)) == {"2027", "2028"}


def test_whatever_runs_by_working_days_moves_with_a_corrected_calendar() -> None:
    """Missing papers, handing on, delivery, a step: none becomes late for a holiday that was set too late."""  # C-3, C-20
    street = case_morning()
    lacking, joint, done, step = (street.register(matter) for matter in ("mr", "joint", "permit", "up"))
    street.give(A1, c.DecideCase(case=done.id, end="closed"))
    street.give(A1, c.EnterStep(case=step.id, step=0))
    days = street.hall.rules.deadlines
    off = msgspec.structs.replace(days, off_days=(*days.off_days, "2026-11-24"))
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.hall.rules, deadlines=off)))
    assert lacking.accept_by == moment("18:00", "2026-12-01")
    assert joint.hand_on_by == step.step_due == moment("18:00", "2026-11-25")
    assert done.deliver_by == moment("18:00", "2026-12-08")
    street.day("11-24", "18:00")
    assert not street.made(f.StepOverdue)
    assert not street.made(f.HandingOnLate)
    street.day("11-25", "18:00")
    assert len(street.made(f.StepOverdue)) == len(street.made(f.HandingOnLate)) == 1


def test_a_figure_that_changes_moves_no_case_in_hand_also_when_the_calendar_is_corrected_later() -> None:
    """Each keeps the days of its own time: nothing is silently accepted, handed on late or delivered late by a setting."""  # C-10, C-19, C-20
    street = case_morning()
    asked, joint, decided = street.register("mr"), street.register("joint"), street.register("permit")
    street.give(A1, c.DecideCase(case=decided.id, end="closed"))
    before = (asked.accept_by, joint.hand_on_by, decided.deliver_by)
    street.day("11-24")
    setup = street.hall.rules
    figures = msgspec.structs.replace(
        setup.cases, tell_within_days=1, hand_on_within_days=9, deliver_within_days=1
    )
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, cases=figures)))
    deadlines = msgspec.structs.replace(setup.deadlines, off_days=(*setup.deadlines.off_days, "2026-12-25"))
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(setup, cases=figures, deadlines=deadlines)))
    street.later(minutes=1)
    assert street.made(f.DuesMoved)
    assert (asked.accept_by, joint.hand_on_by, decided.deliver_by) == before
    assert (asked.state, decided.delivery_late) == ("registered", False)
