"""Whole drawn days with every move of the table of claims, a steady stream and absences: nobody is passed beyond the bound."""

from functools import lru_cache

import pytest

from bench.fair.bound import Bound
from bench.fair.compared import Lived, drawn, lived
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.hall import Hall
from server.rules.passed import passed
from tests.rules import watch, watch_order, watch_place

SEEDS = range(24)
MOVES = (
    f.TicketTransferred, f.TicketWentOn, f.MatterAdded, f.TicketSteppedBack, f.TicketReEntered, f.SpecialGranted,
    f.AppointmentBooked, f.TicketHeld, f.TicketWithdrawn, f.TicketPutBack, f.SharingBegan, f.SharingEnded,
    f.StandInNamed, f.CoverOnTheWay, f.LeaveRecorded, f.OfficialAnswered, f.AbsenceRecorded, f.HallPaused,
    f.TerminalWentSilent, f.FinishUndone,
)  # fmt: skip


@lru_cache(maxsize=32)
def day(seed: int) -> Lived:
    """One drawn day, lived once for all tests here."""
    return lived(*drawn(seed))


def facts_of(seed: int) -> list[f.Fact]:
    return [entry.fact for entry in day(seed).log]


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_passed_beyond_the_bound_on_a_drawn_day(seed: int) -> None:
    """By no one issued more than Hmax later, save the special channel, calls out of turn and moves of one's own (field.md 11)."""
    bound = Bound()
    for entry in day(seed).log:
        bound.take(entry)
    assert bound.passed == []
    assert bound.calls > 25


@pytest.mark.parametrize("seed", SEEDS)
def test_every_move_leads_to_its_place_and_equal_rank_is_first_in_first_out(seed: int) -> None:
    """By looking at every ticket of the hall whenever one is placed or called; and the special channel keeps its pace."""
    hall, periods = Hall(), watch.Periods()
    pace: watch_place.Pace | None = None
    for entry in day(seed).log:
        if hall.setup is not None:
            watch_place.check_claim(hall, entry)
        apply(hall, entry)
        periods.take(entry)
        pace = pace or watch_place.Pace(hall.rules.settings.special_one_in)
        pace.take(entry)
        if isinstance(entry.fact, f.TicketCalled) and not entry.fact.out_of_turn:
            watch_order.check_fair(hall, hall.tickets[entry.fact.ticket], periods.moved)


def test_the_drawn_days_have_every_move_of_the_table() -> None:
    """A property over days in which nothing happens would prove nothing."""
    seen = {type(fact) for seed in SEEDS for fact in facts_of(seed)}
    assert [kind.__name__ for kind in MOVES if kind not in seen] == []
    called = [fact for seed in SEEDS for fact in facts_of(seed) if isinstance(fact, f.TicketCalled)]
    assert any(fact.special for fact in called)
    assert any(fact.out_of_turn for fact in called)


def test_every_passing_has_its_rule() -> None:
    """And everybody who asks gets an answer."""
    found = set()
    for seed in SEEDS[:6]:
        log = day(seed).log
        issued = [entry.version for entry in log if isinstance(entry.fact, f.TicketIssued)]
        found |= {item.rule for ticket in issued for item in passed(log[ticket - 1 :], ticket)}
    assert found >= {"priority", "appointment", "special", "not_yet", "re_entry"}
