"""The fairness measure's own parts: the observer of the bound, and days that two set-ups live alike."""

import pytest

from bench.fair.bound import Bound, most_ms
from bench.fair.compared import compared, drawn, lived
from bench.fair.drawn_hall import DAY, NEVER, without_cover, without_sharing
from bench.fair.seen import Seen, Wait
from server.rules import facts as f
from server.rules.facts import AnyFact, Entry
from server.rules.hours import MINUTE_MS, civil_day
from server.rules.setup_check import findings
from tests.rules.street import small_setup

HMAX_MIN = 30
"""The small hall's elders have a head start of so much."""


def issued(ticket: int, *, claim_min: int, line: str = "r", **values: int | str) -> f.TicketIssued:
    return f.TicketIssued(
        ticket=ticket, number=f"R{ticket:03d}", n=ticket, matter="mr", line=line,
        claim=claim_min * MINUTE_MS, placed=ticket, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def called(ticket: int, **values: bool) -> f.TicketCalled:
    return f.TicketCalled(ticket=ticket, post="pr", window=1, clerk="A1", role="a_role", **values)  # type: ignore[arg-type]


def watched(*happened: tuple[int, AnyFact]) -> list[tuple[int, int]]:
    """Who was passed by whom, beyond the bound; each fact with its minute."""
    bound = Bound()
    facts: list[tuple[int, AnyFact]] = [(0, f.HallImported(setup=small_setup())), *happened]
    for version, (minute, fact) in enumerate(facts, 1):
        bound.take(Entry(version, minute * MINUTE_MS, minute * MINUTE_MS, "x", fact))
    return [(item.ticket, item.called) for item in bound.passed]


def test_who_came_more_than_the_head_start_later_and_goes_before_is_found() -> None:
    """One minute makes the difference; who waits in another line is not passed."""
    early = (0, issued(1, claim_min=0))
    assert watched(early, (31, issued(2, claim_min=31)), (40, called(2))) == [(1, 2)]
    assert watched(early, (30, issued(2, claim_min=0)), (40, called(2))) == []
    assert watched(early, (31, issued(2, claim_min=31, line="s")), (40, called(2))) == []


@pytest.mark.parametrize("exception", ["special", "out_of_turn"])
def test_what_is_on_record_as_an_exception_counts_for_nothing(exception: str) -> None:
    """Q-8, Q-13: the record names it."""
    assert (
        watched(
            (0, issued(1, claim_min=0)), (50, issued(2, claim_min=50)), (51, called(2, **{exception: True}))
        )
        == []
    )


def test_a_move_of_ones_own_counts_from_where_it_led() -> None:
    """Whoever lets others go first is passed by them, but not by everybody for ever."""
    moved = f.TicketSteppedBack(ticket=1, claim=20 * MINUTE_MS, placed=9)
    begin: list[tuple[int, AnyFact]] = [(0, issued(1, claim_min=0)), (25, moved)]
    assert watched(*begin, (50, issued(2, claim_min=20)), (55, called(2))) == []
    assert watched(*begin, (51, issued(2, claim_min=21)), (55, called(2))) == [(1, 2)]


def test_a_transfer_keeps_the_time_of_issue_and_a_missed_call_does_not_wait() -> None:
    """F-2; field.md 10: whoever is out comes back by an act."""
    led = f.TicketTransferred(ticket=1, matter="ms", line="s", claim=0, placed=9)
    late = (50, issued(2, claim_min=50, line="s"))
    assert watched((0, issued(1, claim_min=0)), (5, called(1)), (10, led), late, (51, called(2))) == [(1, 2)]
    gone = (10, f.TicketMissed(ticket=1))
    assert (
        watched(
            (0, issued(1, claim_min=0)), (5, called(1)), gone, (50, issued(2, claim_min=50)), (51, called(2))
        )
        == []
    )


def test_whoever_comes_early_for_a_slot_waits_from_its_claim() -> None:
    """Q-7: an hour before the slot, not from when the door was opened."""
    booked = issued(1, claim_min=60, slot=120 * MINUTE_MS)
    assert watched((0, booked), (60, issued(2, claim_min=60)), (61, called(2))) == []
    assert watched((0, booked), (91, issued(2, claim_min=61)), (92, called(2))) == [(1, 2)]


def test_waits_and_posts_without_anybody_are_read_off_the_facts() -> None:
    """From the number to its first call; from unattended to the next change."""
    cover = f.CoverChanged(
        post="pr", state="unattended", clerk=None, window=None, reason=None, until=None, before="A1"
    )
    served = f.CoverChanged(
        post="pr", state="a_role", clerk="A1", window=1, reason=None, until=None, before=None
    )
    seen = Seen(since=0)
    happened: list[tuple[int, AnyFact]] = [
        (0, issued(1, claim_min=0, priority="elder")), (3, cover), (7, called(1)), (8, served), (9, called(1)),
    ]  # fmt: skip
    for version, (minute, fact) in enumerate(happened, 1):
        seen.take(Entry(version, minute * MINUTE_MS, minute * MINUTE_MS, "x", fact))
    assert seen.waits == {1: Wait(7 * MINUTE_MS, priority=True, slot=False)}
    assert seen.nobody_ms == 5 * MINUTE_MS


@pytest.mark.parametrize("seed", range(12))
def test_every_drawn_hall_is_a_hall_that_could_be_imported(seed: int) -> None:
    """Also the ones that it is compared with."""
    setup, _ = drawn(seed)
    for one in (setup, without_cover(setup), without_sharing(setup)):
        assert [item.code for item in findings(one) if item.level == "error"] == []
    assert {b for post in without_cover(setup).posts for b in post.b_roles} == {NEVER}


def test_one_seed_is_one_day() -> None:
    """A figure can be looked into again."""
    assert compared(3) == compared(3)
    assert compared(3) != compared(4)


def test_the_same_people_come_with_and_without_cover() -> None:
    """Else the two lives could not be compared: numbers of the day at the same moments."""
    setup, day = drawn(5)
    came = []
    for one in (setup, without_cover(setup), without_sharing(setup)):
        log = lived(one, day).log
        came.append(
            [
                (entry.due, entry.fact.matter)
                for entry in log
                if isinstance(entry.fact, f.TicketIssued) and civil_day(setup, entry.due) == DAY
            ]
        )
    assert came[0] == came[1] == came[2]
    assert len(came[0]) > 20


def test_cover_leaves_fewer_posts_alone() -> None:
    """AB-3: what the arrangement is for, on a dozen days."""
    days = [compared(seed) for seed in range(12)]
    assert sum(day.nobody_ms for day in days) < sum(day.nobody_without_cover_ms for day in days) / 3
    assert sum(day.passed for day in days) == 0


def test_the_bound_is_the_largest_head_start_or_lead_and_lateness() -> None:
    """docs/place.md."""
    assert most_ms(small_setup()) == HMAX_MIN * MINUTE_MS
