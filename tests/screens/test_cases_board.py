"""The board of cases, on the wall and alone: every kind of row, on every screen, in both languages (P-1, P-3, P-6)."""

from __future__ import annotations

import msgspec
import pytest

from common.rows_cases import CaseBoardRow
from common.screen.fonts import Fonts
from common.screen.placements import Text, texts
from common.screen.text import ELLIPSIS
from common.words import Language
from display.case_words import every_state, state_words
from display.layout import WallLayout
from display.paging import stay_ms
from display.reading import Reading
from display.wall_state import board_content
from display.wording import Wording
from tests.screens.cases_hall import (
    EVERY_KIND,
    LONG_DEPARTMENT,
    board_view,
    case,
    departments,
    longest,
    over,
    sensitive,
)
from tests.screens.test_wall_layout import CALLS, EVERY_SCREEN, NOW, SIZES, Look, pages_of, shown
from tests.screens.wall_hall import LONGEST, covered, post, unattended, view
from tests.screens.wall_soundness import faults

USUAL = [post(window) for window in range(1, 9)]
COUNTS = [1, 8, 48]


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("distance_m", [6, 10])
@pytest.mark.parametrize("kind", ["usual", "longest"])
def test_a_board_alone_is_sound(
    kind: str, distance_m: float, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """Nothing overlaps, is clipped, pale or too small; names of matters and applicants alone are cut, in the strip at the foot."""
    rows = EVERY_KIND if kind == "usual" else [longest(nth) for nth in range(14)]
    look = Look(size=size, language=language, board_alone=True, distance_m=distance_m)
    given = board_view(rows, departments=departments(8, LONG_DEPARTMENT))
    for placements in pages_of(given, NOW, look, fonts):
        assert faults(placements, look.screen, fonts, may_shorten=True) == []
        assert all(_may_be_cut(text, language) for text in texts(placements) if text.endswith(ELLIPSIS))


def _may_be_cut(text: str, language: Language) -> bool:
    names = [LONGEST, LONG_DEPARTMENT, *(row.matter for row in EVERY_KIND)]
    start = text.rstrip(ELLIPSIS)
    applicants = [row.applicant for row in (*EVERY_KIND, longest(0))]
    return any(start in name.text(language) for name in names) or any(start in name for name in applicants)


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("count", COUNTS)
def test_a_wall_with_any_number_of_cases_is_sound(
    count: int, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """Beside the calls, under who is sent elsewhere."""
    posts = [post(1), covered(2, 3), *(post(window) for window in range(3, 8)), unattended(8)]
    look = Look(size=size, language=language)
    given = view(posts=posts, calls=CALLS, cases=_many(count), departments=departments())
    for placements in pages_of(given, NOW, look, fonts):
        assert faults(placements, look.screen, fonts, may_shorten=True) == []


def _many(count: int) -> list[CaseBoardRow]:
    return [
        msgspec.structs.replace(
            EVERY_KIND[nth % len(EVERY_KIND)], id=nth + 1, number=f"2026-{nth:04d}", place=nth
        )
        for nth in range(count)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_the_pages_hold_every_case_in_the_boards_order(
    size: tuple[int, int], alone: bool, language: Language, fonts: Fonts
) -> None:
    """Overdue first; none is left out, and forty cases with eight that ended come round within seven minutes on the narrowest wall."""
    look = Look(size=size, language=language, board_alone=alone)
    layout = WallLayout(look.screen, 6000, Wording(language), fonts, board_alone=alone)
    rows = _many(48)
    given = board_view(rows) if alone else view(posts=USUAL, cases=rows)
    pages = layout.pages(board_content(Reading(pytest.fail).read(given)), NOW)
    told = [row for page in pages if page.table == "cases" for row in page.lines]
    assert told == rows
    assert sum(stay_ms(page.rows) for page in pages) < 420_000


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("alone", [False, True])
def test_every_matter_and_department_has_its_whole_name(
    alone: bool, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """In the row on its own page, whatever the strip at the foot had room for; in lines, none of them smaller than details."""
    look = Look(size=size, language=language, board_alone=alone)
    rows, offices = [longest(nth) for nth in range(14)], departments(8, LONG_DEPARTMENT)
    matters = sum(bool(row.matter.zh) for row in rows)
    for cases, named, count in ((rows, LONGEST, matters), ([sensitive(1)], LONG_DEPARTMENT, len(offices))):
        given = board_view(cases, departments=offices)
        given = given if alone else view(posts=USUAL, cases=cases, departments=offices)
        whole = named.text(language).replace(" ", "")
        told = ["".join(texts(page)).replace(" ", "") for page in pages_of(given, NOW, look, fonts)]
        assert sum(page.count(whole) for page in told) >= count


def test_a_case_says_who_what_and_how_its_clock_stands(fonts: Fonts) -> None:
    """Colour, mark and word; the days used, and those that did not count and why (P-1)."""
    told = shown(board_view([EVERY_KIND[1]]), NOW, Look(board_alone=True), fonts)
    assert {"2026-0002", "城乡居民基本医疗保险参保登记", "◆ 即将到期", "办理中 11月23日"} <= told
    assert "张＊ · 民政所 · 已用 5/5 个工作日 · 暂停 2 天：鉴定" in told


def test_a_sensitive_case_shows_its_number_and_state_only(fonts: Fonts) -> None:
    """In a township a surname is a neighbour (P-6)."""
    usual = shown(board_view([]), NOW, Look(board_alone=True), fonts)
    told = shown(board_view([EVERY_KIND[3]]), NOW, Look(board_alone=True), fonts)
    heads = {"编号 · 申请人 · 用时", "事项", "状态 · 应办结"}
    assert told - usual == {"2026-0004", "● 办理中"} | heads


def test_every_light_and_state_has_a_mark_and_a_word(fonts: Fonts) -> None:
    """Never colour alone (screens.md)."""
    told = shown(board_view(), NOW, Look(board_alone=True), fonts)
    assert {
        "▲ 已超期",
        "◆ 即将到期",
        "● 正常",
        "○ 待受理",
        "！ 待补正",
        "✓ 已办结",
        "✓ 已送达",
        "× 不予受理",
    } <= told


@pytest.mark.parametrize(("language", "word"), [("zh", "◆ 当日未结"), ("en", "◆ Left open")])
def test_what_was_not_done_on_the_spot_is_not_called_nearly_due(language: Language, word: str) -> None:
    """Its day is over; another without a limit is in time on its own."""  # C-2
    row = CaseBoardRow(id=1, number="2026-0016", state="accepted", place=1, light="yellow", promised=0)
    wording = Wording(language)
    assert state_words(row, wording).text == word
    assert word in every_state(wording)
    assert state_words(msgspec.structs.replace(row, promised=5), wording).text != word


def test_who_is_sent_elsewhere_stands_on_every_page_of_cases(fonts: Fonts) -> None:
    """Nobody waits for a page to turn to learn where to go (AB-3)."""
    posts = [post(1), covered(2, 3), unattended(3)]
    given = view(posts=posts, cases=_many(20), departments=departments())
    for page in pages_of(given, NOW, Look(), fonts):
        assert {"2号窗口业务", "▲ 空岗"} <= {*texts(page)}


def test_departments_have_their_figures_of_today(fonts: Fonts) -> None:
    """In the place of the windows' figures (P-3)."""
    given = view(posts=USUAL, cases=[case(1)], figures=[(9, 5)], departments=departments(2))
    told = shown(given, NOW, Look(), fonts)
    assert {"今日各部门办件", "民政所", "12", "▲ 超期"} <= told
    assert "今日办理情况" not in told


@pytest.mark.parametrize(
    ("language", "word"), [("zh", "现在没有在办的办件"), ("en", "No case is in hand now")]
)
def test_a_board_without_cases_says_so(language: Language, word: str, fonts: Fonts) -> None:
    """A wall shows who serves where, as before."""
    look = Look(board_alone=True, language=language)
    assert word in shown(board_view([], departments=[]), NOW, look, fonts)
    assert word not in shown(view(posts=USUAL), NOW, Look(language=language), fonts)


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("silent_ms", [0, 16_000, 75_000])
@pytest.mark.parametrize("count", [0, 14])
def test_a_board_that_lost_the_server_is_sound(
    count: int, silent_ms: int, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """After fifteen seconds it says so; after sixty the cases go."""
    look = Look(size=size, language=language, board_alone=True, silent_ms=silent_ms)
    for placements in pages_of(board_view(EVERY_KIND[:count]), NOW, look, fonts):
        assert faults(placements, look.screen, fonts, may_shorten=True) == []
        gone = any(text.startswith("2026-") for text in texts(placements))
        assert not (gone and silent_ms > 60_000)


def test_a_row_is_as_large_as_the_board(fonts: Fonts) -> None:
    """Numbers at 4.5 %, nothing below what the distance asks for."""
    (page, *_) = pages_of(board_view([over(1)]), NOW, Look(board_alone=True), fonts)
    (number, *_) = [one for one in page if isinstance(one, Text) and one.text == "2026-0001"]
    assert number.style.em >= fonts.em_for_cjk(1080 * 4.5 / 100)
