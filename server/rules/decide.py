"""What a command leads to: facts and an answer, or a refusal. Nothing changes here.

`server.rules.execute` applies what is decided and settles what follows from it. `DECIDERS` holds a
function for each command; a test proves that none is missing.
"""

from collections.abc import Callable
from typing import Any

from server.rules import decide_call, decide_cover, decide_day, decide_leave, decide_presence, decide_ticket
from server.rules.decision import Decision
from server.rules.hall import Hall
from server.rules.may import may
from server.rules.order import AnyCommand, ImportHall, Order
from server.rules.refusal import Refusal

DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    **decide_day.DECIDERS,
    **decide_ticket.DECIDERS,
    **decide_call.DECIDERS,
    **decide_presence.DECIDERS,
    **decide_leave.DECIDERS,
    **decide_cover.DECIDERS,
}


def decide(hall: Hall, order: Order) -> Decision:
    """The facts that `order` leads to now. Raises `Refusal`."""
    if not may(order.by, order.command):
        raise Refusal("not_allowed")
    if hall.setup is None and not isinstance(order.command, ImportHall):
        raise Refusal("no_hall")
    return DECIDERS[type(order.command)](hall, order.command, order)
