"""What a plate shows, and what it is made of. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from common.words import Instant
from display.media import Medium

PlateKind = Literal["number", "title", "name"]


class Plates(NamedTuple):
    """What the centre wants to be seen, and by staff number the names and photos that are known."""

    kind: PlateKind = "title"
    names: Mapping[str, str] = MappingProxyType({})
    photos: Mapping[str, Medium] = MappingProxyType({})


class Plate(NamedTuple):
    """`role` as A or B; `who` in lines, the first the most important; `photo` ready to be drawn, or none."""

    role: str
    who: tuple[str, ...]
    photo: Medium | None


KnownPlates = Callable[[str | None, Instant], Plates]
"""What is known now for that staff number's plate; asked each frame."""
