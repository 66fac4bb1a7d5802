"""Every state of the wall, on every screen, in both languages: nothing clipped, small or on top of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.fold import View
from common.rows import HallRow, PostRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement, Text, texts
from common.words import Instant, Language, Words
from display.board_page import BoardContent
from display.layout import WallLayout
from display.message import Message, evacuation
from display.reading import Reading
from display.type_scale import reads_to_mm, type_scale
from display.wall_state import Health, WallState, board_content
from display.wording import Wording
from tests.screens.wall_hall import LONGEST, at, call, closed, covered, hall, line, post, unattended, view
from tests.screens.wall_soundness import faults, ink_of

NOW = at("10:42")
SIZES = ((1920, 1080), (3840, 2160), (1366, 768), (1080, 1920), (1280, 1024), (1024, 768), (2560, 1080))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EVERY_SCREEN = tuple(product(SIZES, LANGUAGES))
CALLS = [
    call(36, NOW - 1_000, window=12),
    call(35, NOW - 8_000, times=2),
    call(31, NOW - 200_000, state="serving", number="AB031"),
    call(30, NOW - 240_000, state="finished"),
    call(29, NOW - 300_000, state="missed"),
    call(28, NOW - 330_000, state="held"),
]
MIXED = [
    closed(1),
    post(2),
    covered(3, 12),
    post(4),
    unattended(5, until=at("11:00")),
    post(6, state="stand_in", window=6, reason="on_leave", until=at("17:00", "2026-11-25")),
    covered(7, 8, state="stand_in", reason="handed_over", until=at("09:00", "2026-11-24")),
    covered(8, 8, reason="silent", until=None),
    post(9, expected=True),
]
CLOSED = [closed(window) for window in range(1, 9)]


def day(clock: str, state: HallRow, posts: list[PostRow] = CLOSED) -> tuple[View, Instant]:
    return view(state, posts), at(clock)


STATES: dict[str, tuple[View, Instant]] = {
    "calls and every kind of cover": (view(posts=MIXED, calls=CALLS), NOW),
    "no calls yet": (view(), NOW),
    "not open yet": day("07:10", hall(phase="closed", numbers=False, until=at("08:00"))),
    "numbers early": day("08:10", hall(phase="early", until=at("08:30"))),
    "no numbers before opening": day("08:10", hall(phase="early", numbers=False, until=at("08:30"))),
    "lunch": day("12:10", hall(phase="break", until=at("14:30"))),
    "lunch without numbers": day("12:10", hall(phase="break", numbers=False, until=at("14:30"))),
    "numbers stopped": day("16:00", hall(numbers=False), MIXED),
    "closing": day("18:05", hall(phase="closing", numbers=False, until=None), MIXED),
    "closed till tomorrow": day(
        "18:30", hall(phase="closed", numbers=False, until=at("08:00", "2026-11-24"))
    ),
    "closed till Monday": day("18:30", hall(phase="closed", numbers=False, until=at("08:00", "2026-11-28"))),
    "closed for long": day("18:30", hall(phase="closed", numbers=False, until=at("08:00", "2026-12-28"))),
    "closed, nobody knows till when": day("18:30", hall(phase="closed", numbers=False, until=None)),
    **{
        f"paused: {why}": day("10:42", hall(paused=why), MIXED)
        for why in ("power", "system", "meeting", "other", "x")
    },
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a wall is looked at."""

    size: tuple[int, int] = (1920, 1080)
    language: Language = "zh"
    silent_ms: int = 0
    distance_m: float = 6
    board_alone: bool = False

    @property
    def screen(self) -> Screen:
        return Screen(*self.size, 55)


def pages_of(given: View, now: Instant, look: Look, fonts: Fonts) -> Iterator[tuple[Placement, ...]]:
    """The wall with each page of its board and each of its notices."""
    layout = WallLayout(
        look.screen, look.distance_m * 1000, Wording(look.language), fonts, board_alone=look.board_alone
    )
    tables = Reading(pytest.fail).read(given)
    assert tables.hall is not None
    health = Health(now - look.silent_ms, look.silent_ms)
    wall = WallState(layout.places).see(tables, tables.hall, health, now, layout)
    content = board_content(tables) if health.contact != "lost" else BoardContent()
    pages = layout.pages(content, now)
    notices = layout.notices(tables.hall, content.posts, len(pages))
    for nth in range(max(len(pages), len(notices))):
        page = nth % len(pages)
        yield layout.wall(wall._replace(board=pages[page], page=page, notice=notices[nth % len(notices)]))


def shown(given: View, now: Instant, look: Look, fonts: Fonts) -> set[str]:
    """Everything that is to be read, on all pages."""
    return {text for placements in pages_of(given, now, look, fonts) for text in texts(placements)}


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_sound(name: str, size: tuple[int, int], language: Language, fonts: Fonts) -> None:
    """Nothing overlaps, is clipped, pale, shortened or too small (screens.md)."""
    given, now = STATES[name]
    look = Look(size=size, language=language)
    for placements in pages_of(given, now, look, fonts):
        assert faults(placements, look.screen, fonts) == []


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("silent_ms", [16_000, 75_000])
def test_a_stale_wall_is_sound(
    silent_ms: int, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """The amber pill has its room, and times stand where states stood."""
    look = Look(size=size, language=language, silent_ms=silent_ms)
    for placements in pages_of(view(posts=MIXED, calls=CALLS), NOW, look, fonts):
        assert faults(placements, look.screen, fonts) == []


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("count", [1, 3, 7, 8, 13, 40])
def test_any_number_of_posts_with_the_longest_names_is_sound(
    count: int, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """Rows never shrink their type: they turn pages."""
    posts = [unusual_post(window) for window in range(1, count + 1)]
    lines = [line(window, window * 7) for window in range(1, count + 1)]
    look = Look(size=size, language=language)
    for placements in pages_of(view(posts=posts, calls=CALLS, lines=lines), NOW, look, fonts):
        assert faults(placements, look.screen, fonts) == []


def unusual_post(window: int) -> PostRow:
    """Every kind in turn, each with the longest name."""
    kinds = (
        post(window, LONGEST),
        covered(window, window % 40 + 1, name=LONGEST),
        unattended(window, name=LONGEST, until=at("11:00")),
        covered(
            window, window, name=LONGEST, state="stand_in", reason="on_leave", until=at("17:00", "2026-12-25")
        ),
        closed(window, name=LONGEST),
    )
    return kinds[window % len(kinds)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("distance_m", [3, 6, 8, 9, 12, 30])
def test_every_distance_has_its_type(distance_m: float, language: Language, fonts: Fonts) -> None:
    """From beyond eight metres the calls stand alone, larger; the footer says who is answered where."""
    look = Look(language=language, distance_m=distance_m)
    for placements in pages_of(view(posts=MIXED, calls=CALLS), NOW, look, fonts):
        assert faults(placements, look.screen, fonts) == []
    given = view(posts=[post(2), covered(3, 12)])
    told = shown(given, NOW, look, fonts)
    arrow = {"zh": "3号窗口业务 → 12号窗口（B岗）", "en": "Window 3 → Window 12 (covering clerk)"}[language]
    assert (arrow in told) == (distance_m > 8)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        Words(
            "师古镇人民政府政务服务中心暨便民服务大厅",
            "Shigu Town People's Government Service Hall and Citizens' Centre",
        )
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_of_the_hall_drives_out_the_date_before_it_is_cut(
    name: Words, language: Language, size: tuple[int, int], fonts: Fonts
) -> None:
    """And nothing else is hurt by it."""
    look = Look(size=size, language=language)
    given = view(hall(name=name), posts=MIXED, calls=CALLS)
    for placements in pages_of(given, NOW, look, fonts):
        assert faults(placements, look.screen, fonts, may_shorten=True) == []
    if not look.screen.portrait and language == "zh":
        assert name.zh in shown(given, NOW, look, fonts)


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize(
    "code",
    ["pairing", "refused", "connecting", "unreached", "pairing_refused", "not_set_up", "evacuation"],
)
def test_every_message_is_sound(code: str, size: tuple[int, int], language: Language, fonts: Fonts) -> None:
    """What stands there instead of a wall."""
    look = Look(size=size, language=language)
    wording = Wording(language)
    layout = WallLayout(look.screen, 6000, wording, fonts)
    device = "482913" if code in ("pairing", "refused") else ""
    address = {"server": "http://hall.example:8000", "address": "http://hall.example:8000/admin/devices"}
    detail = wording.say(f"{code}.detail", **address)
    message = Message(wording.say(f"{code}.title"), device, detail)
    placements = layout.message(evacuation(wording) if code == "evacuation" else message)
    assert faults(placements, look.screen, fonts) == []
    assert "482 913" in texts(placements) or not device


@given(
    numbers=st.lists(st.from_regex(r"[A-Z]{1,2}[0-9]{3,4}", fullmatch=True), min_size=1, max_size=6),
    windows=st.lists(st.integers(1, 99), min_size=6, max_size=6),
    states=st.lists(
        st.sampled_from(["called", "serving", "held", "missed", "finished"]), min_size=6, max_size=6
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_a_number_is_never_shortened(
    numbers: list[str], windows: list[int], states: list[Any], language: Language, fonts: Fonts
) -> None:
    """Half a number is another resident's number."""
    calls = [
        call(nth, NOW - nth * 1000, number=number, window=window, state=state)
        for nth, (number, window, state) in enumerate(zip(numbers, windows, states, strict=False))
    ]
    look = Look(language=language)
    for placements in pages_of(view(posts=[], calls=calls), NOW, look, fonts):
        assert faults(placements, look.screen, fonts) == []


def test_the_type_is_as_large_as_the_specification_says(fonts: Fonts) -> None:
    """Hero 14 %, rows 6 %, board 4.5 %; nothing below 3.2 %, measured by the ink (screens.md)."""
    (placements, *_) = pages_of(view(calls=CALLS), NOW, Look(), fonts)
    heights = {p.text: ink_of(p, fonts).h / 10.8 for p in placements if isinstance(p, Text)}
    assert heights["3号窗口"] >= 4.5
    numbers = [
        ink_of(p, fonts).h / 10.8 for p in placements if isinstance(p, Text) and p.text in ("M036", "H035")
    ]
    assert max(numbers) >= 14
    assert min(numbers) >= 6


def test_the_same_panel_turned_has_the_same_letters(fonts: Fonts) -> None:
    """Type is measured on the glass, whichever way it hangs (docs/decisions/0060)."""
    lying, standing = (type_scale(Screen(*size, 55), 6000, fonts) for size in ((1920, 1080), (1080, 1920)))
    assert lying == standing


def test_type_grows_with_the_distance_until_the_screen_is_full(fonts: Fonts) -> None:
    """Characters are at least distance / 250 high; a screen that is too small says how far it reads."""
    screen = Screen(1920, 1080, 55)
    near, usual = (type_scale(screen, distance, fonts) for distance in (3000, 6000))
    assert near.small < usual.small
    assert usual.small * 0.87 / screen.px_per_mm >= 6000 / 250
    assert 6000 < reads_to_mm(screen) < 8000


@pytest.mark.parametrize(("language", "word"), [("zh", "○ 待到岗"), ("en", "○ Expected")])
def test_who_is_expected_is_not_shown_as_there(language: Language, word: str, fonts: Fonts) -> None:
    """In the first minutes after opening A is still to come; once unknown, nothing is said."""  # AB-2, AB-4
    look = Look(size=(1920, 1080), language=language)
    given = view(hall(), posts=[post(1, expected=True)])
    assert word in shown(given, NOW, look, fonts)
    assert {"● A岗", "● Regular"}.isdisjoint(shown(given, NOW, look, fonts))
