"""What a ticket's page on a phone is told."""

from common.messages import CoverReason, CoverState, Phase, TicketState
from common.words import Instant, Language, Words
from server.web.shapes import Yes


class PhoneTold(Yes):
    """How one ticket stands, for whoever holds its paper; nothing of anybody else (P-2). Moments, never durations.

    `language` is the one its paper was printed in. `ahead`, `wait` (minutes: low, high): none while it is in no line, or nothing can be said. `window`: where it
    is called to or answered now; `way`: how one gets there; `home`: A's own window where another answers. `cover`, `reason`, `until`: who answers there and why not A. `behind`: behind how many it comes back
    after a missed call (0: at the end); `back`: how many would be called before it if it came back now. `late`: it may not be called before closing. `score`: of a hundred ranges given lately so many were right. `times` counts calls. `again_ms`: when to ask again.
    """

    number: str
    state: TicketState
    carried: bool
    language: Language
    hall: Words
    sample: bool
    phone: str
    timezone: str
    phase: Phase
    phase_until: Instant | None
    paused: str | None
    paused_until: Instant | None
    matter: Words
    then: tuple[Words, ...]
    bring: tuple[Words, ...]
    issued_at: Instant
    called_at: Instant | None
    times: int
    slot: Instant | None
    ahead: int | None
    window: int | None
    home: int | None
    cover: CoverState
    reason: CoverReason | None
    until: Instant | None
    behind: int
    wait: tuple[int, int] | None = None
    late: bool = False
    score: int | None = None
    again_ms: int = 0
    way: Words = Words("")
    back: int | None = None


SAID_TO_PHONES = (PhoneTold,)
