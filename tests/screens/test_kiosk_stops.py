"""No number of a matter today: said before the touch, with why and what to do instead; the server decides."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK
from common.words import Instant, Language
from kiosk.hall import Hall
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.scene import Choose, Guide, Home, Scene
from kiosk.stops import FEW_LEFT, stop_of
from tests.screens.kiosk_glass import (
    HALL,
    PORTRAIT,
    every_language,
    every_screen,
    every_type,
    moment_of,
    state_of,
    touches_of,
)
from tests.screens.kiosk_hall import NINE
from tests.screens.kiosk_session import WELFARE
from tests.screens.soundness import faults

HOUR = 3_600_000
MONDAY = NINE + 48 * HOUR
Changes = dict[str, dict[str, object]]
CLOSED: Changes = {"matter": {"closed": "system_down"}}
USED_UP: Changes = {"matter": {"quota": 20, "left": 0}}
BOOKED: Changes = {"matter": {"quota": 20, "left": 0, "appointments": True}}
NOT_TODAY: Changes = {"line": {"hours": (), "next_open": MONDAY}}
OVER: Changes = {"line": {"hours": ((NINE - 2 * HOUR, NINE - HOUR),), "next_open": MONDAY}}
UNKNOWN: Changes = {"matter": {"closed": "a reason of a newer server"}}
STOPS = [CLOSED, USED_UP, BOOKED, NOT_TODAY, OVER, UNKNOWN]
NAMES = ["closed", "used up", "booked", "not today", "over", "unknown reason"]


def stopped(changes: Changes) -> Hall:
    """The hall with its first welfare matter, or that line, so."""
    matter = msgspec.structs.replace(HALL.matters[WELFARE], **changes.get("matter", {}))
    line = msgspec.structs.replace(HALL.lines["welfare"], **changes.get("line", {}))
    return replace(HALL, matters={**HALL.matters, matter.id: matter}, lines={**HALL.lines, line.id: line})


def shown(scene: Scene, hall: Hall, fonts: Fonts) -> str:
    """All that is written."""
    return "".join(texts(layout(state_of(scene), moment_of(hall), Look(PORTRAIT, fonts))))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (CLOSED, "今天不办：系统故障。请改天再来，或到咨询台问"),
        (USED_UP, "今天的号取完了。请明天早些来，或到咨询台问"),
        (BOOKED, "今天的号取完了。可以到咨询台预约别的时间"),
        (NOT_TODAY, "今天不办这件事，星期一 9:21 开始办"),
        (OVER, "今天的办理时间已过，星期一 9:21 再办"),
        (UNKNOWN, "今天不办：临时暂停。请改天再来，或到咨询台问"),
    ],
    ids=NAMES,
)
def test_the_guide_says_why_there_is_no_number_and_what_to_do(
    changes: Changes, said: str, fonts: Fonts
) -> None:
    """In the place of the button; what to bring can still be read. (field 20)"""
    hall = stopped(changes)
    placements = layout(state_of(Guide(WELFARE)), moment_of(hall), Look(PORTRAIT, fonts))
    assert said in "".join(texts(placements)).replace("星期一9:21", "星期一 9:21")
    assert not {"take", "add"} & set(touches_of(placements))
    assert hall.matters[WELFARE].materials[0].zh in "".join(texts(placements))


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("changes", STOPS, ids=NAMES)
def test_every_such_screen_can_be_read(
    fonts: Fonts, screen: Screen, language: Language, large: bool, changes: Changes
) -> None:
    """Of one matter and of several, on the first screen and among the matters."""
    hall = stopped(changes)
    for scene in (Home(), Choose("welfare"), Guide(WELFARE), Guide("mediation", then=(WELFARE,))):
        state = state_of(scene, language, large=large)
        assert faults(layout(state, moment_of(hall), Look(screen, fonts, large)), screen, fonts, KIOSK) == []


def test_of_several_matters_the_one_that_is_not_given_today_is_named(fonts: Fonts) -> None:
    """So that it can be taken away again."""
    told = shown(Guide("mediation", then=(WELFARE,)), stopped(CLOSED), fonts)
    assert f"{HALL.matters[WELFARE].name.zh}今天不办" in told


def test_among_the_matters_it_is_said_in_a_word(fonts: Fonts) -> None:
    """Before anybody has touched it."""
    assert "今天不办" in shown(Choose("welfare"), stopped(CLOSED), fonts)
    assert "今天号已取完" in shown(Choose("welfare"), stopped(USED_UP), fonts)


def test_a_line_says_so_when_nothing_of_it_can_be_had(fonts: Fonts) -> None:
    """On the first screen; one matter of several is no reason."""
    assert "今天不办" in shown(Home(), stopped(NOT_TODAY), fonts)
    assert "今天不办" not in shown(Home(), stopped(CLOSED), fonts)


def test_few_numbers_left_are_told_and_many_are_not(fonts: Fonts) -> None:
    """还剩 3 个号."""
    few = stopped({"matter": {"quota": 20, "left": 3}})
    many = stopped({"matter": {"quota": 200, "left": FEW_LEFT + 1}})
    for scene in (Choose("welfare"), Guide(WELFARE)):
        assert "今天还剩 3 个号" in shown(scene, few, fonts)
        assert "还剩" not in shown(scene, many, fonts)


@pytest.mark.parametrize(("at", "stop"), [(NINE, None), (NINE + HOUR - 1, None), (NINE + HOUR, "over")])
def test_a_post_of_its_own_hours_is_over_by_the_clock(at: Instant, stop: str | None) -> None:
    """Nothing is sent for that: the row has held the moment since the morning. (Q-4)"""
    line = msgspec.structs.replace(HALL.lines["welfare"], hours=((NINE, NINE + HOUR),))
    assert stop_of(HALL.matters[WELFARE], line, at) == stop
