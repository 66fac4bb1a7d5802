"""What a ticket carries besides its place: the stops that follow, a grant, a slot; and an appointment."""

from typing import Literal

import msgspec

from common.messages import CoverState
from common.words import Instant, Placed


class Stop(msgspec.Struct, frozen=True):
    """A matter that follows. `claim` none: kept. `back_to`: the post that sent the ticket away for a while."""

    matter: str
    claim: Instant | None = None
    back_to: str | None = None


class Special(msgspec.Struct, frozen=True):
    """A grant of the special channel (Q-8), by whom and by which fact."""

    reason: str
    by: str
    granted: int
    beyond_pace: bool = False


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """Where a ticket stood at a window before it went on, so that it can be put there again."""

    matter: str
    line: str
    kept_to: str | None
    claim: Instant
    placed: Placed
    waited_ms: int
    served_ms: int
    post: str | None
    window: int | None
    clerk: str | None
    role: CoverState | None
    special: Special | None
    then: tuple[Stop, ...]


class Appointment(msgspec.Struct, kw_only=True):
    """A slot that is kept. `ticket`: the number given at check-in."""

    id: int
    code: str
    matter: str
    plan: str
    slot: Instant
    by: str
    ticket: int | None = None


class GivenRange(msgspec.Struct, frozen=True, array_like=True):
    """How long a number was told that it would wait, whole minutes; `likely_min` its middle, `raw_min` the middle before what was learnt."""

    low_min: int
    high_min: int
    likely_min: int
    raw_min: int

    def holds(self, waited_ms: int) -> bool:
        """Whether so long a wait lies within it, to the millisecond."""
        return self.low_min * 60_000 <= waited_ms <= self.high_min * 60_000


class LastAct(msgspec.Struct, frozen=True):
    """What was done last at a window and may be taken back while nothing followed.

    `first` is the finish that a call brought with it, `stand` where the ticket stood that a finish sent on.
    """

    kind: Literal["call", "no_show", "finish"]
    ticket: int
    clerk: str
    first: "LastAct | None" = None
    stand: Stand | None = None
