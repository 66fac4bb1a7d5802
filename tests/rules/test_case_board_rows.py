"""Which cases a board has room for: parts of joint cases take none of it, and whatever changed last is there (P-1, P-4, C-10)."""

import msgspec
import pytest

from common import commands_case as c
from common.rows_cases import CaseBoardRow
from server.rules.cases.case import Case
from server.rules.view import table
from server.rules.view_cases import CaseTables
from tests.rules.setup_cases import CHIEF, CaseStreet, case_morning, case_setup
from tests.rules.street import BOSS, clerk
from tests.rules.test_case_work import Counted

A1, A2 = clerk("A1"), clerk("A2")


def shown(street: CaseStreet) -> list[int]:
    """The cases of the board, in its order."""
    rows = [row for row in table(street.hall, "wall", "board").values() if isinstance(row, CaseBoardRow)]
    return [row.id for row in sorted(rows, key=lambda row: row.place)]


def joint(street: CaseStreet, days: int = 5) -> Case:
    """With a part in each of the other departments."""
    case = street.register("joint")
    for department in ("e", "f"):
        street.give(A1, c.NotifyDepartment(case=case.id, department=department, days=days, last=True))
    return case


def decide_parts(street: CaseStreet, case: Case) -> None:
    for part, by in zip(case.parts, (A2, CHIEF), strict=True):
        street.give(by, c.DecideCase(case=part, end="closed"))


def test_parts_that_are_decided_last_take_no_place_of_results() -> None:
    """Eight results, then eight parts: the eight results stay."""  # P-4
    street = case_morning()
    ended = [street.register("permit") for _ in range(8)]
    for case in ended:
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
    for _ in range(4):
        decide_parts(street, joint(street))
    assert {case.id for case in ended} < set(shown(street))


def test_a_board_full_of_late_joint_cases_is_full_of_cases() -> None:
    """Forty-five late ones with parts that are late as well, and room for forty; what changed last is among them."""  # P-1, C-10
    street = case_morning()
    for _ in range(45):
        joint(street, days=1)
    street.day("11-25")
    assert len(street.hall.cases.lists["late"]) == 45
    rows = shown(street)
    assert len(rows) == street.hall.rules.cases.board_rows == 40
    part = street.hall.cases.open[max(street.hall.cases.open)]
    assert part.part_of is not None
    street.register("permit")
    street.give(CHIEF, c.MarkCase(case=part.id, mark="urgent"))
    newest = street.register("permit")
    assert shown(street)[-4] == newest.id
    assert part.part_of in shown(street)


@pytest.mark.parametrize("nearly", [0, 1])
def test_no_part_is_looked_at_for_the_board_however_many_there_are(nearly: int) -> None:
    """Twenty joint cases and eighty: a board with room for eight looks at as many."""  # P-1
    figures = msgspec.structs.replace(case_setup().cases, board_rows=8)
    looked_at = []
    for many in (20, 80):
        street = case_morning(cases=figures)
        for _ in range(many):
            joint(street, days=1 if nearly else 5)
        counted = street.hall.cases.open = Counted(street.hall.cases.open)
        CaseTables().table(street.hall, "board")
        looked_at.append(counted.looked_at)
    assert looked_at[0] == looked_at[1]


def test_what_is_done_about_a_result_gives_it_no_other_place() -> None:
    """An overdue record that is countered after the delivery; handed over, it changed once more for every board."""  # P-4
    street = case_morning()
    late, other = street.register("up"), street.register("permit")
    street.day("12-01")
    for case in (late, other):
        street.give(A1, c.DecideCase(case=case.id, end="closed"))
    assert [*street.hall.cases.ended] == [late.id, other.id]
    street.give(A1, c.DeliverResult(case=late.id))
    street.give(A1, c.DeliverResult(case=other.id))
    assert [*street.hall.cases.ended] == [late.id, other.id]
    street.give(BOSS, c.CounterOverdue(case=late.id, reason="outage"))
    assert [*street.hall.cases.ended] == [late.id, other.id]
    assert shown(street) == [other.id, late.id]
