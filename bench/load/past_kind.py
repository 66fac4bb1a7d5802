"""What a past is made of: one day of it, and how that day moves to become another one."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Table

from common.words import Instant
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.order import PrivateText
from server.rules.setup import Setup

OPENS_MS = 8 * 3_600_000
OPEN_FOR_MS = 9 * 3_600_000


class Move(NamedTuple):
    """How far a day lies from the first; `counted` so many more by then."""

    versions: int
    ms: int
    counted: int
    day: str


class Lived(NamedTuple):
    """The first day's facts, and the private texts that they commit to."""

    entries: list[Entry]
    private: Sequence[PrivateText] = ()


class Kind(NamedTuple):
    """What a past is made of: one day of it, its tables, and where its facts hold numbers that move.

    `fields` finds what stands before a number, and the number; `moves` says how it moves (a field of `Move`) and its gap.
    `columns`: how columns move that are no plain number, as SQL. `all_rows`: tables of which the first day is all there is.
    """

    lived: Callable[[Hall, Setup, Instant, int], Lived]
    tables: tuple[Table, ...]
    fields: re.Pattern[str]
    moves: Callable[[str], tuple[str, str]]
    columns: Mapping[tuple[str, str], str] = MappingProxyType({})
    all_rows: tuple[Table, ...] = ()
