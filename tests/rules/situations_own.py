"""Halls in which something about numbers given without the server must be refused."""

from collections.abc import Callable

import msgspec

from common.commands_own import HandIn, ReportNumbers
from server.rules.order import ImportHall
from server.rules.setup import Setup
from tests.rules.own import KIOSK_2, TODAY, as_of_old, own, series
from tests.rules.situations import Asked
from tests.rules.street import ADMIN, KIOSK, Street, morning, small_setup


def with_series() -> Street:
    """The kiosk has its letters."""
    street = morning()
    series(street)
    return street


def handing(street: Street, *, letters: str = "Y", day: str = TODAY, n: int = 1) -> HandIn:
    return HandIn(series=letters, day=day, numbers=(own(n, street.at),))


def with_prefix(letters: str) -> Setup:
    """Line r takes these letters."""
    setup = small_setup()
    lines = tuple(
        msgspec.structs.replace(line, prefix=letters) if line.id == "r" else line for line in setup.lines
    )
    return msgspec.structs.replace(setup, lines=lines)


def taken() -> Asked:
    """A line took the letters since, and has given this number."""
    street = with_series()
    with as_of_old(street.hall):
        street.give(ADMIN, ImportHall(setup=with_prefix("Y")))
    street.issue()
    return street, KIOSK, handing(street)


def nothing_left() -> Asked:
    """As many kiosks as there are letters."""
    street = morning()
    letters = "YWVUTSRQKHFCZLGNMJABDEP"
    lines = tuple(
        msgspec.structs.replace(small_setup().lines[0], id=name, prefix=name)
        for name in [*letters, *(one + two for one in letters + "X" for two in letters + "X")]
    )
    street.hall.setup = msgspec.structs.replace(street.hall.rules, lines=lines)
    return street, KIOSK, ReportNumbers(day=TODAY)


def asked(kiosk: object = KIOSK, **more: object) -> Callable[[], Asked]:
    def situation() -> Asked:
        street = with_series()
        return street, kiosk, handing(street, **more)  # type: ignore[return-value, arg-type]

    return situation


OWN_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "ReportNumbers": [("no_series_left", nothing_left)],
    "HandIn": [
        ("no_such_day", asked(day="2026-02-30")),
        ("not_your_series", asked(letters="W")),
        ("not_your_series", asked(KIOSK_2)),
        ("number_taken", taken),
    ],
}
