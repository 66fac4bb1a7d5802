"""What a clerk does to the ticket in hand, from the call to the end."""

import pytest

from common import commands as c
from common.messages import Called
from server.rules import facts as f
from server.rules.order import Actor, AnyCommand
from server.rules.setup import Settings
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, morning, state


def shared_morning() -> Street:
    """Half past eight in the harder hall, all four at their windows."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    return street


def test_issue_call_start_finish() -> None:
    """field.md 1: one state after the other, and nothing is left open at the end."""
    street = morning()
    ticket = street.issue()
    states = [ticket.state]
    street.later(minutes=4)
    assert street.call("A1") is ticket
    states.append(ticket.state)
    street.start("A1", ticket)
    states.append(ticket.state)
    street.later(minutes=3)
    street.finish("A1", ticket)
    states.append(ticket.state)
    assert states == ["waiting", "called", "serving", "finished"]
    assert (ticket.waited_ms, ticket.served_ms) == (4 * 60_000, 3 * 60_000)
    assert not any((street.hall.hands, street.waiting(), street.hall.outside, street.hall.held))


def test_the_answer_to_a_call_says_who_comes_and_where() -> None:
    """And the fact on record says who called in which role."""
    street = morning()
    ticket = street.issue()
    answer = street.give(clerk("A1"), c.CallNext())
    assert answer == Called(ticket=ticket.id, number="R001", matter="mr", post="pr", window=1)
    (called,) = street.made(f.TicketCalled)
    assert called == f.TicketCalled(
        ticket=ticket.id, post="pr", window=1, clerk="A1", role="a_role", over=("r",), waited_from=street.at
    )


def test_an_empty_queue_gives_a_clear_answer() -> None:
    """field.md 3."""
    assert morning().refused(clerk("A1"), c.CallNext()) == "nobody_waits"


def test_two_clerks_at_one_line_get_one_each() -> None:
    """field.md 4 and 23: whoever is free first gets the first."""
    street = shared_morning()
    first, second = street.issue(), street.issue()
    assert street.call("A4") is first
    assert street.call("A1") is second


def test_a_clerk_is_given_the_oldest_over_all_lines_served() -> None:
    """Two lines at one post are one order."""
    street = shared_morning()
    numbers = [street.issue(matter).number for matter in ("mu", "mr", "mu")]
    called = []
    for _ in range(3):
        called.append(street.call("A1").number)
        street.give(clerk("A1"), c.HoldTicket(ticket=street.hall.hands[1]))
    assert called == numbers


def test_a_pick_and_a_call_do_not_give_one_ticket_twice() -> None:
    """field.md 5: one wins, the other is told."""
    street = shared_morning()
    ticket = street.issue()
    assert street.call("A4") is ticket
    assert street.refused(clerk("A1"), c.CallThis(ticket=ticket.id)) == "ticket_state"


def test_a_double_press_is_one_call() -> None:
    """field.md 6."""
    street = morning()
    street.issue(), street.issue()
    street.give(clerk("A1"), c.CallNext(in_hand=None))
    assert street.refused(clerk("A1"), c.CallNext(in_hand=None)) == "in_hand_changed"


def test_call_next_finishes_the_one_in_hand_where_the_hall_says_so() -> None:
    """One key for the whole way; never while the resident has not come yet."""
    street = morning()
    first, second = street.issue(), street.issue()
    street.call("A1")
    assert street.refused(clerk("A1"), c.CallNext(in_hand=first.id)) == "hand_full"
    street.start("A1", first)
    street.give(clerk("A1"), c.CallNext(in_hand=first.id))
    assert (first.state, second.state) == ("finished", "called")


def test_in_a_strict_hall_call_next_never_finishes() -> None:
    """field.md 6: a clerk who is serving cannot take a second ticket."""
    street = morning(settings=Settings(call_next_finishes=False))
    first, _ = street.issue(), street.issue()
    street.call("A1")
    street.start("A1", first)
    assert street.refused(clerk("A1"), c.CallNext(in_hand=first.id)) == "hand_full"


def test_calling_with_nobody_waiting_does_not_finish_the_one_in_hand() -> None:
    """A refusal changes nothing."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    assert street.refused(clerk("A1"), c.CallNext(in_hand=ticket.id)) == "nobody_waits"
    assert state(ticket) == "serving"


def test_out_of_turn_only_with_permission_and_on_record() -> None:
    """Acquaintance is never a priority."""
    street = morning()
    _, second = street.issue(), street.issue()
    assert street.refused(clerk("A2"), c.CallThis(ticket=second.id)) == "not_allowed"
    street.give(clerk("A1"), c.CallThis(ticket=second.id))
    (called,) = street.made(f.TicketCalled)
    assert (called.ticket, called.out_of_turn) == (second.id, True)


def test_out_of_turn_finishes_the_one_in_hand_like_any_call() -> None:
    """It is the same press."""
    street = morning()
    first, _, third = street.issue(), street.issue(), street.issue()
    street.call("A1")
    street.start("A1", first)
    street.give(clerk("A1"), c.CallThis(ticket=third.id, in_hand=first.id))
    assert (first.state, third.state) == ("finished", "called")


def test_only_from_ones_own_lines() -> None:
    """Permission to pick is not permission to take another post's resident."""
    street = morning()
    other = street.issue("ms")
    assert street.refused(clerk("A1"), c.CallThis(ticket=other.id)) == "not_your_line"


def test_recall_is_limited_in_spacing_and_number() -> None:
    """Twice, ten seconds apart."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    recall = c.Recall(ticket=ticket.id)
    street.later(seconds=9.999)
    assert street.refused(clerk("A1"), recall) == "recall_too_soon"
    street.later(seconds=0.001)
    street.give(clerk("A1"), recall)
    assert street.refused(clerk("A1"), recall) == "recall_too_soon"
    street.later(seconds=10)
    street.give(clerk("A1"), recall)
    street.later(seconds=10)
    assert street.refused(clerk("A1"), recall) == "recall_limit"
    assert [
        entry.fact.times
        for entry in street.facts(f.TicketRecalled)
        if isinstance(entry.fact, f.TicketRecalled)
    ] == [1, 2]


def test_after_the_last_recall_the_ticket_is_a_no_show_by_itself() -> None:
    """field.md 10: a minute after it, by nobody."""
    street = morning()
    street.issue()
    ticket = street.call_to_the_last("A1")
    street.later(seconds=59.999)
    assert state(ticket) == "called"
    street.later(seconds=0.001)
    assert state(ticket) == "missed"
    (missed,) = street.facts(f.TicketMissed)
    assert (missed.by, missed.due) == ("system", street.at)
    assert not street.hall.hands


def test_without_recalls_a_call_is_missed_a_minute_after_it() -> None:
    """A hall may allow no recall at all."""
    street = morning(settings=Settings(recall_limit=0))
    ticket = street.issue()
    street.call("A1")
    assert street.refused(clerk("A1"), c.Recall(ticket=ticket.id)) == "recall_limit"
    street.later(seconds=60)
    assert state(ticket) == "missed"


def test_a_call_that_is_not_recalled_waits_for_the_clerk() -> None:
    """Only the last recall starts the minute."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.later(minutes=20)
    assert state(ticket) == "called"


@pytest.mark.parametrize("back", ["come_back", "resume"])
def test_no_call_is_missed_while_nobody_could_have_answered_it(back: str) -> None:
    """Whoever comes to an empty window, or is led out of the building, has missed nothing."""
    street = morning()
    street.issue()
    ticket = street.call_to_the_last("A1")
    ways: dict[str, tuple[Actor, AnyCommand, AnyCommand]] = {
        "come_back": (clerk("A1"), c.StepAway(reason="restroom"), c.ComeBack()),
        "resume": (BOSS, c.PauseHall(reason="evacuation"), c.ResumeHall(reason="evacuation")),
    }
    actor, leave, end = ways[back]
    street.give(actor, leave)
    street.later(minutes=4)
    assert state(ticket) == "called"
    street.give(actor, end)
    street.later(seconds=59)
    assert state(ticket) == "called"
    street.later(seconds=1)
    assert state(ticket) == "missed"


def test_held_time_is_not_service_time() -> None:
    """field.md 2: the ticket is one, and the window is free meanwhile."""
    street = morning()
    ticket, other = street.issue(), street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.later(minutes=2)
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    assert street.serve("A1") is other
    street.later(minutes=30)
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))
    street.later(minutes=3)
    street.finish("A1", ticket)
    assert ticket.served_ms == 5 * 60_000
    assert street.hall.tallies["line:r"].service_ms == 5 * 60_000


def test_a_called_ticket_can_be_held_too() -> None:
    """The resident came without the form: aside with it."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))
    assert (ticket.state, street.hall.hands) == ("serving", {1: ticket.id})


def test_a_priority_that_was_declared_is_confirmed_at_the_window() -> None:
    """On record either way."""
    street = morning()
    ticket = street.issue(priority="elder")
    street.call("A1")
    street.give(clerk("A1"), c.StartService(ticket=ticket.id, priority_confirmed=False))
    (started,) = street.made(f.ServiceStarted)
    assert started == f.ServiceStarted(ticket=ticket.id, priority_confirmed=False)


def test_a_refusal_tells_what_it_is_about() -> None:
    """Words are put to it at the edge; the values come from here."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    refusal = street.refusal(clerk("A2"), c.StartService(ticket=ticket.id))
    assert (refusal.code, refusal.values) == ("not_in_your_hand", {"number": "R001"})
