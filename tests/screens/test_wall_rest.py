"""What stands on the wall while nothing new is called."""

from __future__ import annotations

import pytest

from common.messages import Phase
from common.screen.fonts import Fonts
from display.phase import phase_words
from display.wording import Wording
from tests.screens.test_wall_words import seen
from tests.screens.wall_hall import at, call, hall, view

NOW = at("10:42")


def test_a_call_of_two_minutes_ago_does_not_look_like_a_new_one(fonts: Fonts) -> None:
    """A hero without ▶, with the time at which it was made; its row says that it is still awaited."""
    wall, told = seen(view(calls=[call(31, NOW - 120_000)]), NOW, fonts)
    assert wall.hero is not None
    assert wall.hero.old
    assert "▶ 请到 8号窗口" not in told
    assert "10:40 叫到 8号窗口" in told
    assert "▶ 叫号" in told


def test_a_call_of_now_is_one_to_follow(fonts: Fonts) -> None:
    """As before."""
    assert "▶ 请到 8号窗口" in seen(view(calls=[call(31, NOW - 1_000)]), NOW, fonts)[1]


@pytest.mark.parametrize("silent_ms", [0, 20_000])
def test_the_date_stays_beside_what_is_not_as_usual(silent_ms: int, fonts: Fonts) -> None:
    """A pill takes the place of 已连接 and not of the date (screens.md)."""
    _, told = seen(view(hall(paused="power")), NOW, fonts, silent_ms=silent_ms)
    assert any("11月23日" in text for text in told) is (silent_ms == 0)
    assert not any("已连接" in text for text in told)


KEEPS = {
    "early": "上次没有办到的，请先在取号机签到",
    "break": "号票保留，按原来的顺序叫号",
    "closed": "没有办到的号保留一个工作日，来时先在取号机签到",
}


@pytest.mark.parametrize("phase", KEEPS)
def test_at_rest_the_whole_left_half_says_until_when_and_that_numbers_keep(
    phase: Phase, fonts: Fonts
) -> None:
    """It was bare below the part of the day, and nobody said what becomes of a number."""
    wall, told = seen(view(hall(phase=phase, until=at("14:30"))), at("12:10"), fonts)
    words = phase_words(wall.hall, wall.at, Wording("zh"))
    assert words.keeps == KEEPS[phase]
    assert {words.marked, words.when} <= {*told}
    assert words.keeps in "".join(told)


def test_a_call_that_still_stands_keeps_its_row_at_lunch(fonts: Fonts) -> None:
    """Then the part of the day has the hero's place alone."""
    given = view(hall(phase="break", until=at("14:30")), calls=[call(31, NOW - 1_000)])
    _, told = seen(given, NOW, fonts)
    assert "→ 8号窗口" in told or "▶ 请到 8号窗口" in told
    assert KEEPS["break"] not in "".join(told)
