"""A whole hall with its clients lives one day in one process, in simulated time, from one seed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.day.record import double_calls, missed_by_wall
from bench.day.simulated import STEP_MS, SimulatedHall
from bench.day.timetable import timetable
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hall import Key
from tests.programs.lived_day import MONDAY, SUNDAY, begun, lived, of, sample_setup, told

pytestmark = pytest.mark.timeout(600)  # the first test waits for a whole day to be lived
MOVES = (f.TicketTransferred, f.TicketReEntered, f.TicketPutBack, f.TicketWentOn, f.TicketSteppedBack)


def lived_with_late_comers(folder: Path, day: date, start: str, residents: int) -> SimulatedHall:
    """Whoever comes for the last line shortly before the end misses the call."""
    setup = sample_setup()
    hall = SimulatedHall(folder, setup, timetable(setup, day, start), seed=3, residents=residents)
    for resident in hall.day.residents:
        if resident.wish.line == "fees" and resident.wish.at > hall.day.world.day.at("17:52"):
            resident.habit = "misses_call"
    hall.run()
    return hall


@pytest.fixture(scope="module")
def hall(monday: SimulatedHall) -> SimulatedHall:
    return monday


@pytest.fixture(scope="module")
def entries(hall: SimulatedHall) -> list[Entry]:
    return hall.ledger.entries(0)


def test_every_number_given_came_out_on_paper(hall: SimulatedHall) -> None:
    """Issued is printed; only what is full or closed is refused; no key of the day stayed without an answer."""
    record = hall.day.world.record
    assert len(record.issued) == record.printed == 220 - record.moves["numbers_refused"]
    assert len(set(record.issued.values())) == len(record.issued)
    assert 0 < len(record.turned_away) == record.moves["numbers_refused"] < 10
    assert record.unanswered == 0


def test_nobody_is_called_twice(hall: SimulatedHall, entries: list[Entry]) -> None:
    """By what the clerks saw, and by the facts: between two calls of a ticket it was given back."""
    assert double_calls(hall.day.world.record) == 0
    in_hand: set[int] = set()
    for fact in of(entries, f.TicketCalled, f.TicketMissed, *MOVES):
        if isinstance(fact, f.TicketCalled):
            assert fact.ticket not in in_hand
            in_hand.add(fact.ticket)
        else:
            in_hand.discard(fact.ticket)  # type: ignore[attr-defined]  # every move has a ticket


def test_the_wall_saw_every_call(hall: SimulatedHall) -> None:
    """Each answered call stood in at least one frame, at its window."""
    assert missed_by_wall(hall.day.world.record.calls, hall.day.world.floor.every_call) == []


def leave(lines: dict[str, dict[int, Key]], fact: f.TicketWithdrawn | f.DayClosed) -> None:
    """Whoever was kept over night is in line again once checked in."""
    for line in lines.values():
        if isinstance(fact, f.DayClosed):
            line.clear()
        else:
            line.pop(fact.ticket, None)


def test_whoever_was_called_had_the_smallest_place(entries: list[Entry]) -> None:
    """At every call in turn nobody in the same line stood before: the order of design.md."""
    lines: defaultdict[str, dict[int, Key]] = defaultdict(dict)
    line_of: dict[int, str] = {}
    left: dict[int, Key] = {}
    for fact in of(entries, *_MOVING):
        match fact:
            case f.TicketSteppedBack():
                line = lines[line_of[fact.ticket]]
                line[fact.ticket] = (fact.claim, fact.placed, fact.ticket)
            case f.TicketIssued() | f.TicketTransferred() | f.TicketWentOn():
                line_of[fact.ticket] = fact.line
                lines[fact.line][fact.ticket] = (fact.claim, fact.placed, fact.ticket)
            case f.TicketReEntered():
                lines[line_of[fact.ticket]][fact.ticket] = (fact.claim, fact.placed, fact.ticket)
            case f.TicketPutBack():
                lines[line_of[fact.ticket]][fact.ticket] = left[fact.ticket]
            case f.TicketCalled():
                line = lines[line_of[fact.ticket]]
                assert fact.out_of_turn or fact.special or line[fact.ticket] == min(line.values())
                left[fact.ticket] = line.pop(fact.ticket)
            case f.TicketWithdrawn() | f.DayClosed():
                leave(lines, fact)


_MOVING = (f.TicketIssued, f.TicketCalled, f.TicketWithdrawn, f.DayClosed, *MOVES)


def test_every_ticket_came_to_an_end(hall: SimulatedHall) -> None:
    """Closing drops nobody: whoever still waited was served (Q-6); the clerks have gone home."""
    states = Counter(ticket.state for ticket in hall.lane.hall.tickets.values())
    assert set(states) <= {"finished", "withdrawn", "lapsed", "missed"}
    assert all(resident.over for resident in hall.day.residents)
    assert all(clerk.over for clerk in hall.day.clerks)
    assert hall.lane.hall.phase == "closed"


def test_somebody_was_waiting_when_the_hall_closed(entries: list[Entry]) -> None:
    """Q-6: calls went on after the last number, until the line was empty."""
    closing = next(
        entry.due
        for entry in entries
        if isinstance(entry.fact, f.PhaseChanged) and entry.fact.phase == "closing"
    )
    assert any(isinstance(entry.fact, f.TicketCalled) and entry.due > closing for entry in entries)
    assert not any(isinstance(entry.fact, f.TicketIssued) and entry.due > closing for entry in entries)


def test_the_day_has_what_it_is_to_show(hall: SimulatedHall, entries: list[Entry]) -> None:
    """Handover, absence without one, an unattended post with a stand-in, a move to A's window, and the rest."""
    reasons = {fact.reason for fact in of(entries, f.CoverChanged) if fact.state == "b_role"}  # type: ignore[attr-defined]
    assert {"handed_over", "stepped_away", "silent"} <= reasons  # AB-3, AB-4
    absent = {fact.clerk for fact in of(entries, f.AbsenceRecorded)}  # type: ignore[attr-defined]
    assert absent == {"A01", "A03", "A05", "A07"}  # AB-6
    assert [fact.post for fact in of(entries, f.StandInNamed)] == ["post-1"]  # type: ignore[attr-defined]  # AB-10
    assert f.ClerkSatDown(clerk="A08", window=7) in of(entries, f.ClerkSatDown)  # AB-13
    for kind in (f.TicketTransferred, f.TicketHeld, f.TicketResumed, f.TicketReEntered, f.TicketWithdrawn):
        assert of(entries, kind), kind
    assert {post for post, _ in hall.day.world.record.unattended} == {"post-1", "post-8"}


def test_b_can_call_as_soon_as_a_is_absent(hall: SimulatedHall) -> None:
    """AB-3: "at once" is one step of the simulation, for every cover of the day."""
    figures = hall.day.figures(ledger_ok=True)
    assert figures.takeovers >= 6
    assert figures.cover_s_p90 is not None
    assert figures.cover_s_p90 <= STEP_MS / 1000


def test_check_finds_nothing_wrong(hall: SimulatedHall) -> None:
    """S-3: the chain holds and the rows say what the facts say."""
    assert hall.ledger_ok()


@pytest.fixture(scope="module")
def sunday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHall]:
    """Opened by hand before lunch, ended by hand with late comers."""
    hall = lived_with_late_comers(tmp_path_factory.mktemp("sunday"), SUNDAY, "11:30", residents=150)
    yield hall
    hall.close()


@pytest.fixture(scope="module")
def monday_evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHall]:
    hall = lived_with_late_comers(tmp_path_factory.mktemp("evening"), MONDAY, "15:00", residents=150)
    yield hall
    hall.close()


def test_the_same_seed_gives_the_same_ledger(tmp_path: Path) -> None:
    """One seed draws the crowd, the staff's manners, every request id and every salt."""
    once, again, other = (
        lived(tmp_path / name, start="15:00", seed=seed, residents=40)
        for name, seed in (("once", 1), ("again", 1), ("other", 2))
    )
    try:
        assert once.ledger.head.hash == again.ledger.head.hash
        assert once.ledger.head.hash != other.ledger.head.hash
    finally:
        for hall in (once, again, other):
            hall.close()


def test_a_sunday_is_opened_by_hand(sunday: SimulatedHall) -> None:
    """Q-5: on a day off the supervisor opens and ends the day; lunch is taken in shifts and covered by B."""
    entries = sunday.ledger.entries(0)
    assert [fact.by_hand for fact in of(entries, f.DayOpened)] == [True]  # type: ignore[attr-defined]
    assert len(of(entries, f.NumbersStopped)) == 1
    assert all(resident.over for resident in sunday.day.residents)
    assert double_calls(sunday.day.world.record) == 0


@pytest.mark.parametrize(
    "happening",
    [
        r"the windows open: \d+ people waiting",
        r"morning rush: \d+ numbers given, \d+ people waiting",
        r"A07 is back within the grace: no absence",  # AB-4
        r"A03 covers as B at post-4 for A04, handed over: within the grace",  # AB-3, AB-5
        r"A03 leaves without a handover, without a word",  # AB-6
        r"A04 covers as B at post-3 for A03, whose grace is over",
        r"post-1 has neither A nor B present: unattended, alarm",  # AB-10
        r"A0\d transfers \w\d{3} to another line: number and place are kept",
        r"\w\d{3} does not come when called: missed",
        r"\w\d{3} had missed its call and is back in line",
        r"lunch: the windows close, numbers go on, \d+ people waiting",
        r"the windows open again after lunch: \d+ people waiting",
        r"closing with [1-9]\d* people waiting: no more numbers, all of them are served",
        r"the day is closed",
    ],
)
def test_the_terminal_tells_what_the_day_is_to_show(hall: SimulatedHall, happening: str) -> None:
    """Whoever only reads the table or the log has seen it all."""
    assert any(re.fullmatch(happening, text) for text in told(hall))


@pytest.mark.parametrize("lived_day", ["monday_evening", "sunday"])
def test_nobody_is_put_back_in_line_when_the_last_clerk_has_left(
    lived_day: str, request: pytest.FixtureRequest
) -> None:
    """Whoever comes back too late is asked to come another day, and the day ends all the same."""
    hall: SimulatedHall = request.getfixturevalue(lived_day)
    facts = [entry.fact for entry in hall.ledger.entries(0)]
    last_up = max(at for at, fact in enumerate(facts) if isinstance(fact, f.ClerkStoodUp))
    assert not any(isinstance(fact, f.TicketReEntered) for fact in facts[last_up:])
    assert any("comes back too late" in text for text in told(hall))
    assert all(resident.over for resident in hall.day.residents)
    assert hall.lane.hall.phase == "closed"
    assert hall.clock.at < hall.day.world.day.at("18:50")


def test_a_day_begun_at_lunch_finds_the_clerks_at_lunch(tmp_path: Path) -> None:
    """Nobody sits down only to get up again; at twenty past two they come."""
    hall = begun(tmp_path, MONDAY, "13:00", minutes=70)
    assert {clerk.state for clerk in hall.day.clerks} == {"out"}
    assert [text for text in told(hall) if "books the slot" not in text] == [
        "it is lunch: the windows are closed, numbers go on"
    ]
    while hall.clock.at < hall.day.world.day.at("14:25"):
        hall.step()
    assert {clerk.state for clerk in hall.day.clerks} == {"seated"}
    hall.close()


def test_a_day_begun_in_the_morning_finds_people_sitting_and_waiting(tmp_path: Path) -> None:
    """Clerks at their windows, and whoever came within the last twenty minutes."""
    hall = begun(tmp_path, MONDAY, "10:00", minutes=2)
    at_windows = {clerk.staff for clerk in hall.day.clerks if clerk.state == "seated"}
    assert at_windows == {"A01", "A02", "A03", "A05", "A06", "A07", "A08"}  # A04 has handed over until 10:05
    assert "A02 is at window 2" in told(hall)
    assert sum(1 for resident in hall.day.residents if resident.wish.at == hall.day.world.day.start) > 5
    hall.close()


def test_a_day_off_begun_at_lunch_finds_the_second_shift_away(tmp_path: Path) -> None:
    """Whoever ate first sits and covers for the others as B."""
    hall = begun(tmp_path, SUNDAY, "13:00", minutes=7)
    at_windows = {clerk.staff for clerk in hall.day.clerks if clerk.state == "seated"}
    assert at_windows == {"A02", "A04", "A06", "A08"}
    assert sum(1 for text in told(hall) if "covers as B" in text) == 4  # AB-3
    hall.close()
