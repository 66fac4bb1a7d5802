"""What an event costs does not grow with the number of open cases: counted in rows and in cases looked at, not in time."""

from collections.abc import Iterator
from typing import Any

import pytest

from common import commands_case as c
from server.rules.cases.case import Case
from server.rules.hall import Hall
from server.rules.order import AnyCommand
from server.rules.view_cases import OWN_SHOWN, CaseTables
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.street import clerk

A1, A4 = clerk("A1"), clerk("A4")
FEW, MANY = 220, 880
"""Both more than a table shows."""
LOOKS = (("board", ""), ("departments", ""), ("case_watch", ""), *(("cases", f"A{n}") for n in range(1, 5)))


class Counted(dict[int, Case]):
    """The book's own cases; `looked_at` counts whatever is read of them."""

    looked_at = 0

    def __getitem__(self, key: int) -> Case:
        self.looked_at += 1
        return super().__getitem__(key)

    def get(self, key: int, default: Any = None) -> Any:
        self.looked_at += 1
        return super().get(key, default)

    def __iter__(self) -> Iterator[int]:
        self.looked_at += len(self)
        return super().__iter__()

    def values(self) -> Any:
        self.looked_at += len(self)
        return super().values()

    def items(self) -> Any:
        self.looked_at += len(self)
        return super().items()


def full_street(cases: int) -> tuple[CaseStreet, Counted]:
    """So many cases in A1's hands, some of them late."""
    street = case_morning()
    for nth in range(cases):
        street.register("soon" if nth % 10 == 0 else "permit")
    street.day("11-30")
    street.sit("A1")
    street.issue("permit")
    street.call("A1")
    counted = Counted(street.hall.cases.open)
    street.hall.cases.open = counted
    return street, counted


def look(tables: CaseTables, hall: Hall) -> None:
    for name, key in LOOKS:
        tables.table(hall, name, key)


def work_of(cases: int, command: str) -> tuple[int, int]:
    """Rows worked out, and cases looked at, for one event with so many cases open."""
    street, counted = full_street(cases)
    tables = CaseTables()
    look(tables, street.hall)
    rows, counted.looked_at = tables.worked_out, 0
    case = next(iter(street.hall.cases.in_hand))
    street.give(A1, command_of(command, case, street.hall.hands.get(1)))
    look(tables, street.hall)
    return tables.worked_out - rows, counted.looked_at


def command_of(name: str, case: int, ticket: int | None) -> AnyCommand:
    match name:
        case "mark":
            return c.MarkCase(case=case, mark="urgent")
        case "register":
            return c.RegisterCase(matter="permit", name="张三")
        case "register of a ticket":
            return c.RegisterCase(matter="permit", name="张三", ticket=ticket)
        case _:
            return c.HandOnCase(case=case, clerk="A4")


@pytest.mark.parametrize("command", ["mark", "register", "register of a ticket", "hand on"])
def test_four_times_as_many_open_cases_make_no_more_work_of_one_event(command: str) -> None:
    """The rows of the case that was touched, for whoever sees it; and a board's cases are looked at, not all."""
    rows, looked_at = work_of(FEW, command)
    assert work_of(MANY, command) == (rows, looked_at)
    assert rows <= len(LOOKS)
    assert looked_at < FEW


def test_whatever_no_case_changed_in_is_not_worked_out_again() -> None:
    """Everybody looks twice at the same book: the very same tables."""
    street, _ = full_street(FEW)
    tables = CaseTables()
    first = [tables.table(street.hall, *one) for one in LOOKS]
    assert len(first[3]) == OWN_SHOWN
    worked_out = tables.worked_out
    assert all(tables.table(street.hall, *one) is rows for one, rows in zip(LOOKS, first, strict=True))
    assert tables.worked_out == worked_out


def test_ended_cases_that_nobody_fetched_stand_in_nobodys_way() -> None:
    """A board with hundreds of them behind it looks at no more cases than one with a few."""  # C-19, P-4
    looked_at = []
    for ended in (20, 300):
        street = case_morning()
        street.register("permit")
        for _ in range(ended):
            case = street.register("now")
            street.give(A1, c.DecideCase(case=case.id, end="closed"))
        counted = street.hall.cases.open = Counted(street.hall.cases.open)
        CaseTables().table(street.hall, "board")
        CaseTables().table(street.hall, "departments")
        looked_at.append(counted.looked_at)
    assert looked_at[0] == looked_at[1]
