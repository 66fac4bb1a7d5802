"""Measuring, wrapping and shortening text; fonts and their missing characters."""

from __future__ import annotations

import json
import re
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
from common.screen.text import ELLIPSIS, WHOLE, balanced, fit, words, wrap


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
ROOT = Path(__file__).parents[2]
WORDS = st.text("请携带身份证，。（）A036 window ID-card ", min_size=1, max_size=60)


def test_punctuation_never_starts_a_line() -> None:
    """A full stop hangs on to its word."""
    assert wrap("请带照片两张，各。", 60, 10, SQUARES) == ["请带照片", "两张，各。"]
    assert wrap("一二三四五六，七", 60, 10, SQUARES) == ["一二三四", "五六，七"]


@pytest.mark.parametrize(
    ("text", "words_of_it"),
    [
        ("预计十点返回", "预计|十点返回"),
        ("请到2号窗口", "请到|2号|窗口"),
        ("请检查服务器地址", "请检查|服务器|地址"),
        ("办理流动人口婚育证明", "办理|流动|人口|婚育|证明"),
        ("独生子女父母光荣证", "独生子女|父母|光荣证"),
        ("暂停服务，不办理", "暂停|服务，|不办理"),
        ("身份证（原件）", "身份证|（原件）"),
        ("输入配对码", "输入|配对码"),
        ("Give a number", "Give |a |number"),
        ("ID-card A036", "ID-card |A036"),
    ],
)
def test_a_line_breaks_between_words(text: str, words_of_it: str) -> None:
    """ "返 / 回" reads badly from across the hall; no single character stands alone."""
    assert words(text) == tuple(words_of_it.split("|"))


def test_chinese_words_stay_whole_while_they_fit() -> None:
    """A word wider than the line is broken between characters, and loses no bracket or stop."""
    assert wrap("办理流动人口婚育证明", 70, 10, SQUARES) == ["办理流动人口", "婚育证明"]
    assert wrap("请带身份证，原件。", 50, 10, SQUARES) == ["请", "带身份证，", "原件。"]


def test_no_kept_word_breaks_within_another() -> None:
    """Of two that overlap in a text only the first would hold."""
    halves = ((a, b, at) for a in WHOLE for b in WHOLE for at in range(1, min(len(a), len(b))))
    assert [(a, b) for a, b, at in halves if a[-at:] == b[:at]] == []


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_is_kept_only_where_budoux_breaks_it(word: str) -> None:
    """Each stands in a text of ours, or of any hall, and would be broken there; with the list it is not."""
    others = tuple(other for other in WHOLE if other != word)
    broken = [text for text in _shown() if word in text and not _holds(word, words(text, others))]
    assert broken
    assert all(_holds(word, words(text)) for text in broken)


def _holds(word: str, pieces: tuple[str, ...]) -> bool:
    return sum(piece.count(word) for piece in pieces) == "".join(pieces).count(word)


def _shown() -> list[str]:
    """What kiosk and wall say, the sample hall's names, and matters of any hall."""
    catalogue = json.loads((ROOT / "common" / "i18n" / "zh.json").read_text("utf-8"))
    ours = [text for key, text in catalogue.items() if key.startswith(("kiosk.", "wall.", "screen."))]
    hall = re.findall('"([^"]+)"', (ROOT / "assets" / "halls" / "shigu.toml").read_text("utf-8"))
    lines = [line for text in ours for line in text.split("\n")]
    return [
        *lines,
        *hall,
        "不动产登记",
        "机动车驾驶证换证",
        "道路运输经营许可证",
        "请带照片两张",
        "5个工作日 · 暂停",
    ]


def test_no_character_is_left_alone_on_the_last_line() -> None:
    """Nor one with its full stop."""
    assert wrap("一二三四五六七", 60, 10, SQUARES) == ["一二三四", "五六七"]
    assert wrap("一二三四五六七。", 60, 10, SQUARES) == ["一二三四", "五六七。"]
    assert wrap("AB AB AB 份", 40, 10, SQUARES) == ["AB AB", "AB 份"]


def test_a_character_is_left_alone_rather_than_a_line_made_too_wide() -> None:
    """Two characters do not fit beside their bracket."""
    assert wrap("000。0份）", 20, 10, SQUARES)[-1] == "份）"


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
    assert wrap("一二三四五六七八九", 40, 10, SQUARES, max_lines=2) == ["一二三四", "五六七…"]


def test_what_is_shortened_keeps_its_spaces() -> None:
    """Words do not run together before the ellipsis."""
    assert wrap("one two three four five", 50, 10, SQUARES, max_lines=2) == ["one two", "three fou…"]


def test_balanced_lines_never_break_a_word_that_fits() -> None:
    """ "Agricultur / al services" is of like length and cannot be read."""
    assert balanced("agricultural services", 80, 10, SQUARES) == ["agricultural", "services"]


def test_balanced_lines_are_of_like_length() -> None:
    """A title looks like one."""
    assert wrap("综合服务大厅业务窗口", 80, 10, SQUARES) == ["综合服务大厅业务", "窗口"]
    assert balanced("综合服务大厅业务窗口", 80, 10, SQUARES) == ["综合服务大厅", "业务窗口"]


def test_balanced_lines_break_after_a_comma_unless_that_leaves_a_word_alone() -> None:
    """ "国土、" over a line of ten is no title."""
    assert balanced("农村集体、村镇建设服务岗", 100, 10, SQUARES) == ["农村集体、", "村镇建设服务岗"]
    assert balanced("国土、村镇建设与工业服务岗", 100, 10, SQUARES) == ["国土、村镇建设", "与工业服务岗"]


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
    shown = paragraph(Rect(0, 0, 40, 40), "一二三四五六七八九", Style(10), SQUARES)
    assert [p.text for p in shown if isinstance(p, Text)] == ["一二三四", "五六七…"]
    assert [p.rect.y for p in shown] == [0, 15]


def test_the_height_of_a_paragraph_is_known_before_it_is_laid_out() -> None:
    """Layouts page on it."""
    assert paragraph_height("一二三四五六七八九", 40, Style(10), SQUARES) == 45


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
