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
from server.rules.passed import passed
from server.web.passing_words import passing_text
from tests.programs.day_on_record import NO_FACT, ON_RECORD, OnRecord
from tests.programs.lived_day import begun, of, told

pytestmark = pytest.mark.timeout(600)  # the first test waits for a whole day to be lived
MARKET = date(2026, 11, 25)


@pytest.fixture(scope="module")
def entries(monday: SimulatedHall) -> list[Entry]:
    return monday.ledger.entries(0)


NEW_FACTS = (
    f.AppointmentBooked, f.MatterAdded, f.TicketWentOn, f.TicketSteppedBack, f.SpecialGranted, f.SharingBegan,
    f.SharingEnded, f.OfficialAsked, f.OfficialAnswered, f.StandInAsked, f.StandInAnswered, f.CoverCalled,
    f.CoverOnTheWay, f.HallPaused, f.HallResumed, f.SpotChecked, f.IntakeClosed, f.IntakeReopened,
    f.HandoverAcknowledged, f.AppointmentCancelled, f.UnfinishedRecorded, f.ResidentContacted,
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


def test_every_move_was_counted_as_often_by_its_client_as_by_the_ledger(
    monday: SimulatedHall, entries: list[Entry]
) -> None:
    """One number for each, from two sides."""
    assert {*ON_RECORD, *NO_FACT} == set(MOVES)
    record, day = monday.day.world.record, OnRecord(entries, monday.lane.hall.rules)
    assert {name: record.moves[name] for name in ON_RECORD} == {
        name: count(day) for name, count in ON_RECORD.items()
    }
    assert len(record.cases.registered) == day.of(f.CaseRegistered)
    assert (record.missed, record.re_entered, len(record.withdrawn)) == (
        day.of(f.TicketMissed),
        day.of(f.TicketReEntered) - record.moves["kept_checked_in"],
        day.of(f.TicketWithdrawn),
    )


def test_who_was_kept_over_night_and_is_back_in_time_has_the_old_place(
    monday: SimulatedHall, entries: list[Entry]
) -> None:
    """Q-6: before all of today's; half an hour after the opening as of now; who never comes lapses."""
    numbers = {
        fact.ticket: fact.number for fact in of(entries, f.TicketIssued) if isinstance(fact, f.TicketIssued)
    }
    closings = [entry.fact for entry in entries if isinstance(entry.fact, f.DayClosed)]
    in_time, late, never = closings[-2].carried
    back = [(entry, entry.fact) for entry in entries if isinstance(entry.fact, f.TicketReEntered)]
    claims = {fact.ticket: fact.claim - entry.due for entry, fact in back if fact.ticket in (in_time, late)}
    assert claims[in_time] < 0
    assert claims[late] == 0
    assert never in closings[-1].lapsed
    first_call = next(
        fact
        for fact in of(entries, f.TicketCalled)
        if isinstance(fact, f.TicketCalled) and numbers[fact.ticket][0] == numbers[in_time][0]
    )
    assert first_call.ticket == in_time


def test_what_b_could_not_finish_stands_in_the_handover_until_a_has_rung(entries: list[Entry]) -> None:
    """AB-7, AB-8: on A's list, named in what B hands back; and A has rung each of them."""
    recorded = {
        fact.item for fact in of(entries, f.UnfinishedRecorded) if isinstance(fact, f.UnfinishedRecorded)
    }
    handed = {item for fact in of(entries, f.HandoverOpened) for item in fact.unfinished}  # type: ignore[attr-defined]
    rung = {fact.item for fact in of(entries, f.ResidentContacted) if isinstance(fact, f.ResidentContacted)}
    assert recorded
    assert handed & recorded
    assert rung == recorded


def test_whoever_asked_why_was_told_what_the_record_says(monday: SimulatedHall, entries: list[Entry]) -> None:
    """Q-13: each later number that went first by then, with its rule; the same is said at the day's end."""
    rules, answers = monday.lane.hall.rules, monday.day.world.record.answers
    assert len(answers) == monday.day.world.record.moves["asked_why"]
    for ticket, said in answers.items():
        since_issue = [entry for entry in entries if entry.version >= ticket]
        texts = [passing_text(rules, item).text("en") for item in passed(since_issue, ticket)]
        assert said
        assert texts[: len(said)] == said


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
        r"H001, R001, Y001 were kept over night: who checks in now has the old place",
        r"H001 kept over night, checks in",
        r"A0\d cannot finish \w\d{3} for A0\d: on A's list",  # AB-7
        r"A0\d is back and rings \w\d{3}, with whom A0\d could not finish",
        r"\w\d{3} asks why a later number went first: .+\.",
        r"S01 cancels the slot of 15:30: its owner rang again",
        r"A0\d keeps the appointment of \w\d{3} for an A who is out",  # AB-17
        r"\d numbers and 1 slots lapse: nobody came for them",
    ],
)
def test_the_terminal_tells_of_each(monday: SimulatedHall, happening: str) -> None:
    """Whoever only reads the table or the log has seen it all."""
    assert any(re.fullmatch(happening, text) for text in told(monday))
