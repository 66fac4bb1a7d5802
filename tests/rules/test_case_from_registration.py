"""A limit that runs from registration has its date, its light and its record before acceptance (C-3, C-4, C-7, P-1, decision 0238)."""

import msgspec

from common import commands_case as c
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow
from server.rules import facts as f
from server.rules.cases.case import Case
from server.rules.order import ImportHall
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import PAPERS, CaseStreet, case_morning, case_setup
from tests.rules.street import ADMIN, clerk, moment, words

A1 = clerk("A1")


def letter(**about: object) -> tuple[CaseStreet, Case]:
    """Registered on Monday 23 November without its papers, told on the same day what is missing."""
    setup = case_setup()
    values = {"kind": "reply", "materials": PAPERS, **about}
    matter = Matter(id="x", name=words("来信"), department="d", line="r", **values)  # type: ignore[arg-type]
    street = case_morning(matters=(*setup.matters, matter))
    case = street.register("x")
    street.give(A1, c.TellSupplement(case=case.id, missing=(0, 1)))
    return street, case


def own(street: CaseStreet, case: Case) -> CaseRow:
    row = table(street.hall, "clerk:A1", "cases")[str(case.id)]
    assert isinstance(row, CaseRow)
    return row


def on_board(street: CaseStreet, case: Case) -> tuple[str, int | None, int | None, int | None]:
    row = table(street.hall, "screen", "board")[str(case.id)]
    assert isinstance(row, CaseBoardRow)
    return row.light, row.used, row.promised, row.due


def lights(street: CaseStreet) -> tuple[int, int, int, int]:
    row = table(street.hall, "screen", "departments")["d"]
    assert isinstance(row, DepartmentRow)
    return row.green, row.yellow, row.red, row.waiting


def test_it_has_date_and_light_before_it_is_accepted() -> None:
    """Fifteen days; yellow one working day before, red at the minute, and the acceptance keeps both."""  # C-4, C-7, P-1
    street, case = letter()
    due = moment("18:00", "2026-12-14")
    assert (case.state, on_board(street, case), lights(street)) == (
        "supplement",
        ("green", 0, 15, due),
        (1, 0, 0, 0),
    )
    street.day("12-11")
    assert (on_board(street, case)[:3], lights(street)) == (("yellow", 14, 15), (0, 1, 0, 0))
    street.day("12-14", "17:59")
    assert not street.made(f.CaseOverdue)
    street.day("12-14", "18:00")
    (record,) = street.log[-1:]
    assert isinstance(record.fact, f.CaseOverdue)
    assert (record.at, record.due, record.fact.was_due) == (due, due, due)
    street.day("12-16")
    assert (on_board(street, case)[:3], lights(street)) == (("red", 17, 15), (0, 0, 1, 0))
    assert own(street, case).light == "red"
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0, 1)))
    after = street.hall.cases.open[case.id]
    assert (after.state, after.due, on_board(street, case)[:3]) == ("accepted", due, ("red", 17, 15))
    assert len(street.made(f.CaseOverdue)) == 1


def test_its_acceptance_keeps_the_date_whatever_its_matter_says_by_then() -> None:
    """A figure or a start that changes moves no case in hand; a corrected calendar does, before acceptance, too."""  # C-3, decision 0231
    street, case = letter(promised_limit=5)
    assert street.due(case) == "11-30 18:00"
    matters = tuple(
        msgspec.structs.replace(item, promised_limit=9, starts="next_day") if item.id == "x" else item
        for item in street.hall.rules.matters
    )
    calendar = msgspec.structs.replace(street.hall.rules.deadlines, off_days=("2026-11-26",))
    setup = msgspec.structs.replace(street.hall.rules, matters=matters, deadlines=calendar)
    street.give(ADMIN, ImportHall(setup=setup))
    assert street.due(street.hall.cases.open[case.id]) == "12-01 18:00"
    street.day("11-25")
    street.give(A1, c.ReceiveMaterials(case=case.id, materials=(0, 1)))
    after = street.hall.cases.open[case.id]
    assert (street.due(after), after.limit) == ("12-01 18:00", 5)


def test_the_supervisor_is_warned_by_whichever_date_comes_first() -> None:
    """Nobody told anything: a day before silence accepts it, though its own date is far; red stays red beside that."""  # C-20, S-1
    street, _ = letter()
    untold = street.register("x")
    street.day("11-27")
    assert str(untold.id) in table(street.hall, "supervisor", "case_watch")
    assert own(street, untold).light == "yellow"
    street, _ = letter(promised_limit=2)
    quick = street.register("x")
    street.day("11-27")
    assert (own(street, quick).light, len(street.made(f.CaseOverdue))) == ("red", 2)
    street.day("12-01")
    assert (quick.silent, street.due(quick), len(street.made(f.CaseOverdue))) == (True, "11-25 18:00", 2)


def test_what_is_refused_has_neither_date_nor_light() -> None:
    """Its record stays, and can be countered; the day's figures count what became late."""  # C-7, C-9
    street, case = letter(promised_limit=2)
    street.day("11-26")
    street.give(A1, c.RefuseCase(case=case.id, reason="withdrawn"))
    assert on_board(street, case) == ("none", None, None, None)
    assert [fact.case for fact in street.made(f.CaseOverdue)] == [case.id]


def test_a_limit_that_runs_from_acceptance_has_no_date_before() -> None:
    """Nor has what is to be closed on the spot, whatever the hall says of the others."""  # C-2, C-3
    for about in ({"kind": "promised", "promised_limit": 5}, {"kind": "instant", "starts": "registration"}):
        street, case = letter(**about)
        assert (case.due, on_board(street, case)[:2], lights(street)) == (None, ("none", None), (0, 0, 0, 1))
