"""Facts of numbers that were given without the server. None holds a person."""

from typing import Literal

from common.commands_own import Fate, Source
from common.words import Instant
from server.rules.fact import Fact
from server.rules.facts_ticket import TicketIssued

__all__ = ["CountersRaised", "SeriesAssigned", "TicketHandedIn"]

HandedTo = Literal["waiting", "carried", "lapsed", "voided"]
"""Where a number stands that was handed in: in line; outside until checked in; too old; held by nobody."""


class TicketHandedIn(TicketIssued, kw_only=True, tag="ticket_handed_in"):
    """A number that was given at `given` without the server is the hall's: the `n`-th of `series` on `day`.

    `said`: the day that the kiosk said, where that has not come yet; it counts on `day` then. `outcome`: where it stands. `asked`: the matters for which it was drawn, where those of `matter` and `then` are others by now.
    """

    source: Source
    series: str
    day: str
    given: Instant
    fate: Fate
    outcome: HandedTo = "waiting"
    asked: tuple[str, ...] = ()
    said: str = ""

    @property
    def of_day(self) -> str:
        """With that it is known again, and its check digits are of that."""
        return self.said or self.day


class SeriesAssigned(Fact, tag="series_assigned"):
    """`holder` gives numbers that begin with `series` while the server is away; `key` is that of their check digits."""

    series: str
    holder: str
    key: str


class CountersRaised(Fact, tag="counters_raised"):
    """Numbers up to these were given already, which the hall does not know of: by the letters that they begin with."""

    highest: dict[str, int]


AnyOfflineFact = TicketHandedIn | SeriesAssigned | CountersRaised
