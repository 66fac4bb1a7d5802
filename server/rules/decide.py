"""What a command leads to: facts and an answer, or a refusal. Nothing changes here.

`server.rules.execute` applies what is decided and settles what follows from it. `DECIDERS` holds a
function for each command; a test proves that none is missing.
"""

from collections.abc import Callable
from typing import Any, get_args

import msgspec

from common.commands import ClientCommand
from common.words import Instant, Moment
from server.rules import (
    decide_appointment,
    decide_call,
    decide_contact,
    decide_cover,
    decide_day,
    decide_intake,
    decide_leave,
    decide_place,
    decide_presence,
    decide_ticket,
    help_calls,
    printed,
)
from server.rules.cases import decide_agency, decide_clock, decide_end, decide_paper
from server.rules.cases import decide_intake as decide_case_intake
from server.rules.decision import Decision
from server.rules.emergency import decide as decide_emergency
from server.rules.hall import Hall
from server.rules.hours import DAY_MS
from server.rules.may import may
from server.rules.offline import decide as decide_offline
from server.rules.order import AnyCommand, ImportHall, Order
from server.rules.refusal import Refusal

DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    **decide_day.DECIDERS,
    **decide_ticket.DECIDERS,
    **decide_call.DECIDERS,
    **decide_presence.DECIDERS,
    **decide_leave.DECIDERS,
    **decide_place.DECIDERS,
    **decide_appointment.DECIDERS,
    **decide_intake.DECIDERS,
    **decide_cover.DECIDERS,
    **decide_case_intake.DECIDERS,
    **decide_agency.DECIDERS,
    **decide_clock.DECIDERS,
    **decide_end.DECIDERS,
    **decide_paper.DECIDERS,
    **decide_contact.DECIDERS,
    **decide_emergency.DECIDERS,
    **decide_offline.DECIDERS,
    **help_calls.DECIDERS,
    **printed.DECIDERS,
}

MOMENT_BACK_DAYS = 31
MOMENT_AHEAD_DAYS = 400
"""Whatever moment somebody names: further off it is a slip, and no calendar of the hall reaches there."""

MOMENTS: dict[type, tuple[str, ...]] = {
    kind: tuple(
        field.name for field in msgspec.structs.fields(kind) if Moment in (field.type, *get_args(field.type))
    )
    for kind in get_args(ClientCommand)
}
"""Which fields of a command are moments, by their declared type."""


def decide(hall: Hall, order: Order) -> Decision:
    """The facts that `order` leads to now. Raises `Refusal`."""
    if not may(order.by, order.command):
        raise Refusal("not_allowed")
    if hall.setup is None and not isinstance(order.command, ImportHall):
        raise Refusal("no_hall")
    _moments_near(order.command, order.at)
    return DECIDERS[type(order.command)](hall, order.command, order)


def _moments_near(command: AnyCommand, at: Instant) -> None:
    for name in MOMENTS.get(type(command), ()):
        moment: Instant | None = getattr(command, name)
        if moment is None:
            continue
        if not at - MOMENT_BACK_DAYS * DAY_MS <= moment <= at + MOMENT_AHEAD_DAYS * DAY_MS:
            raise Refusal("moment_far", back=MOMENT_BACK_DAYS, ahead=MOMENT_AHEAD_DAYS)
