"""Help at a kiosk: whom to ask, the order, and a button that calls somebody of the staff."""

from __future__ import annotations

from dataclasses import replace

import pytest

from common.messages import Done, Refused
from common.rows_help import HelpRow
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK
from common.words import Language
from kiosk.guide import Moment
from kiosk.happening import CallStaff, StaffTold
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.scene import Help, Home, Order, State
from kiosk.wording import Wording
from tests.screens.kiosk_glass import PORTRAIT, every_language, every_screen, every_type, touches_of
from tests.screens.kiosk_hall import NINE, hall
from tests.screens.kiosk_session import Session
from tests.screens.soundness import faults

ME = "kiosk:k1"
CALLED = HelpRow(id=ME, since=NINE, until=NINE + 300_000)
COMING = HelpRow(id=ME, since=NINE, until=NINE + 300_000, coming=True)
ELSEWHERE = HelpRow(id="kiosk:k2", since=NINE, until=NINE + 300_000)


def said(moment: Moment, fonts: Fonts, scene: Help | Home, language: Language = "zh") -> tuple[str, set[str]]:
    """All that is written, without its line breaks, and what can be touched."""
    placed = layout(State(scene=scene, language=language), moment, Look(PORTRAIT, fonts))
    return "".join(texts(placed)).replace(" ", ""), set(touches_of(placed))


def moment_with(row: HelpRow | None = None, *, online: bool = True) -> Moment:
    """A morning at this kiosk."""
    known = replace(hall(), help={row.id: row} if row else {})
    return Moment(known, NINE, NINE, online, me=ME)


def words(language: Language, code: str, **values: str) -> str:
    return Wording(language).say(code, **values).replace(" ", "")


def test_a_touch_calls_staff_once_and_says_that_it_does() -> None:
    """A second touch while they are being told asks nobody twice."""
    session = Session()
    assert session.touch("help", "callstaff", "callstaff") == [CallStaff()]
    assert session.scene() == Help(Home(), "asked")
    session.happen(StaffTold(Done(version=1)))
    assert session.scene() == Help(Home())


@pytest.mark.parametrize("outcome", [None, Refused(code="hall_closed")])
def test_where_nobody_could_be_told_the_screen_says_whom_to_go_to(
    fonts: Fonts, outcome: Refused | None
) -> None:
    """No answer, or a closed hall; it may be tried again."""
    session = Session()
    session.touch("help", "callstaff", "order")
    session.happen(StaffTold(outcome))
    session.touch("back")
    assert session.scene() == Help(Home(), "failed")
    shown, touches = said(moment_with(), fonts, Help(Home(), "failed"))
    assert "咨询台" in shown
    assert "callstaff" in touches
    assert session.touch("callstaff") == [CallStaff()]


def test_without_the_server_there_is_no_such_button() -> None:
    """Nor does a touch that came too late ask for anything."""
    session = Session()
    session.online = False
    assert session.touch("help", "callstaff") == []


@every_language
def test_offline_the_help_screen_says_to_whom_to_go(fonts: Fonts, language: Language) -> None:
    """People are to be found in words, not by a button that leads nowhere."""
    shown, touches = said(moment_with(online=False), fonts, Help(Home()), language)
    assert "callstaff" not in touches
    assert "order" in touches
    assert ("咨询台" if language == "zh" else "enquirydesk") in shown


@every_language
@pytest.mark.parametrize(("row", "code"), [(CALLED, "call_staff.called"), (COMING, "call_staff.coming")])
def test_whoever_called_sees_that_staff_know_and_that_somebody_comes(
    fonts: Fonts, language: Language, row: HelpRow, code: str
) -> None:
    """工作人员马上就来: on the help screen, and on the first one, where the session may have ended meanwhile."""
    shown, touches = said(moment_with(row), fonts, Help(Home()), language)
    assert words(language, code) in shown
    assert "callstaff" not in touches
    assert words(language, code) in said(moment_with(row), fonts, Home(), language)[0]


def test_a_call_at_another_kiosk_says_nothing_here(fonts: Fonts) -> None:
    """Nobody waits here."""
    shown, touches = said(moment_with(ELSEWHERE), fonts, Help(Home()))
    assert words("zh", "call_staff.called") not in shown
    assert "callstaff" in touches


@every_screen
@every_language
@every_type
@pytest.mark.parametrize("row", [None, CALLED, COMING], ids=["nobody", "called", "coming"])
@pytest.mark.parametrize("call", ["", "asked", "failed"])
def test_the_help_screen_is_sound_however_the_call_stands(
    fonts: Fonts, screen: Screen, language: Language, large: bool, row: HelpRow | None, call: str
) -> None:
    """Targets, glyphs, gaps; the call is the first button."""
    scene = Help(Home(), call)  # type: ignore[arg-type]
    state = State(scene=scene, language=language, large=large)
    placed = layout(state, moment_with(row), Look(screen, fonts, large))
    assert faults(placed, screen, fonts, KIOSK) == []
    spots = touches_of(placed)
    if row is None and call != "asked":
        assert spots["callstaff"].rect.y < spots["order"].rect.y


def test_help_is_left_as_it_was_by_the_published_order() -> None:
    """Back and forth."""
    session = Session()
    session.touch("help", "order")
    assert session.scene() == Order(Help(Home()))
    session.touch("back")
    assert session.scene() == Help(Home())
