"""Before opening: a post is covered from when anybody is served there (AB-3, AB-5)."""

from common import commands as c
from server.rules import facts as f
from tests.rules.street import Street, clerk


def early() -> Street:
    """A1 has begun at a quarter past eight: R001 is put aside, R002 waits; A2 is there."""
    street = Street()
    street.until("08:15")
    street.sit("A1", "A2")
    first = street.issue()
    street.issue()
    street.call("A1")
    street.start("A1", first)
    street.give(clerk("A1"), c.HoldTicket(ticket=first.id))
    return street


def test_a_post_handed_over_before_opening_is_the_takers_at_once() -> None:
    """The waiting ones and whoever was put aside; at opening it stays so."""  # AB-5
    street = early()
    street.give(clerk("A1"), c.HandOver(reason="errand"))
    assert street.cover("pr") == ("b_role", "A2", 2, "handed_over")
    assert street.call("A2").number == "R002"
    street.until("08:31")
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.give(clerk("A1"), c.ComeBack())
    assert [fact.kind for fact in street.made(f.HandoverOpened)] == ["left", "return"]


def test_whoever_was_put_aside_before_opening_is_on_somebodys_list() -> None:
    """Signed out without a word it is B's, and nobody's is an alarm."""  # AB-3, AB-10
    street = early()
    street.leaves("A1")
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.leaves("A2")
    assert street.cover("pr")[0] == "unattended"


def test_before_anybody_is_served_nobody_covers() -> None:
    """Whoever sits down early and gets up again leaves nothing behind."""
    street = Street()
    street.until("08:15")
    street.sit("A1", "A2")
    street.issue()
    street.leaves("A1")
    assert street.cover("pr")[0] == "closed"
