"""What a set-up may say of the hall's voice (screens.md, Voice)."""

from typing import Literal

from server.rules.part import Part


class Voice(Part):
    """How calls are spoken. `one`: 幺 or 一 for 1 in numbers; `volume`: percent from a time of day on."""

    one: Literal["yao", "yi"] = "yao"
    english: bool = False
    syllables_per_min: int = 210
    volume: tuple[tuple[str, int], ...] = (("00:00", 80),)
