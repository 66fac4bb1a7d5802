"""A mis-click is undone while nothing followed (field.md 27)."""

import msgspec
import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.hall import Tally
from server.rules.recorder import Recorder
from tests.rules.street import BOSS, Street, clerk, morning, state


def undo(street: Street, ticket: int, name: str = "A1") -> None:
    street.give(clerk(name), c.Undo(ticket=ticket))


def test_a_call_is_taken_back_to_its_own_place() -> None:
    """First in line again, as if it had not been called."""
    street = morning()
    ticket, second = street.issue(), street.issue()
    street.call("A1")
    undo(street, ticket.id)
    assert street.waiting() == [ticket.number, second.number]
    assert (ticket.state, ticket.window, street.hall.hands, street.hall.calls) == ("waiting", None, {}, [])
    (back,) = street.made(f.TicketPutBack)
    assert back == f.TicketPutBack(ticket=ticket.id, reason="undo")


def test_a_call_out_of_turn_is_taken_back_to_its_own_place_too() -> None:
    """Behind those who were before it."""
    street = morning()
    first, second = street.issue(), street.issue()
    street.give(clerk("A1"), c.CallThis(ticket=second.id))
    undo(street, second.id)
    assert street.waiting() == [first.number, second.number]


def test_a_finish_is_taken_back_while_the_resident_still_stands_there() -> None:
    """Serving goes on; what lay between is no service."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.later(minutes=4)
    street.finish("A1", ticket)
    street.later(minutes=1)
    undo(street, ticket.id)
    assert (ticket.state, ticket.since, street.hall.hands) == ("serving", street.at, {1: ticket.id})
    street.later(minutes=1)
    street.finish("A1", ticket)
    assert ticket.served_ms == 5 * 60_000


def test_a_finish_taken_back_keeps_the_time_before_a_hold_apart() -> None:
    """Held time stays out of the service."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    street.later(minutes=2)
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.later(minutes=10)
    street.give(clerk("A1"), c.ResumeTicket(ticket=ticket.id))
    street.later(minutes=3)
    street.finish("A1", ticket)
    undo(street, ticket.id)
    street.later(minutes=1)
    street.finish("A1", ticket)
    assert ticket.served_ms == 6 * 60_000


def test_a_no_show_is_taken_back_into_the_hand() -> None:
    """The resident had only gone the long way round."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    undo(street, ticket.id)
    assert (ticket.state, street.hall.hands, street.hall.outside) == ("called", {1: ticket.id}, [])
    street.start("A1", ticket)


def test_a_no_show_by_itself_is_taken_back_too_and_gets_its_minute_again() -> None:
    """Or it would be missed again at once."""
    street = morning()
    street.issue()
    ticket = street.call_to_the_last("A1")
    street.later(minutes=2)
    undo(street, ticket.id)
    street.later(seconds=59)
    assert state(ticket) == "called"
    street.later(seconds=1)
    assert state(ticket) == "missed"


def test_a_press_that_finished_one_and_called_another_is_taken_back_whole() -> None:
    """The commonest mis-click: "next" while the resident still stands there."""
    street = morning()
    first, second = street.issue(), street.issue()
    street.call("A1")
    street.start("A1", first)
    street.later(minutes=2)
    street.give(clerk("A1"), c.CallNext(in_hand=first.id))
    undo(street, second.id)
    assert (first.state, first.since, second.state) == ("serving", street.at, "waiting")
    assert street.hall.hands == {1: first.id}
    assert street.waiting() == [second.number]


def test_a_finish_and_a_call_pressed_apart_are_taken_back_apart() -> None:
    """Only the last act: the finish before it stays."""
    street = morning()
    first, second = street.issue(), street.issue()
    assert street.serve("A1") is first
    street.call("A1")
    undo(street, second.id)
    assert (first.state, second.state) == ("finished", "waiting")
    assert street.refused(clerk("A1"), c.Undo(ticket=first.id)) == "nothing_to_undo"


def test_an_act_is_taken_back_once() -> None:
    """The undo itself is not undone."""
    street = morning()
    ticket = street.issue()
    street.serve("A1")
    undo(street, ticket.id)
    assert street.refused(clerk("A1"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def after_call(street: Street, ticket: int, what: str) -> None:
    match what:
        case "start":
            street.give(clerk("A1"), c.StartService(ticket=ticket))
        case "recall":
            street.later(seconds=10)
            street.give(clerk("A1"), c.Recall(ticket=ticket))
        case "hold":
            street.give(clerk("A1"), c.HoldTicket(ticket=ticket))
        case "transfer":
            street.give(clerk("A1"), c.TransferTicket(ticket=ticket, matter="ms"))
        case "withdraw":
            street.give(BOSS, c.WithdrawTicket(ticket=ticket))


@pytest.mark.parametrize("what", ["start", "recall", "hold", "transfer", "withdraw"])
def test_a_call_is_not_taken_back_once_something_followed(what: str) -> None:
    """What others have seen since is not unmade."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    after_call(street, ticket.id, what)
    assert street.refused(clerk("A1"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def test_a_no_show_is_not_taken_back_once_the_resident_is_in_line_again() -> None:
    """Somebody else acted."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.give(BOSS, c.ReEnter(ticket=ticket.id))
    assert street.refused(clerk("A1"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def test_a_finish_is_not_taken_back_after_the_next_call() -> None:
    """The window has somebody else."""
    street = morning()
    first, _ = street.issue(), street.issue()
    street.serve("A1")
    street.call("A1")
    assert street.refused(clerk("A1"), c.Undo(ticket=first.id)) == "nothing_to_undo"


def test_nobody_takes_back_what_another_did() -> None:
    """Neither from another window nor at the same one later."""
    street = morning()
    ticket = street.issue()
    street.serve("A1")
    assert street.refused(clerk("A2"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"
    street.give(clerk("A1"), c.StandUp())
    street.give(clerk("A4"), c.SitDown(window=1))
    assert street.refused(clerk("A4"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def figures(street: Street) -> dict[str, Tally]:
    return {name: msgspec.structs.replace(tally) for name, tally in street.hall.tallies.items()}


def test_figures_are_as_if_the_mis_click_had_not_been() -> None:
    """Calls, finishes and no-shows that were taken back are not counted, nor their times."""
    street = morning()
    ticket = street.issue()
    street.later(minutes=5)
    before = figures(street)
    street.call("A1")
    undo(street, ticket.id)
    assert {name: tally for name, tally in figures(street).items() if name in before} == before
    street.call("A1")
    called = figures(street)
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    undo(street, ticket.id)
    assert figures(street) == called
    street.start("A1", ticket)
    street.later(minutes=3)
    street.finish("A1", ticket)
    undo(street, ticket.id)
    assert figures(street) == called


def test_a_wait_interrupted_by_a_mistaken_call_is_one_wait() -> None:
    """The longest wait does not start from zero; the minute in hand is no waiting."""  # S-1
    street = morning()
    ticket = street.issue()
    street.later(minutes=10)
    street.call("A1")
    street.later(minutes=1)
    undo(street, ticket.id)
    assert ticket.waits_since == street.at - 10 * 60_000
    street.later(minutes=5)
    street.call("A1")
    assert street.hall.tallies["line:r"].wait_ms == 15 * 60_000


def test_a_finish_taken_back_in_an_older_ledger_is_folded_as_it_was_meant() -> None:
    """Its service went on from the first beginning."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    begun = street.at
    street.later(minutes=4)
    street.finish("A1", ticket)
    street.later(minutes=1)
    Recorder(street.hall, street.at).record(f.FinishUndone(ticket=ticket.id, since=begun), "A1", street.at)
    street.later(minutes=1)
    street.finish("A1", ticket)
    assert ticket.served_ms == 6 * 60_000
