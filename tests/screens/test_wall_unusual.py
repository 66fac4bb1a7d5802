"""What is not as usual is seen on every wall and every page: a pause, an evacuation, a closed or a lost hall."""

from __future__ import annotations

from itertools import product

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Box, Image, Text, texts
from common.screen.theme import Role
from common.words import Language, Words
from display.layout import WallLayout
from display.media import Medium
from display.message import ALARM, evacuation, message_screen
from display.reading import Reading
from display.type_scale import type_scale
from display.wall_state import Health, WallState
from display.wording import Wording
from tests.screens.test_wall_layout import CALLS, LANGUAGES, MIXED, NOW, STATES, Look, pages_of
from tests.screens.wall_hall import at, call, covered, hall, post, unattended, view
from tests.screens.wall_soundness import faults, ink_of

WALLS = {
    "wide": Look(),
    "far": Look(distance_m=12),
    "board alone": Look(board_alone=True, distance_m=10),
    "portrait": Look(size=(1080, 1920)),
    "square": Look(size=(1280, 1024)),
    "portrait board": Look(size=(1080, 1920), board_alone=True, distance_m=10),
}
HALLS = {
    "paused": (hall(paused="power"), "‖ 暂停办理", "‖ Paused"),
    "paused until": (hall(paused="system", paused_until=at("11:30")), "‖ 暂停办理", "‖ Paused"),
    "lunch": (hall(phase="break", until=at("14:30")), "‖ 午休", "‖ Lunch break"),
    "closing": (hall(phase="closing", numbers=False, until=None), "‖ 停止取号", "‖ No more numbers"),
    "closed": (
        hall(phase="closed", numbers=False, until=at("08:00", "2026-11-24")),
        "■ 今日结束",
        "■ Closed",
    ),
}
EVERY_WALL = tuple(product(WALLS, LANGUAGES))


def looked_at(wall: str, language: Language, silent_ms: int = 0) -> Look:
    look = WALLS[wall]
    return Look(
        size=look.size,
        language=language,
        silent_ms=silent_ms,
        distance_m=look.distance_m,
        board_alone=look.board_alone,
    )


@pytest.mark.parametrize(("wall", "language"), EVERY_WALL)
@pytest.mark.parametrize("name", HALLS)
@pytest.mark.parametrize("silent_ms", [0, 20_000, 75_000])
def test_the_part_of_the_day_stands_on_every_wall_and_every_page(
    silent_ms: int, name: str, wall: str, language: Language, fonts: Fonts
) -> None:
    """Word and mark, also while a call still stands large, on the figures and beyond eight metres."""
    row, *words = HALLS[name]
    look = looked_at(wall, language, silent_ms)
    given = view(row, MIXED, CALLS, figures=[(12, 9)] * 8)
    for placements in pages_of(given, NOW, look, fonts):
        assert words[LANGUAGES.index(language)] in texts(placements)
        assert faults(placements, look.screen, fonts) == []


@pytest.mark.parametrize(("wall", "language"), EVERY_WALL)
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_sound_on_every_kind_of_wall(
    name: str, wall: str, language: Language, fonts: Fonts
) -> None:
    """Far walls and boards that stand alone are walls as well."""
    given, now = STATES[name]
    look = looked_at(wall, language)
    for placements in pages_of(given, now, look, fonts):
        assert faults(placements, look.screen, fonts) == []


@pytest.mark.parametrize("distance_m", [6, 12])
def test_while_the_hall_is_paused_nobody_is_sent_to_a_window_in_large_letters(
    distance_m: float, fonts: Fonts
) -> None:
    """Nobody is called then; the pause has the hero's place, and why (AB-15)."""
    given = view(hall(paused="power"), calls=[call(36, NOW - 1_000, window=2)])
    (placements, *_) = pages_of(given, NOW, Look(distance_m=distance_m), fonts)
    told = texts(placements)
    assert {"‖ 暂停办理", "停电", "号票保留，请稍候"} <= {*told}
    assert "▶ 请到 2号窗口" not in told


def test_a_call_that_is_being_served_gives_its_large_place_to_lunch(fonts: Fonts) -> None:
    """And one who was called and is awaited keeps it."""
    lunch = hall(phase="break", until=at("14:30"))
    for state, large in (("serving", False), ("called", True)):
        (placements, *_) = pages_of(
            view(lunch, calls=[call(36, NOW - 90_000, state=state)]), NOW, Look(), fonts
        )
        assert ("14:30 恢复办理" in texts(placements)) is True
        hero = [
            p for p in placements if isinstance(p, Text) and p.text == "M036" and ink_of(p, fonts).h > 140
        ]
        assert bool(hero) is large


SCREENS = (
    (1920, 1080),
    (3840, 2160),
    (1080, 1920),
    (1280, 1024),
    (1920, 540),
    (1920, 360),
    (1280, 390),
    (640, 480),
)


@pytest.mark.parametrize(("size", "language"), tuple(product(SCREENS, LANGUAGES)))
def test_an_evacuation_fills_the_glass_in_both_languages(
    size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """Mark, word and colour, as large as there is room: a tenth of the height at least (screens.md)."""
    screen = Screen(*size, 28)
    placements = message_screen(evacuation(Wording(language)), screen, type_scale(screen, 0, fonts), fonts)
    assert placements[0] == Box(screen.bounds, fill=Role.EMERGENCY_GROUND)
    assert faults(placements, screen, fonts) == []
    words = "".join(texts(placements)).replace(" ", "")
    for each in LANGUAGES:
        assert f"{ALARM}{Wording(each).say('evacuation.title')}".replace(" ", "") in words
    title = next(p for p in placements if isinstance(p, Text))
    assert ink_of(title, fonts).h >= min(size) * 0.1


def wall_with(medium: Medium, fonts: Fonts, *, silent_ms: int = 0, **given: object) -> tuple[list[str], bool]:
    """What is to be read while it is its turn, and whether it is seen."""
    layout = WallLayout(Screen(1920, 1080, 55), 6000, Wording("zh"), fonts)
    tables = Reading(pytest.fail).read(view(**given))  # type: ignore[arg-type]
    assert tables.hall is not None
    state = WallState(layout.places)
    wall = state.see(tables, tables.hall, Health(NOW - silent_ms, silent_ms), NOW, layout)
    placements = layout.wall(wall._replace(medium=medium))
    assert faults(placements, Screen(1920, 1080, 55), fonts) == []
    return texts(placements), any(isinstance(p, Image) for p in placements)


PICTURE = Medium("policy.png")


def test_a_picture_between_calls_leaves_where_to_go_and_who_is_missing_on_the_wall(fonts: Fonts) -> None:
    """Duties come before policy: it has the room that is free of them (AB-3, AB-10, P-7)."""
    posts = [post(1), covered(2, 3), unattended(4, until=at("11:00")), post(5)]
    told, seen = wall_with(PICTURE, fonts, posts=posts)
    assert seen
    assert {"2号窗口业务", "→ 3号窗口（B岗）", "▲ 空岗", "A岗未到岗，预计 11:00 返回"} <= {*told}
    assert "5号窗口" not in told


@pytest.mark.parametrize(
    ("given", "silent_ms"),
    [
        ({"posts": [unattended(window) for window in range(1, 9)]}, 0),
        ({"hall_row": hall(paused="power")}, 0),
        ({}, 75_000),
    ],
)
def test_a_picture_does_not_play_where_duties_need_the_room(
    given: dict[str, object], silent_ms: int, fonts: Fonts
) -> None:
    """Nobody to be found at half the windows, a pause, a lost server."""
    _, seen = wall_with(PICTURE, fonts, silent_ms=silent_ms, **given)
    assert not seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_board_alone_names_its_hall_whole_with_date_and_contact(language: Language, fonts: Fonts) -> None:
    """Also where its type is large."""
    look = Look(board_alone=True, distance_m=10, language=language)
    told = {"zh": {"师古镇便民服务中心", "11月23日 星期一", "✓ 已连接"}}
    told["en"] = {"Shigu Town Citizens' Service Centre", "Mon 23 Nov", "✓ Connected"}
    for placements in pages_of(view(), NOW, look, fonts):
        assert told[language] <= {*texts(placements)}


@pytest.mark.parametrize(("wall", "language"), EVERY_WALL)
def test_an_ordinary_hall_is_named_whole_on_every_wall(wall: str, language: Language, fonts: Fonts) -> None:
    """Whatever else the header has to tell."""
    name = Words("师古镇便民服务中心", "Shigu Town Citizens' Service Centre")
    for silent_ms, row in ((0, hall(name=name)), (20_000, hall(name=name, paused="power"))):
        for placements in pages_of(view(row), NOW, looked_at(wall, language, silent_ms), fonts):
            assert name.text(language) in texts(placements)
