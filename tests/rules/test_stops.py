"""One number, several stops: to another window and back, and several matters in turn."""

from common import commands as c
from common.commands_place import AddMatter
from common.messages import Issued
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.view import table
from tests.rules.street import KIOSK, MINUTE, Street, clerk, morning, state
from tests.rules.test_place import queue


def sent(street: Street, ticket: Ticket, matter: str = "ms") -> None:
    """From A1's window to A2's, with return."""
    assert street.call("A1") is ticket
    street.start("A1", ticket)
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter=matter, back=True))


def test_a_transfer_with_return_comes_back_to_the_posts_line_with_its_claim() -> None:
    """Payment at the fee window and back (field.md 9): by the finish there, not to a window."""
    street = morning()
    first, second = queue(street, 2)
    sent(street, first)
    assert (first.line, [stop.back_to for stop in first.then]) == ("s", ["pr"])
    street.later(minutes=3)
    assert street.serve("A2") is first
    assert (first.line, first.matter, state(first), first.claim) == ("r", "mr", "waiting", first.issued_at)
    assert first.window is None
    assert street.waiting() == ["R001", "R002"]
    assert street.serve("A1") is first
    assert state(first) == "finished"
    assert street.call("A1") is second


def test_it_comes_back_though_the_window_is_empty() -> None:
    """To the line, which the B answers."""
    street = morning()
    first = street.issue()
    sent(street, first)
    street.leaves("A1")
    assert street.serve("A2") is first
    assert street.serve("A2") is first
    assert (state(first), first.role) == ("finished", "b_role")


def test_bringing_it_back_by_hand_is_the_return() -> None:
    """It does not come back a second time."""
    street = morning()
    first = street.issue()
    sent(street, first)
    street.call("A2")
    street.give(clerk("A2"), c.TransferTicket(ticket=first.id, matter="mr"))
    assert first.then == ()


def test_several_matters_of_one_number_go_through_their_lines_in_turn() -> None:
    """Chosen at the kiosk: the claim is kept, and finishing one brings the next by itself (field.md 24)."""
    street = morning()
    answer = street.give(KIOSK, c.IssueTicket(matter="mr", then=("ms", "mt")))
    assert isinstance(answer, Issued)
    assert answer.then == ("ms", "mt")
    ticket = street.hall.tickets[answer.ticket]
    street.later(minutes=5)
    others = [street.issue("ms"), street.issue("mt")]
    for name, other in (("A1", None), ("A2", others[0]), ("A3", others[1])):
        assert street.call(name) is ticket
        assert ticket.claim == ticket.issued_at
        street.start(name, ticket)
        street.later(minutes=2)
        street.finish(name, ticket)
        assert other is None or street.call(name) is other
    assert (state(ticket), ticket.number) == ("finished", "R001")


def test_the_figures_count_each_service_where_it_was_given() -> None:
    """Three services of one number, in three lines."""
    street = morning()
    street.give(KIOSK, c.IssueTicket(matter="mr", then=("ms", "mt")))
    for name in ("A1", "A2", "A3"):
        street.later(minutes=1)
        ticket = street.call(name)
        street.start(name, ticket)
        street.later(minutes=2)
        street.finish(name, ticket)
    for line in "rst":
        tally = street.hall.tally(f"line:{line}")
        assert (tally.called, tally.finished, tally.services, tally.service_ms) == (1, 1, 1, 2 * MINUTE)
        assert tally.issued == (line == "r")
    assert street.hall.tally("line:s").wait_ms == 1 * MINUTE


def test_a_matter_added_at_the_window_counts_from_then() -> None:
    """After what was chosen before; whoever waited there already goes first."""
    street = morning()
    ticket = queue(street, 1)[0]
    waiting = street.issue("ms")
    street.call("A1")
    street.start("A1", ticket)
    street.later(minutes=1)
    street.give(clerk("A1"), AddMatter(ticket=ticket.id, matter="ms"))
    added_at = street.at
    street.later(seconds=1)
    later = street.issue("ms")
    street.later(minutes=4)
    street.finish("A1", ticket)
    assert (ticket.line, ticket.claim) == ("s", added_at)
    assert street.waiting("s") == [waiting.number, ticket.number, later.number]


def test_a_press_that_finishes_and_calls_calls_the_same_resident_where_they_are_next() -> None:
    """One clerk for two lines: the number stays, the matter is the next."""
    street = morning()
    street.leaves("A1")
    first = street.give(KIOSK, c.IssueTicket(matter="mr", then=("ms",)))
    assert isinstance(first, Issued)
    street.later(minutes=1)
    street.issue("ms")
    ticket = street.call("A2")
    street.start("A2", ticket)
    answer = street.give(clerk("A2"), c.CallNext(in_hand=ticket.id))
    assert (answer.ticket, answer.matter, answer.post) == (ticket.id, "ms", "ps")  # type: ignore[attr-defined]
    assert [type(entry.fact) for entry in street.last] == [f.TicketWentOn, f.TicketCalled]
    street.give(clerk("A2"), c.Undo(ticket=ticket.id))
    assert (ticket.matter, state(ticket), len(ticket.then)) == ("mr", "serving", 1)


def test_a_finish_that_sent_a_ticket_on_is_taken_back_whole() -> None:
    """Scenario 27: line, claim, stops and figures are what they were."""
    street = morning()
    ticket = street.issue()
    sent(street, ticket)
    street.call("A2")
    street.start("A2", ticket)
    street.later(minutes=2)
    before = (ticket.line, ticket.claim, ticket.placed, ticket.then, ticket.window, ticket.called_at)
    street.finish("A2", ticket)
    street.give(clerk("A2"), c.Undo(ticket=ticket.id))
    assert (ticket.line, ticket.claim, ticket.placed, ticket.then, ticket.window, ticket.called_at) == before
    assert (street.hall.tally("line:s").finished, street.waiting("r")) == (0, [])
    street.later(minutes=1)
    street.finish("A2", ticket)
    assert (ticket.line, street.hall.tally("line:s").service_ms) == ("r", 3 * MINUTE)


def test_a_press_that_sent_one_on_and_called_another_is_one_press() -> None:
    """Once the one that went on was called elsewhere, nothing of it can be taken back."""
    street = morning()
    ticket = street.issue()
    other = street.issue()
    street.give(clerk("A1"), c.CallNext())
    street.start("A1", ticket)
    street.give(clerk("A1"), AddMatter(ticket=ticket.id, matter="ms"))
    street.give(clerk("A1"), c.CallNext(in_hand=ticket.id))
    street.call("A2")
    assert street.refused(clerk("A1"), c.Undo(ticket=other.id)) == "nothing_to_undo"


def test_it_cannot_be_taken_back_once_the_next_window_has_called() -> None:
    """Something followed."""
    street = morning()
    ticket = street.issue()
    sent(street, ticket)
    street.serve("A2")
    street.call("A1")
    assert street.refused(clerk("A2"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def test_the_clerk_sees_what_follows_and_where_it_returns() -> None:
    """In the hand, and while it waits."""
    street = morning()
    answer = street.give(KIOSK, c.IssueTicket(matter="mr", then=("mt",)))
    assert isinstance(answer, Issued)
    ticket = street.hall.tickets[answer.ticket]
    sent(street, ticket)
    row = table(street.hall, "clerk:A2", "waiting")[str(ticket.id)]
    assert (row.then, row.back_to) == (("mr", "mt"), "pr")  # type: ignore[attr-defined]


def test_what_follows_is_kept_over_night_and_by_a_missed_call() -> None:
    """A stop is never dropped (field.md 19)."""
    street = morning()
    street.give(KIOSK, c.IssueTicket(matter="mr", then=("ms",)))
    ticket = street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    street.until("08:10", "2026-11-24")
    street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    street.sit("A1")
    street.until("08:30", "2026-11-24")
    assert street.serve("A1") is ticket
    assert (ticket.line, state(ticket)) == ("s", "waiting")
