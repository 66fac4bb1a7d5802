"""What the wall says in each part of the day, and how long it says it."""

from __future__ import annotations

from typing import Any

import pytest

from common.i18n import catalogue, say
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.words import Instant, Language
from display.layout import WallLayout
from display.paging import Pager
from display.phase import phase_words
from display.posts import post_lines
from display.reading import Reading, Tables
from display.voice.sentences import EN_MISSED, MISSED
from display.wall_state import Health, Wall, WallState
from display.wording import Wording
from kiosk.wording import Wording as KioskWording
from tests.screens.wall_hall import at, call, covered, hall, line, post, unattended, view

ZH, EN = Wording("zh"), Wording("en")


@pytest.mark.parametrize(
    ("clock", "state", "zh", "en"),
    [
        (
            "07:10",
            {"phase": "closed", "until": at("08:00")},
            ("■ 未开始", "8:00 开始取号", ""),
            "■ Not open yet",
        ),
        (
            "08:10",
            {"phase": "early", "until": at("08:30")},
            ("○ 未开始", "8:30 开始办理", "现在可以取号"),
            "○ Not open yet",
        ),
        ("10:00", {}, ("● 正在办理", "", ""), "● Open"),
        (
            "12:10",
            {"phase": "break", "until": at("14:30")},
            ("‖ 午休", "14:30 恢复办理", "午休时间可以取号"),
            "‖ Lunch break",
        ),
        (
            "18:05",
            {"phase": "closing", "until": None},
            ("‖ 停止取号", "", "已取号的继续办理"),
            "‖ No more numbers",
        ),
        (
            "18:30",
            {"phase": "closed", "until": at("08:00", "2026-11-24")},
            ("■ 今日结束", "明天（星期二）8:00 开始取号", ""),
            "■ Closed",
        ),
        (
            "18:30",
            {"phase": "closed", "until": at("08:00", "2026-11-27")},
            ("■ 今日结束", "星期五 8:00 开始取号", ""),
            "■ Closed",
        ),
        (
            "18:30",
            {"phase": "closed", "until": at("08:00", "2026-12-08")},
            ("■ 今日结束", "12月8日 星期二 8:00 开始取号", ""),
            "■ Closed",
        ),
        ("18:30", {"phase": "closed", "until": None}, ("■ 今日结束", "", ""), "■ Closed"),
        (
            "10:00",
            {"phase": "closed", "until": at("08:20", "2026-11-25"), "day": "2026-11-20"},
            ("■ 今天不办公", "星期三 8:20 开始取号", ""),
            "■ Closed today",
        ),
        ("10:00", {"phase": "closed", "until": None, "day": ""}, ("■ 今天不办公", "", ""), "■ Closed today"),
        (
            "05:00",
            {"phase": "closed", "until": at("08:20"), "day": "2026-11-20"},
            ("■ 未开始", "8:20 开始取号", ""),
            "■ Not open yet",
        ),
        ("10:00", {"paused": "power"}, ("‖ 暂停办理", "停电", "号票保留，请稍候"), "‖ Paused"),
        (
            "10:00",
            {"paused": "power", "paused_until": at("10:40")},
            ("‖ 暂停办理", "停电", "预计 10:40 恢复，号票保留"),
            "‖ Paused",
        ),
        (
            "10:41",  # expected, and not over
            {"paused": "power", "paused_until": at("10:40")},
            ("‖ 暂停办理", "停电", "号票保留，请稍候"),
            "‖ Paused",
        ),
        (
            "10:00",
            {"paused": "a reason of a later version"},
            ("‖ 暂停办理", "稍后恢复", "号票保留，请稍候"),
            "‖ Paused",
        ),
        ("10:00", {"numbers": False}, ("● 正在办理", "", "今日已停止取号"), "● Open"),
    ],
)
def test_each_part_of_the_day_has_a_word_a_mark_and_what_comes_next(
    clock: str, state: dict[str, Any], zh: tuple[str, str, str], en: str
) -> None:
    """未开始 / 午休 / 暂停 / 今日结束, each with when it opens next (screens.md); never colour alone."""
    words = phase_words(hall(**state), at(clock), ZH)
    assert (words.marked, words.when, words.more) == zh
    assert phase_words(hall(**state), at(clock), EN).marked == en


@pytest.mark.parametrize(("language", "words"), [("zh", "11月23日 星期一"), ("en", "Mon 23 Nov")])
def test_the_date_is_worded_for_its_readers(language: Language, words: str) -> None:
    """By the hall's own day."""
    assert Wording(language).date(at("00:30")) == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_kiosk_and_wall_word_the_halls_time_alike(language: Language) -> None:
    """8:30 on one screen and 08:30 on the other would look like two clocks."""
    kiosk = KioskWording(language)
    assert kiosk.clock(at("08:30")) == Wording(language).clock(at("08:30")) == "8:30"
    assert kiosk.date(at("08:30")) == Wording(language).date(at("08:30"))


def test_midnight_is_the_halls_and_not_utcs() -> None:
    """Half past midnight in Shanghai is still yesterday in UTC."""
    assert ZH.same_day(at("00:30"), at("23:30"))
    assert ZH.moment(at("00:30", "2026-11-24"), at("23:30")) == "明天（星期二）0:30"


def test_a_page_stays_ten_seconds_or_longer_if_it_has_many_rows() -> None:
    """max(10 s, 1.5 s × rows): it must be read, not seen (screens.md)."""
    pager, stays = Pager(), dict[int, int]()
    for now in range(0, 22_000, 100):
        page = pager.page([8, 3], now)
        stays[page] = stays.get(page, 0) + 100
    assert stays == {0: 12_000, 1: 10_000}


def test_one_page_never_turns_and_fewer_pages_are_no_fault() -> None:
    """Posts may go while a later page is up."""
    pager = Pager()
    assert {pager.page([8], now) for now in range(0, 60_000, 1_000)} == {0}
    for now in range(60_000, 90_000, 1_000):
        pager.page([8, 8, 8], now)
    assert pager.page([8], 90_000) == 0


def seen(given: Any, now: Instant, fonts: Fonts, *, silent_ms: int = 0) -> tuple[Wall, list[str]]:
    layout = WallLayout(Screen(1920, 1080, 55), 6000, ZH, fonts)
    tables: Tables = Reading(pytest.fail).read(given)
    assert tables.hall is not None
    wall = WallState(layout.places).see(tables, tables.hall, Health(now - silent_ms, silent_ms), now, layout)
    return wall, texts(layout.wall(wall))


def test_nobody_called_yet_says_so(fonts: Fonts) -> None:
    """An empty wall must not look broken."""
    _, told = seen(view(), at("08:31"), fonts)
    assert "今天还没有叫号" in told
    assert "请留意叫号" in told


def test_a_day_that_was_opened_again_does_not_say_that_nobody_was_called(fonts: Fonts) -> None:
    """The figures beside it say "1 件"."""
    _, told = seen(view(figures=[(1, 5)]), at("14:31"), fonts)
    assert "今天还没有叫号" not in told
    assert "暂无叫号" in told


def test_the_footer_tells_one_notice_after_the_other(fonts: Fonts) -> None:
    """Order and priorities are published (Q-13); the sample hall is said to be one; the enquiry phone."""
    layout = WallLayout(Screen(1920, 1080, 55), 6000, ZH, fonts)
    tables = Reading(pytest.fail).read(view())
    state, told = WallState(layout.places), list[str]()
    for second in range(45):
        assert tables.hall is not None
        now = at("10:00") + second * 1000
        told.append(state.see(tables, tables.hall, Health(now, 0), now, layout).notice)
    assert list(dict.fromkeys(told)) == [
        "特殊群体优先，其余按取号先后叫号",
        "过号了：请到咨询台，或在取号机点“查我的号”重新排队",
        "咨询电话 0838-8000000",
        "本屏为示例大厅，人员与号码均为虚构",
    ]
    assert told.count("过号了：请到咨询台，或在取号机点“查我的号”重新排队") == 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_wall_paper_and_voice_send_whoever_missed_a_call_to_the_same_place(language: Language) -> None:
    """Two places would be one too many."""
    on_paper = say(language, "kiosk.paper.missed")
    assert on_paper.startswith(say(language, "wall.notice.missed"))
    place, spoken = ("到咨询台", MISSED) if language == "zh" else ("to the enquiry desk", EN_MISSED)
    told = (on_paper, say(language, "kiosk.order.missed"), spoken.text)
    assert [text for text in told if place.removeprefix("to ") not in text] == []


def test_no_resident_is_told_of_roles_in_english() -> None:
    """A- and B-role are the staff's words; residents read "regular clerk" and "covering clerk"."""
    public = {code: text for code, text in catalogue("en").items() if code.startswith(("kiosk.", "wall."))}
    assert [code for code, text in public.items() if "-role" in text] == []


def test_with_more_than_one_page_the_footer_says_where_to_go_on_each(fonts: Fonts) -> None:
    """Who waits is told at once, whichever page is up (AB-3)."""
    posts = [post(window) for window in range(1, 20)] + [covered(20, 4)]
    wall, _ = seen(view(posts=posts), at("10:00"), fonts)
    assert wall.pages > 1
    assert wall.notice == "20号窗口业务 → 4号窗口（B岗）"


def test_a_lost_wall_sends_nobody_anywhere_by_what_was_true_a_minute_ago(fonts: Fonts) -> None:
    """The board and the counts go, also in the footer; calls stay with their times (screens.md)."""
    others = [post(window) for window in range(6, 19)]
    posts = [post(1), post(2), covered(3, 4), post(4), unattended(5), *others]
    given = view(posts=posts, calls=[call(1, at("10:00"))])
    for silent_ms, known in ((59_000, True), (61_000, False)):
        wall, told = seen(given, at("10:42"), fonts, silent_ms=silent_ms)
        assert ("‖ 各窗口情况暂不可查" in told) is not known
        assert ("1号窗口" in told) is known
        assert ("4号窗口（B岗）" in "".join((*told, wall.notice))) is known
        assert ("▲ 空岗" in told) is known
        assert ("3人" in told) is known
        assert "C001" in told


def test_a_b_role_at_as_own_window_is_named_there(fonts: Fonts) -> None:
    """B comes to A's window: nobody has to walk (AB-13)."""
    _, told = seen(view(posts=[covered(3, 3)]), at("10:42"), fonts)
    assert "◐ B岗" in told
    assert "A岗暂时离开，预计 10:50 返回" in told
    assert not any("→" in text for text in told)


def test_an_a_role_who_sits_at_another_window_is_not_called_absent(fonts: Fonts) -> None:
    """Covering for a colleague at the colleague's window, A's own line goes there too."""
    _, told = seen(view(posts=[post(8, state="a_role", window=7)]), at("10:42"), fonts)
    assert "→ 7号窗口（A岗）" in told
    assert "不在岗" not in "".join(told)


def test_a_return_that_is_overdue_is_not_promised(fonts: Fonts) -> None:
    """A time that has gone by says nothing any more (AB-15)."""
    _, told = seen(view(posts=[covered(3, 3)]), at("10:51"), fonts)
    assert "A岗暂时离开" in told


def test_a_stand_in_is_named_as_such(fonts: Fonts) -> None:
    """顶岗: named on the spot (AB-10, AB-18)."""
    _, told = seen(view(posts=[covered(3, 5, state="stand_in")]), at("10:42"), fonts)
    assert "→ 5号窗口（顶岗）" in told


def test_a_recalled_ticket_says_that_it_is_called_again(fonts: Fonts) -> None:
    """Whoever missed the first call sees that it was not the first."""
    _, told = seen(view(calls=[call(1, at("10:42"), times=2)]), at("10:42"), fonts)
    assert "▶ 重呼" in told


def test_a_post_that_is_served_twice_over_counts_each_line_once() -> None:
    """A count that is not known is left out, never guessed."""
    (known, unknown) = post_lines(
        [post(1, lines=("line-1", "line-2")), unattended(2, lines=("line-9",))], [line(1, 3), line(2, 4)], ()
    )
    assert (known.waiting, unknown.waiting) == (7, None)


def test_a_held_number_whose_post_nobody_serves_is_sent_nowhere(fonts: Fonts) -> None:
    """Its number and its state, and no window; where the post is served again the row says it (AB-3)."""
    for window, said in ((None, set[str]()), (3, {"3号窗口", "→"})):
        held = call(1, at("10:41"), state="held", window=window)
        _, told = seen(view(posts=[post(1)], calls=[held]), at("10:42"), fonts)
        assert "‖ 稍候" in told
        assert {"3号窗口", "→"} & {*told} == said


def test_a_call_that_is_put_aside_while_it_stands_large_sends_nobody_on(fonts: Fonts) -> None:
    """Its three seconds go on, with what has become of it."""
    layout = WallLayout(Screen(1920, 1080, 55), 6000, ZH, fonts)
    state, reading = WallState(layout.places), Reading(pytest.fail)
    for moment, row in enumerate((call(1, at("10:42")), call(1, at("10:42"), state="held", window=None))):
        tables: Tables = reading.read(view(calls=[row]))
        now = at("10:42") + 1_000 * moment
        assert tables.hall is not None
        told = texts(layout.wall(state.see(tables, tables.hall, Health(now, 0), now, layout)))
        assert ("▶ 请到 2号窗口" in told) is (moment == 0)
    assert told.count("‖ 稍候") == 2
