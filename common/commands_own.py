"""Numbers that were given without the server, and their way into the line (docs/offline.md)."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from common.bounded import MATTERS_MOST, Id
from common.command import Command
from common.words import Language, Moment

HANDED_MOST = 20
"""So many numbers are handed in at once."""
N_MOST = 9_999

Letters = Annotated[str, Meta(pattern=r"\A[A-Z]{1,4}\Z", max_length=4)]
"""What a number begins with."""
Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", max_length=10)]
"""A civil day of the hall, ISO."""
Nth = Annotated[int, Meta(ge=1, le=N_MOST)]
SeriesKey = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z", max_length=32)]

Source = Literal["device", "paper"]
"""Who gives the numbers of a series: a kiosk, or somebody with a printed sheet."""
Fate = Literal["given", "void"]
"""What became of a number until it is handed in: somebody holds it; nobody does."""


class OwnNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `n`-th of its series and day, drawn for `matters` in order.

    `given`: when, by the server's time as far as it was known; `after`: the last moment that is sure, and before which it was not.
    """

    n: Nth
    given: Moment
    after: Moment = 0
    matters: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MATTERS_MOST)]
    priority: Id | None = None
    language: Language = "zh"
    fate: Fate = "given"


class SeenNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The highest number with these letters of which a device knows."""

    letters: Letters
    n: Nth


class ReportNumbers(Command, tag="report_numbers"):
    """A kiosk has joined: the highest numbers of `day` that it has seen, and its own series with its key, if it has one.

    `lost`: what it kept cannot be read. Numbers may be out that nobody knows: it needs letters that none of them has.
    """

    day: Day
    seen: Annotated[tuple[SeenNumber, ...], Meta(max_length=200)] = ()
    series: Letters | None = None
    key: SeriesKey | None = None
    lost: bool = False


class HandIn(Command, tag="hand_in"):
    """Numbers of `series` that were given on `day` without the server. Each counts once, however often it is handed in."""

    series: Letters
    day: Day
    numbers: Annotated[tuple[OwnNumber, ...], Meta(min_length=1, max_length=HANDED_MOST)]


OwnCommand = ReportNumbers | HandIn
