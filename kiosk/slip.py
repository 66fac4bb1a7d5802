"""A short paper of a case or a matter: what it says, and its picture in the printer's dots, black on white.

It bears no name; the secret of a receipt stands on the paper and nowhere on the screen (docs/decisions/0182).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from kiosk.paper import DOTS, Entry, PaperFonts, sheet, stacked
from kiosk.qr_code import qr_image


class Listed(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The lines of one paper, worded in the resident's language; `address` is what its QR code says."""

    hall: str
    title: str
    matter: str
    time: str
    sample: str = ""
    second_title: str = ""
    department: str = ""
    number: str = ""
    secret: str = ""
    code: str = ""
    second_name: str = ""
    facts: tuple[str, ...] = ()
    lists: tuple[Listed, ...] = ()
    means: tuple[str, ...] = ()
    address: str = ""
    scan: str = ""


def slip_image(slip: Slip, fonts: PaperFonts, width_mm: int = 80) -> Image.Image:
    """The paper as a one-bit picture, `DOTS[width_mm]` wide and as long as it needs."""
    width = DOTS[width_mm]
    blocks = [sheet(entry, width, fonts) for entry in slip_entries(slip, width_mm)]
    if slip.address and (code := qr_image(slip.address, width)) is not None:
        blocks += [code, sheet(Entry(slip.scan, 3.5), width, fonts)]
    return stacked([block for block in blocks if block.height], width)


def slip_entries(slip: Slip, width_mm: int) -> Iterator[Entry]:
    """All that is written on it, in order."""
    large = 7.0 if width_mm == 80 else 5.5
    yield Entry(slip.sample, 4.0, "bold", after_mm=1)
    yield Entry(slip.hall, 4.5)
    yield Entry(slip.department, 3.5, after_mm=1)
    yield Entry(slip.title, 6.0, "bold")
    yield Entry(slip.second_title, 3.5)
    yield Entry(slip.number, large, "bold", after_mm=1)
    yield Entry(slip.secret, 3.5)
    yield Entry(slip.code, large, "bold", after_mm=1)
    yield Entry(slip.matter, 5.0, "bold")
    yield Entry(slip.second_name, 3.5)
    for fact in slip.facts:
        yield Entry(fact, 3.8, align="left", most_lines=6, after_mm=0.3)
    for heading, items in slip.lists:
        yield Entry(heading, 4.0, "bold", "left")
        for item in items:
            yield Entry(item, 3.8, align="left", most_lines=12)
    for text in slip.means:
        yield Entry(text, 3.5, "bold", "left", most_lines=60, after_mm=0.5)
    yield Entry(slip.time, 3.2, align="left", after_mm=1)
