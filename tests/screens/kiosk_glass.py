"""Screens, languages and sizes of type in which the kiosk's layouts are tested."""

from __future__ import annotations

from functools import cache

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement, Touch
from common.words import Language
from kiosk.guide import Moment
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.samples import SCENES, scene_named
from kiosk.scene import Scene, State
from tests.screens.kiosk_hall import NINE, full_hall, hall

PORTRAIT, LANDSCAPE, SMALL = Screen(1080, 1920, 21.5), Screen(1920, 1080, 21.5), Screen(768, 1366, 15.6)
SCREENS = [PORTRAIT, LANDSCAPE, SMALL]
LANGUAGES: list[Language] = ["zh", "en"]
HALL, FULL = hall(), full_hall()
EVERY = (*SCENES, "not_here", "directions")

every_screen = pytest.mark.parametrize("screen", SCREENS, ids=["portrait", "landscape", "small"])
SMALL_ACROSS, FINE_ACROSS = Screen(1366, 768, 15.6), Screen(1920, 1080, 15.6)
FINE = Screen(1080, 1920, 15.6)
GLASSES = [*SCREENS, SMALL_ACROSS, FINE_ACROSS, FINE]
every_glass = pytest.mark.parametrize("screen", GLASSES, ids=str)
"""15.6 inches across, and with fine pixels, besides."""
OTHERS = [
    Screen(1366, 768, 15.6),
    Screen(1280, 1024, 19),
    Screen(1920, 1080, 32),
    Screen(1080, 1920, 32),
    Screen(1080, 1920, 15.6),
]
"""Besides those of every other test: 21.5 inches upright and across, 15.6 inches upright."""
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_type = pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
every_scene = pytest.mark.parametrize("name", SCENES)
every_full_scene = pytest.mark.parametrize("name", EVERY)


def state_of(scene: Scene, language: Language = "zh", *, large: bool = False) -> State:
    """A session at that screen, just come there."""
    return State(scene=scene, language=language, large=large, since=NINE, touched_at=NINE)


def moment_of(hall: Hall = HALL, *, online: bool = True) -> Moment:
    """Nine o'clock."""
    return Moment(hall, NINE, NINE, online)


def drawn(
    scene: Scene, fonts: Fonts, screen: Screen, language: Language = "zh", *, large: bool = False
) -> list[Placement]:
    """One screen of the sample hall."""
    return layout(state_of(scene, language, large=large), moment_of(), Look(screen, fonts, large))


@cache
def drawn_scene(
    name: str, fonts: Fonts, screen: Screen, language: Language, *, large: bool
) -> list[Placement]:
    """One of the samples in a hall that has everything, drawn once for all who look at it."""
    state = state_of(scene_named(name, FULL, NINE), language, large=large)
    return layout(state, moment_of(FULL), Look(screen, fonts, large))


def touches_of(placements: list[Placement]) -> dict[str, Touch]:
    """What can be touched, by its name."""
    return {placement.id: placement for placement in placements if isinstance(placement, Touch)}
