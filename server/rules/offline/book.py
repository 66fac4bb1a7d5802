"""What a hall remembers of numbers given without it. Pure; `Hall.offline` is one of these."""

import msgspec

from common.commands_own import Source
from common.own_numbers import check_digits
from common.words import Instant

LETTERS = "YWVUTSRQKHFCZLGNMJABDEPX"
"""A kiosk's own is the first of these that nobody uses: those that sound like no other first, the emergency sheets' last, never I or O;
one that neither sounds nor looks like any in use goes before one that does (`server.rules.letters`)."""


class Series(msgspec.Struct, frozen=True):
    """Numbers that begin with `letters` are given by `holder` without the server; `key` is that of their check digits."""

    letters: str
    holder: str
    key: str


class Drawn(msgspec.Struct, frozen=True):
    """How a ticket was given: by whom, on which day, and for which matters where those are others by now."""

    source: Source
    day: str
    asked: tuple[str, ...] = ()


class Late(msgspec.Struct):
    """Numbers of an earlier day that came in `since`: so many are outside until checked in, so many were too old."""

    since: Instant
    carried: int = 0
    lapsed: int = 0


class Offline(msgspec.Struct):
    """`handed`: by series, day and number, the ticket: each is taken in once. `day_before`: the hall's day before this one.

    `given`: by series and day, the numbers that a line gave, as stretches from and to: its letters may be others by now.
    """

    series: dict[str, Series] = {}
    handed: dict[str, dict[int, int]] = {}
    late: dict[str, Late] = {}
    day_before: str = ""
    given: dict[str, list[tuple[int, int]]] = {}

    def series_of(self, holder: str) -> Series | None:
        """The newest series of `holder`."""
        return next((item for item in reversed(self.series.values()) if item.holder == holder), None)

    def ticket_of(self, series: str, day: str, n: int) -> int | None:
        """The ticket that this number is, once it was handed in."""
        return self.handed.get(handed_key(series, day), {}).get(n)

    def note_given(self, letters: str, day: str, n: int) -> None:
        """A line gives this number."""
        stretches = self.given.setdefault(handed_key(letters, day), [])
        since, until = stretches[-1] if stretches else (n, n)
        if n in (until, until + 1):
            stretches[-1:] = [(since, n)]
        else:
            stretches.append((n, n))

    def was_given(self, letters: str, day: str, n: int) -> bool:
        """Whether it was by a line, as far back as days are remembered."""
        return any(since <= n <= until for since, until in self.given.get(handed_key(letters, day), ()))

    def letters_given(self) -> set[str]:
        """All with which lines gave numbers, as far back as days are remembered."""
        return {key.partition(":")[2] for key in self.given}

    def letters_since(self, day: str) -> tuple[str, ...]:
        """With what letters numbers begin that were handed in of `day` or later ones."""
        keys = (key.partition(":") for key in self.handed)
        return tuple(sorted({letters for given, _, letters in keys if given >= day}))


def handed_key(series: str, day: str) -> str:
    """Under which a day's numbers of a series are remembered."""
    return f"{day}:{series}"


def day_of(key: str) -> str:
    """The day of a `handed_key`."""
    return key.partition(":")[0]


def own_check(book: Offline, number: str, day: str) -> str | None:
    """The digits on the paper of a number that a kiosk gave by itself on `day`; none: nobody's series."""
    letters = number.rstrip("0123456789")
    series, n = book.series.get(letters), number.removeprefix(letters)
    return check_digits(series.key, day, int(n)) if series is not None and n else None
