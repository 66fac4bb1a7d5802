"""Numbers given without the server, for tests: a kiosk's series, and what it hands in."""

from collections.abc import Iterator
from contextlib import contextmanager

from common.commands_own import HandIn, OwnNumber, ReportNumbers, SeenNumber
from common.messages import HandedIn, SeriesKept
from server.rules.emergency.book import Emergency
from server.rules.hall import Hall, Ticket
from server.rules.offline.book import Offline
from server.rules.order import Actor
from tests.rules.street import KIOSK, Street

TODAY = "2026-11-23"
KIOSK_2 = Actor("kiosk:k2", KIOSK.roles)


@contextmanager
def as_of_old(hall: Hall) -> Iterator[None]:
    """A record of before decision 0234: imports looked at no letters of kiosks and sheets."""
    offline, emergency = hall.offline, hall.emergency
    hall.offline, hall.emergency = Offline(), Emergency(salt=emergency.salt)
    yield
    hall.offline, hall.emergency = offline, emergency


def seen(**numbers: int) -> tuple[SeenNumber, ...]:
    """The highest number by its letters."""
    return tuple(SeenNumber(letters=letters, n=n) for letters, n in numbers.items())


def series(street: Street, kiosk: Actor = KIOSK, **told: object) -> SeriesKept:
    """The series of `kiosk`."""
    answer = street.give(kiosk, ReportNumbers(**{"day": TODAY, **told}))  # type: ignore[arg-type]
    assert isinstance(answer, SeriesKept)
    return answer


def own(n: int, given: int, *matters: str, **more: object) -> OwnNumber:
    """The `n`-th number, given at `given`."""
    return OwnNumber(n=n, given=given, matters=matters or ("mr",), **more)  # type: ignore[arg-type]


def hand_in(street: Street, *numbers: OwnNumber, kiosk: Actor = KIOSK, day: str = TODAY) -> list[Ticket]:
    """What the hall makes of them, in the order of their numbers."""
    letters = series(street, kiosk).series
    answer = street.give(kiosk, HandIn(series=letters, day=day, numbers=numbers))
    assert isinstance(answer, HandedIn)
    return [street.hall.tickets[ticket] for _, ticket in answer.tickets]
