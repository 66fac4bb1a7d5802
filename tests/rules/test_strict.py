"""Strict lines: each ticket is kept to a window of its own (field.md 23); and what an import may not take away."""

import msgspec

from common import commands as c
from common.commands_place import BookAppointment
from common.messages import Issued
from server.rules.order import ImportHall
from tests.rules.setup_place import place_setup
from tests.rules.street import ADMIN, BOSS, KIOSK, Street, clerk, moment, state


def strict_hall() -> Street:
    """Line r with two posts, strict: pr (A1, window 1) and pq (A4, window 4)."""
    street = Street(place_setup(strict=True, call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    return street


def kept(street: Street, count: int) -> list[str | None]:
    return [street.issue("mr").kept_to for _ in range(count)]


def test_a_ticket_of_a_strict_line_is_kept_to_the_post_with_fewest_waiting() -> None:
    """The answer names that window (field.md 23)."""
    street = strict_hall()
    assert kept(street, 3) == ["pr", "pq", "pr"]
    answer = street.give(KIOSK, c.IssueTicket(matter="mr"))
    assert isinstance(answer, Issued)
    assert (answer.window, answer.ahead) == (4, 1)


def test_each_window_calls_its_own_and_no_other() -> None:
    """Though a line's other window is free."""
    street = strict_hall()
    kept(street, 3)
    assert [street.serve("A4").number for _ in range(1)] == ["R002"]
    assert street.refused(clerk("A4"), c.CallNext()) == "nobody_waits"
    assert [street.serve("A1").number for _ in range(2)] == ["R001", "R003"]


def test_without_strictness_the_first_free_window_calls() -> None:
    """field.md 23."""
    street = Street(place_setup(call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    assert kept(street, 2) == [None, None]
    assert [street.serve("A4").number for _ in range(2)] == ["R001", "R002"]


def test_whoever_covers_the_post_serves_its_own() -> None:
    """A strict ticket is kept to the post, not to a person (AB-3)."""
    street = strict_hall()
    kept(street, 1)
    street.leaves("A1")
    called = street.call("A2")
    assert (called.number, called.post, called.role) == ("R001", "pr", "b_role")


def test_a_return_goes_to_the_post_it_came_from() -> None:
    """With return, in a strict line (Q-12)."""
    street = strict_hall()
    ticket = street.issue("mr")
    street.issue("mr")
    street.start("A1", street.call("A1"))
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms", back=True))
    for _ in range(3):
        street.issue("mr")
    street.serve("A2")
    assert (ticket.kept_to, state(ticket)) == ("pr", "waiting")


def test_an_import_may_not_take_a_strict_tickets_post_away_nor_a_matter_that_follows() -> None:
    """Nor a matter of which a slot is booked."""
    street = strict_hall()
    street.give(KIOSK, c.IssueTicket(matter="mr", then=("mt",)))
    setup = street.setup
    posts = tuple(
        msgspec.structs.replace(post, lines=("u",)) if post.id == "pr" else post for post in setup.posts
    )
    without = tuple(matter for matter in setup.matters if matter.id != "mt")
    for change in ({"posts": posts}, {"matters": without}):
        asked = ImportHall(setup=msgspec.structs.replace(setup, **change))
        assert street.refused(ADMIN, asked) == "setup_in_use"


def test_an_import_keeps_the_matter_of_a_booked_slot() -> None:
    """Somebody will come for it."""
    street = strict_hall()
    street.give(BOSS, BookAppointment(matter="ms", slot=moment("10:00")))
    without = tuple(matter for matter in street.setup.matters if matter.id != "ms")
    asked = ImportHall(setup=msgspec.structs.replace(street.setup, matters=without))
    assert street.refused(ADMIN, asked) == "setup_in_use"


def test_a_line_that_is_strict_no_more_is_one_line_for_all() -> None:
    """Numbers given before are kept to nobody; in their places."""  # M-7
    street = strict_hall()
    kept(street, 3)
    street.give(ADMIN, ImportHall(setup=place_setup(strict=False, call_next_finishes=True)))
    assert [ticket.kept_to for ticket in street.hall.tickets.values()] == [None, None, None]
    assert street.waiting("r") == ["R001", "R002", "R003"]
    assert [street.serve("A4").number for _ in range(3)] == ["R001", "R002", "R003"]
