"""What `make demo` is told: KEY=VALUE on its command line or in the environment, which make passes on."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from bench.day.crowd import RESIDENTS

CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class OptionFault(Exception):
    """An option that cannot be used; the text says which and why."""


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="upper"):
    """`for_s`: the whole day in so many seconds (none: at `pace`). `data` empty: a temporary folder."""

    pace: Annotated[float, Meta(gt=0, le=5_000)] = 60.0
    for_s: Annotated[float, Meta(ge=5, le=100_000)] | None = msgspec.field(name="FOR", default=None)
    day: date = msgspec.field(name="DATE", default=date(2026, 11, 23))
    start: Annotated[str, Meta(pattern=CLOCK)] = "08:00"
    seed: int = 1
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65_535)] = 8000
    data: str = ""
    residents: Annotated[int, Meta(ge=20, le=2_000)] = RESIDENTS


def options_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """Read both; the command line wins. Raises `OptionFault`."""
    known = [field.encode_name for field in msgspec.structs.fields(Options)]
    given = {key: environment[key] for key in known if environment.get(key)}
    for argument in arguments:
        key, _, value = argument.partition("=")
        given[key] = value
    try:
        return msgspec.convert(given, Options, strict=False)
    except msgspec.ValidationError as fault:
        raise OptionFault(f"{fault} (known: {', '.join(f'{key}=…' for key in known)})") from None
