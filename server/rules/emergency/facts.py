"""Facts of emergency sheets: which were printed, what their stubs said, what was a slip. None holds a person."""

from common.commands_sheet import StubOutcome
from common.words import Instant
from server.rules.fact import Fact

__all__ = [
    "SheetsPrinted",
    "StubEntered",
    "StubFact",
    "StubFiled",
    "StubTakenBack",
    "TicketServedByHand",
    "TicketTakenBack",
]


class SheetsPrinted(Fact, tag="sheets_printed"):
    """`sheets` sheets with the numbers from `first` on, `letter` before each; the check digits follow from `salt`, where there is one.

    `restored`: when the record was last restored from a copy (0: never).
    """

    letter: str
    first: int
    sheets: int
    salt: str = ""
    restored: Instant = 0


class StubFact(Fact, kw_only=True):
    """What stood on the stub of the `n`-th number, as it was typed in. `unlisted`: the letter, where the record knows nothing of the sheet."""

    n: int
    matter: str
    given: Instant
    outcome: StubOutcome
    window: int | None = None
    called: Instant | None = None
    unlisted: str = ""


class StubEntered(StubFact, kw_only=True, tag="stub_entered"):
    """Of the open day; `ticket` is what the hall made of it."""

    ticket: int


class StubFiled(StubFact, kw_only=True, tag="stub_filed"):
    """Of somebody who was served, or gone, on a `day` that is over: in that day's figures, and no ticket of any line.

    `stub` is the fact's own version; `line` is the matter's when it was typed in.
    """

    stub: int
    number: str
    day: str
    line: str


class StubTakenBack(Fact, tag="stub_taken_back"):
    """What was typed in of a filed stub was a slip; its number may be typed in again."""

    stub: int


class TicketServedByHand(Fact, tag="ticket_served_by_hand"):
    """While there was no power: called to `window` at `called`, and done there. For how long nobody wrote down."""

    ticket: int
    window: int
    called: Instant


class TicketTakenBack(Fact, tag="ticket_taken_back"):
    """What was typed in of this ticket was a slip; the number is not its own any more, and may be typed in again."""

    ticket: int


AnySheetFact = SheetsPrinted | StubEntered | StubFiled | StubTakenBack | TicketServedByHand | TicketTakenBack
