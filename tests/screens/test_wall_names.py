"""The names of posts and windows stand on the board whole: in lines, beside the number or under it, never cut."""

from __future__ import annotations

from itertools import product

import pytest

from common.fold import View
from common.screen.fonts import Fonts
from common.screen.placements import Text, texts
from common.words import Language, Words
from display.board_name import PRESSED, NameRoom, RowNames
from display.board_row import PAD
from display.type_scale import type_scale
from display.wording import Wording
from tests.screens.test_wall_layout import LANGUAGES, NOW, SIZES, Look, pages_of
from tests.screens.wall_hall import LONGEST, line, post, unattended, view
from tests.screens.wall_soundness import faults

LONG = Words("国土、村镇建设、环境保护与工业服务岗", "Land, construction, environment and industry")


def pressed(given: View, look: Look, fonts: Fonts) -> list[float]:
    """How far the texts of all pages are pressed that are."""
    return [
        placed.narrow
        for page in pages_of(given, NOW, look, fonts)
        for placed in page
        if isinstance(placed, Text) and placed.narrow < 1
    ]


@pytest.mark.parametrize(("size", "language"), tuple(product(SIZES, LANGUAGES)))
@pytest.mark.parametrize("name", [LONGEST, LONG])
@pytest.mark.parametrize("count", [1, 8, 40])
def test_every_row_has_its_whole_name(
    count: int, name: Words, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """On the pages of posts and on those of the figures, also of an unattended window."""
    posts = [unattended(2, name), *(post(window, name) for window in range(1, count + 1) if window != 2)]
    look, whole = Look(size=size, language=language), name.text(language).replace(" ", "")
    told = 0
    for page in pages_of(view(posts=posts, figures=[(12, 9)] * count), NOW, look, fonts):
        words = "".join(texts(page)).replace(" ", "")
        rows = words.count(whole)
        assert rows
        assert words.count(whole[:4]) == rows
        told += rows
    assert told >= 2 * count


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_pressed_only_where_a_page_is_short_of_room_and_never_beyond_reading(
    language: Language, fonts: Fonts
) -> None:
    """A few windows have all the lines they want."""
    look = Look(language=language)
    few, many = (view(posts=[post(window, LONGEST) for window in range(1, count)]) for count in (3, 41))
    assert pressed(few, look, fonts) == []
    assert min(PRESSED) <= min(pressed(many, look, fonts)) < 1
    assert min(PRESSED) == 0.75


@pytest.mark.parametrize(("size", "language"), tuple(product(SIZES, LANGUAGES)))
def test_a_name_stands_where_it_makes_the_row_lower(
    size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """In a column of any width the row is no higher than with the name under it, and no word is broken."""
    scale = type_scale(Look(size=size).screen, 6000, fonts)
    names, row = RowNames(scale, fonts), size[0] // 2
    below = names.of(LONGEST.text(language), NameRoom(1, row))
    assert below.below
    assert not below.beside
    for column in range(scale.px(PAD), row, row // 40):
        set_in = names.of(LONGEST.text(language), NameRoom(column, row))
        assert set_in.height(scale) <= below.height(scale)
        assert "".join((*set_in.beside, *set_in.below)).replace(" ", "") == LONGEST.text(language).replace(
            " ", ""
        )
        words = " ".join((*set_in.beside, *set_in.below)).split()
        assert language == "zh" or words == LONGEST.en.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_of_more_than_ninety_nine_has_room_beside_a_long_name(
    language: Language, fonts: Fonts
) -> None:
    """Its column is no wider than two digits need."""
    posts = [unattended(window, LONGEST) for window in range(1, 4)]
    look, lines = Look(language=language), [line(window, 98 + window) for window in range(1, 4)]
    for page in pages_of(view(posts=posts, lines=lines), NOW, look, fonts):
        assert {"99+", Wording(language).say("waiting", count=99)} <= {*texts(page)}
        assert faults(page, look.screen, fonts) == []
