"""Where places and cover meet: one order over what is served and what is shared, and B keeps what A promised."""

from hypothesis import settings

from common import commands as c
from common import commands_place as p
from common.messages import Booked, Issued
from server.rules import facts as f
from server.rules.setup_cover import Sharing
from tests.rules.acts_cases import CaseMachine, with_cases
from tests.rules.acts_cover import CoverMachine
from tests.rules.acts_place import PlaceMachine
from tests.rules.setup_cover_hall import all_seated, everything, post_with
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, small_setup
from tests.rules.test_appointments import PLAN


class JoinedHall(PlaceMachine, CoverMachine, CaseMachine):
    """Every move of a place while posts are covered and shared, and cases go on (AB-16)."""

    setups = [with_cases(place_setup(everything()))]  # noqa: RUF012  # typed in the base


class JoinedStrictHall(PlaceMachine, CoverMachine):
    """The same where each ticket of the shared line is kept to its window."""

    setups = [place_setup(everything(grace_min=2), strict=True)]  # noqa: RUF012
    start = moment("09:05")


TestJoinedHall = JoinedHall.TestCase
TestJoinedHall.settings = settings(max_examples=60, stateful_step_count=40)
TestJoinedStrictHall = JoinedStrictHall.TestCase
TestJoinedStrictHall.settings = settings(max_examples=40, stateful_step_count=40)


def test_an_appointment_with_a_is_kept_by_b() -> None:
    """Booked while A was there; when A has handed over, check-in leads to B's window, and B calls it near its slot."""  # AB-17
    street = all_seated(small_setup(appointments=(PLAN,)))
    booked = street.give(clerk("A1"), p.BookAppointment(matter="mr", slot=moment("10:00")))
    assert isinstance(booked, Booked)
    street.until("09:30")
    street.give(clerk("A1"), c.HandOver(reason="errand"))
    assert street.cover("pr")[:2] == ("b_role", "A2")
    street.issue("mr")
    street.until("09:55")
    answer = street.give(KIOSK, p.CheckIn(code=booked.code))
    assert isinstance(answer, Issued)
    assert answer.window == 2
    ticket = street.call("A2")
    assert (ticket.slot, ticket.post, ticket.role, ticket.window) == (moment("10:00"), "pr", "b_role", 2)


def shared_and_special() -> Street:
    """R001 to R004 wait at the post whose load A2 shares, S001 at A2's own; all since the same minute."""
    street = all_seated(post_with("pr", sharing=Sharing(waiting=4)))
    street.issue("ms")
    for _ in range(4):
        street.issue("mr")
    street.later(minutes=1)
    assert street.hall.shared["pr"].clerk == "A2"
    return street


def test_whoever_goes_first_in_a_shared_line_goes_first_for_the_guest_too() -> None:
    """Which line is next is decided by the shifted places; then that line's first list."""  # AB-9, Q-8
    street = shared_and_special()
    last = next(ticket for ticket in street.hall.tickets.values() if ticket.number == "R004")
    street.give(BOSS, p.GrantSpecial(ticket=last.id, reason="frail"))
    assert street.serve("A2").number == "S001"
    called = street.call("A2")
    assert (called.number, called.role, called.post) == ("R004", "b_role", "pr")
    assert street.made(f.TicketCalled)[-1].special


def test_a_guest_is_kept_to_the_queue_of_the_post_that_is_shared() -> None:
    """In a strict line: A4's own queue is nobody's business."""  # AB-9, field.md 23
    setup = place_setup(post_with("pr", everything(), sharing=Sharing(waiting=2)), strict=True)
    street = Street(setup)
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:30")
    for _ in range(4):
        street.issue("mr")
    shares = street.hall.shared["pr"].clerk
    queues = {t.kept_to for t in street.hall.tickets.values() if t.line == "r"}
    assert queues == {"pr", "pq"}
    called = street.call(shares)
    assert called.kept_to == "pr"
