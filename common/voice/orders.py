"""What the screen asks of the maker's process, and what comes back: a line of JSON each way, then raw samples."""

from __future__ import annotations

from typing import Literal

import msgspec

from common.voice.pieces import Piece
from common.words import Language

Fault = Literal["", "no_speech", "failed"]
"""no_speech: clips are missing and espeak-ng is not to be had · failed: it could not say this sentence."""


class Order(msgspec.Struct, frozen=True):
    """One sentence; without pieces the chime. `pace` is in syllables a second."""

    id: int
    language: Language
    sentence: tuple[Piece, ...]
    pace: float


class Made(msgspec.Struct, frozen=True):
    """The answer to an order; `size` bytes of samples follow it.

    `unusable` are clips of the hall, and why each cannot be played (empty: it is not there).
    """

    id: int
    size: int
    fault: Fault = ""
    unusable: tuple[tuple[str, str], ...] = ()
