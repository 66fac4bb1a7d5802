"""From which day a limit runs where the day of acceptance itself counts: not from one that is over (C-3)."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands_case as c
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.cases.dues import counts_from, in_working_days
from server.rules.cases.setup import Starts
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import MINUTE, clerk, moment, small_setup, words
from tests.rules.watch_cases import check_begun, is_off

A1 = clerk("A1")
MONDAY = moment("08:30")
MINUTES = st.integers(0, 9 * 24 * 60)
"""Over a week, nights and a weekend in it."""


def street_with(starts: Starts | None = "same_day", **about: object) -> CaseStreet:
    """A matter `x` besides."""
    setup = case_setup()
    values = {"kind": "promised", "promised_limit": 1, "starts": starts, **about}
    matter = Matter(id="x", name=words("其他"), department="d", line="r", **values)  # type: ignore[arg-type]
    return case_morning(matters=(*setup.matters, matter))


@pytest.mark.parametrize(
    ("clock", "due"),
    [("17:59", "11-24 18:00"), ("18:00", "11-25 18:00"), ("19:30", "11-25 18:00")],
)
def test_what_is_accepted_after_the_days_due_time_has_the_next_day_as_its_first(clock: str, due: str) -> None:
    """One day, from Tuesday: in the evening from Wednesday, and nothing of it is used by then."""  # C-3
    street = street_with()
    street.day("11-24", clock)
    case = street.register("x")
    assert (street.due(case), case.overdue) == (due, None)
    street.later(minutes=1)
    late = [fact.case for fact in street.made(f.CaseOverdue)]
    assert late == ([case.id] if clock == "17:59" else [])


def test_a_part_that_is_told_in_the_evening_has_the_next_day_as_its_first() -> None:
    """One day for the other department: not over before it was told."""  # C-3, C-10
    street = street_with(kind="joint", promised_limit=10)
    case = street.register("x")
    street.day("11-24", "18:30")
    street.give(A1, c.NotifyDepartment(case=case.id, department="e", days=1, last=True))
    part = street.hall.cases.open[case.parts[0]]
    assert (street.due(part), part.overdue) == ("11-25 18:00", None)


def test_silence_accepts_from_the_day_of_receipt_and_in_the_evening_from_the_next() -> None:
    """Received on Tuesday at half past six: Wednesday is the one day it has."""  # C-3, C-20
    street = street_with(materials=(words("表"),))
    street.day("11-24", "18:30")
    case = street.register("x")
    street.day("12-03")
    assert (case.silent, street.due(case)) == (True, "11-25 18:00")


@settings(max_examples=60, deadline=None)
@given(
    MINUTES, st.integers(0, 3 * 24 * 60), st.integers(1, 3), st.sampled_from([None, "next_day", "same_day"])
)
def test_nothing_is_due_before_it_was_accepted_or_its_department_told(
    after: int, later: int, days: int, starts: Starts | None
) -> None:
    """Whenever that is, on a day off, at night, at the very minute at which days end."""  # C-3, C-10
    street = street_with(starts, kind="joint", promised_limit=10)
    street.go(MONDAY + after * MINUTE)
    case = street.register("x")
    for department in ("e", "f"):
        street.go(street.at + later * MINUTE)
        street.give(A1, c.NotifyDepartment(case=case.id, department=department, days=days))
    for entry in street.log:
        check_begun(street.hall, entry)


def test_a_stop_of_one_day_told_in_the_afternoon_is_not_over_in_the_evening() -> None:
    """Told on Tuesday at five for one working day: until Wednesday at six, like every other span; started then at five it took one day."""  # C-5, decision 0220
    street = street_with("next_day", promised_limit=5)
    case = street.register("x")
    due = street.due(case)
    street.day("11-24", "17:00")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=1))
    street.day("11-25", "17:00")
    assert not street.made(f.StopOverrun)
    street.give(A1, c.StartClock(case=case.id))
    assert (due, street.due(case)) == ("11-30 18:00", "12-01 18:00")


def test_a_level_of_two_days_moves_the_date_by_two_also_from_the_day_of_acceptance() -> None:
    """Monday counts for nobody; Tuesday and Wednesday are theirs, and it runs on Thursday, back or not."""  # C-13, decision 0220
    street = street_with("next_day", kind="submitted", promised_limit=5, level_limit=2)
    case = street.register("x")
    due = street.due(case)
    street.give(A1, c.SendUp(case=case.id))
    assert (due, street.due(case)) == ("11-30 18:00", "12-02 18:00")
    street.day("11-30")
    street.give(A1, c.ComeDown(case=case.id))
    assert street.due(case) == "12-02 18:00"


@pytest.mark.parametrize("up", [False, True])
def test_a_case_that_stood_on_its_last_day_is_not_late_when_it_goes_on_in_the_evening(up: bool) -> None:
    """Stopped, or sent up, at nine of the due day and back at half past six: due on the next one, and no day of it is used."""  # C-5, C-13
    street = street_with("next_day", kind="submitted", promised_limit=1)
    case = street.register("x")
    street.day("11-24", "09:00")
    away: c.SendUp | c.StopClock = c.StopClock(case=case.id, reason="hearing", days=1)
    street.give(A1, c.SendUp(case=case.id) if up else away)
    street.day("11-24", "18:30")
    assert own(street, case) == (0, 1, 1)
    street.give(A1, c.ComeDown(case=case.id) if up else c.StartClock(case=case.id))
    assert (street.due(case), own(street, case)) == ("11-25 18:00", (0, 1, 1))
    street.day("11-25", "17:59")
    assert (own(street, case), street.made(f.CaseOverdue)) == ((1, 1, 1), [])


def test_a_case_that_is_sent_up_in_the_evening_has_used_that_day() -> None:
    """Tuesday is used; Wednesday is the level's, and with its limit of one day Thursday counts again."""  # C-13
    street = street_with("next_day", kind="submitted", promised_limit=5, level_limit=1)
    case = street.register("x")
    street.day("11-24", "18:30")
    street.give(A1, c.SendUp(case=case.id))
    assert (street.due(case), own(street, case)) == ("12-01 18:00", (1, 5, 0))
    street.day("11-26")
    assert own(street, case) == (2, 5, 1)


def own(street: CaseStreet, case: Case) -> tuple[int | None, int | None, int]:
    """Days used, promised and stopped, as its clerk sees them."""
    row = table(street.hall, "clerk:A1", "cases")[str(case.id)]
    assert isinstance(row, CaseRow)
    return row.used, row.promised, row.stopped


SETUP = msgspec.structs.replace(small_setup(), deadlines=case_setup().deadlines)


@given(MINUTES, st.integers(1, 12), st.integers(0, 1000))
def test_a_stop_that_ends_as_was_told_moves_a_date_by_no_more_and_one_that_lasts_so_long_by_no_less(
    after: int, days: int, share: int
) -> None:
    """Begun at any minute, also of a day off or in the evening; and it is called longer only after so many whole working days."""  # C-5, decision 0220
    begun = MONDAY + after * MINUTE
    until = in_working_days(SETUP, begun, days)
    ended = begun + (until - begun) * share // 1000
    assert whole_days(begun, until) == days
    moved = days_taken(begun, ended)
    assert moved <= days or ended == until
    assert days_taken(begun, until) >= days


def days_taken(begun: int, ended: int) -> int:
    """Working days from that on which a stop begins up to that on which the clock runs again."""
    since, until = counts_from(SETUP, begun).toordinal(), counts_from(SETUP, ended).toordinal()
    first = moment("12:00", "2026-01-01")
    eve = counts_from(SETUP, first).toordinal()
    return sum(not is_off(SETUP, first + (n - eve) * 24 * 60 * MINUTE) for n in range(since, until))


def whole_days(begun: int, until: int) -> int:
    """Working days that begin after `begun`, and whose `due_time` has come by `until`."""
    midnights = (moment("00:00") + n * 24 * 60 * MINUTE for n in range(60))
    whole = (at for at in midnights if begun < at and at + 18 * 60 * MINUTE <= until)
    return sum(not is_off(SETUP, at) for at in whole)
