"""A ticket as the server tells of it to whoever brings its paper: what of the answer a kiosk needs."""

from __future__ import annotations

import msgspec

from common.words import Instant, Words


class Passing(msgspec.Struct, frozen=True):
    """Somebody who went first, and why, in words."""

    text: Words


class MyTicket(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of GET /api/tickets/NUMBER (docs/protocol.md); `ahead` none: it is in no line now, `wait` none: nobody can say,
    `behind` none: nobody can say who would go first if it stepped back. State `own`: given by this kiosk at `given`, and not known to the server yet; else `given` is from when it counts, of one given without the server.
    `usual`: where it is answered when somebody is there, by the hall's file; the call counts.
    """

    ticket: int
    number: str
    state: str
    passed: tuple[Passing, ...] = ()
    matter: str | None = None
    line: str | None = None
    carried: bool | None = None
    ahead: int | None = None
    behind: int | None = None
    wait: tuple[int, int] | None = None
    then: tuple[str, ...] = ()
    window: int | None = None
    usual: int | None = None
    given: Instant | None = None

    @property
    def waits(self) -> bool:
        """Does it stand in its line?"""
        return self.state == "waiting" and not self.carried

    @property
    def is_carried(self) -> bool:
        """Kept from the day before, and not checked in yet."""
        return self.state == "waiting" and bool(self.carried)
