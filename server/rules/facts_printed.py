"""Facts of paper: a number printed once more, and what a kiosk printed on a day (docs/kiosk.md)."""

from common.commands_printed import CountPaper
from server.rules.fact import Fact

__all__ = ["PaperCounted", "TicketReprinted"]


class TicketReprinted(Fact, tag="ticket_reprinted"):
    """The paper of a number was given out for the `n`-th time after the first, by whom the entry says."""

    ticket: int
    n: int


class PaperCounted(Fact, tag="paper_counted"):
    """What the kiosk told of its paper; the last of a day is that day's."""

    kiosk: str
    count: CountPaper


AnyPrintedFact = TicketReprinted | PaperCounted
