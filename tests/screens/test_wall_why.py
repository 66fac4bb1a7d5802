"""Wall and window screen agree: who serves, why not, and until when."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from display.layout import WallLayout
from display.reading import Reading
from display.wall_state import Health, WallState
from display.wording import Wording
from tests.screens.test_wall_window import told
from tests.screens.window_hall import NOW, STATES


@pytest.mark.parametrize(
    ("state", "shown", "hidden"),
    [
        ("covered by B elsewhere", set(), {"A岗", "工号 A03", "工号 A12"}),
        ("covered, signed out", set(), {"工号 A03", "工号 A02"}),
        ("away for a moment", {"A岗", "工号 A03"}, set()),
        ("unattended, seat kept", set(), {"A岗", "工号 A03"}),
        ("B at A's window", {"B岗", "工号 A02"}, {"A岗"}),
    ],
)
def test_the_plate_names_who_serves(state: str, shown: set[str], hidden: set[str], fonts: Fonts) -> None:
    """Not who is away, or has left (Q-3, AB-3), nor who sits elsewhere: under this number nobody does."""
    words = told(fonts, STATES[state])
    assert shown <= words
    assert not hidden & words


@pytest.mark.parametrize(
    "state", ["covered by B elsewhere", "away, handed over", "official", "unattended, seat kept"]
)
def test_wall_and_window_screen_tell_the_same_reason(state: str, fonts: Fonts) -> None:
    """Meeting, official, handed over, other: one answer, on each screen with its time (AB-15)."""
    given = STATES[state]
    on_window = {text for text in told(fonts, given) if "返回" in text}
    (reason,) = on_window
    layout = WallLayout(Screen(1920, 1080, 55), 6000, Wording("zh"), fonts)
    tables = Reading(pytest.fail).read({**given, "lines": {}, "today": {}})
    assert tables.hall is not None
    wall = WallState(layout.places).see(tables, tables.hall, Health(NOW, 0), NOW, layout)
    assert reason in "".join(texts(layout.wall(wall)))
