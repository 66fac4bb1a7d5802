"""Every screen of the kiosk and of the wall with another real hall: longer names, six windows, a line without a picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from common.rows import LineRow, PostRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.words import Language, Words
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.samples import scene_named
from kiosk.scene import Choose, Guide, Home, Scene
from tests.screens.kiosk_glass import (
    every_language,
    every_scene,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import LEIPING, NINE, file_of, hall
from tests.screens.soundness import faults, gap_between
from tests.screens.test_wall_layout import EVERY_SCREEN, NOW, pages_of
from tests.screens.test_wall_layout import Look as WallLook
from tests.screens.wall_hall import at, call, closed, covered, line, post, unattended, view
from tests.screens.wall_hall import hall as wall_row
from tests.screens.wall_soundness import faults as wall_faults

SECOND = hall(path=LEIPING)


@every_screen
@every_language
@every_type
@every_scene
def test_every_kiosk_screen_can_be_read_and_touched(
    fonts: Fonts, screen: Screen, language: Language, large: bool, name: str
) -> None:
    """Nothing overlaps, is cut or pale; targets are as large and as far apart as in the sample hall."""
    scene = scene_named(name, SECOND, NINE)
    placements = layout(state_of(scene, language, large=large), moment_of(SECOND), Look(screen, fonts, large))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert faults(placements, screen, fonts, KIOSK_HIGH_CONTRAST) == []
    least, apart = (screen.mm(25), screen.mm(6)) if large else (screen.mm(20), screen.mm(4))
    touches = list(touches_of(placements).values())
    assert all(min(touch.rect.w, touch.rect.h) >= least for touch in touches)
    assert all(gap_between(one.rect, other.rect) >= apart for one, other in combinations(touches, 2))


@every_screen
@every_language
@every_type
def test_every_line_and_every_matter_is_offered_on_some_page(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """Whatever a name's length or a line's number of matters: each page is sound and nothing is left out."""
    pages: list[tuple[Home | Choose, str, set[str]]] = [
        (Home(), "line:", {row.id for row in SECOND.groups()}),
        *((Choose(row.id), "matter:", {m.id for m in SECOND.matters_of(row.id)}) for row in SECOND.groups()),
    ]
    for scene, verb, offered in pages:
        assert choices_of(scene, verb, Look(screen, fonts, large), language, fonts) == offered


def choices_of(scene: Home | Choose, verb: str, look: Look, language: Language, fonts: Fonts) -> set[str]:
    """What the pages of a scene offer, each of them sound."""
    seen: set[str] = set()
    first: int | None = 0
    while first is not None:
        page: Scene = replace(scene, first=first)
        placements = layout(state_of(page, language, large=look.large), moment_of(SECOND), look)
        assert faults(placements, look.screen, fonts, KIOSK) == []
        shown = touches_of(placements)
        seen |= {touch.removeprefix(verb) for touch in shown if touch.startswith(verb)}
        later = [int(touch.partition(":")[2]) for touch in shown if touch.startswith("page:")]
        first = next((number for number in later if number > first), None)
    return seen


@every_screen
@every_language
@every_type
def test_every_page_of_every_guide_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """All twelve matters, priority declared or not."""
    for matter in SECOND.matters:
        for page, priority in ((0, None), (1, "elder"), (2, "service")):
            state = state_of(Guide(matter, page, priority), language, large=large)
            placements = layout(state, moment_of(SECOND), Look(screen, fonts, large))
            assert faults(placements, screen, fonts, KIOSK) == []
            assert "take" in touches_of(placements)


# -- the wall --------------------------------------------------------------------------------------

FILE = file_of(LEIPING)
NAMES = {row["window"]: Words(**row["name"]) for row in FILE["posts"]}
HALL_ROW = wall_row(id="leiping", name=Words(**FILE["hall"]["name"]), phone=FILE["hall"]["phone"])
LINES: list[LineRow] = [line(window, window * 5 % 7) for window in NAMES]
CALLS = [
    call(36, NOW - 1_000, number="TS036", window=6),
    call(35, NOW - 8_000, number="S035", window=1, times=2),
    call(31, NOW - 200_000, number="Q031", window=5, state="serving"),
    call(30, NOW - 240_000, number="L030", window=3, state="missed"),
]
AT_WORK: list[PostRow] = [post(window, name) for window, name in NAMES.items()]
MIXED: list[PostRow] = [
    unattended(1, NAMES[1], until=at("11:00")),
    covered(2, 5, NAMES[2]),
    covered(3, 6, NAMES[3], reason="handed_over", until=at("09:00", "2026-11-24")),
    covered(4, 4, NAMES[4], state="stand_in", reason="on_leave", until=at("17:00")),
    post(5, NAMES[5], expected=True),
    closed(6, NAMES[6]),
]
SHUT: list[PostRow] = [closed(window, name) for window, name in NAMES.items()]
PHASES: dict[str, dict[str, Any]] = {
    "open": {},
    "early": {"phase": "early", "until": at("14:30")},
    "break": {"phase": "break", "numbers": False, "until": at("14:30")},
    "closing": {"phase": "closing", "numbers": False, "until": None},
    "closed": {"phase": "closed", "numbers": False, "until": at("08:00", "2026-11-24")},
    "paused": {"paused": "power"},
}


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("silent_ms", [0, 16_000, 75_000])
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("posts", [AT_WORK, MIXED, SHUT], ids=["at work", "mixed", "shut"])
def test_every_state_of_the_wall_is_sound(
    posts: list[PostRow],
    phase: str,
    silent_ms: int,
    size: tuple[int, int],
    language: Language,
    fonts: Fonts,
) -> None:
    """Six windows of other names, every kind of cover, every phase, fresh and stale."""
    look = WallLook(size=size, language=language, silent_ms=silent_ms)
    row = wall_row(id=HALL_ROW.id, name=HALL_ROW.name, phone=HALL_ROW.phone, **PHASES[phase])
    given = view(row, posts, CALLS, LINES)
    for placements in pages_of(given, NOW, look, fonts):
        assert wall_faults(placements, look.screen, fonts) == []


def test_the_hall_is_the_files(fonts: Fonts) -> None:
    """Six posts are laid out, and one line without a picture is among the kiosk's."""
    assert sorted(NAMES) == [1, 2, 3, 4, 5, 6]
    assert [row.id for row in SECOND.groups() if not row.icon] == ["civil"]
