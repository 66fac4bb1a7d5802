"""The wall as a program: what it shows of what its link hears, and what it survives."""

from __future__ import annotations

import pygame
import pytest

from common.admission import NOT_ADMITTED
from common.rows import CallRow, HallRow, LineRow, PostRow
from common.screen.arrival import UNREACHED_MS
from common.screen.fonts import Fonts, vendored
from common.words import Words
from tests.programs.display_stand import SERVER, HandAdmission, Stand
from tests.screens.wall_hall import at, call, covered, hall, line, post, unattended, view


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(vendored())


@pytest.fixture
def stand(fonts: Fonts) -> Stand:
    return Stand(fonts)


def test_a_call_is_in_the_very_next_frame(stand: Stand) -> None:
    """The row appears at once and the hero with it, if nobody else has the hero's time."""
    stand.join()
    stand.frame(1)
    stand.call(call(41, stand.now))
    stand.frame()
    assert [(seen.what, seen.number, seen.version, seen.presented_at) for seen in stand.seen] == [
        ("row", "C041", 8, stand.now),
        ("hero", "C041", 8, stand.now),
    ]


def test_a_post_answered_elsewhere_says_where_why_and_until_when(stand: Stand) -> None:
    """Everyone who waits is told where to go (AB-3, AB-13, AB-15)."""
    stand.join()
    stand.change({"posts/post-3": covered(3, 2)})
    told = stand.frame()
    assert "→ 2号窗口（B岗）" in told
    assert "人口与计划生育岗：A岗暂时离开，预计 10:50 返回" in told


def test_an_unattended_post_says_so_and_that_numbers_keep_their_places(stand: Stand) -> None:
    """A and every B absent (AB-10)."""
    stand.join(view(posts=[unattended(5)]))
    told = stand.frame()
    assert "▲ 空岗" in told
    assert "A岗未到岗。号票保留，正在安排人员" in told


def test_waiting_counts_are_those_of_the_posts_lines(stand: Stand) -> None:
    """A post may serve several lines."""
    stand.join(view(posts=[post(1, lines=("line-1", "line-2"))], lines=[line(1, 3), line(2, 4)]))
    assert "7人" in stand.frame()


def test_a_silent_server_is_told_after_15_seconds_and_counts_go_after_60(stand: Stand) -> None:
    """What is shown says how old it is; calls stay, with their times (scenario 26)."""
    stand.join(view(posts=[post(1)], lines=[line(1, 9)], calls=[call(8, stand.now - 120_000)]))
    assert "9人" in stand.frame(14.9)
    told = stand.frame(0.2)
    assert "‖ 连接中断 最后更新 10:00" in told
    assert "9人" in told
    told = stand.frame(45)
    assert "9人" not in told
    assert "9:58" in told
    assert "K008" in told


def test_a_wall_that_was_away_is_right_when_it_is_back(stand: Stand) -> None:
    """Scenario 13: three calls were missed; no restart, nothing old becomes hero."""
    stand.join(view(calls=[call(1, stand.now)]))
    stand.frames(30)
    stand.wire.go_down()
    stand.frame()
    stand.frame(300)
    stand.wire.come_up()
    stand.frame(20)
    stand.upto += 9
    missed = [call(2, stand.now - 200_000), call(3, stand.now - 100_000), call(4, stand.now - 20_000)]
    stand.seen.clear()
    told = stand.accept(view(calls=[call(1, at("10:00")), *missed]))
    assert {"C001", "F002", "H003", "M004"} <= set(told)
    assert [seen.number for seen in stand.seen if seen.what == "hero"] == ["M004"]
    assert "‖ 连接中断 最后更新 10:00" not in told


def test_a_message_that_was_lost_is_noticed_and_the_wall_joins_again(stand: Stand) -> None:
    """Scenario 14: left alone it still updates."""
    stand.join()
    stand.upto += 1
    stand.beat()
    stand.frame()
    assert stand.wire.joins() == 2
    assert "C041" in stand.accept(view(calls=[call(41, stand.now)]))


def test_one_bad_row_spoils_that_entry_alone_and_is_reported_once(stand: Stand) -> None:
    """Scenario 29: the rest of the screen stays right."""
    given = view(calls=[call(1, stand.now)])
    given["posts"]["post-4"] = {"id": "post-4", "home": "four"}
    given["calls"]["9"] = "nonsense"
    given["calls"]["10"] = {**given["calls"]["1"], "ticket": 10, "called_at": 10**18}
    told = stand.join(given)
    stand.frames(3)
    assert "C001" in told
    assert "3号窗口" in told
    assert "民政、劳动保障岗" not in told
    assert [report.split(":")[0] for report in stand.reports] == ["posts/post-4", "calls/9", "calls/10"]


def test_a_bad_hall_row_leaves_the_last_good_one(stand: Stand) -> None:
    """The name of the hall is no reason to go dark."""
    stand.join()
    stand.wire.say_change(stand.upto, stand.upto + 1, {"hall": {"hall": {"id": 5}}})
    assert "师古镇便民服务中心" in stand.frame()


def test_a_message_that_cannot_be_understood_is_reported_and_survived(stand: Stand) -> None:
    """A newer or broken server does not stop the wall."""
    stand.join()
    stand.wire.say_change("x", 1, {})  # type: ignore[arg-type]
    stand.frame()
    stand.frame()
    assert any("not understood" in report for report in stand.reports)
    stand.call(call(41, stand.now))
    assert "C041" in stand.frame()


def test_an_unknown_time_zone_leaves_the_last_one(stand: Stand) -> None:
    """And is reported once."""
    told = stand.join(view(hall(timezone="Mars/Olympus")))
    stand.frames(1)
    assert "10:00" in told
    assert stand.reports == ["unknown time zone Mars/Olympus"]


def test_times_are_those_of_the_halls_own_zone(stand: Stand) -> None:
    """Wherever the wall's machine stands."""
    assert "8:00" in stand.join(view(hall(timezone="Asia/Urumqi")))


def test_an_unpaired_screen_shows_its_code_until_it_has_a_token(fonts: Fonts) -> None:
    """The first start: an administrator enters the code."""
    admission = HandAdmission(token=None)
    stand = Stand(fonts, admission=admission)
    assert "正在连接服务器" in stand.frame()
    admission.refused = True
    assert "服务器没有接受此屏幕的登记请求" in stand.frame()
    admission.refused, admission.code = False, "482913"
    assert {"请管理员登记此屏幕", "482 913", f"{SERVER}/admin/devices"} <= set(stand.frame())
    admission.token = "token"
    assert "正在连接服务器" in stand.frame()
    assert "师古镇便民服务中心" in stand.join()


@pytest.mark.parametrize("code", sorted(NOT_ADMITTED))
def test_a_screen_whose_token_was_revoked_shows_nothing_more_and_pairs_again(stand: Stand, code: str) -> None:
    """A new token is taken up by itself; `not_paired` is what the server says (tests/live/test_door.py)."""
    stand.join()
    stand.wire.deny(code)
    told = stand.frame()
    assert told[0] == "此屏幕尚未获准使用"
    assert f"{SERVER}/admin/devices" in told
    assert stand.admission.renewed
    stand.admission.token = "another"
    stand.frame()
    assert len(stand.wires) == 2
    assert "师古镇便民服务中心" in stand.join()


def test_a_hall_that_is_not_set_up_yet_says_so(stand: Stand) -> None:
    """Nothing has been imported."""
    told = stand.join({"hall": {}, "posts": {}, "lines": {}, "calls": {}})
    assert {"本大厅尚未设置", f"{SERVER}/admin/hall"} <= set(told)


@pytest.mark.parametrize("token", [None, "token"])
def test_a_server_that_is_not_reached_is_named(fonts: Fonts, token: str | None) -> None:
    """Not a pairing screen without a code, nor "connecting" for ever: the address, and what to check."""
    stand = Stand(fonts, admission=HandAdmission(token))
    assert stand.frame()[0] == "正在连接服务器"
    told = stand.frame(UNREACHED_MS / 1000)
    assert told[:2] == ["连不上服务器", SERVER]
    assert "网线" in "".join(told)


def test_an_evacuation_takes_the_whole_screen_and_gives_it_back(stand: Stand) -> None:
    """Safety goes before numbers."""
    stand.join(view(calls=[call(1, stand.now)]))
    stand.change({"hall/hall": hall(paused="evacuation")})
    assert "".join(stand.frame()[:2]) == "▲ 请立即有序离开大厅"
    stand.change({"hall/hall": hall()})
    assert "C001" in stand.frame()


def test_a_server_whose_clock_was_set_back_is_followed(stand: Stand) -> None:
    """A wrong clock that was put right must not stop the wall's."""
    stand.join()
    stand.frame(3600)
    stand.wire.beat(stand.upto, now=at("09:30"))
    assert "9:30" in stand.frame()


def test_a_frame_in_which_nothing_happens_paints_nothing(stand: Stand) -> None:
    """Dirty repainting: an idle wall costs next to nothing."""
    stand.join(view(calls=[call(1, stand.now - 300_000)]))
    stand.frame(1)
    stand.frame(0.02)
    assert stand.window.changed == []


def test_a_pulse_repaints_its_row_alone(stand: Stand) -> None:
    """Not the whole screen sixty times a second."""
    stand.join(view(calls=[call(1, stand.now), call(2, stand.now - 300_000)]))
    stand.frame(1.2)
    stand.frame(0.4)
    (changed,) = stand.window.changed
    assert changed.w * changed.h < 1280 * 720 // 20


def test_the_dirty_repainting_shows_what_a_fresh_painting_would(fonts: Fonts) -> None:
    """Through calls, covers, pages, silence and return."""
    old = Stand(fonts)
    old.join(view(posts=[post(window) for window in range(1, 14)]))
    for step in range(12):
        old.call(call(step, old.now))
        old.change({"posts/post-3": covered(3, 2) if step % 2 else post(3)})
        old.frame(4)
    old.frame(30)
    shown = old.program.tick(old.now)
    fresh = Stand(fonts)
    fresh.stage._painter_for(shown.theme).paint(shown.placements)
    assert pygame.image.tobytes(fresh.surface, "RGB") == pygame.image.tobytes(old.surface, "RGB")


def test_an_unknown_character_is_shown_as_a_geta_mark_and_reported() -> None:
    """pygame would show nothing and say nothing; 〓 says that something is there."""
    missing: list[str] = []
    stand = Stand(Fonts(vendored(), missing.append))
    name = Words("龘\U0001f600岗")
    stand.join(view(posts=[post(1, name)]))
    stand.frames(1)
    assert missing == ["\U0001f600"]


def test_a_row_of_a_later_version_of_the_server_may_say_more(stand: Stand) -> None:
    """Fields that are not known yet are passed over."""
    given = view(calls=[call(1, stand.now)])
    given["calls"]["1"]["colour"] = "blue"
    assert "C001" in stand.join(given)
    assert stand.reports == []


def test_no_row_of_the_wall_can_name_a_person() -> None:
    """P-2: what is not in a row cannot be shown; staff numbers stand in posts, nobody else anywhere."""
    fields = {field for row in (CallRow, HallRow, LineRow, PostRow) for field in row.__struct_fields__}
    assert not fields & {
        "resident",
        "applicant",
        "person",
        "identity",
        "id_number",
        "address",
        "note",
        "title",
    }
