"""What `make demo` is told: KEY=VALUE on its command line or in the environment, which make passes on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Annotated

import msgspec
from msgspec import Meta

from bench.day.crowd import RESIDENTS

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
YEARS = (2000, 2099)

TAKES = {
    "PACE": "how many times as fast as time: a number from 0.1 to 5000, as in PACE=60",
    "FOR": "the whole day in so many seconds: a number from 5 to 100000, as in FOR=60",
    "DATE": "the day that is lived: a date of the years 2000 to 2099, as in DATE=2026-11-23",
    "START": "when that day begins: a time from 00:00 to 23:59, as in START=08:00",
    "SEED": "other residents for another one: a whole number, as in SEED=1",
    "HOST": "where the server listens: an address of this machine, as in HOST=127.0.0.1",
    "PORT": "the port that the server listens at: 1 to 65535, or 0 for any free one, as in PORT=8001",
    "DATA": "a folder to keep: an empty or a new one, as in DATA=/tmp/hall",
    "RESIDENTS": "how many come in a whole day: a whole number from 20 to 2000, as in RESIDENTS=220",
}
"""Every option, and what it takes; in the order in which `make help` names them."""


class OptionFault(Exception):
    """An option that cannot be used; the text says which, why and what could be."""


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="upper"):
    """`for_s`: the whole day in so many seconds (none: at `pace`). `data` empty: a temporary folder."""

    pace: Annotated[float, Meta(ge=0.1, le=5_000)] = 60.0
    for_s: Annotated[float, Meta(ge=5, le=100_000)] | None = msgspec.field(name="FOR", default=None)
    day: date = msgspec.field(name="DATE", default=date(2026, 11, 23))
    start: Annotated[str, Meta(pattern=CLOCK)] = "08:00"
    seed: int = 1
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65_535)] = 8000
    data: str = ""
    residents: Annotated[int, Meta(ge=20, le=2_000)] = RESIDENTS

    def __post_init__(self) -> None:
        """Clocks and time zones know no other years. Raises ValueError."""
        if not YEARS[0] <= self.day.year <= YEARS[1]:
            raise ValueError("a year too far away")


def options_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """Read both; the command line wins, a bare name stands for its value there. Raises `OptionFault`."""
    given = {key: environment[key] for key in TAKES if environment.get(key)}
    given.update(_told(arguments, given))
    for key, value in given.items():
        _insist(key, value)
    return msgspec.convert(given, Options, strict=False)


def _told(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The arguments, as pairs; make passes the bare names, so that one it does not know is noticed."""
    for argument in arguments:
        key, has_value, value = argument.partition("=")
        if key not in TAKES:
            raise OptionFault(_unknown(key))
        if has_value:
            yield key, value
        elif key in environment:
            yield key, environment[key]


def _insist(key: str, value: str) -> None:
    try:
        msgspec.convert({key: value}, Options, strict=False)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise OptionFault(f"{key}={value} cannot be used. {key} is {TAKES[key]}.") from None


def _unknown(key: str) -> str:
    near = get_close_matches(key.upper(), TAKES, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}, {TAKES[near[0]]}?" if near else ""
    return f"The demo has no option {key}.{meant}\nIts options: {' '.join(TAKES)}. `make help` says more."
