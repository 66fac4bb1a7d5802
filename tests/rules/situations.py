"""Halls in which something must be refused."""

from collections.abc import Callable

from common import commands as c
from common.commands import PauseReason
from server.rules.order import Actor, AnyCommand
from server.rules.setup import Settings
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, moment, morning

Asked = tuple[Street, Actor, AnyCommand]
A1, A2, A4 = clerk("A1"), clerk("A2"), clerk("A4")
LONG_AGO = moment("08:00")


def serving() -> Street:
    """A1 serves R001; R002 and S001 wait."""
    street = morning(settings=Settings(call_next_finishes=False))
    street.issue("mr"), street.issue("mr"), street.issue("ms")
    street.start("A1", street.call("A1"))
    return street


def called() -> Street:
    """A1 has called R001; R002 waits."""
    street = morning()
    street.issue("mr"), street.issue("mr")
    street.call("A1")
    return street


def number(street: Street, printed: str) -> int:
    return next(ticket.id for ticket in street.hall.tickets.values() if ticket.number == printed)


def after(street: Street, *given: tuple[Actor, AnyCommand]) -> Street:
    for actor, command in given:
        street.give(actor, command)
    return street


def closed() -> Street:
    return Street(at=moment("07:00"))


def paused(reason: PauseReason = "power") -> Street:
    return after(morning(), (BOSS, c.PauseHall(reason=reason)))


def tuesday() -> Street:
    street = Street(shared_setup(), at=moment("07:00", "2026-11-24"))
    street.until("08:20", "2026-11-24")
    street.sit("A1", "A2")
    street.until("08:30", "2026-11-24")
    return street


def on(street: Street, actor: Actor, kind: Callable[..., AnyCommand], printed: str, **more: object) -> Asked:
    """`kind` asked of the ticket with this number; one unknown where it is empty."""
    return street, actor, kind(ticket=number(street, printed) if printed else 99, **more)


def held() -> Street:
    street = called()
    return after(street, (A1, c.HoldTicket(ticket=number(street, "R001"))))


def carried_to_tuesday() -> Street:
    """A ticket of the post that works on Mondays and Wednesdays, on Tuesday."""
    street = Street(shared_setup())
    street.until("17:00")
    street.issue("mt")
    street.until("08:30", "2026-11-24")
    return street


def recalled(times: int, *, then_s: float = 10) -> Street:
    street = called()
    for _ in range(times):
        street.later(seconds=10)
        street.give(A1, c.Recall(ticket=number(street, "R001")))
    street.later(seconds=then_s)
    return street


def without(*names: str) -> Street:
    return after(morning(), *((clerk(name), c.StandUp()) for name in names))


def away() -> Street:
    return after(called(), (A1, c.StepAway(reason="meal")))


def on_leave() -> Street:
    """A4 until ten."""
    leave = c.RecordLeave(clerk="A4", since=LONG_AGO, until=moment("10:00"))
    return after(morning(), (BOSS, leave))


def tuesday_call() -> Street:
    """R001 is in A1's hand."""
    street = tuesday()
    street.issue("mr")
    street.call("A1")
    return street


def on_hand(street: Street, kind: Callable[..., AnyCommand], **more: object) -> Asked:
    """A1 asks, knowing what is in hand."""
    return street, A1, kind(in_hand=street.hall.hands[1], **more)
