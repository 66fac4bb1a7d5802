"""The digits on a paper, whoever gave it."""

from server.rules.hall import Hall, Ticket
from server.rules.issuing import check_of
from server.rules.offline.book import own_check


def check_on(hall: Hall, ticket: Ticket) -> str:
    """Those that were printed when the number was given, so that a second paper says the same as the first."""
    if ticket.drawn is None:
        return check_of(ticket.id, ticket.issued_at)
    if ticket.drawn.source == "paper":
        printed = hall.emergency.check_of(ticket.number)
    else:
        printed = own_check(hall.offline, ticket.number, ticket.drawn.day)
    return printed or check_of(ticket.id, ticket.issued_at)
