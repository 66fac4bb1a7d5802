"""What stands on the wall while nothing new is called."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts
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
