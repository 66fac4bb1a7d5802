"""What the page of the emergency sheets is sent and reads."""

from typing import Annotated

from msgspec import Meta

from common.commands_sheet import SHEETS_MOST, StubOutcome
from common.messages import Message, TicketState
from common.words import Instant
from server.web.shapes import Form, Text, Yes


class SheetsAsked(Form):
    """So many sheets; `ask` is the request's id: sent again it shows the same sheets."""

    sheets: Annotated[int, Meta(ge=1, le=SHEETS_MOST)]
    ask: Text = ""


class PrintedRun(Message):
    """Sheets that were printed in one go: their numbers as sheets, and the first and last number on them."""

    run: int
    at: Instant
    by: str
    serials: tuple[int, int]
    numbers: tuple[str, str]


class EnteredStub(Message):
    """A stub that was typed in: what stood on it, and what its ticket is by now. `may_take_back`: nothing has happened with it since.

    `unlisted`: the record knows nothing of its sheet. `filed`: the day that was over, in whose figures it counts; empty
    for a ticket of today.
    """

    ticket: int
    number: str
    matter: str
    given: Instant
    outcome: StubOutcome
    window: int | None
    called: Instant | None
    by: str
    state: TicketState
    may_take_back: bool
    unlisted: bool
    filed: str


class EmergencyTold(Yes):
    """Which sheets were printed; which stubs were typed in today, and of the days before that may still be typed in; newest first."""

    runs: list[PrintedRun]
    stubs: list[EnteredStub]
