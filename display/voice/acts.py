"""What is to be called out, and what becomes of it. Pure.

An **act** is one act of calling, a recall is another. Times are the server's, milliseconds.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from common.words import Instant

Kind = Literal["called", "recalled", "missed"]
Reason = Literal["served", "taken_back", "late", "called_again", "unmade", "mute", "cut_off"]
Part = Literal["first", "again", "english"]
"""A reading: with the chime, without it, in English."""


class Act(NamedTuple):
    """One act of calling at a moment, or of noting that a called one did not come."""

    kind: Kind
    ticket: int
    at: Instant
    number: str
    window: int | None

    @property
    def key(self) -> Key:
        """What makes it one."""
        return Key(self.ticket, self.at, self.kind == "missed")


class Key(NamedTuple):
    """Names an act, also in the file that outlives a restart."""

    ticket: int
    at: Instant
    missed: bool


class Prepare(NamedTuple):
    """It will have to be spoken: let its sound be made."""

    act: Act


class Speak(NamedTuple):
    """Play this reading now."""

    act: Act
    part: Part


class Spoken(NamedTuple):
    """It was spoken to its end."""

    act: Act


class Dropped(NamedTuple):
    """It will not be spoken."""

    act: Act
    reason: Reason


Effect = Prepare | Speak | Spoken | Dropped
