"""The kiosk's screens, its service menu and its tickets, many in one picture: kept in docs/shots, held against them by the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import pygame
from PIL import Image

from bench.paper.escpos import Reader
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from common.screen.paint import Painter
from common.screen.placements import Placement
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, Theme
from common.words import Language
from kiosk.guide import Moment
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.paper import PaperFonts, ticket_image
from kiosk.paper_words import paper_for
from kiosk.printers import escpos_bytes
from kiosk.samples import scene_named
from kiosk.scene import Collect, State
from kiosk.service.layout import service_layout
from kiosk.service.scene import Service
from kiosk.wording import Wording
from tests.screens.kiosk_hall import NINE, full_hall
from tests.screens.kiosk_service import FULL, SERVICE_SCENES

UPRIGHT, ACROSS = Screen(1080, 1920, 21.5), Screen(1920, 1080, 21.5)
MAIN = (
    "home", "choose", "guide", "several", "collect", "note", "checkin", "waiting", "missed", "help", "enquire", "progress",
)  # fmt: skip
SERVICE = ("ask_full", "menu", "ruler", "fingers")
GROUND = (64, 64, 64)
BETWEEN = 8
COLUMNS = {True: 6, False: 4}
SHARE = {True: 0.24, False: 0.19}
"""Of each screen's pixels, by whether it stands upright."""
PAPERS: tuple[tuple[Language, int], ...] = (("zh", 80), ("en", 80), ("zh", 58))
PAPER_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One picture of many screens, in one language and one mode."""

    name: str
    language: Language
    screen: Screen = UPRIGHT
    large: bool = False
    contrast: bool = False
    service: bool = False

    @property
    def file(self) -> str:
        """Its name under docs/shots."""
        return f"kiosk-{self.name}-{self.language}.png" if self.name else f"kiosk-{self.language}.png"

    @property
    def theme(self) -> Theme:
        """Its colours."""
        return KIOSK_HIGH_CONTRAST if self.contrast else KIOSK


def _sheets() -> Iterator[Sheet]:
    for language in get_args(Language):
        yield Sheet(name="", language=language)
        yield Sheet(name="large", language=language, large=True)
        yield Sheet(name="contrast", language=language, contrast=True)
        yield Sheet(name="across", language=language, screen=ACROSS)
    yield Sheet(name="across-large", language="zh", screen=ACROSS, large=True, contrast=True)
    yield Sheet(name="service", language="zh", service=True)


SHEETS = tuple(_sheets())
TICKETS = "tickets.png"


def sheet_picture(sheet: Sheet, fonts: Fonts) -> Image.Image:
    """All its screens, as small as they are kept."""
    return beside(
        [_screen(placed, sheet, fonts) for placed in _screens(sheet, fonts)], COLUMNS[sheet.screen.portrait]
    )


def _screens(sheet: Sheet, fonts: Fonts) -> Iterator[list[Placement]]:
    look, hall = Look(sheet.screen, fonts, sheet.large), full_hall()
    if sheet.service:
        for name in SERVICE:
            menu = Service(scene=SERVICE_SCENES[name], language=sheet.language)
            yield service_layout(menu, FULL, 0, look, Wording(sheet.language))
        return
    for name in MAIN:
        scene = scene_named(name, hall, NINE)
        state = State(
            scene=scene,
            language=sheet.language,
            large=sheet.large,
            contrast=sheet.contrast,
            since=NINE,
            touched_at=NINE,
        )
        yield layout(state, Moment(hall, NINE, NINE, online=True), look)


def _screen(placed: Sequence[Placement], sheet: Sheet, fonts: Fonts) -> Image.Image:
    size = sheet.screen.width, sheet.screen.height
    surface = pygame.Surface(size, depth=32)
    Painter(surface, fonts, sheet.theme).paint(placed)
    share = SHARE[sheet.screen.portrait]
    small = pygame.transform.smoothscale(surface, (round(size[0] * share), round(size[1] * share)))
    return Image.frombytes("RGB", small.get_size(), pygame.image.tobytes(small, "RGB"))


def tickets_picture() -> Image.Image:
    """Tickets as a reader of ESC/POS that did not make them sees what was printed."""
    hall = full_hall()
    collect = scene_named("collect", hall, NINE)
    assert isinstance(collect, Collect)
    fonts, printed = PaperFonts(vendored()), []
    for language, paper_mm in PAPERS:
        paper = paper_for(collect.ticket, hall, Wording(language), priority=True, coded=paper_mm == 80)
        reader = Reader()
        reader.feed(escpos_bytes(ticket_image(paper, fonts, paper_mm)))
        (ticket,) = reader.roll.tickets
        size = round(ticket.width * PAPER_SHARE), round(ticket.height * PAPER_SHARE)
        printed.append(ticket.convert("L").resize(size, Image.Resampling.BOX).convert("RGB"))
    return beside(printed, len(printed))


def beside(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """Side by side, row by row."""
    rows = [pictures[start : start + columns] for start in range(0, len(pictures), columns)]
    width = max(sum(picture.width + BETWEEN for picture in row) for row in rows)
    heights = [max(picture.height for picture in row) + BETWEEN for row in rows]
    whole, top = Image.new("RGB", (width, sum(heights)), GROUND), 0
    for row, height in zip(rows, heights, strict=True):
        left = 0
        for picture in row:
            whole.paste(picture, (left, top))
            left += picture.width + BETWEEN
        top += height
    return whole
