"""Load sharing (AB-9): an A who is there and overloaded, and a B whose own residents do not pay for it."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.hall_cover import SharedLoad
from server.rules.setup_cover import Sharing
from server.rules.sharing import lines_worked_by
from server.rules.view import table
from tests.rules.setup_cover_hall import all_seated, post_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, MINUTE, Street, clerk


def sharing(waiting: int = 0, longest_min: int = 0) -> Street:
    return all_seated(post_with("pr", sharing=Sharing(waiting=waiting, longest_min=longest_min)))


def come(street: Street, count: int, matter: str = "mr") -> None:
    for _ in range(count):
        street.issue(matter)


def test_nothing_is_shared_below_the_threshold_or_by_default() -> None:
    """A serves the own line alone."""  # AB-2
    street = sharing(waiting=4)
    come(street, 3)
    assert street.hall.shared == {}
    assert street.refused(clerk("A2"), c.CallNext()) == "nobody_waits"
    plain = all_seated(post_with("pr"))
    come(plain, 30)
    plain.later(minutes=90)
    assert plain.made(f.SharingBegan) == []


def test_when_so_many_wait_the_first_b_may_call_from_the_line_too() -> None:
    """The number that fills the line starts it, in the same turn, on record."""  # AB-9
    street = sharing(waiting=4)
    come(street, 4)
    (began,) = street.made(f.SharingBegan)
    assert (began.post, began.clerk, began.kind, began.waiting) == ("pr", "A2", "waiting", 4)
    assert street.cover("pr")[:2] == ("a_role", "A1")
    ticket = street.call("A2")
    assert (ticket.number, ticket.role, ticket.post, ticket.window) == ("R001", "b_role", "pr", 2)


def test_when_somebody_waits_so_long_time_alone_starts_it() -> None:
    """At that very minute."""  # AB-9
    street = sharing(longest_min=20)
    street.issue()
    began_at = street.at + 20 * MINUTE
    street.later(minutes=19)
    assert street.hall.shared == {}
    street.later(minutes=2)
    (entry,) = street.facts(f.SharingBegan)
    assert entry.due == began_at


def test_bs_own_residents_do_not_pay() -> None:
    """A guest comes first only if the guest has waited longer by the offset."""  # AB-9
    street = sharing(longest_min=10)
    street.issue("mr")
    street.later(minutes=6)
    street.issue("ms")
    street.later(minutes=4)
    assert street.hall.shared["pr"].offset_ms == 10 * MINUTE
    assert [row.number for row in table(street.hall, "clerk:A2", "waiting").values()] == ["S001", "R001"]  # type: ignore[attr-defined]
    assert street.call("A2").number == "S001"


def test_a_guest_who_waited_longer_by_the_offset_comes_first() -> None:
    """The other side of the same comparison."""  # AB-9
    street = sharing(longest_min=10)
    street.issue("mr")
    street.later(minutes=11)
    street.issue("ms")
    assert street.call("A2").number == "R001"


def test_sharing_ends_at_half_the_threshold_and_does_not_flap() -> None:
    """Three of four is still shared, two is not."""  # AB-9
    street = sharing(waiting=4)
    come(street, 4)
    street.serve("A1")
    assert "pr" in street.hall.shared
    street.serve("A1")
    assert "pr" not in street.hall.shared
    assert [fact.reason for fact in street.made(f.SharingEnded)] == ["relieved"]
    come(street, 1)
    assert len(street.made(f.SharingBegan)) == 1


@pytest.mark.parametrize(("leaver", "reason"), [("A1", "a_absent"), ("A2", "b_absent")])
def test_sharing_ends_when_one_of_the_two_leaves(leaver: str, reason: str) -> None:
    """A gone, B covers; B gone, the next B shares."""  # AB-3, AB-9
    street = sharing(waiting=4)
    come(street, 4)
    street.leaves(leaver)
    assert street.made(f.SharingEnded)[0].reason == reason
    if leaver == "A1":
        assert street.cover("pr")[:2] == ("b_role", "A2")
        assert street.hall.shared == {}
    else:
        assert street.hall.shared["pr"].clerk == "A3"


def test_what_b_holds_while_sharing_b_may_resume() -> None:
    """And A sees it: it stays with the post."""  # AB-7
    street = sharing(waiting=4)
    come(street, 5)
    ticket = street.call("A2")
    street.start("A2", ticket)
    street.give(clerk("A2"), c.HoldTicket(ticket=ticket.id))
    assert str(ticket.id) in table(street.hall, "clerk:A1", "held")
    street.give(clerk("A2"), c.ResumeTicket(ticket=ticket.id))
    assert (ticket.clerk, ticket.role) == ("A2", "b_role")


def test_in_a_pause_sharing_neither_begins_nor_ends() -> None:
    """Nothing is called anyway."""
    street = sharing(longest_min=20)
    street.issue()
    street.give(BOSS, c.PauseHall(reason="power"))
    street.later(minutes=30)
    assert street.hall.shared == {}
    street.give(BOSS, c.ResumeHall(reason="power"))
    assert "pr" in street.hall.shared


def test_the_supervisor_and_b_see_who_shares() -> None:
    """In their rows."""  # S-1
    street = sharing(waiting=2)
    come(street, 2)
    assert table(street.hall, "supervisor", "covering")["pr"].shares == "A2"  # type: ignore[attr-defined]
    assert table(street.hall, "clerk:A2", "me")["A2"].shares == ("pr",)  # type: ignore[attr-defined]
    post = table(street.hall, "clerk:A1", "posts")["pr"]
    assert (post.shares, post.b_roles) == ("A2", ("A2", "A3"))  # type: ignore[attr-defined]


def test_a_line_that_a_guest_shares_at_two_posts_counts_with_the_lesser_offset() -> None:
    """Whichever of the posts is named first in the file."""  # AB-9
    hall = all_seated(shared_setup()).hall
    for greater in ("pr", "pq"):
        hall.shared = {post: SharedLoad("A2", 5_000, 0, "wait") for post in ("pr", "pq")}
        hall.shared[greater] = SharedLoad("A2", 9_000, 0, "wait")
        assert lines_worked_by(hall, "A2")["r"] == 5_000
