"""Which case is looked after first: one order at the desk, on the supervisor's page, in a handover; and a record that was wrong."""

from common import commands as k
from common import commands_case as c
from common.rows_cases import CaseRow, DepartmentRow
from server.rules.cases.case import Case
from server.rules.view import table
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning
from tests.rules.street import BOSS, clerk
from tests.rules.test_case_overdue import with_days_off

A1 = clerk("A1")


def listed(street: CaseStreet, audience: str = "clerk:A1", name: str = "cases") -> list[CaseRow]:
    return [row for row in table(street.hall, audience, name).values() if isinstance(row, CaseRow)]


def ids(rows: list[CaseRow]) -> list[int]:
    return [row.id for row in rows]


def late_of(street: CaseStreet) -> Case:
    """Due three days after it was registered, and a day late."""
    case = street.register("soon")
    street.day("11-27")
    assert case.overdue is not None
    return case


def test_what_only_waits_to_be_handed_over_stands_below_what_is_late_though_it_is_marked() -> None:
    """Urgent it was until it was decided; on the supervisor's page as at the desk."""  # S-1, C-17
    street = case_morning()
    decided = street.register("now")
    street.give(A1, c.MarkCase(case=decided.id, mark="urgent"))
    street.give(A1, c.DecideCase(case=decided.id, end="closed"))
    green, late = street.register("permit"), late_of(street)
    assert ids(listed(street)) == [late.id, green.id, decided.id]
    street.give(BOSS, c.HurryCase(case=green.id))
    assert ids(listed(street, "supervisor", "case_watch")) == [late.id, green.id, decided.id]


def test_what_was_decided_late_counts_by_its_handing_over() -> None:
    """Nothing is left to be done about the moment that it was due; a late handing over is a thing to do again."""  # C-7, C-19
    street = case_morning()
    late = late_of(street)
    other = street.register("permit")
    street.give(HEAD, c.DecideCase(case=late.id, end="closed"))
    assert ids(listed(street)) == [other.id, late.id]
    street.day("12-12")
    assert late.delivery_late
    assert ids(listed(street)) == [late.id, other.id]


def test_an_answer_stands_above_what_is_due_in_the_same_minute() -> None:
    """Silence would accept it; what is to be closed on the spot stands above both."""  # C-2, C-20
    street = case_morning()
    green = [street.register("up") for _ in range(3)]
    answer, now = street.register("mr"), street.register("now")
    assert {case.due for case in green} == {answer.accept_by}
    assert ids(listed(street)) == [now.id, answer.id, *(case.id for case in green)]


def test_a_handover_names_cases_in_the_order_of_the_list() -> None:
    """One order."""  # AB-5
    street = case_morning()
    decided, late = street.register("permit"), late_of(street)
    street.give(A1, c.DecideCase(case=decided.id, end="closed"))
    street.sit("A1", "A2", "A3")
    marked = street.register("permit")
    street.give(A1, c.MarkCase(case=marked.id, mark="urgent"))
    street.give(A1, k.HandOver(reason="errand"))
    *_, handover = (
        item for item in street.hall.handovers.values() if item.post == "pr" and item.kind == "left"
    )
    assert list(handover.cases) == ids(listed(street)) == [marked.id, late.id, decided.id]


def test_rows_come_with_their_order() -> None:
    """The browser sorts by it and knows no other."""
    street = case_morning()
    street.register("now"), street.register("mr"), late_of(street), street.register("permit")
    rows = listed(street)
    assert sorted(rows, key=lambda row: (row.order, row.id)) == rows


def test_a_case_that_is_late_stays_red_though_its_record_was_wrong() -> None:
    """Countered: of the record it is said beside it; of the case its clock says what it is."""  # C-7
    street = case_morning()
    case = late_of(street)
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="outage"))
    (row,) = listed(street)
    assert (row.light, row.countered) == ("red", True)
    assert next(iter(table(street.hall, "wall", "board").values())).light == "red"  # type: ignore[attr-defined]
    figures = table(street.hall, "board", "departments")["d"]
    assert isinstance(figures, DepartmentRow)
    assert (figures.red, figures.yellow, figures.green) == (1, 0, 0)


def test_a_case_whose_calendar_was_corrected_is_green_by_its_new_date() -> None:
    """Its record was wrong, and it is not late; nor does it stand first."""  # C-3, C-7
    street = case_morning()
    other, case = street.register("up"), late_of(street)
    with_days_off(street, *(f"2026-11-{day}" for day in range(24, 28)))
    street.give(BOSS, c.CounterOverdue(case=case.id, reason="calendar_wrong"))
    assert (street.due(case), street.due(other)) == ("12-02 18:00", "12-04 18:00")
    assert [(row.id, row.light) for row in listed(street)] == [(case.id, "green"), (other.id, "green")]
    assert "late" not in street.hall.cases.lists
