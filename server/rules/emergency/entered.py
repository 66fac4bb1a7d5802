"""Whether an entry of a stub may still be taken back: as long as nothing has happened with its ticket since. Pure."""

from common.commands_sheet import StubOutcome
from common.messages import TicketState
from server.rules.emergency.book import Stub
from server.rules.hall import Hall, Ticket

AS_ENTERED: dict[StubOutcome, TicketState] = {
    "waiting": "waiting",
    "served": "finished",
    "left": "withdrawn",
}
"""The state of a ticket with which nothing has happened since it was typed in."""


def may_take_back(hall: Hall, stub: Stub) -> bool:
    """A filed one always; the hall need not have its ticket any more."""
    ticket = hall.tickets.get(stub.id)
    if ticket is not None:
        return as_entered(ticket, stub)
    return stub.filed != "" or (stub.over is not None and not stub.over.moved)


def as_entered(ticket: Ticket, stub: Stub) -> bool:
    """Whether nothing has happened with it since it was typed in."""
    called = stub.outcome == "waiting" and ticket.called_at is not None
    return ticket.state == AS_ENTERED[stub.outcome] and not called
