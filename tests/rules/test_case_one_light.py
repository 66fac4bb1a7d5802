"""A joint case with an overdue part is red wherever its light is shown or counted (C-7, C-10, P-1)."""

from common import commands_case as c
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow
from server.rules.cases.case import Case
from server.rules.view import table
from server.rules.view_cases import CaseTables
from tests.rules.setup_cases import CaseStreet
from tests.rules.street import BOSS, clerk
from tests.rules.test_case_joint import joint_street, told

A2 = clerk("A2")
LOOKS = (("board", "board", ""), ("clerk:A1", "cases", "A1"), ("supervisor", "case_watch", ""))


def lights(street: CaseStreet, case: Case, kept: CaseTables) -> set[str]:
    """Under which it stands in each table that shows it, made anew and kept alike."""
    found = set[str]()
    for audience, name, key in LOOKS:
        row = table(street.hall, audience, name).get(str(case.id))
        assert kept.table(street.hall, name, key).get(str(case.id)) == row
        if isinstance(row, CaseBoardRow | CaseRow):
            found.add(row.light)
    return found


def counted(street: CaseStreet) -> dict[str, tuple[int, int]]:
    """How many are red, and green, by department."""
    rows = table(street.hall, "board", "departments").values()
    return {row.id: (row.red, row.green) for row in rows if isinstance(row, DepartmentRow)}


def with_late_part() -> tuple[CaseStreet, Case, Case]:
    """A joint case in time, and its part in department e that was due on the 24th."""
    street = joint_street()
    case = street.register("x")
    part = told(street, case, "e", 1)
    told(street, case, "f", 9)
    return street, case, part


def test_a_joint_case_with_an_overdue_part_is_red_on_every_list_and_in_its_departments_figures() -> None:
    """On the board, in its handler's list, on the supervisor's, and once for each department; green again once the part is decided."""  # C-10, P-3
    street, case, part = with_late_part()
    kept = CaseTables()
    assert lights(street, case, kept) == {"green"}
    street.day("11-24", "18:00")
    assert lights(street, case, kept) == {"red"}
    assert str(case.id) in table(street.hall, "supervisor", "case_watch")
    assert (counted(street)["d"], counted(street)["e"], counted(street)["f"]) == ((1, 0), (1, 0), (0, 1))
    street.give(A2, c.DecideCase(case=part.id, end="closed"))
    assert lights(street, case, kept) == {"green"}
    assert counted(street)["d"] == (0, 1)


def test_a_joint_case_with_an_overdue_part_stands_among_what_is_late() -> None:
    """Before what is due sooner than the whole; the part's lateness began first."""  # C-10, P-1
    street, case, _ = with_late_part()
    sooner = street.register("up")
    street.day("11-24", "18:00")
    mine = [row.id for row in table(street.hall, "clerk:A1", "cases").values() if isinstance(row, CaseRow)]
    assert mine == [case.id, sooner.id]
    board = [row for row in table(street.hall, "board", "board").values() if isinstance(row, CaseBoardRow)]
    assert min(board, key=lambda row: row.place).id == case.id


def test_a_record_of_a_part_that_was_wrong_leaves_its_whole_the_light_of_the_part() -> None:
    """Late by its clock it stays red, and so does the whole."""  # C-7, C-10
    street, case, part = with_late_part()
    street.day("11-24", "18:00")
    street.give(BOSS, c.CounterOverdue(case=part.id, reason="outage"))
    assert lights(street, case, CaseTables()) == {"red"}
    assert street.refused(BOSS, c.CounterOverdue(case=case.id, reason="outage")) == "nothing_to_counter"
