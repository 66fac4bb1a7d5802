"""A ticket that is shown at the kiosk is looked at anew, so that it never says what was so a minute ago."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from common.messages import Done, Refused
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import texts
from common.screen.theme import KIOSK
from common.words import Language
from kiosk.flow_ticket import LOOK_EVERY_MS
from kiosk.happening import Change, Changed, Found, LookUp, Scanned
from kiosk.idle import IDLE_MS, SETTLE_MS, WARNING_MS
from kiosk.my_ticket import MyTicket
from kiosk.scene import Home, Told
from kiosk.scene_ticket import Mine, Sure, TicketPad, Why
from kiosk.wording import Wording
from tests.screens.kiosk_glass import drawn, every_language, every_screen, every_type, touches_of
from tests.screens.kiosk_session import Session
from tests.screens.soundness import faults

WAITING = MyTicket(ticket=7, number="H036", state="waiting", carried=False, ahead=0, behind=0, window=4)
CALLED = msgspec.structs.replace(WAITING, state="called", ahead=None, window=5)


def shown(ticket: MyTicket = WAITING) -> Session:
    """My ticket is on the screen."""
    session = Session()
    session.happen(Scanned("H036423"))
    session.happen(Found(session.state.asks, ticket))
    return session


def of(ticket: MyTicket, **changes: Any) -> MyTicket:
    return msgspec.structs.replace(ticket, **changes)


def test_a_ticket_is_asked_about_again_every_five_seconds() -> None:
    """By the same question; not before the answer would be any newer."""
    session = shown()
    assert session.wait(LOOK_EVERY_MS - 1) == []
    assert session.wait(1) == [LookUp(2, "H036", "423")]
    assert session.wait(LOOK_EVERY_MS - 1) == []
    assert session.wait(1) == [LookUp(3, "H036", "423")]


def test_a_call_that_comes_while_it_is_shown_is_shown() -> None:
    """The screen stays; what it says is what is so now."""
    session = shown()
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(2, CALLED))
    assert session.scene() == Mine(CALLED, "423")


def test_looking_anew_keeps_no_session_alive() -> None:
    """Nobody touched anything: it is asked whether somebody is there, and then the number is gone."""
    session = shown()
    for ask in range(2, 2 + IDLE_MS[False] // LOOK_EVERY_MS):
        session.wait(LOOK_EVERY_MS)
        session.happen(Found(ask, of(WAITING, ahead=ask)))
    assert session.warned()
    assert session.wait(LOOK_EVERY_MS) == []
    session.wait(WARNING_MS[False])
    assert session.scene() == Home()


def test_other_buttons_under_a_finger_do_not_count_at_once() -> None:
    """Where 不办了 was, another button has come this very moment."""
    session = shown()
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(2, CALLED))
    session.touch_now("done")
    assert session.scene() == Mine(CALLED, "423")
    session.now += SETTLE_MS
    session.touch_now("done")
    assert session.scene() == Home()


def test_what_was_done_is_told_until_the_tickets_state_says_more() -> None:
    """Stepped back, and called after all."""
    session = shown(of(WAITING, behind=3))
    session.touch("sure:step_back", "do:step_back")
    session.happen(Changed(2, Done(version=9)))
    session.happen(Found(3, of(WAITING, ahead=3)))
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(4, of(WAITING, ahead=2)))
    assert session.scene() == Mine(of(WAITING, ahead=2), "423", "step_back")
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(5, CALLED))
    assert session.scene() == Mine(CALLED, "423")


def test_an_older_answer_is_not_taken_for_a_newer_one() -> None:
    """It was on its way while the ticket was changed."""
    session = shown(of(WAITING, behind=3))
    session.wait(LOOK_EVERY_MS)
    session.touch("sure:step_back", "do:step_back")
    session.happen(Changed(3, Done(version=9)))
    newer = of(WAITING, ahead=3)
    session.happen(Found(4, newer))
    session.happen(Found(2, WAITING))
    assert session.scene() == Mine(newer, "423", "step_back")


def test_a_server_that_is_not_reached_takes_nothing_off_the_screen() -> None:
    """It says so by itself, and nothing is asked without it."""
    session = shown()
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(2, None))
    assert session.scene() == Mine(WAITING, "423")
    session.online = False
    assert session.wait(LOOK_EVERY_MS) == []
    session.online = True
    assert session.wait(0) == [LookUp(3, "H036", "423")]


def test_a_number_that_is_no_longer_known_is_not_shown_on() -> None:
    """Another day, a hall restored from a backup: it was right a moment ago, so nothing is typed anew."""
    session = shown()
    session.wait(LOOK_EVERY_MS)
    session.happen(Found(2, Refused(code="unknown_number")))
    assert session.scene() == Told(Refused(code="unknown_paper"), TicketPad())


@pytest.mark.parametrize("touch", ["why", "sure:withdraw"])
def test_what_is_read_meanwhile_stays_and_the_ticket_is_looked_at_on_return(touch: str) -> None:
    """Nothing moves under whoever reads a question."""
    session = shown()
    session.touch(touch)
    assert session.wait(LOOK_EVERY_MS) == []
    assert isinstance(session.scene(), Why | Sure)
    session.touch("keep" if touch != "why" else "back")
    assert session.wait(0) == [LookUp(2, "H036", "423")]


def test_stepping_back_before_nobody_is_not_said_to_let_somebody_go_first() -> None:
    """Nobody is behind: the number may be called at any moment."""
    session = shown()
    session.touch("sure:step_back")
    assert session.touch("do:step_back") == [Change(2, "step_back", 7, waits=True)]
    session.happen(Changed(2, Done(version=9)))
    session.happen(Found(3, WAITING))
    assert session.scene() == Mine(WAITING, "423", "stayed")


@every_screen
@every_language
@every_type
def test_that_nobody_is_behind_is_said_before_and_after(
    fonts: Fonts, screen: Screen, language: Language, large: bool
) -> None:
    """On the question as on the ticket; whoever was let go first is spoken of only where there is somebody."""
    some = of(WAITING, ahead=2, behind=2)
    wording, told = Wording(language), dict[str, str]()
    scenes: dict[str, Mine | Sure] = {
        "asked": Sure(Mine(WAITING, "423"), "step_back"),
        "stayed": Mine(WAITING, "423", "stayed"),
        "gone": Mine(WAITING, "423", "step_back"),
        "asked_of_some": Sure(Mine(some, "423"), "step_back"),
        "done": Mine(some, "423", "step_back"),
    }
    for name, scene in scenes.items():
        placements = drawn(scene, fonts, screen, language, large=large)
        assert faults(placements, screen, fonts, KIOSK) == []
        assert ("do:step_back" in touches_of(placements)) is name.startswith("asked")
        told[name] = "".join(texts(placements)).replace(" ", "")
    nobody = [name for name, text in told.items() if _said(wording, "sure.stayed.text") in text]
    assert nobody == ["asked"]
    assert [n for n in told if _said(wording, "mine.done.stayed") in told[n]] == ["stayed", "gone"]
    assert [n for n in told if _said(wording, "mine.done.step_back") in told[n]] == ["done"]


def _said(wording: Wording, code: str) -> str:
    return wording.say(code).replace(" ", "")
