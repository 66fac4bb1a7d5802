"""`python -m bench.printer`: a ticket printer for whoever has none. `--printer tcp://127.0.0.1:9100` prints on it.

Its tickets are pictures in a folder. Typed at it: `cover`, `feed`, `jam`, `broken`, `hot`, `hang` begin a trouble, `well` ends all,
`out`, `low` and `roll` are its paper, `quit` switches it off.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from bench.paper.model import AILMENTS, Model
from bench.paper.server import PrinterOnTcp

ROLL_MM, LOW_MM = 80_000.0, 1_000.0


def main(arguments: Sequence[str], typed: Iterable[str] | None = None, out: TextIO | None = None) -> int:
    """Print until `quit` or the end of what is typed."""
    told = _options().parse_args(arguments)
    out = out or sys.stdout
    folder = Path(told.out)
    folder.mkdir(parents=True, exist_ok=True)
    model = Model(left_mm=told.roll_m * 1_000)
    there = max((int(file.stem) for file in folder.glob("[0-9]*.png") if file.stem.isdecimal()), default=0)

    def keep() -> None:
        file = folder / f"{there + len(model.roll.tickets):05d}.png"
        model.roll.tickets[-1].save(file)
        print(f"{file}  {model.left_mm / 1_000:.1f} m left", file=out, flush=True)

    model.on_paper = keep
    with PrinterOnTcp(model, (told.host, told.port), busy=told.busy) as printer:
        host, port = printer.address
        print(f"--printer tcp://{host}:{port}", file=out, flush=True)
        for line in typed if typed is not None else sys.stdin:
            if line.strip() == "quit":
                break
            _obey(printer, line.strip(), out)
    return 0


def _obey(printer: PrinterOnTcp, word: str, out: TextIO) -> None:
    rolls = {"out": 0.0, "low": LOW_MM, "roll": ROLL_MM}
    if word in rolls:
        printer.new_roll(rolls[word])
    elif word == "well" or word in AILMENTS:
        printer.ail(*(ailment for ailment in AILMENTS if ailment == word))
    elif word:
        print(f"{', '.join(AILMENTS)}, well, {', '.join(rolls)}, quit", file=out, flush=True)


def _options() -> argparse.ArgumentParser:
    reader = argparse.ArgumentParser(
        "python -m bench.printer", description="a ticket printer without hardware"
    )
    reader.add_argument("--host", default="127.0.0.1")
    reader.add_argument("--port", type=int, default=9100)
    reader.add_argument(
        "--out", default="tickets", help="the folder for pictures of its tickets (default: tickets)"
    )
    reader.add_argument(
        "--roll-m", type=float, default=ROLL_MM / 1_000, help="metres on its roll (default 80)"
    )
    reader.add_argument(
        "--busy", choices=("wait", "refuse"), default="wait", help="what a second kiosk has to do"
    )
    return reader


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
