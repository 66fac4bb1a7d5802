"""Time is settled moment by moment: however often somebody looks, the facts and their moments are the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.words import Instant
from server.rules.facts import Fact
from server.rules.order import SYSTEM, Actor, AnyCommand, TerminalSilent, Tick
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment

Script = list[tuple[Instant, Actor, AnyCommand]]

SCRIPT: Script = [
    (moment("08:40"), clerk("A1"), c.StepAway(reason="restroom")),
    (moment("08:52"), clerk("A1"), c.ComeBack()),
    (moment("09:00"), BOSS, c.RecordLeave(clerk="A2", since=moment("09:07"), until=moment("09:21"))),
    (moment("09:30"), clerk("A4"), c.CallNext()),
    (moment("09:31"), clerk("A4"), c.Recall(ticket=0)),
    (moment("11:57"), clerk("A3"), c.HandOver(reason="meal")),
    (moment("14:33"), SYSTEM, TerminalSilent(clerk="A1", since=moment("14:32"))),
    (moment("15:00"), clerk("A3"), c.ComeBack()),
    (moment("17:59"), BOSS, c.CloseDay()),
]


def lived(look_every: list[int]) -> list[tuple[Fact, Instant, str]]:
    """The day of `SCRIPT`, with somebody looking after each of these steps, over and over."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    for _ in range(3):
        street.issue("mr")
    steps = 0
    for at, actor, command in [*SCRIPT, (moment("09:00", "2026-11-24"), SYSTEM, Tick())]:
        while street.at < at:
            street.at = min(at, street.at + look_every[steps % len(look_every)])
            street.give(SYSTEM, Tick())
            steps += 1
        in_hand = street.hall.hands.get(4, 0)
        street.give(actor, c.Recall(ticket=in_hand) if isinstance(command, c.Recall) else command)
    return [(entry.fact, entry.due, entry.by) for entry in street.log]


ONCE_A_MINUTE = lived([MINUTE])


def test_the_script_is_worth_it() -> None:
    """Absences, leaves, a missed call, lunch and a night are in it."""
    kinds = {type(fact).__name__ for fact, _, _ in ONCE_A_MINUTE}
    assert kinds >= {
        "AbsenceRecorded",
        "LeaveEnded",
        "TicketMissed",
        "PhaseChanged",
        "DayClosed",
        "CoverChanged",
    }


@settings(max_examples=40)
@given(st.lists(st.integers(20_000, 10 * MINUTE - 1), min_size=1, max_size=5))
def test_a_day_is_the_same_however_often_somebody_looks(look_every: list[int]) -> None:
    """Every second or every ten minutes."""
    assert lived(look_every) == ONCE_A_MINUTE
