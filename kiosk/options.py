"""What `python -m kiosk` is told: read once, into a frozen class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from common.screen.options import Form, OptionReader, ScreenOptions, choice, shared
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, Theme
from common.screen.window import Size
from kiosk.paper import DOTS
from kiosk.printers import printer_from
from kiosk.printing import Printer
from kiosk.samples import SCENES

OFFSCREEN: Size = (1080, 1920)
THEMES = {"normal": KIOSK, "high": KIOSK_HIGH_CONTRAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ScreenOptions):
    """One kiosk; `scene` and `large` are what a shot draws."""

    printer: Printer
    paper_mm: int
    theme: Theme
    scene: str
    large: bool
    scanner: bool


def options_from(arguments: Sequence[str]) -> Options:
    """Read the command line; exits with a message if it is wrong."""
    told = _reader().read(arguments)
    return Options(
        **shared(told),
        printer=told.printer,
        paper_mm=int(told.paper_mm),
        theme=THEMES[told.contrast],
        scene=told.scene,
        large=told.large,
        scanner=told.scanner,
    )


def _reader() -> OptionReader:
    reader = OptionReader(
        "kiosk", "The touch screen that gives numbers.", device="kiosk.json", diagonal_in=21.5
    )
    where = "tcp://HOST:9100 (add ?mute=1 for one that never answers), file:PATH (a folder gets one file a ticket) or none"
    reader.take("--printer", Form("printer", printer_from), where, metavar="WHERE", needed=True)
    reader.take("--paper-mm", choice(str(mm) for mm in sorted(DOTS)), "width of the paper (default 80)", "80")
    reader.take("--contrast", choice(THEMES), "high: yellow on black", "normal")
    reader.take("--scene", choice(SCENES), "what --shot draws (default home)", "home")
    reader.flag("--scanner", "it has a scanner that types like a keyboard: tickets get a bar code")
    reader.flag("--large", "--shot in large type")
    return reader
