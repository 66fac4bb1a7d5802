"""Papers that nobody brings: a case that was told what is missing stands on the supervisor's list once its days are over, and can be ended (C-8, C-9, S-5)."""

import msgspec

from common import commands_case as c
from common.rows_cases import CaseRow
from server.rules import facts as f
from server.rules.hours import DAY_MS
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import clerk, moment

A1 = clerk("A1")


def waiting(days: int = 5) -> tuple[CaseStreet, int]:
    """Told on Monday what is missing, to be brought within so many working days; names are kept for ten."""
    figures = msgspec.structs.replace(case_setup().cases, supplement_within_days=days, keep_persons_days=10)
    street = case_morning(cases=figures)
    case = street.register("mr")
    street.give(A1, c.TellSupplement(case=case.id, missing=(0, 1)))
    return street, case.id


def watched(street: CaseStreet) -> dict[str, CaseRow]:
    rows = table(street.hall, "supervisor", "case_watch")
    return {key: row for key, row in rows.items() if isinstance(row, CaseRow)}


def test_a_case_whose_papers_nobody_brings_is_on_the_supervisors_list_from_the_day_before() -> None:
    """And stays there; its row says until when they were asked for."""  # C-8, S-5
    street, case = waiting()
    street.day("11-26")
    assert watched(street) == {}
    street.day("11-27")
    assert watched(street)[str(case)].bring_by == moment("18:00", "2026-11-30")
    street.day("12-20")
    assert set(watched(street)) == {str(case)}


def test_it_is_ended_by_a_refusal_and_erased_in_its_turn() -> None:
    """For want of papers; then it is on no list."""  # C-9, S-5
    street, case = waiting()
    street.day("12-02")
    street.give(A1, c.RefuseCase(case=case, reason="no_papers"))
    assert watched(street) == {}
    street.go(street.at + 10 * DAY_MS)
    assert [fact.case for fact in street.made(f.PersonErased)] == [case]


def test_papers_that_come_end_the_wait_and_a_second_notice_begins_it_anew() -> None:
    """A hall that sets no days asks for no date."""  # C-8, settings
    street, case = waiting()
    found = street.hall.cases.open[case]
    street.day("11-24")
    street.give(A1, c.TellSupplement(case=case, missing=(), note="还要照片"))
    assert found.bring_by == moment("18:00", "2026-12-01")
    street.give(A1, c.ReceiveMaterials(case=case, materials=(0, 1)))
    after = street.hall.cases.open[case]
    assert (after.state, after.bring_by) == ("accepted", None)
    street, case = waiting(days=0)
    assert street.hall.cases.open[case].bring_by is None


def test_a_hall_that_sets_no_days_is_reminded_of_nothing_and_the_clerk_can_end_it() -> None:
    """Weeks later it stands in the clerk's list alone; a refusal for want of papers is open to the clerk as ever."""  # C-9, settings
    street, case = waiting(days=0)
    street.day("12-31")
    assert watched(street) == {}
    assert str(case) in table(street.hall, "clerk:A1", "cases")
    street.give(A1, c.RefuseCase(case=case, reason="no_papers"))
    street.go(street.at + 10 * DAY_MS)
    assert [fact.case for fact in street.made(f.PersonErased)] == [case]
