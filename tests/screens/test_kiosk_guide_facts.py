"""The guide's window, how many are ahead and how long that will take: on every screen, in every type."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from common.rows import LineRow
from common.screen.fonts import Fonts
from common.screen.geometry import Rect, Screen
from common.screen.placements import Placement, Text, texts
from common.screen.text import ELLIPSIS
from common.screen.theme import KIOSK
from common.words import Language
from kiosk.guide_facts import Queue, facts, facts_height
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.scene import Asking, Guide
from kiosk.wording import Wording
from tests.screens.kiosk_glass import (
    FULL,
    PORTRAIT,
    every_glass,
    every_language,
    every_type,
    moment_of,
    state_of,
)
from tests.screens.soundness import faults

MATTER = FULL.matters_of("welfare")[0].id
OTHERS = tuple(matter for matter in FULL.matters if matter != MATTER)[:2]


def hall_of(**changes: object) -> Hall:
    """Its line as told, many waiting."""
    row = _line_of(FULL.lines["welfare"], waiting=112, **changes)
    return dataclasses.replace(FULL, lines={**FULL.lines, "welfare": row})


def _line_of(row: LineRow, **changes: object) -> LineRow:
    return msgspec.structs.replace(row, **changes)


def told(placements: list[Placement]) -> str:
    assert not [text for text in texts(placements) if text.endswith(ELLIPSIS)]
    return "".join(text.text for text in placements if isinstance(text, Text)).replace(" ", "")


@every_glass
@every_language
@every_type
@pytest.mark.parametrize("guide", [Guide(MATTER), Guide(MATTER, 1, "elder"), Guide(MATTER, then=OTHERS)])
def test_window_people_ahead_and_range_stand_on_every_guide(
    fonts: Fonts, screen: Screen, language: Language, large: bool, guide: Guide
) -> None:
    """In large type as well: whoever needs it has as much to decide."""  # M-4
    wording, window = Wording(language), FULL.lines["welfare"].window
    assert window is not None
    for scene in (guide, Asking(1, guide)):
        placements = layout(
            state_of(scene, language, large=large), moment_of(hall_of()), Look(screen, fonts, large)
        )
        assert faults(placements, screen, fonts, KIOSK) == []
        for text in (
            wording.say("window_n", window=window),
            wording.say("ahead_n", n=112),
            wording.wait(105, 140),
        ):
            assert text.replace(" ", "") in told(placements)


@every_glass
@every_language
@every_type
@pytest.mark.parametrize("state", ["b_role", "expected"])
def test_who_covers_or_is_still_to_come_is_told_with_it(
    fonts: Fonts, screen: Screen, language: Language, large: bool, state: str
) -> None:
    """In fewer words where there is little room; the window keeps its number."""
    hall = hall_of(**({"state": state} if state == "b_role" else {"expected": True}))
    scene = state_of(Guide(MATTER), language, large=large)
    placements = layout(scene, moment_of(hall), Look(screen, fonts, large))
    wording, window = Wording(language), hall.lines["welfare"].window or 0
    code = "window_covered" if state == "b_role" else "window_expected"
    assert faults(placements, screen, fonts, KIOSK) == []
    captions = [wording.say(each).replace(" ", "") for each in (code, f"{code}_short")]
    assert any(caption in told(placements) for caption in captions)
    for text in (wording.say("window_n", window=window), wording.wait(105, 140)):
        assert text.replace(" ", "") in told(placements)


@every_language
def test_in_one_line_all_three_are_told_where_they_fit(fonts: Fonts, language: Language) -> None:
    """Set smaller before anything is left out."""
    look, wording = Look(PORTRAIT, fonts, True), Wording(language)
    queue = Queue(hall_of().lines["welfare"], True, wording.wait(105, 140))
    said = {
        width: told(facts(Rect(0, 0, width, facts_height(True, look)), queue, True, look, wording))
        for width in (1030, 1000)
    }
    ahead = wording.say("wait_brief", n=112, wait=wording.wait(105, 140)).replace(" ", "")
    window = wording.say("window_n", window=queue.row.window if queue.row and queue.row.window else 0)
    assert [width for width, text in said.items() if ahead in text] == [1030, 1000]
    assert all(window.replace(" ", "") in text for text in said.values())
