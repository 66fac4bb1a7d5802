"""What boards, clerks and supervisors see of cases."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
import pytest

from common import commands_case as c
from common.commands import HandOver
from common.rows_cases import CaseBoardRow, CaseRow, DepartmentRow
from server.rules.cases.book import Cases
from server.rules.cases.case import OPEN
from server.rules.setup import Matter
from server.rules.touched import touched
from server.rules.view import AUDIENCES, table, tables_of
from tests.rules.setup_cases import HEAD, CaseStreet, case_morning, case_setup
from tests.rules.street import clerk, moment, words

A1, A2 = clerk("A1"), clerk("A2")


def board(street: CaseStreet) -> list[CaseBoardRow]:
    rows = [row for row in table(street.hall, "wall", "board").values() if isinstance(row, CaseBoardRow)]
    return sorted(rows, key=lambda row: row.place)


def own(street: CaseStreet, name: str) -> list[CaseRow]:
    return [row for row in table(street.hall, f"clerk:{name}", "cases").values() if isinstance(row, CaseRow)]


def figures(street: CaseStreet, department: str) -> DepartmentRow:
    row = table(street.hall, "board", "departments")[department]
    assert isinstance(row, DepartmentRow)
    return row


def test_the_board_explains_the_clock() -> None:
    """Days used of days promised, days stopped and why."""  # P-1, C-5
    street = case_morning()
    case = street.register("permit")
    street.day("11-25")
    street.give(A1, c.StopClock(case=case.id, reason="appraisal", days=3))
    street.day("11-27")
    (row,) = board(street)
    assert (row.number, row.state, row.matter, row.department) == (
        "2026-0001",
        "accepted",
        words("许可"),
        words("d"),
    )
    assert (row.used, row.promised, row.stopped, row.stopped_why, row.stands) == (1, 20, 3, "appraisal", True)
    assert (row.due, row.light) == (None, "green")
    street.give(A1, c.StartClock(case=case.id))
    (row,) = board(street)
    assert (row.due, row.stopped, row.stands) == (case.due, 2, False)


def test_a_sensitive_matter_shows_number_and_state_only() -> None:
    """In a township a surname is a neighbour."""  # P-6
    setup = case_setup()
    secret = Matter(id="low", name=words("低保"), department="d", line="r", kind="promised", sensitive=True)
    street = case_morning(matters=(*setup.matters, secret))
    case = street.register("low")
    (row,) = board(street)
    assert row == CaseBoardRow(id=case.id, number=case.number, state="accepted", place=0)


def test_where_a_sensitive_case_stands_tells_nothing_of_its_clock() -> None:
    """Overdue or nearly due, it stands where what changed last does; staff have it in its order."""  # P-6
    secret = Matter(id="low", name=words("低保"), department="d", line="r", kind="promised", promised_limit=3)
    secret = msgspec.structs.replace(secret, sensitive=True)
    street = case_morning(matters=(*case_setup().matters, secret))
    case, late = street.register("low"), street.register("soon")
    newest = street.register("permit")
    for day in ("11-25", "11-30"):
        street.day(day)
        rows = {row.id: row for row in board(street)}
        assert rows[case.id] == CaseBoardRow(
            id=case.id, number=case.number, state="accepted", place=rows[case.id].place
        )
        assert [row.id for row in board(street)] == [late.id, newest.id, case.id], day
    assert street.hall.cases.open[case.id].overdue is not None
    watched = table(street.hall, "supervisor", "case_watch")
    assert str(case.id) in watched


def test_what_is_late_stands_first_then_what_is_nearly_due_then_what_changed_last() -> None:
    """Due on 30 November, 26 November, and in weeks."""
    street = case_morning()
    later, week, days = street.register("permit"), street.register("up"), street.register("soon")
    street.day("11-25")
    assert [(row.id, row.light) for row in board(street)] == [
        (days.id, "yellow"),
        (week.id, "green"),
        (later.id, "green"),
    ]
    street.day("11-27")
    assert [(row.id, row.light) for row in board(street)] == [
        (days.id, "red"),
        (week.id, "yellow"),
        (later.id, "green"),
    ]
    newest = street.register("permit")
    assert [row.id for row in board(street)] == [days.id, week.id, newest.id, later.id]
    street.give(A1, c.DecideCase(case=later.id, end="closed"))
    assert [(row.id, row.state) for row in board(street)][-1] == (later.id, "closed")


def test_a_board_has_as_many_rows_as_the_hall_says() -> None:
    """Of twenty open cases, and the newly ended besides."""
    setup = case_setup()
    street = case_morning(cases=msgspec.structs.replace(setup.cases, board_rows=8))
    cases = [street.register("now") for _ in range(20)]
    assert [row.id for row in board(street)] == [case.id for case in cases[:-9:-1]]
    street.give(A1, c.DecideCase(case=cases[0].id, end="closed"))
    assert len(board(street)) == 9


def test_what_changed_last_is_on_the_board_however_many_are_overdue() -> None:
    """The window is full of red ones; the new one stands below them, and so do the last few that changed."""  # P-1
    setup = case_setup()
    street = case_morning(cases=msgspec.structs.replace(setup.cases, board_rows=8))
    late = [street.register("soon") for _ in range(12)]
    street.day("11-30")
    assert [row.light for row in board(street)] == ["red"] * 8
    new = street.register("permit")
    last = [new, *late[:-4:-1]]
    assert [row.id for row in board(street)] == [case.id for case in (*late[:4], *last)]
    newer = [street.register("permit") for _ in range(6)]
    assert [row.id for row in board(street)] == [case.id for case in (*late[:4], *newer[:1:-1])]


def test_departments_show_today_and_their_lights() -> None:
    """Accepted, closed, on time, overdue; the next day from nothing."""  # P-3
    street = case_morning()
    now, soon = street.register("now"), street.register("soon")
    street.register("mr")
    street.give(A1, c.DecideCase(case=now.id, end="closed"))
    assert figures(street, "d") == DepartmentRow(
        id="d", name=words("d"), accepted=2, closed=1, on_time=1, green=1, waiting=1
    )
    street.day("11-26", "18:00")
    assert (figures(street, "d").overdue, figures(street, "d").red) == (1, 1)
    street.give(A1, c.DecideCase(case=soon.id, end="closed"))
    assert (figures(street, "d").closed, figures(street, "d").on_time, figures(street, "d").red) == (1, 0, 0)
    street.day("11-27")
    assert (figures(street, "d").overdue, figures(street, "d").closed) == (0, 0)


def test_a_clerk_sees_ones_own_cases_and_those_of_the_post_that_one_covers() -> None:
    """The most urgent first; B's view ends with the cover."""  # AB-16
    street = case_morning()
    street.issue("permit")
    ticket = street.call("A1")
    case, soon = street.register("permit", ticket=ticket.id), street.register("soon")
    street.start("A1", ticket)
    street.finish("A1", ticket)
    assert [row.id for row in own(street, "A1")] == [soon.id, case.id]
    assert own(street, "A2") == []
    street.give(A1, HandOver(reason="errand"))
    assert {(row.id, row.covered) for row in own(street, "A2")} == {(case.id, True), (soon.id, True)}
    street.give(HEAD, c.MarkCase(case=case.id, mark="urgent"))
    assert [row.id for row in own(street, "A1")] == [case.id, soon.id]


def test_a_clerks_row_says_what_is_lacking_and_until_when() -> None:
    """Next thing to do: tell what is missing, or hand the result over."""  # C-19, C-20
    street = case_morning()
    lacking, done = street.register("mr", materials=(1,)), street.register("now")
    street.give(A1, c.DecideCase(case=done.id, end="closed"))
    rows = {row.id: row for row in own(street, "A1")}
    assert (rows[lacking.id].lacking, rows[lacking.id].accept_by) == ((0,), moment("18:00", "2026-11-30"))
    assert rows[done.id].deliver_by == moment("18:00", "2026-12-07")


def changes(street: CaseStreet) -> list[Callable[[], object]]:
    """A way through most of what can happen."""
    ids = [street.register(matter).id for matter in ("permit", "mr", "now", "up", "joint", "soon")]
    permit, mr, now, up, joint, soon = ids
    return [
        lambda: street.give(A1, c.StopClock(case=permit, reason="hearing", days=3)),
        lambda: street.give(A1, c.TellSupplement(case=mr, missing=(0,))),
        lambda: street.give(A1, c.NotifyDepartment(case=joint, department="e", days=3)),
        lambda: street.give(A1, c.EnterStep(case=up, step=0)),
        lambda: street.day("11-25"),
        lambda: street.give(A1, c.StartClock(case=permit)),
        lambda: street.give(A1, c.HandOnCase(case=soon, clerk="A4")),
        lambda: street.give(A1, c.SendUp(case=up)),
        lambda: street.day("11-27"),
        lambda: street.give(A1, c.DecideCase(case=now, end="closed")),
        lambda: street.give(A1, c.DeliverResult(case=now)),
        lambda: street.day("12-08"),
        lambda: street.give(HEAD, c.DecideCase(case=soon, end="closed")),
        lambda: street.day("12-09"),
    ]


def test_what_changed_merged_into_what_was_is_what_is() -> None:
    """`touched` names every table of cases that a fact changes, for whoever looks; the indexes are those of the cases."""
    street = case_morning()
    audiences = ("wall", "board", "clerk:A1", "clerk:A4", "supervisor")
    held = {audience: _view(street, audience) for audience in audiences}
    seen = len(street.log)
    for change in changes(street):
        change()
        names = {name for entry in street.log[seen:] for name in touched(entry)}
        seen = len(street.log)
        for audience in audiences:
            fresh = _view(street, audience)
            held[audience] |= {name: fresh[name] for name in fresh.keys() & names}
            assert held[audience] == fresh, audience
        check_indexes(street.hall.cases)


def _view(street: CaseStreet, audience: str) -> dict[str, object]:
    return {name: dict(table(street.hall, audience, name)) for name in tables_of(audience)}


def check_indexes(cases: Cases) -> None:
    """Each says what going through all cases would say."""
    alive = [case for case in cases.open.values() if not case.is_over]
    assert {case.id for case in cases.open.values() if case.state not in OPEN} == cases.ended.keys()
    assert cases.late == {
        case.id: case.overdue for case in alive if case.state in OPEN and case.overdue is not None
    }
    assert {(case.clerk, case.id) for case in alive} == _pairs(cases.by_clerk)
    assert {(case.post, case.id) for case in alive if case.post is not None} == _pairs(cases.by_post)
    moments = [(case.next_moment, case.id) for case in cases.open.values() if case.next_moment is not None]
    assert cases.moments == sorted(moments)


def _pairs(index: Mapping[str, Iterable[int]]) -> set[tuple[str, int]]:
    return {(key, case_id) for key, ids in index.items() for case_id in ids}


@pytest.mark.parametrize("kind", sorted(AUDIENCES))
def test_no_public_row_of_a_case_names_the_applicant(kind: str) -> None:
    """The edge alone puts a masked name to it."""  # P-2
    street = case_morning()
    street.register("permit", contact="13800000000")
    for name in tables_of(kind):
        for row in table(street.hall, f"{kind}:A1" if kind == "clerk" else kind, name).values():
            text = msgspec.json.encode(row).decode()
            assert "张三" not in text
            assert "13800000000" not in text


def test_what_was_to_be_closed_on_the_spot_and_is_open_another_day_is_not_green() -> None:
    """On the board and among its department's figures alike."""  # C-2
    street = case_morning()
    street.register("now")
    street.day("11-24")
    assert [row.light for row in board(street)] == ["yellow"]
    assert (figures(street, "d").green, figures(street, "d").yellow) == (0, 1)


def test_what_was_to_be_closed_on_the_spot_and_is_closed_the_next_day_is_not_on_time() -> None:
    """Two of one morning: closed the same day, and the day after."""  # C-2, P-3
    street = case_morning()
    first, second = street.register("now"), street.register("now")
    street.give(A1, c.DecideCase(case=first.id, end="closed"))
    assert closed_today(street) == (1, 1)
    street.day("11-24")
    street.give(A1, c.DecideCase(case=second.id, end="closed"))
    assert closed_today(street) == (1, 0)


def closed_today(street: CaseStreet) -> tuple[int, int]:
    """Closed today, and on time, of department d."""
    row = table(street.hall, "wall", "departments")["d"]
    assert isinstance(row, DepartmentRow)
    return row.closed, row.on_time
