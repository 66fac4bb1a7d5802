"""The choices of one page look alike: each has its picture or none has, and so with where and how many wait."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.pictures import PICTURES
from common.screen.placements import Picture, Placement, Text
from common.screen.theme import KIOSK
from common.words import Language, Words
from kiosk.choose import Choice, line_choices
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.scene import Home
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    FULL,
    every_glass,
    every_language,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.soundness import faults

LONG = Words("办理生育服务登记、计划生育家庭奖励扶助", "Family certificates, birth registration and support")


def uneven() -> Hall:
    """One line has a long name, one waits for its clerk."""
    first, second, *_ = FULL.lines.values()
    lines = {
        first.id: msgspec.structs.replace(first, everyday=LONG, waiting=112),
        second.id: msgspec.structs.replace(second, expected=True),
    }
    return dataclasses.replace(FULL, lines={**FULL.lines, **lines})


def pages(
    hall: Hall, fonts: Fonts, screen: Screen, language: Language, *, large: bool
) -> list[list[Placement]]:
    found: list[list[Placement]] = []
    first: int | None = 0
    while first is not None:
        state = state_of(Home(first), language, large=large)
        found.append(layout(state, moment_of(hall), Look(screen, fonts, large)))
        turns = [int(touch.partition(":")[2]) for touch in touches_of(found[-1]) if touch.startswith("page:")]
        first = next((turn for turn in turns if turn > first), None)
    return found


@every_glass
@every_language
@every_type
@pytest.mark.parametrize("hall", [FULL, uneven()], ids=["usual", "uneven"])
def test_the_choices_of_a_page_look_alike(
    fonts: Fonts, screen: Screen, language: Language, large: bool, hall: Hall
) -> None:
    """Some with a picture and some without look as if these were of another kind."""
    offered = {one.touch: one for one in line_choices(hall, NINE, Wording(language), online=True)}
    for placements in pages(hall, fonts, screen, language, large=large):
        assert faults(placements, screen, fonts, KIOSK) == []
        cards = {touch: area.rect for touch, area in touches_of(placements).items() if touch in offered}
        pictured, noted = set[bool](), set[bool]()
        for touch, rect in cards.items():
            within = [
                one for one in placements if isinstance(one, Picture | Text) and rect.holds(*one.rect.centre)
            ]
            choice = offered[touch]
            if choice.icon in PICTURES:
                pictured.add(any(isinstance(one, Picture) for one in within))
            if choice.note:
                noted.add(_notes(choice, [one.text for one in within if isinstance(one, Text)]))
        assert len(pictured) == 1
        assert len(noted) == 1


def _notes(choice: Choice, lines: list[str]) -> bool:
    said = "".join(lines).replace(" ", "")
    return any(note and note.replace(" ", "") in said for note in (choice.note, choice.brief))
