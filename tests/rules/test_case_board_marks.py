"""What the board marks of a case besides its clock: urgent or major (C-17), and whose part of a joint case is late (C-10)."""

import pytest

from common import commands_case as c
from common.commands_case import CaseMark
from server.rules.view_cases import CaseTables
from tests.rules.setup_cases import case_morning
from tests.rules.test_case_joint import A1, joint_street, shown, told


@pytest.mark.parametrize("mark", ["urgent", "major"])
def test_the_board_tells_urgent_from_major(mark: CaseMark) -> None:
    """As the supervisor's page does."""  # C-17
    street = case_morning()
    case = street.register("permit")
    street.give(A1, c.MarkCase(case=case.id, mark=mark))
    assert shown(street, case).mark == mark


def test_a_joint_case_with_an_overdue_part_is_red_and_says_whose() -> None:
    """Though the other part is due later: what the department's count calls overdue has a red row."""  # C-10, P-1
    street = joint_street()
    case = street.register("x")
    told(street, case, "e", 1)
    told(street, case, "f", 9)
    assert shown(street, case).late_parts == ()
    kept = CaseTables()
    kept.table(street.hall, "board", "")
    street.day("11-24", "18:00")
    street.day("11-25")
    row = shown(street, case)
    assert kept.table(street.hall, "board", "")[str(case.id)] == row
    assert row.light == "red"
    assert [name.zh for name in row.late_parts] == [
        next(item.name.zh for item in street.hall.rules.departments if item.id == "e")
    ]
