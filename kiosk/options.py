"""What `python -m kiosk` is told: read once, into a frozen class."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from common.screen.geometry import Screen
from common.screen.keeping import FLAG
from common.screen.options import Form, OptionReader, ScreenOptions, choice, number, shared
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, Theme
from common.screen.window import Size
from kiosk.paper import DOTS
from kiosk.printers import printer_from
from kiosk.printing import Printer
from kiosk.samples import SCENES
from kiosk.service.secret import DIGITS, NONE, is_code

OFFSCREEN: Size = (1080, 1920)
LEAST_IN = 15.6
"""Diagonal of the smallest screen on which targets, gaps and letters keep their millimetres, if it is 16:9; on any other, `LEAST_MM`."""
LEAST_MM = (190, 340)
"""Short and long side."""
SERVICE_CODE = "JIAOHAO_SERVICE_CODE"
THEMES = {"normal": KIOSK, "high": KIOSK_HIGH_CONTRAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ScreenOptions):
    """One kiosk; `scene` and `large` are what a shot draws."""

    printer: Printer
    printer_at: str
    service_code: str | None
    paper_mm: int
    theme: Theme
    scene: str
    large: bool
    scanner: bool
    keep_running: bool
    roll_m: float
    volume: int


class PrinterAt(NamedTuple):
    """A printer, and how it was told."""

    printer: Printer
    address: str


def options_from(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """Read the command line, and the service code from the environment; exits with a message if one is wrong."""
    told = _reader(environment.get(SERVICE_CODE)).read(arguments)
    return Options(
        **shared(told),
        printer=told.printer.printer,
        printer_at=told.printer.address,
        service_code=told.service_code,
        paper_mm=int(told.paper_mm),
        theme=THEMES[told.contrast],
        scene=told.scene,
        large=told.large,
        scanner=told.scanner,
        keep_running=told.keep_running,
        roll_m=told.roll_m,
        volume=round(told.volume),
    )


def is_small(screen: Screen) -> bool:
    """Whether that glass cannot hold all of every screen: something is shortened there, or a row is too low."""
    sides = sorted((screen.width, screen.height))
    return any(side < screen.px_per_mm * least for side, least in zip(sides, LEAST_MM, strict=True))


def _printer_at(address: str) -> PrinterAt:
    return PrinterAt(printer_from(address), address)


def _service_code(text: str) -> str:
    if not is_code(text):
        raise ValueError(text)
    return text


def _reader(service_code: str | None) -> OptionReader:
    reader = OptionReader(
        "kiosk",
        "The touch screen that gives numbers.",
        device="kiosk.json",
        diagonal_in=21.5,
        least_in=LEAST_IN,
    )
    where = "tcp://HOST:9100, usb:VENDOR:PRODUCT (usb: the first), file:PATH (a folder gets one file a ticket) or none; ?mute=1 behind it: it never answers, ?shared=1: another kiosk prints on it too"
    reader.take("--printer", Form("printer", _printer_at), where, metavar="WHERE", needed=True)
    reader.take("--paper-mm", choice(str(mm) for mm in sorted(DOTS)), "width of the paper (default 80)", "80")
    reader.take("--roll-m", number(0, 1_000), "metres of a new roll (default 0: unknown)", 0.0, metavar="N")
    reader.take(
        "--volume",
        number(0, 100),
        "percent, of what is read aloud (default 70; 0: no voice)",
        70.0,
        metavar="N",
    )
    reader.take("--contrast", choice(THEMES), "high: yellow on black", "normal")
    reader.take("--scene", choice(SCENES), "what --shot draws (default home)", "home")
    reader.flag("--scanner", "it has a scanner that types like a keyboard: tickets get a bar code")
    code = Form("service_code", _service_code, least=DIGITS[0], most=DIGITS[1], none=NONE)
    code.hides = True
    reader.take(
        "--service-code",
        code,
        f"opens the service menu (better: {SERVICE_CODE} in the environment)",
        service_code,
        metavar="CODE",
    )
    reader.flag(FLAG, "start it again whenever it ends by a fault")
    reader.flag("--large", "--shot in large type")
    return reader
