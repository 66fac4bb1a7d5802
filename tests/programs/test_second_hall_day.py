"""Another real hall lives a day with no change of code: six windows, other lines, matters and pairs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.day.any_hall import as_scripted
from bench.day.record import double_calls, missed_by_wall
from bench.day.simulated import STEP_MS, SimulatedHall
from bench.day.timetable import timetable
from server.hall_file import read_hall
from server.rules import facts as f

HALLS = Path(__file__).parents[2] / "assets" / "halls"
MONDAY = date(2026, 11, 23)
pytestmark = pytest.mark.timeout(600)  # the first test waits for a whole day to be lived
MOVES = (
    f.TicketTransferred, f.TicketReEntered, f.TicketPutBack, f.TicketMissed, f.TicketWentOn, f.TicketSteppedBack,
)  # fmt: skip


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatedHall]:
    setup = read_hall(HALLS / "leiping.toml")
    day = timetable(setup, MONDAY, "07:50")
    hall = SimulatedHall(tmp_path_factory.mktemp("leiping"), setup, day, seed=1, residents=220)
    hall.run()
    yield hall
    hall.close()


@pytest.fixture(scope="module")
def facts(hall: SimulatedHall) -> list[f.Fact]:
    return [entry.fact for entry in hall.ledger.entries(0)]


def test_everybody_gets_a_number_on_paper_for_a_matter_of_this_hall(
    hall: SimulatedHall, facts: list[f.Fact]
) -> None:
    """Each of the twelve matters is asked for; no key of the day stayed without an answer."""
    record = hall.day.world.record
    assert len(record.issued) == record.printed == 220
    assert (record.turned_away, record.unanswered) == ([], 0)
    asked = {fact.matter for fact in facts if isinstance(fact, f.TicketIssued)}
    assert asked == {matter.id for matter in hall.lane.hall.rules.matters}


def test_nobody_is_called_twice(hall: SimulatedHall, facts: list[f.Fact]) -> None:
    """By what the clerks saw, and by the facts: between two calls of a ticket it was given back."""
    assert double_calls(hall.day.world.record) == 0
    in_hand: set[int] = set()
    for fact in facts:
        if isinstance(fact, f.TicketCalled):
            assert fact.ticket not in in_hand
            in_hand.add(fact.ticket)
        elif isinstance(fact, MOVES):
            in_hand.discard(fact.ticket)


def test_the_wall_saw_every_call(hall: SimulatedHall) -> None:
    """Each answered call stood in at least one frame, at its window."""
    assert missed_by_wall(hall.day.world.record.calls, hall.day.world.floor.every_call) == []


def test_the_day_ends_and_the_ledger_holds(hall: SimulatedHall) -> None:
    """Q-6, S-3: everybody has been served, the chain is whole, the rows say what the facts say."""
    assert hall.lane.hall.phase == "closed"
    assert all(resident.over for resident in hall.day.residents)
    assert all(clerk.over for clerk in hall.day.clerks)
    assert hall.ledger_ok()


def test_its_own_pairs_cover(hall: SimulatedHall, facts: list[f.Fact]) -> None:
    """AB-3, AB-10: B can call at once; where the one B is away too, the supervisor names a stand-in."""
    covered = {
        (fact.post, fact.clerk)
        for fact in facts
        if isinstance(fact, f.CoverChanged) and fact.state == "b_role"
    }
    pairs = {(post.id, b) for post in hall.lane.hall.rules.posts for b in post.b_roles}
    assert covered
    assert covered <= pairs
    assert [fact.post for fact in facts if isinstance(fact, f.StandInNamed)] == ["post-1"]


def test_the_first_b_can_call_as_soon_as_a_is_absent(hall: SimulatedHall) -> None:
    """AB-3: "at once" is one step of the simulation; a second B of the same absence follows the first, not A."""
    first: dict[tuple[str, int], int] = {}
    for took in hall.day.world.record.takeovers:
        if took.effective is not None:
            first.setdefault((took.a_role, took.effective), took.ready)
    assert len(first) >= 5
    assert all(ready - effective <= STEP_MS for (_, effective), ready in first.items())


def test_the_sample_hall_plays_itself() -> None:
    """The script's own hall is given to it as it is, so its days stay what they were."""
    setup = read_hall(HALLS / "shigu.toml")
    assert as_scripted(setup) is setup
