"""The screen that is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from common.screen.geometry import Screen
from common.screen.text import Measure
from common.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """The screen, how far away its readers stand, their language, and how its letters measure."""

    screen: Screen
    view_distance_mm: float
    language: Language
    measure: Measure
