"""Refused because papers were not brought: only where a notice asked for them, and past the day that it named (C-8, C-9, C-20, decision 0237)."""

import msgspec
import pytest

from common import commands_case as c
from server.rules import facts as f
from server.rules.order import ImportHall
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, clerk

A1 = clerk("A1")


def street_of(days: int = 0) -> tuple[CaseStreet, int]:
    """One of two papers came with it; a notice asks for the other within so many working days, if any."""
    street = case_morning(cases=msgspec.structs.replace(case_setup().cases, supplement_within_days=days))
    return street, street.register("mr", materials=(0,)).id


def no_papers(case: int) -> c.RefuseCase:
    return c.RefuseCase(case=case, reason="no_papers")


@pytest.mark.parametrize(("day", "clock"), [("11-23", "09:00"), ("11-30", "17:59")])
def test_what_nobody_was_told_of_is_no_reason(day: str, clock: str) -> None:
    """At once, and a minute before silence accepts it: then it is accepted."""  # C-8, C-20
    street, case = street_of()
    street.day(day, clock)
    assert street.refused(A1, no_papers(case)) == "papers_not_told"
    street.day("11-30", "18:00")
    assert [fact.silent for fact in street.made(f.CaseAccepted)] == [True]


@pytest.mark.parametrize("missing", [(1,), ()])
def test_the_day_that_a_notice_named_is_the_residents(missing: tuple[int, ...]) -> None:
    """A minute after the notice, of papers or of a note alone, and to the end of that day: refused on the next."""  # C-8, C-9
    street, case = street_of(days=5)
    street.give(A1, c.TellSupplement(case=case, missing=missing, note="照片要近照"))
    for day, clock in (("11-23", "09:01"), ("11-30", "18:01"), ("11-30", "23:59")):
        street.day(day, clock)
        assert street.refused(A1, no_papers(case)) == "papers_may_come"
    street.day("12-01", "00:00")
    street.give(A1, no_papers(case))
    assert [fact.reason for fact in street.made(f.CaseRefused)] == ["no_papers"]


def test_where_a_notice_named_no_day_the_clerk_judges() -> None:
    """Also of a paper that the clerk did not name: with the first notice all that lacks is told."""  # C-8, C-9
    street, case = street_of()
    street.give(A1, c.TellSupplement(case=case, missing=(), note="照片要近照"))
    street.give(A1, no_papers(case))
    case = street.register("mr").id
    street.give(A1, c.TellSupplement(case=case, missing=(0,)))
    street.give(A1, c.ReceiveMaterials(case=case, materials=(0,)))
    street.give(A1, no_papers(case))
    assert [fact.reason for fact in street.made(f.CaseRefused)] == ["no_papers"] * 2


@pytest.mark.parametrize("later", [0, 2])
def test_a_day_that_was_told_in_writing_is_moved_nearer_by_nothing(later: int) -> None:
    """The hall asks for fewer days, or names none any more, and something new arises."""  # C-8
    street, case = street_of(days=10)
    street.give(A1, c.TellSupplement(case=case, missing=(1,)))
    promised = street.hall.cases.open[case].bring_by
    figures = msgspec.structs.replace(street.hall.rules.cases, supplement_within_days=later)
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.hall.rules, cases=figures)))
    street.day("11-24", "09:00")
    street.give(A1, c.TellSupplement(case=case, missing=(), note="邻居提出异议", arisen_since=True))
    assert street.hall.cases.open[case].bring_by == promised
    street.day("11-27", "09:00")
    assert street.refused(A1, no_papers(case)) == "papers_may_come"


def test_every_other_reason_stands_as_it_did() -> None:
    """They need no notice; all but a withdrawal say where to turn instead."""  # C-9
    for reason in ("not_competent", "not_eligible", "false_papers", "other", "withdrawn"):
        street, case = street_of(days=5)
        street.give(A1, c.RefuseCase(case=case, reason=reason, note="县自然资源局"))
        assert street.made(f.CaseRefused)
