"""Every screen of the kiosk in every language, size of type and size of screen."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from functools import cache
from itertools import combinations

import msgspec
import pytest

from common.i18n import catalogue
from common.row import Row
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language, Words
from kiosk.flow import step
from kiosk.happening import Touched
from kiosk.idle import SETTLE_MS
from kiosk.layout import layout
from kiosk.look import LOWER_SHARE, Look
from kiosk.samples import MY_CASE, MY_SUPPLEMENT, PASSED, REFUSED, scene_named
from kiosk.scene import Choose, Guide, Home
from tests.screens.kiosk_glass import (
    FULL,
    HALL,
    PORTRAIT,
    SMALL,
    drawn,
    drawn_scene,
    every_full_scene,
    every_language,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.soundness import faults, gap_between


@every_screen
@every_language
@every_type
@every_full_scene
def test_every_screen_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Nothing overlaps, is cut, lacks a glyph or has too little contrast."""
    placements = drawn_scene(name, fonts, screen, language, large=large)
    assert faults(placements, screen, fonts, KIOSK) == []
    assert faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST) == []


@every_screen
@every_language
@every_type
@every_full_scene
def test_every_target_is_large_enough_and_apart(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """20 mm and 4 mm apart; in large type 25 mm and 6 mm."""
    placements = drawn_scene(name, fonts, screen, language, large=large)
    least, apart = (screen.mm(25), screen.mm(6)) if large else (screen.mm(20), screen.mm(4))
    touches = list(touches_of(placements).values())
    assert touches
    assert all(min(touch.rect.w, touch.rect.h) >= least for touch in touches)
    assert all(gap_between(one.rect, other.rect) >= apart for one, other in combinations(touches, 2))


@every_screen
@every_language
@every_type
@every_full_scene
def test_main_buttons_are_25_mm_high_and_32_in_large_type(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """What a resident came to touch."""
    placements = drawn_scene(name, fonts, screen, language, large=large)
    main = (
        "line:", "matter:", "elsewhere:", "unsure:", "take", "add", "again:", "done", "noted", "checkin", "mine",
        "digit:", "letter:", "enter", "rub", "do:", "sure:", "why", "keep", "retry", "order", "nothere",
    )  # fmt: skip
    heights = [t.rect.h for t in touches_of(placements).values() if t.id.startswith(main)]
    assert all(height >= screen.mm(32 if large else 25) for height in heights)


@pytest.mark.parametrize("screen", [PORTRAIT, SMALL], ids=["portrait", "small"])
@every_language
@every_type
@every_full_scene
def test_controls_of_a_portrait_screen_are_within_reach(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """In the lower 55 %; only the pager of a long text may stand at the text."""
    placements = drawn_scene(name, fonts, screen, language, large=large)
    reach = screen.height * (1 - LOWER_SHARE)
    controls = [t for t in touches_of(placements).values() if not t.id.startswith("page:")]
    assert all(touch.rect.y >= reach - 1 for touch in controls)


@every_screen
@every_language
@every_type
def test_no_screen_offers_more_choices_than_can_be_overlooked(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Six (the first screen eight), in large type four; every choice is on some page, no page is nearly empty."""
    for scene, offered, verb, most in (
        (Home(), len(HALL.groups()), "line:", 8),
        (Choose("welfare"), len(HALL.matters_of("welfare")), "matter:", 6),
    ):
        seen: set[str] = set()
        first: int | None = 0
        while first is not None:
            shown = touches_of(drawn(replace(scene, first=first), fonts, screen, language, large=large))
            choices = {touch for touch in shown if touch.startswith(verb)}
            assert 0 < len(choices) <= (4 if large else most)
            seen |= choices
            later = [int(t.partition(":")[2]) for t in shown if t.startswith("page:")]
            first = next((page for page in later if page > first), None)
        assert len(seen) == offered


@every_screen
@every_language
@every_type
def test_every_page_of_every_guide_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """All matters of the sample hall, priority declared or not."""
    look = Look(screen, fonts, large)
    for matter in HALL.matters:
        for page, priority in ((0, None), (1, "elder"), (2, "service")):
            state = state_of(Guide(matter, page, priority), language, large=large)
            placements = layout(state, moment_of(), look)
            assert faults(placements, screen, fonts, KIOSK) == []
            assert "take" in touches_of(placements)


@every_screen
@every_type
def test_a_guide_longer_than_a_screen_is_paged_and_nothing_is_lost(
    fonts: Fonts, screen: Screen, large: bool
) -> None:
    """Twenty papers to bring: pages, not scrolling."""
    matter = next(iter(HALL.matters.values()))
    papers = tuple(Words(f"第{number}份材料的原件及复印件") for number in range(1, 21))
    long = msgspec.structs.replace(matter, materials=papers)
    of = replace(HALL, matters={**HALL.matters, long.id: long})
    seen: list[str] = []
    for page in range(30):
        state = state_of(Guide(long.id, page), large=large)
        placements = layout(state, moment_of(of), Look(screen, fonts, large))
        assert faults(placements, screen, fonts, KIOSK) == []
        seen += texts(placements)
    joined = "".join(seen)
    assert all(paper.zh in joined for paper in papers)


@every_screen
@every_language
@every_type
@every_full_scene
def test_no_button_does_nothing(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Whatever can be touched changes something or asks for something."""
    state = state_of(scene_named(name, FULL, NINE), language, large=large)
    later = NINE + SETTLE_MS
    for touch in touches_of(drawn_scene(name, fonts, screen, language, large=large)):
        followed = step(state, Touched(touch), later, FULL)
        untouched = replace(state, touched_at=later, pressed_at=later, pressed=touch)
        assert followed.intents or followed.state != untouched, touch


@every_screen
@every_type
@every_full_scene
def test_no_english_word_is_cut(fonts: Fonts, screen: Screen, large: bool, name: str) -> None:
    """A line breaks between words: whatever stands on a screen is a word of the texts or of the hall."""
    shown = " ".join(texts(drawn_scene(name, fonts, screen, "en", large=large)))
    assert set(re.findall("[A-Za-z]+", shown)) <= _vocabulary()


@cache
def _vocabulary() -> set[str]:
    rows: list[Row] = [
        *FULL.matters.values(),
        *FULL.lines.values(),
        *FULL.priorities.values(),
        *FULL.elsewhere.values(),
    ]
    rows += [*FULL.board.values(), *FULL.departments.values()]
    published = [msgspec.json.encode(row).decode() for row in (*rows, FULL.about)]
    samples = [msgspec.json.encode(scene).decode() for scene in (REFUSED, PASSED, MY_CASE, MY_SUPPLEMENT)]
    said = [*catalogue("en").values(), *published, *samples, *calendar.day_abbr, *calendar.month_abbr]
    return {word for text in said for word in re.findall("[A-Za-z]+", text)}
