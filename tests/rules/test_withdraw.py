"""Who may take a resident out of the queue (Q-13)."""

from common import commands as c
from server.rules.order import Actor
from tests.rules.street import BOSS, clerk, morning, state


def test_a_clerk_withdraws_what_waits_in_lines_of_their_own() -> None:
    """Also one that is covered now."""  # AB-16
    street = morning()
    ticket, other = street.issue("mr"), street.issue("ms")
    street.give(clerk("A1"), c.WithdrawTicket(ticket=ticket.id))
    street.leaves("A2")
    street.give(clerk("A3"), c.WithdrawTicket(ticket=other.id))
    assert [state(ticket), state(other)] == ["withdrawn", "withdrawn"]


def test_no_clerk_withdraws_what_waits_for_another() -> None:
    """Whoever waits elsewhere is none of their business."""
    street = morning()
    ticket = street.issue("ms")
    assert street.refused(clerk("A1"), c.WithdrawTicket(ticket=ticket.id)) == "not_your_line"


def test_who_is_not_at_a_window_withdraws_nothing() -> None:
    """Neither from home nor while away."""  # AB-16
    street = morning()
    ticket = street.issue("mr")
    withdraw = c.WithdrawTicket(ticket=ticket.id)
    assert street.refused(clerk("A4"), withdraw) == "not_seated"
    street.give(clerk("A1"), c.StepAway(reason="restroom"))
    assert street.refused(clerk("A1"), withdraw) == "come_back_first"


def test_what_a_clerk_has_called_is_theirs_also_after_the_cover_has_ended() -> None:
    """B keeps what is in hand."""  # AB-8
    street = morning()
    ticket = street.issue("mr")
    street.leaves("A1")
    street.call("A2")
    street.give(clerk("A1"), c.SitDown(window=1))
    assert street.refused(clerk("A1"), c.WithdrawTicket(ticket=ticket.id)) == "not_in_your_hand"
    street.give(clerk("A2"), c.WithdrawTicket(ticket=ticket.id))


def test_a_supervisor_withdraws_any_ticket_also_one_who_is_a_clerk_too() -> None:
    """Somebody must be able to."""
    street = morning()
    for actor in (BOSS, Actor("A4", frozenset({"clerk", "supervisor"}))):
        ticket = street.issue("ms")
        street.give(actor, c.WithdrawTicket(ticket=ticket.id))
        assert ticket.state == "withdrawn"
