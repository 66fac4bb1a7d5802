"""The one-process day has every move of the place and of cover: asked for, seen and counted by its clients."""

import re
from datetime import date
from pathlib import Path

import pytest

from bench.day.record import MOVES
from bench.day.simulated import SimulatedHall
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hours import MINUTE_MS
from tests.programs.lived_day import begun, of, told

MARKET = date(2026, 11, 25)


@pytest.fixture(scope="module")
def entries(monday: SimulatedHall) -> list[Entry]:
    return monday.ledger.entries(0)


NEW_FACTS = (
    f.AppointmentBooked, f.MatterAdded, f.TicketWentOn, f.TicketSteppedBack, f.SpecialGranted, f.SharingBegan,
    f.SharingEnded, f.OfficialAsked, f.OfficialAnswered, f.StandInAsked, f.StandInAnswered, f.CoverCalled,
    f.CoverOnTheWay, f.HallPaused, f.HallResumed, f.SpotChecked, f.IntakeClosed, f.IntakeReopened,
    f.HandoverAcknowledged,
)  # fmt: skip


def test_the_day_has_every_move_and_the_clients_counted_it(
    monday: SimulatedHall, entries: list[Entry]
) -> None:
    """What the last line of the demo says; and the ledger has a fact for it."""
    moves = monday.day.world.record.moves
    assert [name for name in MOVES if not moves[name]] == []
    assert set(moves) <= set(MOVES)
    assert [kind.__name__ for kind in NEW_FACTS if not of(entries, kind)] == []
    facts = [entry.fact for entry in entries]
    assert any(isinstance(fact, f.TicketCalled) and fact.special for fact in facts)
    assert (
        sum(isinstance(fact, f.TicketIssued) and fact.slot is not None for fact in facts)
        == moves["checked_in"]
    )
    assert {fact.reason for fact in facts if isinstance(fact, f.HallPaused)} == {"system", "evacuation"}


def test_what_is_sent_to_pay_comes_back(monday: SimulatedHall) -> None:
    """Q-12: nobody who was sent away with return is lost at the other window."""
    moves = monday.day.world.record.moves
    assert moves["sent_to_pay"] == moves["came_back"] > 0


def test_the_spot_check_finds_nobody_where_the_clerk_slipped_away(entries: list[Entry]) -> None:
    """S-6: recorded beside what the system says at that minute."""
    checks = [entry.fact for entry in entries if isinstance(entry.fact, f.SpotChecked)]
    assert [(check.window, check.found, check.said, check.away) for check in checks] == [
        (3, None, "A03", True), (5, "A05", "A05", False),
    ]  # fmt: skip


def test_whoever_left_the_window_for_the_third_time_has_no_moment_left(entries: list[Entry]) -> None:
    """AB-4: the budget of moments bounds the grace."""
    aways = [fact for fact in of(entries, f.ClerkSteppedAway) if isinstance(fact, f.ClerkSteppedAway)]
    budgets = [fact.budget_ms for fact in aways if fact.clerk == "A07" and fact.reason == "unwell"]
    assert len(budgets) == 1
    assert budgets[0] is not None
    assert budgets[0] < 5 * MINUTE_MS


def test_on_a_market_day_lunch_is_taken_by_turns(tmp_path: Path) -> None:
    """Q-4, 逢场天: the hall stays open all day, every clerk eats, and no absence is held against anybody for it."""
    hall = begun(tmp_path, MARKET, "11:20", minutes=140)
    facts = [entry.fact for entry in hall.ledger.entries(0)]
    at_lunch = {
        fact.clerk for fact in facts if isinstance(fact, f.AbsenceBegan) and fact.reason == "at_lunch"
    }
    assert at_lunch == {f"A0{n}" for n in range(1, 9)}
    assert hall.day.world.record.moves["lunch_turns"] == 8
    assert not any(isinstance(fact, f.PhaseChanged) and fact.phase == "break" for fact in facts)
    recorded = {fact.clerk for fact in facts if isinstance(fact, f.AbsenceRecorded)}
    assert recorded <= {"A07"}  # away when this day begins in its middle
    hall.close()


@pytest.mark.parametrize(
    "happening",
    [
        r"S01 books the slot of \d\d:\d\d for somebody on the phone",
        r"\w\d{3} lets others go first",
        r"\w\d{3} goes first by the special channel \(frail\)",
        r"A0\d sends \w\d{3} to pay: when done, back to this window's line",
        r"A03 shares the load of post-4: its claims count later here than the own line's",  # AB-9
        r"A09 is called to post-8 from outside the hall and is on the way",  # AB-14
        r"A09 has come from outside the hall and serves at window 8",
        r"A0\d is needed in the own line and declines to stand in at post-1",  # AB-18
        r"A0\d agrees to stand in at post-1",
        r"S01 agrees to the official absence of A08",  # D-5
        r"S01 evacuates the hall: everything stops, every place is kept",
        r"S01 resumes: everybody has kept the place",
        r"no number for temporary-relief: full or closed for today",
        r"no number for gas-fee: full or closed for today",
    ],
)
def test_the_terminal_tells_of_each(monday: SimulatedHall, happening: str) -> None:
    """Whoever only reads the table or the log has seen it all."""
    assert any(re.fullmatch(happening, text) for text in told(monday))
