"""What fits on a page of the board, and what stands on each when one is not enough."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import msgspec
import pytest

from common.rows import PostRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.words import Language, Words
from display.board_page import BoardContent
from display.figures import figure_lines
from display.layout import WallLayout
from display.paging import stay_ms
from display.posts import post_lines
from display.reading import Reading
from display.wording import Wording
from tests.screens.test_wall_layout import CALLS, NOW, SIZES, Look, pages_of, shown, unusual_post
from tests.screens.wall_hall import LONGEST, at, covered, post, unattended, view
from tests.screens.wall_soundness import faults


@pytest.mark.parametrize("size", SIZES[:4])
@pytest.mark.parametrize("count", range(1, 41))
def test_the_pages_hold_every_post_and_in_order(count: int, size: tuple[int, int], fonts: Fonts) -> None:
    """Nobody's window is left out; those where nobody is to be found come first, on each page or once."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording("zh"), fonts)
    tables = Reading(pytest.fail).read(view(posts=[unusual_post(window) for window in range(1, count + 1)]))
    posts = post_lines(tables.posts, tables.lines, tables.windows)
    pages = [page.posts for page in layout.pages(BoardContent(posts), NOW)]
    assert all(pages)
    if len(pages) == 1:
        assert [row.home for row in pages[0]] == list(range(1, count + 1))
    usual = [row.home for page in pages for row in page if not row.exception]
    assert usual == [row.home for row in posts if not row.exception]
    exceptions = [row for row in posts if row.exception]
    told = [[row for row in page if row.exception] for page in pages]
    assert all(page == exceptions for page in told) or [*chain(*told)] == exceptions
    assert len(pages) == 1 or all(
        [*page] == sorted(page, key=lambda row: not row.exception) for page in pages
    )


def test_one_row_too_many_makes_two_even_pages(fonts: Fonts) -> None:
    """A page with a single row under its heads would leave the wall empty for ten seconds."""
    layout = WallLayout(Screen(1920, 1080, 55), 6000, Wording("zh"), fonts)
    tables = Reading(pytest.fail).read(view(posts=[post(window) for window in range(1, 12)]))
    pages = layout.pages(BoardContent(post_lines(tables.posts, tables.lines, tables.windows)), NOW)
    assert len(pages) == 2
    assert min(page.rows for page in pages) >= 5


@pytest.mark.parametrize(
    ("language", "moved", "count", "figures", "pages"),
    [
        ("en", 0, 11, True, [(5, 0), (6, 0), (0, 5), (0, 6)]),
        ("zh", 1, 8, True, [(8, 0), (1, 4), (1, 4)]),
        ("zh", 2, 10, False, [(6, 0), (6, 0)]),
    ],
)
def test_no_row_stands_alone_on_the_last_page(
    language: Language, moved: int, count: int, figures: bool, pages: list[tuple[int, int]], fonts: Fonts
) -> None:
    """Ten seconds of an empty board for one window: it shares the page before, under who is sent elsewhere, in order."""
    layout = WallLayout(Screen(1920, 1080, 55), 6000, Wording(language), fonts)
    posts = [covered(nth, nth + 1) if nth <= moved else post(nth) for nth in range(1, count + 1)]
    tables = Reading(pytest.fail).read(view(posts=posts, figures=[(3, 5)] * count if figures else []))
    content = BoardContent(
        post_lines(tables.posts, tables.lines, tables.windows), figure_lines(tables.today, tables.windows)
    )
    cut = layout.pages(content, NOW)
    assert [(len(page.posts), len(page.lines)) for page in cut] == pages
    usual = [row.home for page in cut if not page.lines for row in page.posts if not row.exception]
    assert usual == [*range(moved + 1, count + 1)]
    assert tuple(row for page in cut for row in page.lines) == content.figures


@pytest.mark.parametrize("size", SIZES)
def test_pages_are_as_few_as_they_can_be_and_then_as_even(size: tuple[int, int], fonts: Fonts) -> None:
    """Of rows of like height no page has two more than another, and none could be spared."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording("zh"), fonts)
    rows = [0]
    for count in range(1, 41):
        given = view(posts=[post(window, Words("民政岗", "Civil")) for window in range(1, count + 1)])
        tables = Reading(pytest.fail).read(given)
        pages = layout.pages(BoardContent(post_lines(tables.posts, tables.lines, tables.windows)), NOW)
        cut = [page.rows for page in pages]
        assert sum(cut) == count
        assert max(cut) - min(cut) <= 1
        assert len(cut) <= 1 or count > (len(cut) - 1) * max(rows)
        rows += cut


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_a_hall_of_eight_windows_stays_on_one_page_with_three_exceptions(
    size: tuple[int, int], fonts: Fonts
) -> None:
    """Where to go instead is on the wall all the time, not half of it (AB-3)."""
    exceptions = {
        4: covered(4, 3, reason="handed_over"),
        6: unattended(6),
        7: covered(7, 8, state="stand_in"),
    }
    given = view(posts=[exceptions.get(window) or post(window) for window in range(1, 9)], calls=CALLS)
    look = Look(size=size)
    placed = [texts(placements) for placements in pages_of(given, NOW, look, fonts)]
    assert all({"→ 3号窗口（B岗）", "▲ 空岗", "→ 8号窗口（顶岗）", "○ 等候"} <= {*page} for page in placed)
    assert not any("1/2" in page for page in placed)
    assert all(faults(page, look.screen, fonts) == [] for page in pages_of(given, NOW, look, fonts))


def test_a_full_page_gives_up_the_posts_name_and_never_the_reason_or_the_time(fonts: Fonts) -> None:
    """Why and until when stand on every page (AB-15)."""
    moved = {4: covered(4, 3, reason="handed_over")}
    told = {}
    for count in (9, 10):
        given = view(posts=[moved.get(window) or post(window) for window in range(1, count + 1)])
        (told[count], *_) = (texts(page) for page in pages_of(given, NOW, Look(), fonts))
    assert {"民政、劳动保障岗：A岗外出，已交接，", "预计 10:50 返回"} <= {*told[9]}
    assert "A岗外出，已交接，预计 10:50 返回" in told[10]
    assert {"9号窗口", "10号窗口"} <= {*told[10]}


def test_on_more_than_one_page_who_is_sent_elsewhere_stands_on_each(fonts: Fonts) -> None:
    """First of all, and in one place: nobody waits for a page to turn to learn where to go (AB-3)."""
    posts = [covered(12, 4), unattended(15), *(post(window) for window in (*range(1, 12), 13, 14, 16))]
    pages = list(pages_of(view(posts=posts), NOW, Look(), fonts))
    assert len(pages) > 1
    for page in pages:
        assert {"12号窗口业务", "▲ 空岗"} <= {*texts(page)}
        assert faults(page, Look().screen, fonts) == []


def test_todays_figures_have_a_page_of_their_own_under_who_is_sent_elsewhere(fonts: Fonts) -> None:
    """P-3, until cases with their clocks stand there; AB-3 holds on every page."""
    posts = [post(1), covered(2, 1), post(3)]
    first, second, *_ = pages_of(view(posts=posts, figures=[(12, 3), (0, 0), (4, 9)]), NOW, Look(), fonts)
    assert "今日办理情况" not in texts(first)
    told = texts(second)
    assert {"今日办理情况", "2/2", "2号窗口业务", "12件", "3分钟", "0件", "—"} <= {*told}
    assert faults(second, Look().screen, fonts) == []


def test_before_the_first_call_there_are_no_figures(fonts: Fonts) -> None:
    """A page of noughts tells nobody anything."""
    (only,) = {texts(page)[0] for page in pages_of(view(figures=[(0, 0)] * 8), NOW, Look(), fonts)}
    assert "今日办理情况" not in only
    assert not any("/" in text for text in shown(view(figures=[(0, 0)] * 8), NOW, Look(), fonts))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("board_alone", [False, True])
def test_figures_of_forty_windows_with_the_longest_names_are_sound(
    board_alone: bool, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """They turn pages and never shrink."""
    posts = [post(window, LONGEST) for window in range(1, 41)]
    look = Look(size=size, language=language, board_alone=board_alone)
    given = view(posts=posts, figures=[(999, 199)] * 40)
    for placements in pages_of(given, NOW, look, fonts):
        assert faults(placements, look.screen, fonts) == []


TWO = {12: covered(12, 14), 31: unattended(31, until=at("11:00"))}
KINDS: dict[str, tuple[Callable[[int], PostRow], int, int]] = {
    "usual": (post, 130, 130),
    "every cover": (
        lambda window: msgspec.structs.replace(unusual_post(window), name=post(window).name),
        165,
        165,
    ),
    "two exceptions": (lambda window: TWO.get(window) or post(window), 160, 250),
    "longest names": (lambda window: post(window, LONGEST), 160, 200),
    "every cover, longest names": (unusual_post, 180, 230),
}
"""Forty windows of a kind; the most seconds that all their pages take on a screen that lies, and on one that stands."""
MOST_PAGES = {"usual": 12, "every cover": 16}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_forty_windows_come_round_before_a_resident_has_walked_on(
    size: tuple[int, int], kind: str, language: Language, fonts: Fonts
) -> None:
    """Two minutes for eighty rows, more where windows have to be explained, or each has a name longer than any we know."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording(language), fonts)
    of_kind, lying_s, standing_s = KINDS[kind]
    given = view(posts=[of_kind(window) for window in range(1, 41)], figures=[(12, 9)] * 40)
    tables = Reading(pytest.fail).read(given)
    posts = post_lines(tables.posts, tables.lines, tables.windows)
    pages = layout.pages(BoardContent(posts, figure_lines(tables.today, tables.windows)), NOW)
    most_s = standing_s if size[0] < size[1] else lying_s
    assert sum(stay_ms(page.rows) for page in pages) <= most_s * 1000
    assert len(pages) <= MOST_PAGES.get(kind, len(pages))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [3, 8, 20])
@pytest.mark.parametrize("figures", [0, 8])
def test_why_and_until_when_stand_on_every_page_whole(
    figures: int, count: int, language: Language, fonts: Fonts
) -> None:
    """Of a covered and of an unattended window, whatever their names and whatever else is told (AB-3, AB-15)."""
    exceptions = [
        covered(2, 3, LONGEST, reason="handed_over", until=at("17:00", "2026-11-25")),
        unattended(1, LONGEST, until=at("11:00")),
    ]
    posts = [*exceptions, *(post(window) for window in range(3, count + 1))]
    given = view(posts=posts, figures=[(12, 9)] * figures)
    reasons = [f"reason.{reason}" for reason in ("handed_over", "not_arrived")]
    times = {"zh": ("星期三 17:00", "11:00"), "en": ("Wed 17:00", "11:00")}[language]
    for placements in pages_of(given, NOW, Look(language=language), fonts):
        told = "".join(texts(placements)).replace(" ", "")
        for reason, time in zip(reasons, times, strict=True):
            assert Wording(language).say(reason).replace(" ", "") in told
            assert time.replace(" ", "") in told
