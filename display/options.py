"""What `python -m display` is told: read once, into a frozen class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from common.screen.options import FILE, OptionReader, ScreenOptions, choice, number, shared
from common.screen.window import Size

OFFSCREEN: Size = (1920, 1080)
VIEW_M = (0.5, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ScreenOptions):
    """One screen; `view_distance_m` is how far its readers stand away."""

    view_distance_m: float
    trace: Path | None


def options_from(arguments: Sequence[str]) -> Options:
    """Read the command line; exits with a message if it is wrong."""
    told = _reader().read(arguments)
    return Options(**shared(told), view_distance_m=told.view_distance_m, trace=told.trace)


def _reader() -> OptionReader:
    reader = OptionReader("display", "A screen of the hall.", device="display.json", diagonal_in=55.0)
    reader.take("--screen", choice(["wall"]), "which screen this is", "wall")
    reader.take("--view-distance-m", number(*VIEW_M), "readers' distance (default 6)", 6.0)
    reader.take("--trace", FILE, "append a line of JSON whenever a call appears or goes", metavar="FILE")
    return reader
