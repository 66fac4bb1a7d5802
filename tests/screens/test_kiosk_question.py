"""What a screen asks is no smaller in large type than it is in normal type."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Text, Touch, texts
from common.screen.theme import KIOSK
from common.words import Language
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.pieces import header_height
from kiosk.scene import Choose, Declare, Guide, Home, NotHere, Scene
from kiosk.scene_case import Enquire
from tests.screens.kiosk_glass import FULL, LANDSCAPE, every_glass, every_language, moment_of, state_of
from tests.screens.soundness import faults

GUIDE = Guide(FULL.matters_of("welfare")[0].id)
LINES = [Choose(line.id) for line in FULL.groups()]


def size(scene: Scene, fonts: Fonts, screen: Screen, language: Language, *, large: bool) -> int:
    """Of the largest words that are neither on a button nor a step's number."""
    look = Look(screen, fonts, large)
    placements = layout(state_of(scene, language, large=large), moment_of(FULL), look)
    assert faults(placements, screen, fonts, KIOSK) == []
    buttons = [placed.rect for placed in placements if isinstance(placed, Touch)]
    return max(
        placed.style.em
        for placed in placements
        if isinstance(placed, Text)
        and placed.rect.y >= header_height(look)
        and not placed.text.isdigit()
        and not any(rect.holds(*placed.rect.centre) for rect in buttons)
    )


@every_glass
@every_language
@pytest.mark.parametrize("scene", [Home(), Home(adding=GUIDE), Enquire(), NotHere(), Declare(GUIDE)])
def test_large_type_asks_no_smaller(fonts: Fonts, screen: Screen, language: Language, scene: Scene) -> None:
    """It was half as large on an English screen across: what else stands there had taken its room. But for a pixel, by rounding."""
    sizes = [size(scene, fonts, screen, language, large=large) for large in (False, True)]
    assert sizes[0] - 1 <= sizes[1]


@every_glass
@every_language
@pytest.mark.parametrize("scene", LINES)
def test_a_lines_name_is_no_smaller_than_its_width_asks(
    fonts: Fonts, screen: Screen, language: Language, scene: Scene
) -> None:
    """Gaps are wider in large type: by as much, no more."""
    sizes = [size(scene, fonts, screen, language, large=large) for large in (False, True)]
    assert sizes[0] * 0.95 <= sizes[1]


def test_the_question_is_asked_in_fewer_words_only_where_it_would_shrink(fonts: Fonts) -> None:
    """15.6 inches across."""
    said = {
        screen.diagonal_in: texts(
            layout(state_of(Home(), "en", large=True), moment_of(FULL), Look(screen, fonts, True))
        )
        for screen in (LANDSCAPE, Screen(1366, 768, 15.6))
    }
    assert [inches for inches, shown in said.items() if "What do you need?" in shown] == [15.6]
