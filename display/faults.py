"""What a screen tells its hall's supervisor of itself: one fault at a time, the gravest. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Fault = Literal[
    "no_sound", "no_speech", "zone_unknown", "calls_unspoken", "no_glyph", "clips_faulty", "media_faulty"
]
GRAVEST_FIRST: tuple[Fault, ...] = (
    "no_sound",
    "no_speech",
    "zone_unknown",
    "calls_unspoken",
    "no_glyph",
    "clips_faulty",
    "media_faulty",
)


class Faults:
    """Remembers what is wrong, and what the hall was last told; `tell` sends a fault, none: all is well."""

    def __init__(self) -> None:
        self._wrong: set[Fault] = set()
        self._told: Fault | Literal["nothing"] | None = "nothing"

    def set(self, fault: Fault, *, wrong: bool) -> None:
        """Something is wrong, or no longer."""
        (self._wrong.add if wrong else self._wrong.discard)(fault)

    def tell(self, send: Callable[[Fault | None], None]) -> None:
        """After the start (it may have been put right by a restart), then whenever it changes, until it was heard."""
        gravest = next((fault for fault in GRAVEST_FIRST if fault in self._wrong), None)
        if gravest != self._told:
            self._told = gravest
            send(gravest)

    def unanswered(self, fault: Fault | None) -> None:
        """Nobody said that it was heard: it is told again, unless something else was told since."""
        if self._told == fault:
            self._told = "nothing"

    def forget_told(self) -> None:
        """Another ledger or device: it knows of nothing."""
        self._told = "nothing"
