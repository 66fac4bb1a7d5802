"""Measuring, wrapping and shortening text; fonts and their missing characters."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from common.screen.coverage import FontUnreadableError, coverage_of
from common.screen.fonts import FontMissingError, Fonts, vendored
from common.screen.geometry import Rect
from common.screen.placements import Style, Text, paragraph, paragraph_height
from common.screen.text import ELLIPSIS, balanced, fit, wrap


class Squares:
    """A measure in which a Chinese character is one em wide and any other half of it."""

    def width_of(self, text: str, em: int, *, bold: bool = False) -> int:
        return sum(em if ord(c) > 0x2E00 else em // 2 for c in text)

    def line_height(self, em: int) -> int:
        return em + em // 2

    def em_for_cap(self, height: float) -> int:
        return int(height)

    def em_for_cjk(self, height: float) -> int:
        return int(height)


SQUARES = Squares()
WORDS = st.text("请携带身份证，。（）A036 window ID-card ", min_size=1, max_size=60)


def test_chinese_is_broken_between_characters_and_punctuation_never_starts_a_line() -> None:
    """A full stop hangs on to its word."""
    assert wrap("请带照片两张，各。", 60, 10, SQUARES) == ["请带照片两", "张，各。"]


def test_the_commonest_words_are_not_broken() -> None:
    """ "返 / 回" reads badly from across the hall."""
    assert wrap("预计十点返回", 50, 10, SQUARES) == ["预计十点", "返回"]
    assert wrap("请带身份证，原件。", 50, 10, SQUARES) == ["请带", "身份证，", "原件。"]


def test_no_character_is_left_alone_on_the_last_line() -> None:
    """Nor one with its full stop."""
    assert wrap("一二三四五六七", 60, 10, SQUARES) == ["一二三四五", "六七"]
    assert wrap("一二三四五六七。", 60, 10, SQUARES) == ["一二三四五", "六七。"]


def test_english_is_broken_between_words() -> None:
    """No word is cut while it fits in a line."""
    assert wrap("Bring your identity card", 70, 10, SQUARES) == ["Bring your", "identity card"]


def test_a_word_longer_than_the_line_is_cut_rather_than_lost() -> None:
    """Nothing is ever drawn outside."""
    assert wrap("ABCDEFGHIJ", 30, 10, SQUARES) == ["ABCDEF", "GHIJ"]


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    """No line ends with an opening bracket."""
    assert wrap("身份证（原件）", 40, 10, SQUARES) == ["身份证", "（原件）"]


def test_a_line_feed_starts_a_new_line() -> None:
    """Texts may carry their own lines."""
    assert wrap("一\n二", 100, 10, SQUARES) == ["一", "二"]


def test_what_is_beyond_the_last_line_is_an_ellipsis() -> None:
    """Shortened, and seen to be."""
    assert wrap("一二三四五六七八", 30, 10, SQUARES, max_lines=2) == ["一二三", "四五…"]


def test_what_is_shortened_keeps_its_spaces() -> None:
    """Words do not run together before the ellipsis."""
    assert wrap("one two three four five", 50, 10, SQUARES, max_lines=2) == ["one two", "three fou…"]


def test_balanced_lines_never_break_a_word_that_fits() -> None:
    """ "Agricultur / al services" is of like length and cannot be read."""
    assert balanced("agricultural services", 80, 10, SQUARES) == ["agricultural", "services"]


def test_balanced_lines_leave_no_character_alone() -> None:
    """A title looks like one."""
    assert wrap("最低生活保障金", 60, 10, SQUARES) == ["最低生活保", "障金"]
    assert balanced("最低生活保障金", 60, 10, SQUARES) == ["最低生活", "保障金"]


@given(text=WORDS, width=st.integers(20, 200))
def test_balancing_costs_no_line(text: str, width: int) -> None:
    """As few lines as greedy wrapping, none wider than allowed."""
    lines = balanced(text, width, 10, SQUARES)
    assert len(lines) == len(wrap(text, width, 10, SQUARES))
    assert all(SQUARES.width_of(line, 10) <= width for line in lines)


def test_a_text_that_fits_is_left_alone() -> None:
    """No ellipsis without need."""
    assert fit("A036", 20, 10, SQUARES) == "A036"
    assert fit("A0367", 20, 10, SQUARES) == "A03…"


@given(text=WORDS, width=st.integers(20, 200))
def test_wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text: str, width: int) -> None:
    """Whatever is written, and however narrow."""
    lines = wrap(text, width, 10, SQUARES)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(SQUARES.width_of(line, 10) <= width for line in lines)


@given(text=WORDS, width=st.integers(20, 200))
def test_shortening_keeps_to_the_width_and_to_the_beginning(text: str, width: int) -> None:
    """The longest beginning that fits."""
    shortened = fit(text, width, 10, SQUARES)
    assert SQUARES.width_of(shortened, 10) <= width
    assert text.startswith(shortened.removesuffix(ELLIPSIS))


def test_a_paragraph_holds_the_lines_there_is_room_for() -> None:
    """Lines are never nearer than the line height, and the last tells that there was more."""
    shown = paragraph(Rect(0, 0, 30, 40), "一二三四五六七八九", Style(10), SQUARES)
    assert [p.text for p in shown if isinstance(p, Text)] == ["一二三", "四五…"]
    assert [p.rect.y for p in shown] == [0, 15]


def test_the_height_of_a_paragraph_is_known_before_it_is_laid_out() -> None:
    """Layouts page on it."""
    assert paragraph_height("一二三四五六七八九", 30, Style(10), SQUARES) == 45


@pytest.mark.parametrize("wanted", [20, 64, 151])
def test_capitals_and_characters_are_drawn_as_high_as_asked(fonts: Fonts, wanted: int) -> None:
    """Measured on the pixels, because reading distance hangs on it."""
    for text, em in (("H", fonts.em_for_cap(wanted)), ("国", fonts.em_for_cjk(wanted))):
        ink = fonts.rendered(text, em, (0, 0, 0)).get_bounding_rect()
        assert wanted - 1 <= ink.height <= wanted + 3


def test_measuring_is_what_drawing_gives(fonts: Fonts) -> None:
    """A layout can trust the measure."""
    for text in ("请 A036 号到2号窗口", "Ticket A036, window two"):
        assert fonts.rendered(text, 40, (0, 0, 0)).get_width() == fonts.width_of(text, 40)


def test_fonts_need_no_screen(fonts: Fonts) -> None:
    """Layouts are measured on servers and in tests, too."""
    assert fonts.width_of("国", 40) == 40
    assert not pygame.display.get_init()


def test_a_character_without_a_glyph_is_shown_as_a_geta_mark_and_reported_once() -> None:
    """pygame hides missing glyphs; here they are seen and told."""
    reported: list[str] = []
    fonts = Fonts(vendored(), reported.append)
    assert fonts.drawable("张\U0002a700") == "张〓"
    fonts.drawable("李\U0002a700")
    assert reported == ["\U0002a700"]


def test_rare_names_have_their_glyphs(fonts: Fonts) -> None:
    """The full set is shipped, not the everyday subset."""
    assert fonts.coverage.missing_from("喆堃昇曾单解仇朴") == ""


def test_the_character_map_is_read_as_an_independent_reader_reads_it() -> None:
    """fontTools knows the same characters."""
    path = vendored().regular
    with TTFont(path) as font:
        theirs = set(font.getBestCmap())
    ours = coverage_of(path)
    assert all(chr(point) in ours for point in theirs)
    assert sum(end - start + 1 for start, end in zip(ours.starts, ours.ends, strict=True)) == len(theirs)


def test_a_file_that_is_no_font_is_refused_by_name(tmp_path: Path) -> None:
    """Nothing is guessed."""
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font at all")
    with pytest.raises(FontUnreadableError, match=r"broken\.ttf"):
        coverage_of(broken)


def test_a_missing_font_says_where_it_was_looked_for(tmp_path: Path) -> None:
    """The administrator can mend it."""
    with pytest.raises(FontMissingError, match="noto-sans-sc"):
        vendored(tmp_path)


def test_kept_surfaces_are_bounded(fonts: Fonts) -> None:
    """A wall that runs for a year does not grow."""
    for number in range(400):
        fonts.rendered(f"A{number:03}", 300, (0, 0, 0))
    assert fonts.cached_pixels <= 24_000_000
