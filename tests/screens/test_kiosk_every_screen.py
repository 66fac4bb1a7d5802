"""Every scene there is, on every kind of screen a kiosk may have: nothing is left out because nobody thought of it."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language
from kiosk import scene as s
from kiosk.look import Look
from kiosk.samples import scene_named
from kiosk.service.layout import service_layout
from kiosk.service.scene import Menu, Service, ServiceScene
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    EVERY,
    FULL,
    OTHERS,
    SCREENS,
    drawn_scene,
    every_language,
    every_type,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.kiosk_service import FULL as FACTS
from tests.screens.kiosk_service import SERVICE_SCENES
from tests.screens.soundness import faults, gap_between

named = pytest.mark.parametrize("screen", OTHERS, ids=[f"{w}x{h} {inch}" for w, h, inch in OTHERS])


def test_every_scene_has_a_sample() -> None:
    """Whoever adds a screen adds what it looks like: then it is in every test of layout, and can be drawn by `--scene`."""
    drawn = {type(scene_named(name, FULL, NINE)) for name in EVERY}
    assert set(get_args(s.Scene)) - drawn == set()


def test_every_scene_of_the_service_menu_has_a_sample() -> None:
    """The same for staff."""
    assert {type(scene) for scene in SERVICE_SCENES.values()} == set(get_args(ServiceScene))


@named
@every_language
@every_type
def test_every_scene_is_sound_on_other_screens(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Nothing overlaps, is cut, lacks a glyph or contrast; targets and gaps never under the figures."""
    for name in EVERY:
        placements = drawn_scene(name, fonts, screen, language, large=large)
        assert _unsound(placements, screen, fonts, large=large) == [], name


@pytest.mark.parametrize(
    "screen", [*SCREENS, *OTHERS], ids=[f"{w}x{h} {inch}" for w, h, inch in [*SCREENS, *OTHERS]]
)
@every_language
def test_the_service_menu_is_sound_on_every_screen(fonts: Fonts, screen: Screen, language: Language) -> None:
    """With the longest of everything; it has no large type."""
    look = Look(screen, fonts)
    for name, scene in SERVICE_SCENES.items():
        for until in (0, 900_000):
            state = Service(scene=scene, language=language, until=until)
            placements = service_layout(state, FACTS, 0, look, Wording(language))
            assert _unsound(placements, screen, fonts, large=False) == [], name


@every_language
def test_every_page_of_the_menus_facts_can_be_read(fonts: Fonts, language: Language) -> None:
    """And all of them are on some page."""
    screen = Screen(1366, 768, 15.6)
    look, wording, said = Look(screen, fonts), Wording(language), ""
    for page in range(20):
        state = Service(scene=Menu(page), language=language)
        placements = service_layout(state, FACTS, 0, look, wording)
        assert _unsound(placements, screen, fonts, large=False) == []
        said += "".join(str(getattr(placed, "text", "")) for placed in placements)
    assert FACTS.version in said
    assert FACTS.where in said
    assert str(FACTS.waiting) in said


def _unsound(placements: list[Placement], screen: Screen, fonts: Fonts, *, large: bool) -> list[str]:
    found = [
        *faults(placements, screen, fonts, KIOSK),
        *faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST),
    ]
    least, apart = (screen.mm(25), screen.mm(6)) if large else (screen.mm(20), screen.mm(4))
    touches = list(touches_of(placements).values())
    found += [f"too small: {touch}" for touch in touches if min(touch.rect.w, touch.rect.h) < least]
    pairs = combinations(touches, 2)
    return found + [f"too near: {a} {b}" for a, b in pairs if gap_between(a.rect, b.rect) < apart]
