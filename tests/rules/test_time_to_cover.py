"""How long it took until B's first call (AB-3), each figure worked out by hand; and whose minutes those were (AB-6).

A's grace is five minutes. Two figures are told: from when A was last seen, and from when absence took effect; both end
with the first call that somebody else made from A's line, and neither runs while nobody waited.
"""

from typing import NamedTuple

from common import commands as c
from server.rules import facts as f
from server.rules.minutes import CoverSpan, minutes_of
from tests.rules.setup_cover_hall import clerk_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, moment, morning, small_setup


class Took(NamedTuple):
    """Seconds from when A was last seen, and from when absence took effect, to the first call."""

    seen: float
    effective: float


def took(street: Street, post: str = "pr") -> Took | None:
    """As the record says it now."""
    begun = street.hall.takeovers[post]
    if begun.first_call is None or begun.seen_ms is None or begun.effective_ms is None:
        return None
    return Took(begun.seen_ms / 1000, begun.effective_ms / 1000)


def responsible(street: Street, since: str, until: str, post: str = "pr") -> list[tuple[str, str | None]]:
    """Who answers for A's window from `since` until `until`, by the facts: (from, who)."""
    entries = [e for e in street.facts(f.CoverChanged) if e.fact.post == post]  # type: ignore[union-attr]
    ends = [*(entry.due for entry in entries[1:]), None]
    covers = [
        CoverSpan(
            post=post,
            state=fact.state,
            clerk=fact.clerk,
            window=fact.window,
            reason=fact.reason,
            a_role=fact.a_role,
            before=fact.before,
            since=entry.due,
            until=end,
        )
        for entry, end in zip(entries, ends, strict=True)
        if isinstance(fact := entry.fact, f.CoverChanged)
    ]
    found = minutes_of(1, moment(since), moment(until), [], [], covers)
    return [(_clock(item.since), item.posts[0].responsible) for item in found]


def _clock(at: int) -> str:
    seconds = (at - moment("00:00")) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def test_a_who_walks_off_costs_the_grace_and_bs_reaction() -> None:
    """One waits. A steps away at 9:00:00; absent at 9:05:00; A2 calls at 9:05:40: 340 s from last seen, 40 s from absence.

    Until 9:05:00 it is A's, from then on B's.
    """
    street = morning()
    street.until("08:50")
    street.issue()
    street.until("09:00")
    street.give(clerk("A1"), c.StepAway(reason="errand"))
    street.until("09:05:40")
    street.call("A2")
    assert took(street) == Took(340, 40)
    assert responsible(street, "08:59", "09:06") == [("08:59:00", "A1"), ("09:05:00", "A2")]


def test_a_who_hands_over_costs_bs_reaction_alone() -> None:
    """At 9:00:00, at once; A2 calls at 9:00:12: 12 s by either figure."""
    street = morning()
    street.issue()
    street.until("09:00")
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.later(seconds=12)
    street.call("A2")
    assert took(street) == Took(12, 12)
    assert responsible(street, "08:59", "09:01") == [("08:59:00", "A1"), ("09:00:00", "A2")]


def test_while_nobody_waits_nothing_runs() -> None:
    """A signs out at 9:00:00; the first resident comes at 9:20:00 and is called at 9:20:30: 30 s by either figure."""
    street = morning()
    street.until("09:00")
    street.leaves("A1")
    street.until("09:20")
    street.issue()
    street.later(seconds=30)
    street.call("A2")
    assert took(street) == Took(30, 30)


def test_one_who_came_within_the_grace_counts_from_coming_by_the_one_figure() -> None:
    """A away at 9:00:00, resident at 9:02:00, absent at 9:05:00, called at 9:06:00: 240 s and 60 s."""
    street = morning()
    street.until("09:00")
    street.give(clerk("A1"), c.StepAway(reason="errand"))
    street.until("09:02")
    street.issue()
    street.until("09:06")
    street.call("A2")
    assert took(street) == Took(240, 60)


def test_a_busy_b_is_not_absent_and_the_residents_of_a_wait_for_it() -> None:
    """A2 is serving from 8:58:00 to 9:09:00 and calls at 9:09:05. A signed out at 9:00:00: 545 s by either figure."""
    street = morning()
    street.issue("mr")
    street.until("08:58")
    mine = street.issue("ms")
    assert street.call("A2") is mine
    street.start("A2", mine)
    street.until("09:00")
    street.leaves("A1")
    street.until("09:09")
    street.finish("A2", mine)
    street.later(seconds=5)
    assert street.call("A2").line == "r"
    assert took(street) == Took(545, 545)


def test_of_several_bs_the_first_call_counts_whoever_makes_it() -> None:
    """A signs out at 9:00:00, A2 at 9:01:00 without a call, A3 calls at 9:01:30: 90 s. A2's minute was A2's."""
    street = morning()
    street.issue()
    street.until("09:00")
    street.leaves("A1")
    street.until("09:01")
    street.leaves("A2")
    street.later(seconds=30)
    street.call("A3")
    assert took(street) == Took(90, 90)
    assert responsible(street, "08:59", "09:02") == [
        *(("08:59:00", "A1"), ("09:00:00", "A2"), ("09:01:00", "A3")),
    ]


def test_with_nobody_there_it_runs_until_a_stand_in_calls_and_it_is_as() -> None:
    """A1 and A3 sign out at 9:00:00, A2 at 9:00:00 too; a stand-in is named at 9:07:00 and calls at 9:07:20: 440 s."""
    street = morning()
    street.issue()
    street.until("09:00")
    street.leaves("A2", "A3", "A1")
    street.until("09:06")
    street.give(clerk("A4"), c.SitDown(window=2))
    street.until("09:07")
    street.give(BOSS, c.NameStandIn(post="pr", clerk="A4", reason="nobody_present", on_the_spot=True))
    street.later(seconds=20)
    street.call("A4")
    assert took(street) == Took(440, 440)
    assert responsible(street, "08:59", "09:08") == [
        *(("08:59:00", "A1"), ("09:00:00", "A1"), ("09:07:00", "A4")),
    ]


def test_a_who_changes_seats_is_there_and_nothing_begins() -> None:
    """A1 moves to window 4 at 9:00:00: seated anywhere is present; no takeover."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("09:00")
    street.give(clerk("A1"), c.SitDown(window=4))
    assert street.cover("pr") == ("a_role", "A1", 4, None)
    assert "pr" not in street.hall.takeovers


def test_an_absent_a_whose_seat_is_taken_is_absent_since_the_same_moment() -> None:
    """A1 away at 9:00:00, absent at 9:05:00; A2 takes window 1 at 9:06:00 and calls at 9:06:10: 370 s and 70 s."""
    street = morning()
    street.issue()
    street.until("09:00")
    street.give(clerk("A1"), c.StepAway(reason="errand"))
    street.until("09:06")
    street.give(clerk("A2"), c.SitDown(window=1))
    street.later(seconds=10)
    street.call("A2")
    assert took(street) == Took(370, 70)


def test_a_call_that_is_taken_back_was_none() -> None:
    """A signs out at 9:00:00; called at 9:00:10 and undone, called again at 9:01:00: 60 s."""
    street = morning()
    street.issue()
    street.until("09:00")
    street.leaves("A1")
    street.later(seconds=10)
    ticket = street.call("A2")
    street.give(clerk("A2"), c.Undo(ticket=ticket.id))
    assert took(street) is None
    street.until("09:01")
    street.call("A2")
    assert took(street) == Took(60, 60)


def test_who_was_called_by_an_a_who_then_left_has_waited_all_along() -> None:
    """A calls at 8:59:00, leaves at 9:00:00; the call is put back at 9:05:00, A2 calls at 9:05:40: 340 s and 40 s."""
    street = morning()
    street.issue()
    street.until("08:59")
    street.call("A1")
    street.until("09:00")
    street.give(clerk("A1"), c.StepAway(reason="errand"))
    street.until("09:05:40")
    street.call("A2")
    assert took(street) == Took(340, 40)


def test_lunch_by_turns_is_effective_from_its_beginning() -> None:
    """Lunch from 9:00; A signs out at 9:00:00, B calls at 9:00:25: 25 s by either figure."""
    street = Street(clerk_with("A1", small_setup(), lunch=("09:00", "09:30")))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:55")
    street.issue()
    street.until("09:00")
    street.leaves("A1")
    street.later(seconds=25)
    street.call("A2")
    assert took(street) == Took(25, 25)


def test_an_official_absence_that_ran_out_began_when_a_was_last_seen() -> None:
    """Agreed from 9:00:00 to 9:30:00; A is absent from 9:35:00; asked for from 8:55, B calls at 9:36:00: 2160 s and 60 s."""
    street = morning()
    street.give(clerk("A1"), c.AskOfficial(reason="meeting", since=moment("09:00"), until=moment("09:30")))
    street.give(BOSS, c.AnswerOfficial(asking=next(iter(street.hall.officials)), agree=True))
    street.until("08:55")
    street.issue()
    street.until("09:36")
    street.call("A2")
    assert took(street) == Took(36 * 60, 60)
