"""What a kiosk's printer gave out: a number printed once more, and how much paper a day took."""

from typing import Annotated

from msgspec import Meta

from common.bounded import FactNumber
from common.command import Command

Papers = Annotated[int, Meta(ge=0, le=99_999)]
"""Of one kiosk on one day."""
Millimetres = Annotated[int, Meta(ge=0, le=9_999_999)]
Day = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", max_length=10)]


class ReprintTicket(Command, tag="reprint_ticket"):
    """补打: the paper of a number once more, with the same check digits; the answer is the number as it stands now."""

    ticket: FactNumber


class CountPaper(Command, tag="count_paper"):
    """What this kiosk printed on `day` so far: `failed` came out not or not whole, `voided` numbers nobody held; `left_mm` of the roll (none: unknown)."""

    day: Day
    tickets: Papers = 0
    slips: Papers = 0
    reprints: Papers = 0
    failed: Papers = 0
    voided: Papers = 0
    used_mm: Millimetres = 0
    left_mm: Millimetres | None = None


PrintedCommand = ReprintTicket | CountPaper
