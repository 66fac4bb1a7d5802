"""`python -m bench.printer`: a newcomer without hardware sees tickets, and what a bad printer does."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bench.printer import main
from common.screen.fonts import vendored
from kiosk.paper import Paper, PaperFonts, ticket_image
from kiosk.printers import AnsweringPrinter, printer_from
from kiosk.printing import PrinterFault
from tests.programs.escpos_reader import number_on

PAPER = Paper(hall="厅", number="H036", matter="事", place="1号", ahead="0", time="9:41")


def test_its_tickets_are_pictures_and_its_troubles_are_typed(tmp_path: Path) -> None:
    """As at a terminal: each word changes what it says of itself."""
    out, states = io.StringIO(), list[str | None]()

    def typed() -> Iterator[str]:
        address = re.search(r"tcp://\S+", out.getvalue())
        assert address is not None
        printer = printer_from(address[0])
        assert isinstance(printer, AnsweringPrinter)
        assert printer.look is not None
        for word in ("", "low", "out", "roll", "cover", "jam", "well", "nonsense"):
            yield f"{word}\n"
            states.append(printer.look())
        printer.print(ticket_image(PAPER, PaperFonts(vendored())))
        yield "cover\n"
        try:
            printer.print(ticket_image(PAPER, PaperFonts(vendored())))
        except PrinterFault as fault:
            states.append(fault.code)
        yield "quit\n"

    assert main(["--port", "0", "--out", str(tmp_path)], typed(), out) == 0
    assert states == [
        None,
        "paper_low",
        "paper_out",
        None,
        "cover_open",
        "cutter_jammed",
        None,
        None,
        "cover_open",
    ]
    (file,) = tmp_path.glob("*.png")
    with Image.open(file) as picture:
        assert number_on(picture) == "H036"
    assert "79.9 m left" in out.getvalue()
    assert "cover, feed, jam" in out.getvalue()
