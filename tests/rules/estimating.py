"""A hall by hand that is asked how long somebody will wait."""

from server.rules.estimate.wait import Wait, wait_of_newcomer
from server.rules.hall import Ticket
from tests.rules.setup_shared import shared_setup
from tests.rules.street import MINUTE, Street


def told(street: Street, line: str = "r") -> Wait:
    """What is told to whoever comes now."""
    wait = wait_of_newcomer(street.hall, line, street.at)
    assert wait is not None
    return wait


def likely_min(street: Street, line: str = "r") -> float:
    """The middle of that."""
    return told(street, line).likely_ms / MINUTE


def busy(street: Street, *names: str) -> None:
    """Each has called somebody."""
    for name in names:
        street.start(name, street.call(name))


def queue(street: Street, count: int, matter: str = "mr") -> list[Ticket]:
    """So many numbers."""
    return [street.issue(matter) for _ in range(count)]


def shared(*names: str) -> Street:
    """Line r is served by A1 and A4, u by A1 alone."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit(*names)
    street.until("08:40")
    return street
