"""A case that is new or has changed: it stands on the wall at once, whichever page is up, and pulses (P-1, screens.md)."""

from __future__ import annotations

import msgspec
import pytest

from common.rows import PostRow
from common.rows_cases import CaseBoardRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Text, texts
from common.words import Instant, Language, Words
from display.case_news import FRESH_MS, CaseNews
from display.case_words import told_of
from display.layout import WallLayout
from display.reading import Reading
from display.wall_state import Health, WallState, board_content
from display.wording import Wording
from tests.screens.cases_hall import EVERY_KIND, board_view, case, longest, over
from tests.screens.test_wall_layout import CALLS, EVERY_SCREEN
from tests.screens.wall_hall import at, covered, post, unattended, view
from tests.screens.wall_soundness import faults

NOW = at("10:42")
ROWS = [case(nth) for nth in range(1, 5)]
NOBODY = [unattended(window) for window in range(1, 9)]
LONG_ROWS = [msgspec.structs.replace(longest(nth), number=f"2026-{nth:04d}") for nth in range(14)]


def news_of(*moments: tuple[Instant, list[CaseBoardRow]]) -> CaseNews:
    news = CaseNews()
    for now, rows in moments:
        news.take(rows, now)
        news.see(now)
    return news


def test_what_was_there_when_the_wall_came_is_no_news() -> None:
    """The newest case stands at the foot all the same."""
    seen = news_of((NOW, ROWS)).see(NOW)
    assert seen.last == ROWS[-1]
    assert not seen.fresh


def test_a_changed_case_is_shown_at_once_and_pulses_three_times() -> None:
    """At 1 Hz; it stands out for as long as a call does."""
    changed = case(2, light="red")
    news = news_of((NOW, ROWS), (NOW + 500, [case(1), changed, *ROWS[2:]]))
    pulses = "".join("#" if news.see(NOW + 500 + ms).flashing else "." for ms in range(0, 4000, 250))
    assert pulses == "##..##..##......"
    assert news.see(NOW + 5_000).fresh == {changed.id}
    assert news.see(NOW + 5_000).last == changed
    after = news.see(NOW + 500 + FRESH_MS)
    assert not after.fresh
    assert after.last == changed


@pytest.mark.parametrize("change", [{"place": 9}, {"used": 4}])
def test_a_day_that_went_by_or_another_place_is_no_news(change: dict[str, int]) -> None:
    """Else every row would pulse at midnight."""
    news = news_of((NOW, ROWS), (NOW + 500, [case(1, **change), *ROWS[1:]]))
    assert not news.see(NOW + 500).fresh


def test_a_case_that_only_moved_up_into_the_window_is_no_news() -> None:
    """One was closed, so the forty-first open one is shown: what changed is the closed one."""
    closed = over(1, place=4)
    news = news_of((NOW, ROWS[:3]), (NOW + 500, [case(2), case(3), case(4), closed]))
    assert news.see(NOW + 500).fresh == {closed.id}


def test_several_that_change_within_a_moment_are_listed_together() -> None:
    """Each from its own frame on, until the list was read; the last one stays, and not the first."""
    stopped = [case(nth, stands=True) for nth in range(1, 5)]
    news = news_of((NOW, ROWS))
    for nth in range(1, 5):
        now = NOW + 100 * nth
        news.take([*stopped[:nth], *ROWS[nth:]], now)
        assert news.see(now).listed == tuple(reversed(stopped[:nth]))
    assert len(news.see(NOW + 6_300).listed) == 4
    after = news.see(NOW + 6_500)
    assert not after.listed
    assert after.last == stopped[-1]


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("rows", [EVERY_KIND, LONG_ROWS])
@pytest.mark.parametrize("posts", [[post(1), covered(2, 3), post(3)], NOBODY])
def test_eight_that_change_together_are_all_in_the_next_frame(
    posts: list[PostRow],
    rows: list[CaseBoardRow],
    alone: bool,
    size: tuple[int, int],
    language: Language,
    fonts: Fonts,
) -> None:
    """Whichever page is up, however long their rows are, and also where nobody is to be found at any window."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording(language), fonts, board_alone=alone)
    state, reading = WallState(layout.places), Reading(pytest.fail)
    marked = [msgspec.structs.replace(row, state="refused", light="none", due=None) for row in rows[:8]]
    for ms, given in ((0, rows), (1_000, [*marked, *rows[8:]])):
        tables = reading.read(board_view(given) if alone else view(posts=posts, calls=CALLS, cases=given))
        assert tables.hall is not None
        placements = layout.wall(state.see(tables, tables.hall, Health(NOW + ms, 0), NOW + ms, layout))
        assert faults(placements, Screen(*size, 55), fonts, may_shorten=True) == []
    told = "".join(texts(placements))
    assert [row.number for row in marked if row.number not in told] == []


def test_one_row_that_is_too_long_takes_the_strip_from_itself_alone(fonts: Fonts) -> None:
    """What changes is on the glass all the same, the long one on a page of its own."""
    endless = case(1, matter=Words("农村集体经营性建设用地" * 16), department=Words("自然资源和规划建设" * 8))
    for language in ("zh", "en"):
        layout = WallLayout(Screen(1366, 768, 55), 6000, Wording(language), fonts)
        state, reading = WallState(layout.places), Reading(pytest.fail)
        rows = [endless, *(case(nth) for nth in range(2, 12))]
        changed = [endless, case(2, light="yellow"), *rows[2:]]
        late = [case(1, light="red", matter=endless.matter, department=endless.department), *changed[1:]]
        for ms, given, seen in ((0, rows, ""), (100, changed, "2026-0002"), (30_000, late, "2026-0001")):
            tables = reading.read(view(posts=[post(1)], calls=CALLS, cases=given))
            assert tables.hall is not None
            wall = state.see(tables, tables.hall, Health(NOW + ms, 0), NOW + ms, layout)
            placements = layout.wall(wall)
            assert faults(placements, Screen(1366, 768, 55), fonts, may_shorten=True) == []
            assert seen in "".join(texts(placements))
        assert [page.strip > 0 for page in layout.pages(board_content(tables), NOW)].count(True) > 1


def test_what_is_remembered_is_bounded_by_the_view() -> None:
    """The same after a month as after an hour."""
    news = CaseNews()
    for nth in range(1_000):
        news.take([case(nth, place=0), case(nth + 1, place=1)], NOW + nth * 60_000)
        news.see(NOW + nth * 60_000)
    assert len(news) < 10


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("alone", [False, True])
def test_a_change_is_in_the_next_frame_whichever_page_is_up(
    alone: bool, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """And sound while it stands out, bright or not."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording(language), fonts, board_alone=alone)
    state, reading = WallState(layout.places), Reading(pytest.fail)
    changed = msgspec.structs.replace(EVERY_KIND[4], light="yellow", due=at("18:00"))
    posts = [post(1), post(2)]
    for rows, moments in (
        (EVERY_KIND, (0, 1_000)),
        ([*EVERY_KIND[:4], changed, *EVERY_KIND[5:]], (1_100, 1_700)),
    ):
        given = board_view(rows) if alone else view(posts=posts, calls=CALLS, cases=rows)
        tables = reading.read(given)
        assert tables.hall is not None
        for ms in moments:
            wall = state.see(tables, tables.hall, Health(NOW + ms, 0), NOW + ms, layout)
            placements = layout.wall(wall)
            assert faults(placements, Screen(*size, 55), fonts, may_shorten=True) == []
    assert wall.page == 0
    assert "2026-0005" in texts(placements)
    word = {"zh": "即将到期", "en": "Due soon"}[language]
    assert any(word in text for text in texts(placements))


def _the_foot(rows: list[CaseBoardRow], changed: CaseBoardRow, layout: WallLayout, *, alone: bool) -> str:
    """What the foot of the first page says once that case has changed and was read."""
    state, reading = WallState(layout.places), Reading(pytest.fail)
    before = [msgspec.structs.replace(row, mark="major") if row == changed else row for row in rows]
    for ms, given in ((0, before), (1_000, rows), (9_000, rows)):
        tables = reading.read(board_view(given) if alone else view(posts=[post(1)], calls=CALLS, cases=given))
        assert tables.hall is not None
        wall = state.see(tables, tables.hall, Health(NOW + ms, 0), NOW + ms, layout)
    assert wall.news.last == changed
    placed = [one for one in layout.wall(wall) if isinstance(one, Text)]
    number = max((one for one in placed if one.text == changed.number), key=lambda one: one.rect.y)
    at_foot = [one.text for one in placed if one.rect.x >= number.rect.x and one.rect.y >= number.rect.y]
    return "".join(at_foot).replace(" ", "")


@pytest.mark.parametrize(("size", "language"), EVERY_SCREEN)
@pytest.mark.parametrize("alone", [False, True])
def test_the_case_at_the_foot_names_its_department(
    alone: bool, size: tuple[int, int], language: Language, fonts: Fonts
) -> None:
    """And whose it is, beside its clock, in Chinese with the reason why it stood (P-1); a turned main wall has a line for them (0226)."""
    layout = WallLayout(Screen(*size, 55), 6000, Wording(language), fonts, board_alone=alone)
    office = Words("社会事务办", "Social affairs office")
    rows = [msgspec.structs.replace(row, department=office) if row.matter.zh else row for row in EVERY_KIND]
    turned = not alone and size[0] < size[1]
    for changed in (rows[0], rows[1], rows[2], rows[6], rows[9]):
        foot = _the_foot(rows, changed, layout, alone=alone)
        whole = told_of(changed, Wording(language))
        told = whole[2:3] if turned else whole if language == "zh" else whole[:2]
        assert [part for part in told if part.replace(" ", "") not in foot] == []
