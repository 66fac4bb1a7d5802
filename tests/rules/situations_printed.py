"""What is refused of papers printed once more."""

from collections.abc import Callable

from common import commands as c
from common import commands_printed as pr
from tests.rules.situations import Asked, after
from tests.rules.street import KIOSK, Street, morning


def _issued() -> tuple[Street, int]:
    street = morning()
    return street, street.issue("mr").id


def _again(times: int, apart_ms: int) -> Asked:
    street, ticket = _issued()
    for _ in range(times):
        street.give(KIOSK, pr.ReprintTicket(ticket=ticket))
        street.at += apart_ms
    return street, KIOSK, pr.ReprintTicket(ticket=ticket)


def _over() -> Asked:
    street, ticket = _issued()
    return after(street, (KIOSK, c.VoidTicket(ticket=ticket))), KIOSK, pr.ReprintTicket(ticket=ticket)


PRINTED_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "ReprintTicket": [
        ("ticket_state", _over),
        ("reprinted_often", lambda: _again(3, 60_000)),
        ("reprinted_now", lambda: _again(1, 59_999)),
    ],
}
