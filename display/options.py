"""What `python -m display` is told: read once, into a frozen class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from common.screen.options import FILE, Form, OptionReader, ScreenOptions, choice, number, shared, whole
from common.screen.window import Size
from display.led import LED_HEIGHT
from display.plates import PlateKind
from display.voice.settings import WHOLE_HALL

OFFSCREEN: Size = (1920, 1080)
VIEW_M = (0.5, 100)
LEAST_LAMPS, LEAST_WINDOW, LEAST_WALL = (48, 16), (100, LED_HEIGHT + 1), (320, 180)
"""What holds a called number whole, with all that stands beside it."""


ScreenKind = Literal["wall", "window", "board"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ScreenOptions):
    """One screen; `view_distance_m` is how far its readers stand away. `zone`: whose calls it speaks.

    `window` is that of a window's own screen, 0 for any other; `plates` holds the names for its plate.
    """

    view_distance_m: float
    trace: Path | None
    zone: str
    voice: Path | None
    media: Path | None
    screen: ScreenKind
    window: int
    plate: PlateKind
    plates: Path | None
    keep_running: bool

    @property
    def folders(self) -> dict[str, Path]:
        """Those that were named, by option."""
        named = {"--voice": self.voice, "--media": self.media, "--plates": self.plates}
        return {option: folder for option, folder in named.items() if folder is not None}


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _folder(text: str) -> Path:
    """It need not be there yet: a wall is not dark because a share is not mounted."""
    if not text.strip():
        raise ValueError(text)
    return Path(text)


NAME, FOLDER = Form("name", _name), Form("folder", _folder)


def options_from(arguments: Sequence[str]) -> Options:
    """Read the command line; exits with a message if it is wrong."""
    told = _reader().read(arguments)
    window = told.window or 0
    if told.screen == "window" and not window:
        _reader().refuse("--window")
    if told.size is not None and not _holds(told.size, least := least_size(told.screen, told.size)):
        _reader().refuse_small(told.size, least)
    return Options(
        **shared(told),
        view_distance_m=told.view_distance_m,
        trace=told.trace,
        zone=told.zone,
        voice=told.voice,
        media=told.media,
        screen=told.screen,
        window=window if told.screen == "window" else 0,
        plate=told.plate,
        plates=told.plates,
        keep_running=told.keep_running,
    )


def least_size(screen: ScreenKind, size: Size) -> Size:
    """The smallest that such a screen may be."""
    if screen != "window":
        return LEAST_WALL
    return LEAST_LAMPS if size[1] <= LED_HEIGHT else LEAST_WINDOW


def _holds(size: Size, least: Size) -> bool:
    return size[0] >= least[0] and size[1] >= least[1]


def _reader() -> OptionReader:
    reader = OptionReader("display", "A screen of the hall.", device="display.json", diagonal_in=55.0)
    kinds = get_args(ScreenKind)
    reader.take("--screen", choice(kinds), "the main wall, a window's own, or the board alone", "wall")
    reader.take("--window", whole(1, 999), "whose screen it is (with --screen window)")
    reader.take("--plate", choice(get_args(PlateKind)), "who sits there, on a window's own screen", "title")
    reader.take("--plates", FOLDER, "names and photos for --plate name (docs/wall.md)", metavar="FOLDER")
    reader.flag("--keep-running", "start the screen again whenever it ends by a fault")
    reader.take("--view-distance-m", number(*VIEW_M), "readers' distance (default 6)", 6.0)
    reader.take("--trace", FILE, "append a line of JSON whenever a call appears or goes", metavar="FILE")
    reader.take(
        "--zone",
        NAME,
        "whose calls it speaks: hall, none, or a zone of the hall's file",
        WHOLE_HALL,
        metavar="NAME",
    )
    reader.take("--voice", FOLDER, "a folder of recorded clips (docs/voice.md)", metavar="FOLDER")
    reader.take("--media", FOLDER, "pictures and notices between calls (docs/voice.md)", metavar="FOLDER")
    return reader
