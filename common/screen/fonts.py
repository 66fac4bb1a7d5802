"""Fonts from the vendored release, measured and drawn by pygame's SDL_ttf; needs no screen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import NamedTuple

import pygame

from common.screen.coverage import Coverage, coverage_of
from common.screen.theme import Colour

VENDOR = Path(__file__).resolve().parents[2] / "assets" / "vendor"
STAND_IN = "〓"
_PROBE_EM = 1000
_ON = (255, 255, 255)
_CACHE_PIXELS = 24_000_000


class FontMissingError(Exception):
    """No font file of that weight under the vendored folder."""


class FontFiles(NamedTuple):
    """The two weights every screen uses."""

    regular: Path
    bold: Path


def vendored(folder: Path = VENDOR) -> FontFiles:
    """The files of the newest Noto Sans SC under `folder`.

    Raises:
        FontMissingError: it is not there (`make vendor` brings it).

    """
    return FontFiles(_newest(folder, "*Regular"), _newest(folder, "*_700Bold", "*-Bold", "*Medium"))


def _newest(folder: Path, *stems: str) -> Path:
    for stem in stems:
        for suffix in (".ttf", ".otf"):
            found = sorted(folder.glob(f"noto-sans-sc-*/**/{stem}{suffix}"))
            if found:
                return found[-1]
    raise FontMissingError(f"{folder}/noto-sans-sc-*/**/{stems[0]}.ttf")


class Fonts:
    """Measures and renders text; implements `Measure`.

    `report` hears of every character that the font lacks, once; 〓 is drawn in its place.
    """

    def __init__(self, files: FontFiles, report: Callable[[str], None] = lambda _: None) -> None:
        pygame.font.init()
        self._files = files
        self._report = report
        self._coverage = coverage_of(files.regular)
        self._reported: set[str] = set()
        self._surfaces: OrderedDict[tuple[str, int, bool, Colour], pygame.Surface] = OrderedDict()
        self._pixels = 0
        self._font = lru_cache(64)(self._open)
        self._width = lru_cache(8192)(self._measured_width)
        self._cap = self._share_of_em("H")
        self._cjk = self._share_of_em("国")

    @property
    def coverage(self) -> Coverage:
        """Which characters the font has."""
        return self._coverage

    @property
    def cached_pixels(self) -> int:
        """Size of the kept surfaces."""
        return self._pixels

    def width_of(self, text: str, em: int, *, bold: bool = False) -> int:
        """Width in pixels of one line of text."""
        return self._width(text, em, bold)

    def line_height(self, em: int) -> int:
        """Pitch of lines in pixels (SDL_ttf's line size)."""
        return self._font(em, False).get_linesize()

    def em_for_cap(self, height: float) -> int:
        """The em whose capitals and digits are at least `height` pixels high."""
        return ceil(height / self._cap)

    def em_for_cjk(self, height: float) -> int:
        """The em whose Chinese characters are at least `height` pixels high."""
        return ceil(height / self._cjk)

    def middle_above_baseline(self, em: int) -> int:
        """How far the middle of a capital lies above the baseline, in pixels."""
        return round(em * self._cap / 2)

    def ascent(self, em: int) -> int:
        """From the top of a rendered line to its baseline, in pixels."""
        return self._font(em, False).get_ascent()

    def rendered(self, text: str, em: int, colour: Colour, *, bold: bool = False) -> pygame.Surface:
        """The text on a transparent surface, from a cache bounded by its pixels."""
        key = (text, em, bold, colour)
        if key in self._surfaces:
            self._surfaces.move_to_end(key)
            return self._surfaces[key]
        surface = self._font(em, bold).render(self.drawable(text), True, colour)
        self._keep(key, surface)
        return surface

    def dots(self, text: str, em: int, *, bold: bool = False) -> tuple[str, ...]:
        """The text in dots that are on or off, `#` is on, trimmed to its ink: for a bar of lamps."""
        drawn = pygame.mask.from_surface(self._font(em, bold).render(self.drawable(text), False, _ON))
        inks = drawn.get_bounding_rects()
        ink = inks[0].unionall(inks[1:]) if inks else pygame.Rect(0, 0, 0, 0)
        return tuple(
            "".join(".#"[drawn.get_at((x, y))] for x in range(ink.left, ink.right))
            for y in range(ink.top, ink.bottom)
        )

    def drawable(self, text: str) -> str:
        """`text` with 〓 for every character that the font lacks, each reported once."""
        missing = self._coverage.missing_from(text)
        for character in missing:
            text = text.replace(character, STAND_IN)
        if new := [c for c in missing if c not in self._reported]:
            self._reported.update(new)
            self._report("".join(new))
        return text

    def _open(self, em: int, bold: bool) -> pygame.font.Font:
        return pygame.font.Font(self._files.bold if bold else self._files.regular, em)

    def _measured_width(self, text: str, em: int, bold: bool) -> int:
        return self._font(em, bold).size(self.drawable(text))[0]

    def _share_of_em(self, character: str) -> float:
        """Height of a character's ink, as a share of the em."""
        metrics = self._font(_PROBE_EM, False).metrics(character)[0]
        assert metrics is not None
        return (metrics[3] - metrics[2]) / _PROBE_EM

    def _keep(self, key: tuple[str, int, bool, Colour], surface: pygame.Surface) -> None:
        self._surfaces[key] = surface
        self._pixels += surface.width * surface.height
        while self._pixels > _CACHE_PIXELS and len(self._surfaces) > 1:
            _, oldest = self._surfaces.popitem(last=False)
            self._pixels -= oldest.width * oldest.height
