"""Words a person reads, in the two languages of the hall."""

from typing import Annotated, Literal

import msgspec

Language = Literal["zh", "en"]
Instant = int
"""A moment: milliseconds since the Unix epoch, UTC."""
Placed = int | float
"""What settles ties of a claim: the ledger's version that set the place, or a number between two where it stands between two."""
LATEST: Instant = 253_402_300_799_999
"""The end of the year 9999: no calendar counts further."""
Moment = Annotated[Instant, msgspec.Meta(ge=0, le=LATEST)]
"""An instant that somebody names; the rules ask besides that it be near (`server.rules.decide`)."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published text in Simplified Chinese and English; an absent English falls back to Chinese."""

    zh: str
    en: str = ""

    def text(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language == "en" and self.en else self.zh
