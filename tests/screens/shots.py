"""`python -m tests.screens.shots`: draw every screen and state anew into docs/shots (make shots)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import pygame
from PIL import Image

from common.screen.fonts import Fonts, vendored
from common.words import Language
from tests.screens.gallery import SHOTS, Shot, drawn, kept
from tests.screens.sheets import SHEETS, TICKETS, sheet_picture, tickets_picture

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "shots"
OF_PHONES = "phone-"
"""Drawn in a browser by `tests.programs.pages.phone_shots`."""
COLOURS, SHEET_COLOURS, TICKET_COLOURS = 20, 16, 8
CELL = 240
COLUMNS = 4
GROUND = (64, 64, 64)


def main() -> int:
    """Write what changed; say how much it is in all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fonts = Fonts(vendored())
    wanted = {f"all-{language}.png" for language in get_args(Language)}
    for language in get_args(Language):
        small = []
        for shot in SHOTS:
            if language in shot.languages:
                picture = as_image(kept(drawn(shot, language, fonts), shot))
                wanted.add(shot.file(language))
                save(picture, FOLDER / shot.file(language))
                small.append((shot, picture))
        save(_sheet(small), FOLDER / f"all-{language}.png", SHEET_COLOURS)
    for sheet in SHEETS:
        save(sheet_picture(sheet, fonts), FOLDER / sheet.file, method=Image.Quantize.MAXCOVERAGE)
    save(tickets_picture(), FOLDER / TICKETS, TICKET_COLOURS)
    wanted |= {TICKETS, *(sheet.file for sheet in SHEETS)}
    for file in FOLDER.glob("*.png"):
        if file.name not in wanted and not file.name.startswith(OF_PHONES):
            file.unlink()
    total = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    print(f"{len(wanted)} pictures in {FOLDER.name}, {total / 1e6:.1f} MB")
    return 0


def as_image(surface: pygame.Surface) -> Image.Image:
    """A surface for Pillow, which can write few colours."""
    return Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))


def save(
    picture: Image.Image,
    file: Path,
    colours: int = COLOURS,
    method: Image.Quantize = Image.Quantize.FASTOCTREE,
) -> None:
    """In few colours: flat grounds and letters need no more."""
    few = picture.quantize(colours, method=method, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def _sheet(pictures: list[tuple[Shot, Image.Image]]) -> Image.Image:
    """All of them, as small as eight metres make them."""
    cells = [_cell(picture) for _, picture in pictures]
    rows = -(-len(cells) // COLUMNS)
    height = CELL * 9 // 16
    sheet = Image.new("RGB", (COLUMNS * (CELL + 8), rows * (height + 8)), GROUND)
    for nth, cell in enumerate(cells):
        x, y = nth % COLUMNS * (CELL + 8), nth // COLUMNS * (height + 8)
        sheet.paste(cell, (x + (CELL - cell.width) // 2, y + (height - cell.height) // 2))
    return sheet


def _cell(picture: Image.Image) -> Image.Image:
    cell = picture.copy()
    cell.thumbnail((CELL, CELL * 9 // 16))
    return cell


if __name__ == "__main__":
    sys.exit(main())
