"""Painting: what is repainted, and that it equals painting everything anew."""

from __future__ import annotations

import pygame
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.screen.fonts import Fonts
from common.screen.geometry import Rect
from common.screen.paint import Painter
from common.screen.pictures import PICTURES
from common.screen.placements import Box, Picture, Placement, Raster, Style, Text, Touch, touched
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST, WALL, Role

SIZE = (160, 120)

RECTS = st.builds(Rect, st.integers(0, 120), st.integers(0, 80), st.integers(10, 40), st.integers(10, 40))
PLACEMENTS = st.one_of(
    RECTS.map(lambda rect: Box(rect, Role.PANEL)),
    RECTS.map(lambda rect: Box(rect, None, Role.NUMBER, 2, 8)),
    st.tuples(RECTS, st.sampled_from(["A036", "国"])).map(lambda of: Text(*of, Style(16))),
    st.tuples(RECTS, st.sampled_from(sorted(PICTURES))).map(lambda of: Picture(*of)),
    RECTS.map(lambda rect: Touch(rect, "a")),
)
SCREENS = st.lists(PLACEMENTS, max_size=6)


def _pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def _painter(fonts: Fonts) -> Painter:
    return Painter(pygame.Surface(SIZE, depth=32), fonts, KIOSK)


@given(frames=st.lists(SCREENS, min_size=2, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_painting_only_what_changed_gives_the_same_picture(
    fonts: Fonts, frames: list[list[Placement]]
) -> None:
    """Whatever came, went, moved or changed places."""
    incremental, fresh = _painter(fonts), _painter(fonts)
    for frame in frames:
        incremental.paint(frame)
    fresh.paint(frames[-1])
    assert _pixels(incremental.surface) == _pixels(fresh.surface)


def test_a_frame_like_the_last_paints_nothing(fonts: Fonts) -> None:
    """A still screen costs nothing."""
    painter = _painter(fonts)
    frame = [Text(Rect(0, 0, 100, 40), "A036", Style(20))]
    assert painter.paint(frame) == [Rect(0, 0, *SIZE)]
    assert painter.paint(list(frame)) == []


def test_only_the_changed_rectangle_is_repainted(fonts: Fonts) -> None:
    """A clock that ticks repaints the clock."""
    painter = _painter(fonts)
    still = Box(Rect(0, 60, 100, 40), Role.PANEL)
    painter.paint([Text(Rect(0, 0, 100, 40), "10:41", Style(20)), still])
    assert painter.paint([Text(Rect(0, 0, 100, 40), "10:42", Style(20)), still]) == [Rect(0, 0, 100, 40)]


def test_other_colours_repaint_everything(fonts: Fonts) -> None:
    """High contrast is one touch."""
    painter = _painter(fonts)
    frame = [Text(Rect(0, 0, 100, 40), "A036", Style(20))]
    painter.paint(frame)
    painter.theme = KIOSK_HIGH_CONTRAST
    assert painter.paint(frame) == [Rect(0, 0, *SIZE)]
    assert painter.surface.get_at((150, 110))[:3] == (0, 0, 0)


def test_nothing_is_drawn_outside_its_rectangle(fonts: Fonts) -> None:
    """A text that is too wide is cut at its edge instead of running over its neighbour."""
    painter = _painter(fonts)
    painter.paint([Text(Rect(0, 0, 20, 40), "国国国国国", Style(20))])
    right = painter.surface.subsurface((20, 0, 140, 120))
    assert set(_pixels(right)) == {255}


def test_text_stands_on_the_middle_of_its_rectangle(fonts: Fonts) -> None:
    """Capitals have as much room above as below."""
    painter = _painter(fonts)
    painter.paint([Text(Rect(0, 0, 160, 120), "H", Style(60), 255)])
    rows = [y for y in range(120) if any(painter.surface.get_at((x, y))[0] < 128 for x in range(160))]
    assert abs(rows[0] - (119 - rows[-1])) <= 1


def test_every_picture_draws_something_inside_its_square(fonts: Fonts) -> None:
    """No name without a drawing."""
    for name in PICTURES:
        painter = _painter(fonts)
        painter.paint([Picture(Rect(20, 20, 60, 60), name, Role.TEXT)])
        assert len(set(_pixels(painter.surface))) > 2, name


def test_a_raster_keeps_whole_pixels_a_module(fonts: Fonts) -> None:
    """A QR code stays readable: each module is a square of equal size."""
    painter = Painter(pygame.Surface(SIZE, depth=32), fonts, WALL)
    painter.paint([Raster(Rect(0, 0, 40, 40), ("#.", ".#"), Role.BACKGROUND, Role.TEXT)])
    at = painter.surface.get_at
    dark, light = WALL.background, WALL.text
    assert [at((x, y))[:3] for x, y in ((5, 5), (25, 5), (5, 25), (25, 25))] == [dark, light, light, dark]


def test_a_touch_finds_the_topmost_area() -> None:
    """What lies on top answers."""
    placements = [Touch(Rect(0, 0, 100, 100), "below"), Touch(Rect(10, 10, 20, 20), "above")]
    assert touched(placements, 15, 15) == "above"
    assert touched(placements, 50, 50) == "below"
    assert touched(placements, 150, 50) is None
