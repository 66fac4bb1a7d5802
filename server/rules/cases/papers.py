"""Papers on their way to a ticket printer, in memory: who asked for which, who prints it, how it ended."""

import msgspec

from common.commands_paper import PaperKind
from common.words import Instant, Language

WAITS_MS = 60_000
"""So long a kiosk may still take it: whoever asked for it has gone by then, and nobody may find it in the slot."""
KEPT_MS = 10 * WAITS_MS
"""So long a window sees how it ended."""


class CasePaper(msgspec.Struct, frozen=True, kw_only=True):
    """A short print. `ended` with `fault` none: it is in a hand. `n`: which receipt of the case it is, as `ReceiptRenewed` counts."""

    id: int
    kind: PaperKind
    by: str
    at: Instant
    language: Language
    kiosk: str
    case: int | None = None
    n: int = 0
    matter: str | None = None
    missing: tuple[int, ...] = ()
    taken_by: str | None = None
    ended: Instant | None = None
    fault: str | None = None

    @property
    def until(self) -> Instant:
        """From then on no kiosk may take it; one that did is given as long again to say how it ended."""
        return self.at + (WAITS_MS if self.taken_by is None else 2 * WAITS_MS)

    def is_on_its_way(self, at: Instant) -> bool:
        """Whether it may still come out."""
        return self.ended is None and at < self.until
