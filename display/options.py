"""What `python -m display` is told: read once, into a frozen class."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from common.screen.window import Size, size_from
from common.words import Language

OFFSCREEN: Size = (1920, 1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One screen. `size` none: the whole screen; files none: not wanted."""

    server: str
    size: Size | None
    diagonal_in: float
    view_distance_m: float
    language: Language
    device: Path
    fps: int
    shot: Path | None
    wait_s: float
    picture: Path | None
    trace: Path | None


def options_from(arguments: Sequence[str]) -> Options:
    """Read the command line; exits with a message if it is wrong."""
    told = _parser().parse_args(arguments)
    return Options(
        server=told.server,
        size=told.size,
        diagonal_in=told.diagonal_in,
        view_distance_m=told.view_distance_m,
        language=told.lang,
        device=told.device,
        fps=told.fps,
        shot=told.shot,
        wait_s=told.wait_s,
        picture=told.picture,
        trace=told.trace,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m display", description="A screen of the hall.")
    add = parser.add_argument
    add("--server", required=True, metavar="URL", help="http://host:port of the hall's server")
    add("--screen", choices=["wall"], default="wall", help="which screen this is")
    add("--size", type=size_from, metavar="WxH", help="a window of that size (default: full screen)")
    add("--diagonal-in", type=_positive, default=55.0, metavar="N", help="diagonal in inches (default 55)")
    add("--view-distance-m", type=_positive, default=6.0, metavar="N", help="readers' distance (default 6)")
    add("--lang", choices=["zh", "en"], default="zh", help="language of the screen (default zh)")
    add("--device", type=Path, default=Path.home() / ".jiaohao" / "display.json", metavar="FILE",
        help="where this screen keeps its token once it is paired")  # fmt: skip
    add(
        "--fps", type=int, choices=range(1, 121), default=60, metavar="N", help="frames a second (default 60)"
    )
    add("--shot", type=Path, metavar="FILE", help="join, draw once, write a PNG, exit")
    add(
        "--wait-s",
        type=_positive,
        default=10.0,
        metavar="N",
        help="how long --shot waits for the hall (default 10)",
    )
    add("--picture", type=Path, metavar="FILE", help="keep a PNG of the screen up to date")
    add("--trace", type=Path, metavar="FILE", help="append a line of JSON whenever a call appears or goes")
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < 1000:
        raise ValueError(text)
    return number
