"""What can be asked about the numbers on paper of a day without power: sheets to print, and their stubs to type in (docs/emergency.md)."""

from typing import Annotated, Literal

from msgspec import Meta

from common.bounded import FactNumber, Id, WindowNumber
from common.command import Command
from common.words import Moment

StubOutcome = Literal["waiting", "served", "left"]
"""Still here and in line, served by hand at a window meanwhile, or gone."""
SHEETS_MOST = 40
Sheets = Annotated[int, Meta(ge=1, le=SHEETS_MOST)]
SheetNumber = Annotated[str, Meta(pattern=r"\A[A-Z][0-9]{3,4}\Z", max_length=5)]
"""As it is printed: the sheets' letter and a number."""
SheetCheck = Annotated[str, Meta(pattern=r"\A[0-9]{3}\Z", max_length=3)]


class PrintSheets(Command, tag="print_sheets"):
    """So many emergency number sheets, with numbers that no sheet had before."""

    sheets: Sheets = 1


class EnterStub(Command, tag="enter_stub"):
    """A stub as it was written by hand: `given` when; of one who was served also `window` and when `called` there.

    Typed in again with the same words it is the same entry; with others it is refused. One of a day that is over, of the
    last seven, counts in that day's figures; nobody waits any more there.
    """

    number: SheetNumber
    check: SheetCheck
    matter: Id
    given: Moment
    outcome: StubOutcome = "waiting"
    window: WindowNumber | None = None
    called: Moment | None = None


class TakeBackStub(Command, tag="take_back_stub"):
    """That entry was a slip: it counts no more, and its number may be entered again. Not once it was called."""

    ticket: FactNumber


SheetCommand = PrintSheets | EnterStub | TakeBackStub
