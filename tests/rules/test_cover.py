"""Who serves a post (AB-2, AB-3, AB-10, AB-13, AB-16), and that every change is on record (AB-11)."""

import msgspec
import pytest

from common import commands as c
from common.rows import AlarmRow, LineRow
from server.rules import facts as f
from server.rules.cover import window_of_line
from server.rules.view import table
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, moment, morning


def line_row(street: Street, line: str = "r") -> LineRow:
    row = table(street.hall, "kiosk", "lines")[line]
    assert isinstance(row, LineRow)
    return row


def test_while_a_is_on_duty_a_serves_it() -> None:
    """B's next call takes only B's own line."""  # AB-2
    street = morning()
    street.issue("mr")
    own = street.issue("ms")
    assert street.call("A2") is own
    assert street.refused(clerk("A2"), c.CallNext(in_hand=own.id)) == "hand_full"
    assert street.cover("pr") == ("a_role", "A1", 1, None)


def test_busy_is_not_absent() -> None:
    """A serves somebody for an hour: the line stays A's."""  # AB-2
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.issue()
    street.later(minutes=60)
    assert street.refused(clerk("A2"), c.CallNext()) == "nobody_waits"


def test_when_a_leaves_the_line_is_bs_at_once() -> None:
    """B's next call takes A's line, and a new number says where to go."""  # AB-3, AB-13
    street = morning()
    ticket = street.issue("mr")
    street.leaves("A1")
    assert window_of_line(street.hall, "r") == 2
    assert street.call("A2") is ticket
    called = street.made(f.TicketCalled)[-1]
    assert (called.post, called.window, called.clerk, called.role) == ("pr", 2, "A2", "b_role")


def test_covering_merges_the_lines_plainly() -> None:
    """B's own residents and A's are one order; neither line is left unanswered."""  # AB-13
    street = morning()
    numbers = []
    for matter in ("ms", "mr", "ms", "mr"):
        numbers.append(street.issue(matter).number)
        street.later(seconds=30)
    street.leaves("A1")
    assert [street.serve("A2").number for _ in numbers] == numbers


def test_bs_are_asked_in_their_order() -> None:
    """B1, then B2."""  # AB-3
    street = morning()
    street.leaves("A2", "A1")
    assert street.cover("pr")[:2] == ("b_role", "A3")
    street.give(clerk("A2"), c.SitDown(window=2))
    assert street.cover("pr")[:2] == ("b_role", "A2")


def test_a_covering_b_who_leaves_too_passes_it_on() -> None:
    """To the next B; the ring is not transitive: each post is asked for itself."""
    street = morning()
    street.leaves("A1", "A2")
    assert [street.cover(post)[1] for post in ("pr", "ps", "pt")] == ["A3", "A3", "A3"]
    street.leaves("A3")
    assert {street.cover(post)[0] for post in ("pr", "ps", "pt")} == {"unattended"}


def test_cover_is_not_transitive() -> None:
    """Who covers the one that covers is nobody's question."""
    street = morning()
    street.leaves("A3")  # pt goes to A1
    street.leaves("A1")  # pr goes to A2; pt's only B is gone
    assert street.cover("pr")[1] == "A2"
    assert street.cover("pt")[0] == "unattended"


def test_a_and_every_b_absent_is_unattended_with_an_alarm() -> None:
    """At once; the kiosk says so, the tickets keep their places."""  # AB-10
    street = morning()
    ticket = street.issue("mt")
    street.leaves("A3", "A1")
    assert street.cover("pt") == ("unattended", None, None, "signed_out")
    assert (line_row(street, "t").state, line_row(street, "t").window) == ("unattended", None)
    assert "unattended:pt" in table(street.hall, "supervisor", "alarms")
    assert street.waiting("t") == [ticket.number]


def test_the_supervisor_names_a_stand_in_on_the_spot() -> None:
    """Who then has A's rights, as stand-in, until A is back."""  # AB-10, AB-16, AB-18
    street = morning()
    ticket = street.issue("mt")
    street.leaves("A3", "A1")
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="pt", clerk="A2", reason="nobody_present"))
    assert street.cover("pt") == ("stand_in", "A2", 2, "signed_out")
    assert "unattended:pt" not in table(street.hall, "supervisor", "alarms")
    assert street.call("A2") is ticket
    assert street.made(f.TicketCalled)[-1].role == "stand_in"
    street.give(clerk("A3"), c.SitDown(window=3))
    assert street.cover("pt")[:2] == ("a_role", "A3")
    street.leaves("A3")
    assert street.cover("pt")[:2] == ("stand_in", "A2")
    street.give(BOSS, c.EndStandIn(post="pt", clerk="A2"))
    assert street.cover("pt")[0] == "unattended"


def test_a_stand_in_comes_after_every_b() -> None:
    """Named though a B is there: the B serves."""
    street = morning()
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="pr", clerk="A3", reason="overload"))
    street.leaves("A1")
    assert street.cover("pr")[:2] == ("b_role", "A2")


def test_a_stand_in_must_be_here() -> None:
    """Named and present."""  # AB-18
    street = morning()
    name = c.NameStandIn(on_the_spot=True, post="pt", clerk="A4", reason="other")
    assert street.refused(BOSS, name) == "stand_in_not_here"
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="pt", clerk="A2", reason="other"))
    street.until("08:30", "2026-11-24")
    assert street.hall.stand_ins == {}


def test_bs_rights_end_with_the_cover() -> None:
    """What B did not begin is A's again."""  # AB-16
    street = morning()
    first, second = street.issue("mr"), street.issue("mr")
    street.leaves("A1")
    assert street.call("A2") is first
    street.start("A2", first)
    street.give(clerk("A1"), c.SitDown(window=1))
    assert street.hall.hands == {2: first.id}  # B finishes the resident in hand
    street.finish("A2", first)
    assert street.refused(clerk("A2"), c.CallNext()) == "nobody_waits"
    assert street.call("A1") is second


def test_what_b_held_joins_as_list() -> None:
    """A takes it up; B may not any more."""  # AB-7, AB-8
    street = morning()
    ticket = street.issue("mr")
    street.leaves("A1")
    street.call("A2")
    street.give(clerk("A2"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.SitDown(window=1))
    assert street.refused(clerk("A2"), c.ResumeTicket(ticket=ticket.id)) == "not_your_line"
    assert str(ticket.id) in table(street.hall, "clerk:A1", "held")
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))


def test_b_held_after_as_return_is_as_too() -> None:
    """The ticket stays with its post, whoever had it in hand."""  # AB-8
    street = morning()
    ticket = street.issue("mr")
    street.leaves("A1")
    street.call("A2")
    street.give(clerk("A1"), c.SitDown(window=1))
    street.give(clerk("A2"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))
    assert street.hall.hands == {1: ticket.id}


def test_a_line_of_two_posts_is_unattended_only_if_all_its_posts_are() -> None:
    """The other post answers it."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A4")
    street.until("08:36")
    street.leaves("A1")
    assert street.cover("pr")[:2] == ("b_role", "A4")
    street.leaves("A4")
    assert line_row(street).state == "unattended"
    street.give(clerk("A4"), c.SitDown(window=4))
    assert (line_row(street).state, line_row(street).window) == ("b_role", 4)


def test_one_clerk_at_two_posts_of_a_line_calls_for_the_first() -> None:
    """The ticket is one, and so is its post."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A4")
    street.until("08:36")
    ticket = street.issue("mr")
    assert street.call("A4") is ticket
    assert (ticket.post, ticket.role) == ("pr", "b_role")


def test_one_clerk_covering_more_than_two_posts_is_an_alarm() -> None:
    """It names the clerk and how many; over as soon as one of the others is back."""  # AB-10
    posts = tuple(msgspec.structs.replace(p, b_roles=("A1",)) for p in shared_setup().posts if p.id != "pr")
    street = Street(msgspec.structs.replace(shared_setup(), posts=(shared_setup().posts[0], *posts)))
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    street.leaves("A2", "A3")
    assert "covering_many:A1" not in table(street.hall, "supervisor", "alarms")
    street.later(minutes=1)
    street.leaves("A4")
    alarm = table(street.hall, "supervisor", "alarms")["covering_many:A1"]
    assert isinstance(alarm, AlarmRow)
    assert (alarm.subject, alarm.since, alarm.detail) == ("A1", street.at, "3")
    street.give(clerk("A4"), c.SitDown(window=4))
    assert "covering_many:A1" not in table(street.hall, "supervisor", "alarms")


def test_outside_its_weekdays_a_post_is_closed_never_unattended() -> None:
    """No alarm for a post that does not work today."""
    street = Street(shared_setup(), at=moment("07:00", "2026-11-24"))
    street.until("10:00", "2026-11-24")
    assert street.hall.covers.get("pt") is None
    assert line_row(street, "t").state == "closed"
    assert "unattended:pt" not in table(street.hall, "supervisor", "alarms")


@pytest.mark.parametrize(
    ("clock", "state"), [("12:00", "closed"), ("14:35", "unattended"), ("18:00", "closed")]
)
def test_lunch_and_closing_are_nobodys_absence(clock: str, state: str) -> None:
    """Nobody sits there, and nobody has to."""
    street = Street()
    street.until(clock)
    assert street.cover("pr")[0] == state


def test_whoever_is_still_seated_over_lunch_serves_who_still_waits() -> None:
    """Also for a post whose A has gone to eat."""
    street = morning()
    ticket = street.issue("mr")
    street.until("12:05")
    street.leaves("A1")
    assert street.cover("pr") == ("b_role", "A2", 2, None)
    assert street.call("A2") is ticket


def test_every_change_of_cover_is_on_record_with_both_staff_and_the_reason() -> None:
    """Spot-checked by the record alone."""  # AB-11, AB-12
    street = morning()
    street.later(minutes=10)
    street.give(clerk("A1"), c.StandUp(reason="errand", until=moment("09:30")))
    street.later(minutes=10)
    street.give(clerk("A1"), c.SitDown(window=1))
    changes = [entry for entry in street.facts(f.CoverChanged) if entry.due >= moment("08:40")]
    assert [(entry.due, entry.fact) for entry in changes] == [
        (
            moment("08:40"),
            f.CoverChanged(
                post="pr",
                state="b_role",
                clerk="A2",
                window=2,
                reason="signed_out",
                until=moment("09:30"),
                before="A1",
                a_role="A1",
                left=moment("08:40"),
            ),
        ),
        (
            moment("08:50"),
            f.CoverChanged(
                post="pr",
                state="a_role",
                clerk="A1",
                window=1,
                reason=None,
                until=None,
                before="A2",
                a_role="A1",
            ),
        ),
    ]
