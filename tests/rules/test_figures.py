"""Today's figures: each service counts where it was given (S-1)."""

from common import commands as c
from server.rules.view import table
from tests.rules.street import MINUTE, Street, clerk, morning


def service(street: Street, name: str) -> tuple[int, int, int]:
    """Finished, services, and minutes of service under `name`."""
    tally = street.hall.tally(name)
    return tally.finished, tally.services, tally.service_ms // MINUTE


def test_a_transfer_counts_the_first_windows_service_there() -> None:
    """Four minutes at window 1, three at window 2."""  # S-1, F-2
    street = morning()
    ticket = street.issue("mr")
    street.start("A1", street.call("A1"))
    street.later(minutes=4)
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms"))
    street.start("A2", street.call("A2"))
    street.later(minutes=3)
    street.finish("A2", ticket)
    for first, second in (("window:1", "window:2"), ("line:r", "line:s"), ("matter:mr", "matter:ms")):
        assert (service(street, first), service(street, second)) == ((0, 1, 4), (1, 1, 3))
    row = table(street.hall, "supervisor", "tallies")["window:1"]
    assert (row.services, row.service_ms) == (1, 4 * MINUTE)  # type: ignore[attr-defined]


def test_a_called_ticket_that_is_passed_on_was_no_service() -> None:
    """Nobody was served yet."""  # S-1
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    street.later(minutes=1)
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms"))
    assert service(street, "window:1") == (0, 0, 0)


def test_what_was_served_before_a_resident_gave_up_or_the_day_ended_counts() -> None:
    """The window has worked."""  # S-1
    street = morning()
    one, two = street.issue("mr"), street.issue("mr")
    for ticket in (one, two):
        street.start("A1", street.call("A1"))
        street.later(minutes=2)
        street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.WithdrawTicket(ticket=one.id))
    assert service(street, "line:r") == (0, 1, 2)
    street.until("00:01", "2026-11-24")
    assert service(street, "line:r") == (0, 2, 4)


def test_a_finish_taken_back_counts_no_service_between() -> None:
    """Two minutes before, one after; the five between are nobody's."""  # S-1
    street = morning()
    ticket = street.issue("mr")
    street.start("A1", street.call("A1"))
    street.later(minutes=2)
    street.finish("A1", ticket)
    street.later(minutes=5)
    street.give(clerk("A1"), c.Undo(ticket=ticket.id))
    street.later(minutes=1)
    street.finish("A1", ticket)
    assert service(street, "window:1") == (1, 1, 3)
