"""The kiosk's own series on its disk: letters, the day's counter, and every number until the server has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from common.commands import IssueTicket
from common.commands_own import N_MOST, HandIn, OwnNumber
from common.durable import KeptFile
from common.messages import SeriesKept
from common.own_numbers import check_digits, number_of
from common.words import Instant, Language

Hold = Literal["open", "given", "void"]
"""On its way into a hand; in one; nobody holds it."""
KEPT_DAYS = 7
"""So long a number stays here once it was handed in: a backup that is restored meanwhile may not have it."""


class Receiver(NamedTuple):
    """Who takes numbers: a hall, by its id; its ledger, which is another after a restore; the day there, by the server's time."""

    hall: str
    ledger: str
    day: str


class Own(msgspec.Struct, kw_only=True):
    """One number. `handed`: the ledger that has it, `to` the hall whose that is, `handed_on` its day then."""

    id: int
    series: str
    key: str
    day: str
    n: int
    given: Instant
    after: Instant
    matters: tuple[str, ...]
    priority: str | None
    language: Language
    hold: Hold = "open"
    handed: str = ""
    to: str = ""
    handed_on: str = ""

    @property
    def number(self) -> str:
        """As it is printed."""
        return number_of(self.series, self.n)

    @property
    def check(self) -> str:
        """Its check digits."""
        return check_digits(self.key, self.day, self.n)

    def is_owed_to(self, receiver: Receiver) -> bool:
        """Whether that hall should have it, and has not: never handed in, or in a ledger that was replaced by a backup."""
        if not self.handed:
            return self.hold != "open"
        return self.handed != receiver.ledger and self.to == receiver.hall and self.is_kept(receiver.day)

    def is_kept(self, day: str) -> bool:
        """Whether it is still to be here on `day`."""
        first = date.fromisoformat(day) - timedelta(days=KEPT_DAYS)
        return not self.handed or self.handed_on >= first.isoformat()

    def told(self) -> OwnNumber:
        """As the server is told of it."""
        return OwnNumber(
            n=self.n,
            given=self.given,
            after=self.after,
            matters=self.matters,
            priority=self.priority,
            language=self.language,
            fate="void" if self.hold == "void" else "given",
        )


class _Kept(msgspec.Struct):
    """`n` is the last of `day`, `last` the moment of the newest number, `ids` how many there ever were; `lost`: what was here could not be read.

    Of no server: one that moves to another address, restored, is still owed what it has not.
    """

    lost: bool = False
    series: str = ""
    key: str = ""
    day: str = ""
    n: int = 0
    last: Instant = 0
    ids: int = 0
    numbers: list[Own] = []


class OwnSeries:
    """Without a `file` nothing outlives the program. What cannot be written is reported, and not given.

    `unwritten`: the disk knows less than this; see `write_again`.
    """

    def __init__(self, file: Path | None = None, report: Callable[[str], None] = lambda _: None) -> None:
        self._disk = KeptFile(file, _Kept, report)
        self.unwritten = False
        self._kept = self._disk.read()
        if self._disk.unread:
            self._kept.lost = True
            self._write()

    @property
    def series(self) -> str:
        """Its letters; empty before the server has told them."""
        return self._kept.series

    @property
    def key(self) -> str:
        """That of the check digits."""
        return self._kept.key

    @property
    def lost(self) -> bool:
        """Numbers may be out of which this kiosk knows no more, until it has new letters."""
        return self._kept.lost

    @property
    def last(self) -> Instant:
        """When the newest number was given."""
        return self._kept.last

    @property
    def day(self) -> str:
        """The day of the counter."""
        return self._kept.day

    @property
    def n(self) -> int:
        """The newest number's place in the series."""
        return self._kept.n

    @property
    def numbers(self) -> list[Own]:
        """Every one that is remembered."""
        return list(self._kept.numbers)

    def adopt(self, told: SeriesKept, day: str, ledger: str) -> None:
        """The server's word: the letters, and from where `day` counts on, above whatever somebody may still hold."""
        kept = self._kept
        mine = [item.n for item in kept.numbers if item.series == told.series and item.handed != ledger]
        today = kept.n if kept.day == day and kept.series == told.series else 0
        n = max([told.used, today, *mine])
        after = (told.series, told.key, day, n)
        if kept.lost or after != (kept.series, kept.key, kept.day, kept.n):
            kept.series, kept.key, kept.day, kept.n = after
            kept.lost = False
            self._write()

    def draw(self, command: IssueTicket, day: str, given: Instant, after: Instant) -> Own | None:
        """The next number, on the disk; none where it cannot be kept. A new day goes on counting until the server says that it may not."""
        kept = self._kept
        if not kept.series or kept.n >= N_MOST:
            return None
        before = msgspec.json.encode(kept)
        kept.day, kept.n, kept.ids, kept.last = day, kept.n + 1, kept.ids + 1, max(kept.last, given)
        own = Own(
            id=kept.ids,
            series=kept.series,
            key=kept.key,
            day=day,
            n=kept.n,
            given=given,
            after=after,
            matters=(command.matter, *command.then),
            priority=command.priority,
            language=command.language,
        )
        kept.numbers.append(own)
        if self._write():
            return own
        self._kept = msgspec.json.decode(before, type=_Kept)
        return None

    def settle(self, number: int, hold: Hold) -> None:
        """It is in a hand, or nobody holds it."""
        own = next((item for item in self._kept.numbers if item.id == number and item.hold == "open"), None)
        if own is not None:
            own.hold = hold
            self._write()

    def void_what_was_left(self) -> int:
        """After a power cut: what was on its way into a hand is nobody's. How many those were."""
        left = [item for item in self._kept.numbers if item.hold == "open"]
        for own in left:
            own.hold = "void"
        if left:
            self._write()
        return len(left)

    def write_again(self) -> None:
        """What became of a number must be on the disk: the next start would void one that is in a hand."""
        if self.unwritten:
            self._write()

    def to_hand_in(self, receiver: Receiver) -> list[HandIn]:
        """What it has not, by series and day, in the order in which it was given."""
        piles: dict[tuple[str, str], list[OwnNumber]] = {}
        for own in [item for item in self._kept.numbers if item.is_owed_to(receiver)]:
            piles.setdefault((own.series, own.day), []).append(own.told())
        return [
            HandIn(series=series, day=day, numbers=tuple(numbers)) for (series, day), numbers in piles.items()
        ]

    def handed_in(self, pile: HandIn, receiver: Receiver, given: Mapping[int, Instant] | None = None) -> None:
        """The server has these. They are remembered for a week: it might be restored from a backup that has not.

        `given`: from when each counts there, which is what counts then, too.
        """
        taken = {number.n for number in pile.numbers}
        for own in self._kept.numbers:
            if (own.series, own.day) == (pile.series, pile.day) and own.n in taken:
                own.handed, own.to, own.handed_on = receiver.ledger, receiver.hall, receiver.day
                own.given = (given or {}).get(own.n, own.given)
                own.after = min(own.after, own.given)
            # a server's clock that was ahead keeps none for ever
            own.handed_on = min(own.handed_on, receiver.day)
        self._kept.numbers = [item for item in self._kept.numbers if item.is_kept(receiver.day)]
        self._write()

    def _write(self) -> bool:
        """Whether it is on the disk."""
        self.unwritten = not self._disk.write(self._kept)
        return not self.unwritten
