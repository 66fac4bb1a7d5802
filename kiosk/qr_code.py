"""QR codes: on paper in the printer's dots, on the screen in whole pixels. Pure."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

QR_DOTS = 6
"""A module's side on paper; smaller where the paper is too narrow for that, never below four dots."""
QR_DOTS_LEAST = 4
QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
INK = "#"


@lru_cache(16)
def qr_rows(text: str) -> tuple[str, ...]:
    """Rows of modules, quiet zone included, `#` is dark, with medium correction; none for what no code can hold."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return ()
    return tuple("".join(INK if dark else "." for dark in row) for row in code.get_matrix())


def qr_image(text: str, width: int) -> Image.Image | None:
    """In the middle of paper of `width` dots; none where even its smallest readable form is too wide."""
    rows = qr_rows(text)
    module = min(QR_DOTS, width // len(rows)) if rows else 0
    if module < QR_DOTS_LEAST:
        return None
    small = Image.new("L", (len(rows), len(rows)), 255)
    small.putdata([0 if dot == INK else 255 for row in rows for dot in row])
    side = len(rows) * module
    block = Image.new("L", (width, side), 255)
    block.paste(small.resize((side, side), Image.Resampling.NEAREST), ((width - side) // 2, 0))
    return block
