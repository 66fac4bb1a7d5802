"""The one-process day has cases of every kind, counted by the clients and by the ledger, and the boards show them."""

import re
from pathlib import Path

import pytest

from bench.day.case_record import (
    CaseAct,
    CaseRecord,
    CaseShown,
    Stands,
    board_lags_ms,
    missed_by_board,
)
from bench.day.simulated import STEP_MS, SimulatedHall
from server.rules import facts as f
from server.rules.facts import Entry
from tests.programs.day_on_record import OnRecord
from tests.programs.lived_day import SUNDAY, lived, told

pytestmark = pytest.mark.timeout(600)  # the first test waits for a whole day to be lived


@pytest.fixture(scope="module")
def day(monday: SimulatedHall) -> OnRecord:
    return OnRecord(monday.ledger.entries(0), monday.lane.hall.rules)


def todays(monday: SimulatedHall, kind: type[f.Fact]) -> list[Entry]:
    start = monday.day.world.day.start
    return [entry for entry in monday.ledger.entries(0) if isinstance(entry.fact, kind) and entry.due > start]


def test_the_last_line_counts_cases_as_the_ledger_does(monday: SimulatedHall, day: OnRecord) -> None:
    """From two sides: terminals and pages, and facts."""
    seen = monday.day.figures(ledger_ok=True)
    assert (seen.cases, seen.closed, seen.overdue, seen.breaches) == (
        day.of(f.CaseRegistered),
        day.of(f.CaseDecided),
        day.of(f.CaseOverdue),
        day.of(f.SupplementTold, so=lambda fact: fact.breach),
    )
    assert seen.cases > 50
    assert seen.closed > 20
    assert (seen.overdue, seen.breaches) == (1, 1)


def test_a_forgotten_case_is_overdue_at_its_minute_and_red_on_the_board(monday: SimulatedHall) -> None:
    """Nobody pressed anything; who held it is on record."""  # C-7
    (entry,) = todays(monday, f.CaseOverdue)
    assert isinstance(entry.fact, f.CaseOverdue)
    assert entry.due == entry.fact.was_due == monday.day.world.day.at("18:00")
    assert entry.fact.clerk == "A03"
    assert entry.by == "system"
    assert {seen.case for seen in monday.day.world.record.cases.shown if seen.red} == {entry.fact.case}


def test_a_step_is_late_while_its_case_is_not(monday: SimulatedHall) -> None:
    """The supervisor's page shows it; the case is extended and never overdue."""  # M-1
    late = [entry for entry in monday.ledger.entries(0) if isinstance(entry.fact, f.StepOverdue)]
    assert [entry.by for entry in late] == ["system"]
    extended = {
        entry.fact.case for entry in todays(monday, f.CaseExtended) if isinstance(entry.fact, f.CaseExtended)
    }
    record = monday.day.world.record.cases
    assert record.late_steps == {entry.fact.case for entry in late if isinstance(entry.fact, f.StepOverdue)}
    assert record.late_steps <= extended
    assert not record.late_steps & record.overdue


def test_what_was_done_about_a_case_stood_on_the_board_by_the_next_frame(monday: SimulatedHall) -> None:
    """No key went unseen."""  # P-1
    record = monday.day.world.record.cases
    assert missed_by_board(record) == 0
    assert max(board_lags_ms(record)) <= STEP_MS


def test_cases_are_closed_on_the_spot_extended_stopped_and_joint(monday: SimulatedHall) -> None:
    """What the day is to show, as facts of the day."""  # C-2, C-5, C-6, C-8, C-10, C-16
    kinds = (
        f.CaseAccepted, f.SupplementTold, f.MaterialsReceived, f.ClockStopped, f.ClockStarted, f.CaseExtended,
        f.DepartmentNotified, f.CaseDecided, f.CaseDelivered, f.CaseMarked, f.CaseStepEntered, f.CaseSentUp, f.CaseOverdue,
    )  # fmt: skip
    assert [kind.__name__ for kind in kinds if not todays(monday, kind)] == []
    on_the_spot = {
        entry.fact.case
        for entry in todays(monday, f.CaseAccepted)
        if isinstance(entry.fact, f.CaseAccepted) and entry.fact.limit == 0
    }
    delivered = {
        entry.fact.case
        for entry in todays(monday, f.CaseDelivered)
        if isinstance(entry.fact, f.CaseDelivered)
    }
    assert len(on_the_spot & delivered) > 10


@pytest.mark.parametrize(
    "happening",
    [
        r"A0\d registers \d{4}-\d{4} at the window",
        r"A06 registers \d{4}-\d{4} handed in by a village agent",  # C-11
        r"A07 closes \d{4}-\d{4} on the spot and hands over the result",  # C-2
        r"A0\d tells what is missing of \d{4}-\d{4}",  # C-8
        r"A06 sends a copy notice of \d{4}-\d{4}",  # C-10
        r"A04 extends \d{4}-\d{4} by 3 working days",  # C-6
        r"A03 stops the clock of \d{4}-\d{4}",  # C-5
        r"A04 starts the clock of \d{4}-\d{4} again",
        r"A03 has all papers of \d{4}-\d{4}: accepted",
        r"\d{4}-\d{4} has a second notice of what the first could have named: on record",
        r"A04 denies \d{4}-\d{4}, with the reason in writing",  # C-14
        r"\d{4}-\d{4} is overdue since 18:00: on record by itself, held by A03",  # C-7
    ],
)
def test_the_terminal_tells_what_becomes_of_cases(monday: SimulatedHall, happening: str) -> None:
    """Whoever only reads the table or the log has seen it all."""
    assert any(re.fullmatch(happening, text) for text in told(monday))


def test_on_a_day_off_nothing_is_overdue(tmp_path: Path) -> None:
    """The hall is opened by hand, and cases are registered; but no due date lies on a Sunday."""  # C-3
    hall = lived(tmp_path, SUNDAY, "22:00", residents=60)
    seen = hall.day.figures(ledger_ok=hall.ledger_ok())
    assert seen.ledger_ok
    assert seen.cases > 0
    assert seen.overdue == 0
    hall.close()


def shown(case: int, at: int, state: str, **more: bool) -> CaseShown:
    return CaseShown(case, Stands(state, **more), red=False, at=at)


def test_a_lag_ends_with_the_first_frame_that_shows_what_was_done() -> None:
    """Not with one that shows what was before, nor with another case's."""
    acts = [CaseAct(1, 1_000, Stands("accepted")), CaseAct(1, 5_000, Stands("accepted", stands=True))]
    seen = [
        shown(2, 1_010, "accepted"),
        shown(1, 1_040, "accepted"),
        shown(1, 5_200, "accepted", stands=True),
    ]
    record = CaseRecord(acts=acts, shown=seen)
    assert sorted(board_lags_ms(record)) == [40, 200]
    assert missed_by_board(record) == 0


def test_what_the_next_key_overtook_was_seen_with_it() -> None:
    """Registered and closed between two frames is one change to whoever looks up."""
    acts = [CaseAct(1, 1_000, Stands("accepted")), CaseAct(1, 1_010, Stands("closed"))]
    assert sorted(board_lags_ms(CaseRecord(acts=acts, shown=[shown(1, 1_030, "closed")]))) == [20, 30]


def test_what_no_frame_showed_is_missed() -> None:
    """A row that was there before does not count."""
    acts = [CaseAct(1, 1_000, Stands("closed"))]
    assert (
        missed_by_board(CaseRecord(acts=acts, shown=[shown(1, 900, "closed"), shown(1, 1_200, "accepted")]))
        == 1
    )
