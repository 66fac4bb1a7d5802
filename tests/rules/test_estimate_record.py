"""What a hall's record says and learns of ranges: given with the number, scored at the call, services learnt (docs/estimate.md)."""

from collections.abc import Callable

import msgspec
import pytest

from common import commands as c
from common import commands_place as p
from common.messages import Issued
from server.rules import facts as f
from server.rules.apply import apply
from server.rules.estimate.wait import wait_of_newcomer
from server.rules.hall import Hall, Ticket
from server.rules.order import ImportHall
from tests.rules.estimating import busy, likely_min, queue, told
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, clerk, morning


def test_the_range_stands_in_the_fact_and_in_the_answer() -> None:
    """Both say the same, and what is said is what is scored."""
    street = morning()
    queue(street, 5)
    answer = street.give(KIOSK, c.IssueTicket(matter="mr"))
    assert isinstance(answer, Issued)
    given = street.made(f.TicketIssued)[-1].wait
    assert given is not None
    assert answer.wait == (given.low_min, given.high_min)
    assert street.hall.tickets[answer.ticket].given == given


def test_the_same_hall_says_the_same_after_its_record_is_folded_again() -> None:
    """Nothing is learnt but from facts."""
    street = morning()
    for matter in ("mr", "ms", "mr", "mt"):
        street.issue(matter)
    for name in ("A1", "A2"):
        busy(street, name)
        street.later(minutes=3)
        street.finish(name, street.hall.tickets[street.hall.hands[int(name[1:])]])
    again = Hall()
    for entry in street.log:
        apply(again, entry)
    assert again.estimates == street.hall.estimates
    assert street.hall.estimates.all.n > 0
    assert wait_of_newcomer(again, "r", street.at) == told(street)


@pytest.mark.parametrize("minutes", [0.1, 400])
def test_a_range_that_was_wrong_counts_as_wrong(minutes: float) -> None:
    """Called at once though many were ahead; or much later."""
    street = morning()
    queue(street, 5)
    ticket = street.issue("mr")
    for earlier in list(street.hall.tickets):
        if earlier != ticket.id:
            street.give(BOSS, c.WithdrawTicket(ticket=earlier))
    street.later(minutes=minutes)
    street.call("A1")
    assert street.hall.estimates.days == {"2026-11-23": (1, 0)}


def test_a_range_that_came_true_counts_as_right() -> None:
    """At the first call, and once."""
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    street.give(clerk("A1"), c.Undo(ticket=ticket.id))
    street.later(minutes=30)
    street.call("A1")
    assert street.hall.estimates.days == {"2026-11-23": (1, 1)}


def steps_back(street: Street, ticket: Ticket) -> None:
    street.give(KIOSK, p.StepBack(ticket=ticket.id))


def goes_first(street: Street, ticket: Ticket) -> None:
    street.give(BOSS, p.GrantSpecial(ticket=ticket.id, reason="frail"))


@pytest.mark.parametrize("another_way", [steps_back, goes_first])
def test_whoever_goes_another_way_is_not_scored(another_way: Callable[[Street, Ticket], None]) -> None:
    """The range was for the way that the ticket did not go."""
    street = morning()
    ticket = street.issue("mr")
    another_way(street, ticket)
    street.call("A1")
    assert street.hall.estimates.days == {}


def test_who_is_called_out_of_turn_is_not_scored() -> None:
    """A1 may pick."""
    street = morning()
    queue(street, 4)
    ticket = street.issue("mr")
    street.give(clerk("A1"), c.CallThis(ticket=ticket.id))
    assert street.hall.estimates.days == {}


def test_who_was_carried_over_is_not_scored() -> None:
    """A night lies between."""
    street = morning()
    ticket = street.issue("mr")
    street.give(BOSS, c.CloseDay())
    assert street.hall.tickets[ticket.id].given is None


def test_a_service_is_from_the_call_until_the_hand_is_empty() -> None:
    """The walk and a no-show keep the window too; what lies aside does not."""
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    street.later(minutes=1)
    street.start("A1", ticket)
    street.later(minutes=4)
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.later(minutes=30)
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))
    street.later(minutes=2)
    street.finish("A1", ticket)
    assert street.hall.estimates.matters["mr"].sum_s == 7 * 60
    assert street.hall.estimates.all.n == 1


def test_a_call_that_was_a_slip_teaches_nothing() -> None:
    """Taken back, it kept no window."""
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    street.later(minutes=1)
    street.give(clerk("A1"), c.Undo(ticket=ticket.id))
    assert street.hall.estimates.all.n == 0


def test_quick_services_make_the_next_waits_shorter() -> None:
    """What the hall's file takes for granted gives way to the record."""
    street = morning()
    queue(street, 5)
    before = likely_min(street)
    for _ in range(20):
        ticket = street.issue("mr")
        street.call("A1")
        street.later(minutes=1)
        called = street.hall.tickets[street.hall.hands[1]]
        street.start("A1", called)
        street.later(minutes=1)
        street.finish("A1", called)
    assert ticket.state == "waiting"
    while len(street.hall.lines["r"]) > 5:
        street.serve("A1")
    assert likely_min(street) < 0.7 * before


def test_what_was_learnt_of_a_matter_that_is_no_more_is_forgotten() -> None:
    """A hall's file is imported without it."""
    street = morning()
    for name, matter in (("A1", "mr"), ("A2", "ms")):
        ticket = street.issue(matter)
        busy(street, name)
        street.later(minutes=2)
        street.finish(name, ticket)
    assert street.hall.estimates.matters.keys() == {"mr", "ms"}
    fewer = tuple(matter for matter in street.setup.matters if matter.id != "ms")
    street.give(ADMIN, ImportHall(setup=msgspec.structs.replace(street.setup, matters=fewer)))
    assert street.hall.estimates.matters.keys() == {"mr"}
