"""What a hall remembers of its emergency sheets. Pure; `Hall.emergency` is one of these."""

import hashlib
from collections.abc import Iterator

import msgspec

from common.commands_sheet import SHEETS_MOST, StubOutcome
from common.messages import TicketState
from common.words import Instant
from server.rules.setup import Setup

PER_SHEET = 5
"""Numbers on an A4 page: each as large as on the ticket printer, with room to write."""
LAST = 9_995
"""After this number the sheets begin again at 1: those of years ago are forgotten."""
UNSEEN = 1_000
"""So many numbers at least are left out after a restore: sheets may lie in the drawer that the record knows nothing of."""
APART = 100
"""What two restores of one copy begin with lies a multiple of this apart."""
MINUTE_MS = 60_000
RUN_MOST = SHEETS_MOST * PER_SHEET
OF_NOBODY = "~"
"""Stands in a number whose entry was taken back, and in no other."""
LETTERS = "XWYVUTSRQKHFCZLGNMJABDEP"
"""The sheets' own letter is the first of these that no line's numbers begin with: those that sound like no other first, never I or O."""


class Run(msgspec.Struct, frozen=True):
    """Sheets that were printed in one go; `id` is the ledger version that says so.

    `salt`: what its check digits are made of; none: of this run alone, as they once were. `restored`: the restore since
    which they were printed, by its moment.
    """

    id: int
    letter: str
    first: int
    sheets: int
    at: Instant
    by: str
    salt: str = ""
    restored: Instant = 0

    @property
    def last(self) -> int:
        """Its last number."""
        return self.first + self.sheets * PER_SHEET - 1

    @property
    def serials(self) -> tuple[int, int]:
        """The numbers of its first and its last sheet."""
        return serial_of(self.first), serial_of(self.last)


class OverTicket(msgspec.Struct, frozen=True):
    """What a stub's ticket was when its day ended, and it left the hall. `moved`: something had happened with it since it was typed in."""

    number: str
    matter: str
    line: str
    state: TicketState
    moved: bool


class Stub(msgspec.Struct, frozen=True):
    """What was typed in of one number; `typed_on` which day. `unlisted`: the letter of a sheet that the record does not know.

    `id` is the ticket that the hall made of it; or, of one that is `filed` in the figures of that day, which was over, the version
    of the fact that says so. `over`: that ticket, once it is in the hall no more.
    """

    typed_on: str
    id: int
    matter: str
    given: Instant
    outcome: StubOutcome
    window: int | None
    called: Instant | None
    by: str
    unlisted: str = ""
    number: str = ""  # of a filed one
    filed: str = ""
    over: OverTicket | None = None

    @property
    def said(self) -> tuple[str, Instant, StubOutcome, int | None, Instant | None]:
        """What stood on it."""
        return self.matter, self.given, self.outcome, self.window, self.called


class Emergency(msgspec.Struct):
    """Every run that may still lie in a drawer, and every number that was entered, by its place in the series.

    `salt` is the hall's, the same in every copy of its record. `opened`: the days of the last week on which the hall was
    open, and since when.
    """

    salt: str = ""
    runs: list[Run] = []
    stubs: dict[int, Stub] = {}
    opened: dict[str, Instant] = {}

    def run_of(self, letter: str, n: int) -> Run | None:
        """The run on which a number stands."""
        return next((run for run in self.runs if run.letter == letter and run.first <= n <= run.last), None)

    def next_first(self, sheets: int, restored: Instant = 0) -> int:
        """Where `sheets` more begin: never where numbers would run over the end.

        After a restore, far above: the copy does not know which were printed since.
        """
        last, since = (self.runs[-1].last, self.runs[-1].restored) if self.runs else (0, 0)
        if restored != since:
            return _far_above(last, restored)
        after = last + 1
        return after if after + sheets * PER_SHEET - 1 <= LAST else 1

    def stub_of(self, known_as: int) -> Stub | None:
        """The stub that this ticket was made of, or the filed one that is known by this version."""
        return next((stub for stub in self.stubs.values() if stub.id == known_as), None)

    def check_of(self, number: str) -> str | None:
        """The check digits that stand on the paper beside `number`; none where it is not the sheets'."""
        letter, digits = number[:1], number[1:]
        if not digits.isdigit():
            return None
        run, stub = self.run_of(letter, int(digits)), self.stubs.get(int(digits))
        if run is None and stub is not None and stub.unlisted == letter:
            return salted_check(self.salt, letter, int(digits))
        return None if run is None else sheet_check(run, int(digits))


def serial_of(n: int) -> int:
    """The number of the sheet on which the n-th number stands."""
    return (n - 1) // PER_SHEET + 1


def number_at(letter: str, n: int) -> str:
    """As it is printed."""
    return f"{letter}{n:03d}"


def number_of_nobody(number: str, ticket: int) -> str:
    """What a ticket is called once its entry was taken back: the number may be somebody else's by now."""
    return f"{number}{OF_NOBODY}{ticket}"


def on_the_slip(number: str) -> str:
    """The number as it was typed in, whether or not its entry was taken back."""
    return number.partition(OF_NOBODY)[0]


def numbers_of(run: Run) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Each sheet of a run: its serial, and its numbers with their check digits."""
    for first in range(run.first, run.last + 1, PER_SHEET):
        sheet = [(number_at(run.letter, n), sheet_check(run, n)) for n in range(first, first + PER_SHEET)]
        yield serial_of(first), sheet


def sheet_check(run: Run, n: int) -> str:
    """Three digits that stand on the paper only: whoever mistypes a number, or reads a neighbour's, does not know them."""
    return salted_check(run.salt, run.letter, n) if run.salt else _digits(f"sheet:{run.id}:{run.at}:{n}")


def salted_check(salt: str, letter: str, n: int) -> str:
    """The same from the hall's salt and the number alone, so that a restored hall knows those of sheets of which it has forgotten."""
    return _digits(f"sheet:{salt}:{letter}:{n}")


def salt_of(hall: str, since: Instant) -> str:
    """A hall's salt, from its first fact: every copy of the record has that."""
    return hashlib.sha256(f"sheets:{hall}:{since}".encode()).hexdigest()[:32]


def _digits(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 1000:03d}"


def _far_above(last: int, restored: Instant) -> int:
    """A full thousand and more above, elsewhere for each restore; near the end of the series, above its first thousand."""
    above = (last // UNSEEN + 2) * UNSEEN
    begins, ends = (above, LAST) if above + RUN_MOST <= LAST else (UNSEEN, last)
    places = (ends - RUN_MOST - begins) // APART + 1
    return begins + restored // MINUTE_MS % places * APART + 1


def sheet_letter(setup: Setup, taken: frozenset[str] = frozenset()) -> str | None:
    """The sheets' letter; `taken` are letters of series that others give. None: there is none left."""
    lines = {line.prefix for line in setup.lines}
    return next((letter for letter in LETTERS if letter not in lines | taken), None)
