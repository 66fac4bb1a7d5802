"""What `python -m kiosk` is told: read once, into a frozen class."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, Theme
from common.screen.window import Size, size_from
from common.words import Language
from kiosk.paper import DOTS
from kiosk.printers import PrinterAddressError, printer_from
from kiosk.printing import Printer
from kiosk.samples import SCENES

OFFSCREEN: Size = (1080, 1920)
THEMES = {"normal": KIOSK, "high": KIOSK_HIGH_CONTRAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One kiosk. `size` none: the whole screen; files none: not wanted."""

    server: str
    printer: Printer
    paper_mm: int
    size: Size | None
    diagonal_in: float
    language: Language
    theme: Theme
    device: Path
    fps: int
    shot: Path | None
    scene: str
    large: bool
    picture: Path | None


def options_from(arguments: Sequence[str]) -> Options:
    """Read the command line; exits with a message if it is wrong."""
    told = _parser().parse_args(arguments)
    return Options(
        server=told.server,
        printer=told.printer,
        paper_mm=told.paper_mm,
        size=told.size,
        diagonal_in=told.diagonal_in,
        language=told.lang,
        theme=THEMES[told.contrast],
        device=told.device,
        fps=told.fps,
        shot=told.shot,
        scene=told.scene,
        large=told.large,
        picture=told.picture,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m kiosk", description="The touch screen that gives numbers.")
    add = parser.add_argument
    add("--server", required=True, metavar="URL", help="http://host:port of the hall's server")
    add("--printer", required=True, type=_printer, metavar="WHERE",
        help="tcp://HOST:9100 (add ?mute=1 for one that never answers), file:PATH (a folder gets one file a ticket) or none")  # fmt: skip
    add("--paper-mm", type=int, choices=sorted(DOTS), default=80, help="width of the paper (default 80)")
    add("--size", type=_size, metavar="WxH", help="a window of that size (default: full screen)")
    add("--diagonal-in", type=_inches, default=21.5, metavar="N", help="diagonal in inches (default 21.5)")
    add("--lang", choices=get_args(Language), default="zh", help="language at the start (default zh)")
    add("--contrast", choices=sorted(THEMES), default="normal", help="high: yellow on black")
    add("--device", type=Path, default=Path.home() / ".jiaohao" / "kiosk.json", metavar="FILE",
        help="where this kiosk keeps its token once it is paired")  # fmt: skip
    add(
        "--fps", type=int, choices=range(1, 121), default=60, metavar="N", help="frames a second (default 60)"
    )
    add("--shot", type=Path, metavar="FILE", help="join, draw --scene once, write a PNG, exit")
    add("--scene", choices=SCENES, default="home", help="what --shot draws (default home)")
    add("--large", action="store_true", help="--shot in large type")
    add("--picture", type=Path, metavar="FILE", help="keep a PNG of the screen up to date")
    return parser


def _printer(text: str) -> Printer:
    try:
        return printer_from(text)
    except PrinterAddressError:
        raise argparse.ArgumentTypeError(f"not tcp://HOST:PORT, file:PATH or none: {text}") from None


def _size(text: str) -> Size:
    try:
        return size_from(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not like 1080x1920: {text}") from None


def _inches(text: str) -> float:
    try:
        inches = float(text)
    except ValueError:
        inches = 0.0
    if not 5 <= inches <= 200:
        raise argparse.ArgumentTypeError(f"not a diagonal in inches: {text}")
    return inches
