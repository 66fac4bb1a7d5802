"""What makes a wall sound, measured by the ink that really comes out.

The wall's digits are as high as their rows allow (screens.md), so rows are held to the ink of their
texts and not, as on the kiosk, to the font's whole line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import pygame

from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.placements import Box, Placement, Style, Text
from common.screen.text import ELLIPSIS
from common.screen.theme import WALL, Role, contrast
from display.type_scale import SMALLEST, base_of

ENOUGH_CONTRAST = 4.5
WHITE = (255, 255, 255)


def faults(
    placements: Sequence[Placement], screen: Screen, fonts: Fonts, *, may_shorten: bool = False
) -> list[str]:
    """Everything that a resident across the hall could not read; empty when the wall is sound."""
    texts = [placement for placement in placements if isinstance(placement, Text)]
    found = [
        f"outside: {p}" for p in placements if not screen.bounds.contains(p.rect) or min(p.rect[2:]) <= 0
    ]
    found += _overlapping(texts, fonts)
    for text in texts:
        found += _clipped(text, fonts)
        found += _too_small(text, screen, fonts)
        if text.text.endswith(ELLIPSIS) and not may_shorten:
            found.append(f"shortened: {text}")
    found += _pale(placements, fonts)
    return found


def _overlapping(texts: Sequence[Text], fonts: Fonts) -> Iterator[str]:
    inks = [(text, ink_of(text, fonts)) for text in texts]
    for (one, its), (other, others) in combinations(inks, 2):
        if its.overlaps(others):
            yield f"overlap: {one} and {other}"


def _clipped(text: Text, fonts: Fonts) -> Iterator[str]:
    if not text.rect.contains(ink_of(text, fonts)):
        yield f"clipped: {text}, its ink is {ink_of(text, fonts)}"
    if fonts.coverage.missing_from(text.text):
        yield f"no glyph: {text}"


def _too_small(text: Text, screen: Screen, fonts: Fonts) -> Iterator[str]:
    """3.2 % of the height of the panel, whichever way it hangs (docs/decisions/0060)."""
    if text.style.em < fonts.em_for_cjk(base_of(screen) * SMALLEST / 100):
        yield f"too small: {text}"


def _pale(placements: Sequence[Placement], fonts: Fonts) -> Iterator[str]:
    for index, text in enumerate(placements):
        if isinstance(text, Text):
            ground = _ground(ink_of(text, fonts), placements[:index])
            ratio = contrast(WALL[text.style.ink], WALL[ground])
            if ratio < ENOUGH_CONTRAST:
                yield f"contrast {ratio:.1f}: {text} on {ground}"


def _ground(ink: Rect, below: Sequence[Placement]) -> Role:
    grounds = [p.fill for p in below if isinstance(p, Box) and p.fill is not None and p.rect.contains(ink)]
    return grounds[-1] if grounds else Role.BACKGROUND


def ink_of(text: Text, fonts: Fonts) -> Rect:
    """Where the pixels of a text come out, as the painter draws it."""
    x, y, w, h, width = _ink(fonts, text.text, text.style)
    x, w, width = (round(length * text.narrow) for length in (x, w, width))
    room = text.rect.w - width
    left = text.rect.x + {"left": 0, "centre": room // 2, "right": room}[text.style.align]
    baseline = text.rect.centre[1] + fonts.middle_above_baseline(text.style.em)
    return Rect(left + x, baseline - fonts.ascent(text.style.em) + y, w, h)


@lru_cache(maxsize=4096)
def _ink(fonts: Fonts, text: str, style: Style) -> tuple[int, int, int, int, int]:
    surface = fonts.rendered(text, style.em, WHITE, bold=style.bold)
    box: pygame.Rect = surface.get_bounding_rect()
    return box.x, box.y, box.w, box.h, surface.get_width()
