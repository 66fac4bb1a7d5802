"""A bar of lamps: whole dots, a whole number, nothing that runs."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Placement, Raster
from common.words import Language
from display.led import LedLayout, Word
from display.message import Message
from display.options import LEAST_LAMPS
from display.reading import Reading
from display.wall_state import Health
from display.window_state import WindowPicture, WindowState, WindowView
from display.wording import Wording
from tests.screens.wall_hall import post, window
from tests.screens.window_hall import NOW, NUMBER, STATES, window_view

WIDE = ((64, 16), (128, 16), (128, 32), (256, 32))
SIZES = (LEAST_LAMPS, *WIDE, (64, 48), (64, 64), (80, 64))
LEAST = 8  # em: no text of a bar is smaller
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EVERY_BAR = tuple(product(SIZES, LANGUAGES))


def bar(fonts: Fonts, size: tuple[int, int], language: Language = "zh") -> LedLayout:
    return LedLayout(Screen(*size, 28), Wording(language), fonts)


def known(view: object, number: int = NUMBER, silent_ms: int = 0) -> WindowView:
    tables = Reading(pytest.fail).read(view)  # type: ignore[arg-type]
    assert tables.hall is not None
    seen = WindowState(number).see(tables, tables.hall, Health(NOW, silent_ms), NOW)
    assert seen is not None
    return seen


def dots(placements: tuple[Placement, ...], size: tuple[int, int]) -> tuple[str, ...]:
    """The lamps, which are the whole picture."""
    (raster,) = placements
    assert isinstance(raster, Raster)
    assert raster.rect == (0, 0, *size)
    assert {len(row) for row in raster.rows} == {size[0]}
    assert len(raster.rows) == size[1]
    return raster.rows


def lit(rows: tuple[str, ...]) -> int:
    return sum(row.count("#") for row in rows)


@pytest.mark.parametrize(("size", "language"), EVERY_BAR)
def test_every_state_is_drawn_in_whole_dots(size: tuple[int, int], language: Language, fonts: Fonts) -> None:
    """One picture of exactly the bar's dots for each page, and no word is cut off at its ends."""
    layout = bar(fonts, size, language)
    for view, silent_ms in product(STATES.values(), (0, 70_000)):
        seen = known(view, silent_ms=silent_ms)
        for turn, line in enumerate(layout.pages(seen)):
            rows = dots(layout.place(WindowPicture(seen, False, turn)), size)
            assert any("#" in row for row in rows)
            assert lit(rows) == lit_whole(layout, line, size), line


def lit_whole(layout: LedLayout, line: tuple[Word, ...], size: tuple[int, int]) -> int:
    """The lamps of all words when nothing of them is cut: those that are set side by side, else those that are stacked."""
    if layout._fits(line):
        return sum(lit(layout._set(word, 0, size[1]).rows) for word in line)
    lines = layout._stacked(line) or layout._alone(line[-1])
    assert max(drawn.width for drawn in lines) <= size[0]
    assert sum(len(drawn.rows) for drawn in lines) <= size[1]
    assert min(drawn.em for drawn in lines) >= LEAST
    return sum(lit(drawn.rows) for drawn in lines)


@settings(max_examples=40, deadline=None)
@given(number=st.from_regex(r"[A-HJ-NP-Z]{1,2}[0-9]{3}", fullmatch=True), home=st.integers(1, 40))
@pytest.mark.parametrize("size", SIZES)
def test_the_number_is_whole_alone_or_beside_its_window(
    size: tuple[int, int], number: str, home: int, fonts: Fonts
) -> None:
    """`A036` or `2号窗口 A036`, never scrolled (screens.md), and as large as it is when it stands alone."""
    layout = bar(fonts, size)
    own = window(home, state="calling", ticket=number)
    seen = known(window_view(own, [post(home)], times=1), home)
    (line,) = layout.pages(seen)
    assert line[-1] == Word(number, number=True)
    rows = dots(layout.place(WindowPicture(seen, False, 0)), size)
    assert lit(rows) == lit_whole(layout, line, size)
    assert lit(rows) >= lit(layout.composed(line[-1:]))
    assert size not in WIDE or sum("#" in row for row in rows) >= size[1] * 0.55


def test_a_bar_as_high_as_wide_shows_the_whole_number_and_the_window_over_it(fonts: Fonts) -> None:
    """64x64 showed `M0` and half a nought; 64x48 and 80x64 half the last digit."""
    for size in ((64, 64), (64, 48), (80, 64)):
        (line,) = bar(fonts, size).pages(known(STATES["called"]))
        assert line == (Word("3号窗口"), Word("H036", number=True))
    assert bar(fonts, (64, 64), "en").pages(known(STATES["paused"])) == ((Word("Paused"),),)


def test_the_small_bar_shows_the_number_alone_and_the_long_one_the_window_too(fonts: Fonts) -> None:
    """64 dots hold four characters of sixteen."""
    seen = known(STATES["called"])
    assert bar(fonts, (64, 16)).pages(seen) == ((Word("H036", number=True),),)
    assert bar(fonts, (128, 16)).pages(seen) == ((Word("3号窗口"), Word("H036", number=True)),)


def test_where_to_go_takes_turns_with_the_pause_where_both_do_not_fit(fonts: Fonts) -> None:
    """Nothing runs across the bar."""
    seen = known(STATES["covered by B elsewhere"])
    assert bar(fonts, (64, 16)).pages(seen) == ((Word("暂停服务"),), (Word("→12号"),))
    assert bar(fonts, (256, 32)).pages(seen) == ((Word("暂停服务"), Word("→12号")),)


def test_a_pulse_turns_light_and_dark(fonts: Fonts) -> None:
    """The one sign that a bar of one colour has."""
    layout, seen = bar(fonts, (128, 16)), known(STATES["called"])
    plain, bright = (dots(layout.place(WindowPicture(seen, flash, 0)), (128, 16)) for flash in (False, True))
    assert all(
        {one, other} == {"#", "."}
        for a, b in zip(plain, bright, strict=True)
        for one, other in zip(a, b, strict=True)
    )


@pytest.mark.parametrize(("size", "language"), EVERY_BAR)
def test_a_bar_tells_its_pairing_code_and_an_evacuation(
    size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """In as many words as it holds."""
    layout = bar(fonts, size, language)
    for message in (Message("…", "482913"), Message("…"), Message("…", alarm=True)):
        assert any("#" in row for row in dots(layout.message(message), size))


def test_the_letters_of_sixteen_dots_are_these(fonts: Fonts) -> None:
    """Kept dot by dot: what is crisp on a bar is seen best here."""
    rows = dots(bar(fonts, (64, 16)).place(WindowPicture(known(STATES["called"]), False, 0)), (64, 16))
    assert sum(row.count("#") for row in rows) > 200
    assert rows[0].count("#") > 10
    assert rows[-1].count("#") > 5
