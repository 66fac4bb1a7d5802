"""What a hall knows of cover besides who serves: who is called, asked, shares; what was measured and checked."""

from typing import Literal

import msgspec

from common.commands import AwayReason, StandInReason
from common.rows_cover import AskingKind, AskingState
from common.words import Instant

OverloadKind = Literal["waiting", "wait"]
"""So many wait, or somebody so long (AB-9)."""


class CalledOut(msgspec.Struct, frozen=True):
    """A B from outside the hall, called at `at`; `until`: the limit of being on the way (AB-14).

    `tried` were called before for the same absence and did not come, the last one last; `unable` are those of them who
    said that they cannot; `declined`: this one did. `again`: see the fact.
    """

    clerk: str
    at: Instant
    until: Instant | None = None
    tried: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()
    again: int = 0
    declined: bool = False


class StandInAsking(msgspec.Struct, frozen=True):
    """A clerk asked to stand in, who has not answered yet (AB-18)."""

    clerk: str
    reason: StandInReason
    at: Instant
    declared: bool


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """An asking of today that is over; `id` is that of its row."""

    id: str
    kind: AskingKind
    clerk: str
    at: Instant
    state: AskingState
    answered_at: Instant
    post: str | None = None
    reason: str | None = None
    since: Instant | None = None
    until: Instant | None = None


class OfficialAsking(msgspec.Struct, frozen=True):
    """A short official absence that waits for the supervisor's word (D-5)."""

    id: int
    clerk: str
    reason: AwayReason
    since: Instant
    until: Instant
    at: Instant


class SharedLoad(msgspec.Struct, frozen=True):
    """B shares the load of a post whose A is there (AB-9): the post's claims count `offset_ms` later for B."""

    clerk: str
    offset_ms: int
    since: Instant
    kind: OverloadKind


class Takeover(msgspec.Struct, frozen=True):
    """An absence of A: when A was last seen, when it took effect, and the first call by somebody else.

    `effective_ms` and `seen_ms`: how long somebody who had waited from `waited_from` waited since then, until that call;
    without one, the longest that somebody waited uncalled. Less what nobody could be called in.
    """

    clerk: str
    left: Instant
    effective: Instant
    first_call: Instant | None = None
    ticket: int | None = None
    waited_from: Instant | None = None
    effective_ms: int | None = None
    seen_ms: int | None = None


class SpotCheck(msgspec.Struct, frozen=True):
    """Who was really at the window, beside what the system said then (S-6); none: nobody."""

    id: int
    window: int
    found: str | None
    said: str | None
    away: bool
    at: Instant
    by: str

    @property
    def matches(self) -> bool:
        """Whether the system was right."""
        return self.found == (None if self.away else self.said)
