"""Paper: a number printed once more (never another number), and what kiosks tell of their rolls."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import structs

from common import commands_printed as c
from common.messages import Issued, TicketState
from common.rows_printed import DeviceRow
from server.rules import facts_printed as f
from server.rules.decision import Decision, in_state, ticket_of
from server.rules.estimate.wait import wait_of_ticket
from server.rules.hall import Hall, Ticket
from server.rules.hours import MINUTE_MS
from server.rules.next_calls import called_before
from server.rules.offline.checks import check_on
from server.rules.order import AnyCommand, Order
from server.rules.place import is_late
from server.rules.queues import usual_window, window_of_ticket
from server.rules.refusal import Refusal

REPRINTS_MOST = 3
"""A paper is lost once, or twice; who needs more is helped by staff."""
BETWEEN_MS = MINUTE_MS
"""A second touch, or a second kiosk, right after the first prints nothing more."""

GOOD: tuple[TicketState, ...] = ("waiting", "called", "serving", "held", "missed")
"""The states in which a number is good for something."""

# -- decided --------------------------------------------------------------------------------------


def reprint_ticket(hall: Hall, command: c.ReprintTicket, order: Order) -> Decision:
    """As long as the number is good for anything, and not too often: a bundle of papers is a bundle of claims."""
    ticket = ticket_of(hall, command.ticket)
    in_state(ticket, *GOOD)
    n, last = hall.printed.again.get(ticket.id, (0, None))
    if n >= REPRINTS_MOST:
        raise Refusal("reprinted_often", number=ticket.number, limit=REPRINTS_MOST)
    if last is not None and order.at - last < BETWEEN_MS:
        raise Refusal("reprinted_now", number=ticket.number)
    fact = f.TicketReprinted(ticket=ticket.id, n=n + 1)
    return Decision([fact], _issued(hall, ticket, order))


def _issued(hall: Hall, ticket: Ticket, order: Order) -> Issued:
    """The number as it was given, and where it stands now."""
    wait = wait_of_ticket(hall, ticket, order.at)
    at_one = ticket.state in ("called", "serving")
    return Issued(
        ticket=ticket.id,
        number=ticket.number,
        matter=ticket.matter,
        line=ticket.line,
        ahead=called_before(hall, ticket) or 0,
        window=ticket.window if at_one else window_of_ticket(hall, ticket.line, ticket.kept_to),
        usual=usual_window(hall, ticket.line, ticket.kept_to),
        issued_at=ticket.issued_at,
        check=check_on(hall, ticket),
        then=tuple(stop.matter for stop in ticket.then),
        slot=ticket.slot,
        late=ticket.slot is not None and is_late(hall, ticket.slot, ticket.issued_at),
        wait=(wait.low_min, wait.high_min) if wait is not None else None,
        priority=ticket.priority is not None,
        reprinted=order.at,
    )


def count_paper(hall: Hall, command: c.CountPaper, order: Order) -> Decision:
    """By the kiosk itself; said again it is no news, and a day that is over does not come back."""
    known = hall.printed.counts.get(order.by.id)
    if known is not None and (known == command or command.day < known.day):
        return Decision([])
    return Decision([f.PaperCounted(kiosk=order.by.id, count=command)])


# -- shown ----------------------------------------------------------------------------------------


def device_rows(hall: Hall, _key: str) -> Mapping[str, DeviceRow]:
    """The table `devices`: every one that has a fault, or has told of its paper. The server's own parts are none."""
    counted = hall.printed.counts
    ids = [*counted, *(device for device in hall.faults if device not in counted)]
    return {device: _row(hall, device) for device in ids if not device.startswith("server:")}


def _row(hall: Hall, device: str) -> DeviceRow:
    fault, since = hall.faults.get(device, (None, None))
    count = hall.printed.counts.get(device)
    told = structs.asdict(count) if count is not None else {}
    return DeviceRow(id=device, fault=fault, since=since, **told)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.ReprintTicket: reprint_ticket,
    c.CountPaper: count_paper,
}
