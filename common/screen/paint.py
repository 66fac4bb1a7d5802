"""Draws placements on a pygame surface, and only those that changed since the last frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pygame

from common.screen.fonts import Fonts
from common.screen.geometry import Rect
from common.screen.pictures import PICTURES, SIDE, STROKE, Drawing, Stroke
from common.screen.placements import Box, Image, Picture, Placement, Raster, Text, Touch
from common.screen.theme import Colour, Role, Theme

_OVERSAMPLE = 3


class Painter:
    """Keeps one surface equal to the placements it was last given."""

    def __init__(self, surface: pygame.Surface, fonts: Fonts, theme: Theme) -> None:
        self.surface = surface
        self._fonts = fonts
        self._theme = theme
        self._shown: tuple[Placement, ...] | None = None
        self._pictures: dict[tuple[str, int, Colour], pygame.Surface] = {}

    @property
    def theme(self) -> Theme:
        """The colours in use; setting others repaints everything."""
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        if theme != self._theme:
            self._theme, self._shown = theme, None

    def forget(self) -> None:
        """Repaint everything next time (the window was covered or resized)."""
        self._shown = None

    def paint(self, placements: Sequence[Placement]) -> list[Rect]:
        """Draw what differs from the last call; returns the rectangles that were repainted."""
        new = tuple(placements)
        if new == self._shown:
            return []
        bounds = Rect(0, 0, *self.surface.get_size())
        dirty = [bounds] if self._shown is None else _dirty(self._shown, new, bounds)
        for area in dirty:
            self._repaint(area, new)
        self._shown = new
        return dirty

    def _repaint(self, area: Rect, placements: Sequence[Placement]) -> None:
        self.surface.set_clip(area)
        self.surface.fill(self._theme[Role.BACKGROUND])
        for placement in placements:
            if placement.rect.overlaps(area):
                self.surface.set_clip(pygame.Rect(area).clip(placement.rect))
                self._draw(placement)
        self.surface.set_clip(None)

    def _draw(self, placement: Placement) -> None:
        match placement:
            case Box():
                self._draw_box(placement)
            case Text():
                self._draw_text(placement)
            case Picture():
                self._draw_picture(placement)
            case Image():
                self._draw_image(placement)
            case Raster():
                self._draw_raster(placement)
            case Touch():
                pass

    def _draw_box(self, box: Box) -> None:
        if box.fill is not None:
            colour = self._theme[box.fill]
            pygame.draw.rect(self.surface, colour, box.rect, border_radius=box.radius)
        if box.border is not None and box.border_px:
            colour = self._theme[box.border]
            pygame.draw.rect(self.surface, colour, box.rect, box.border_px, box.radius)

    def _draw_text(self, text: Text) -> None:
        style = text.style
        drawn = self._fonts.rendered(text.text, style.em, self._theme[style.ink], bold=style.bold)
        if text.narrow < 1.0:
            drawn = pygame.transform.smoothscale(drawn, (int(drawn.width * text.narrow), drawn.height))
        if text.alpha < 255:
            drawn = drawn.copy()
            drawn.set_alpha(text.alpha)
        room = text.rect.w - drawn.get_width()
        shift = {"left": 0, "centre": room // 2, "right": room}[style.align]
        baseline = text.rect.centre[1] + self._fonts.middle_above_baseline(style.em)
        self.surface.blit(drawn, (text.rect.x + shift, baseline - self._fonts.ascent(style.em)))

    def _draw_picture(self, picture: Picture) -> None:
        side = min(picture.rect.w, picture.rect.h)
        key = (picture.name, side, self._theme[picture.ink])
        if key not in self._pictures:
            self._pictures[key] = _drawn(PICTURES[picture.name], side, key[2])
        self.surface.blit(self._pictures[key], picture.rect.middle(side, side)[:2])

    def _draw_image(self, image: Image) -> None:
        if image.pixels is not None:  # shown once in a while, and not kept: a large one takes ten megabytes
            fitted = _fitted(pygame.image.frombytes(image.pixels.raw, image.pixels.size, "RGBA"), image.rect)
            self.surface.blit(fitted, image.rect.middle(*fitted.get_size())[:2])

    def _draw_raster(self, raster: Raster) -> None:
        pygame.draw.rect(self.surface, self._theme[raster.ground], raster.rect)
        module = min(raster.rect.w // len(raster.rows[0]), raster.rect.h // len(raster.rows))
        area = raster.rect.middle(module * len(raster.rows[0]), module * len(raster.rows))
        for y, row in enumerate(raster.rows):
            for x, dot in enumerate(row):
                if dot == "#":
                    at = (area.x + x * module, area.y + y * module, module, module)
                    self.surface.fill(self._theme[raster.ink], at)


def _dirty(old: Sequence[Placement], new: Sequence[Placement], bounds: Rect) -> list[Rect]:
    """Rectangles, apart from each other, that hold everything that came, went or moved."""
    before, after = Counter(old), Counter(new)
    if [p for p in old if p in after] != [p for p in new if p in before]:
        return [bounds]
    changed = ((before - after) + (after - before)).elements()
    return _apart([placement.rect for placement in changed if not isinstance(placement, Touch)])


def _apart(rects: list[Rect]) -> list[Rect]:
    """Unite rectangles that overlap until none do, so that nothing is painted twice."""
    apart: list[Rect] = []
    for rect in rects:
        united = rect
        while near := [other for other in apart if other.overlaps(united)]:
            apart = [other for other in apart if other not in near]
            united = Rect(*pygame.Rect(united).unionall(near))
        apart.append(united)
    return apart


def _fitted(loaded: pygame.Surface, rect: Rect) -> pygame.Surface:
    """As large as the rectangle holds."""
    scale = min(rect.w / loaded.get_width(), rect.h / loaded.get_height())
    size = max(1, round(loaded.get_width() * scale)), max(1, round(loaded.get_height() * scale))
    whole = pygame.Surface(loaded.get_size(), pygame.SRCALPHA)
    whole.blit(loaded, (0, 0))
    return pygame.transform.smoothscale(whole, size)


def _drawn(drawing: Drawing, side: int, colour: Colour) -> pygame.Surface:
    """A line drawing, drawn large and scaled down so that its edges are smooth."""
    large = pygame.Surface((side * _OVERSAMPLE, side * _OVERSAMPLE), pygame.SRCALPHA)
    large.fill((*colour, 0))
    scale = side * _OVERSAMPLE / SIDE
    width = max(1, round(STROKE * scale))
    for piece in drawing:
        if isinstance(piece, Stroke):
            _draw_stroke(large, piece, scale, width, colour)
        else:
            centre = (piece.centre[0] * scale, piece.centre[1] * scale)
            outer = piece.radius * scale + width / 2
            pygame.draw.circle(large, colour, centre, outer, 0 if piece.filled else width)
    return pygame.transform.smoothscale(large, (side, side))


def _draw_stroke(large: pygame.Surface, stroke: Stroke, scale: float, width: int, colour: Colour) -> None:
    points = [(x * scale, y * scale) for x, y in stroke.points]
    if stroke.filled:
        pygame.draw.polygon(large, colour, points)
    for point in points:
        pygame.draw.circle(large, colour, point, width / 2)
    ends = points + points[:1] if stroke.closed else points
    for start, end in pairwise(ends):
        _draw_line(large, start, end, width, colour)


def _draw_line(
    large: pygame.Surface,
    start: tuple[float, float],
    end: tuple[float, float],
    width: int,
    colour: Colour,
) -> None:
    """A thick line as a polygon: pygame's own has slanted ends."""
    along = pygame.Vector2(end) - pygame.Vector2(start)
    side = along.rotate(90).normalize() * (width / 2)
    corners = [start + side, end + side, end - side, start - side]
    pygame.draw.polygon(large, colour, corners)
