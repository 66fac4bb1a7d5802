"""A ticket brought back to the kiosk: typed or scanned, where it stands, and what is done with it."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from common.messages import Done, Refused
from kiosk.happening import Change, Changed, Found, LookUp, Scanned
from kiosk.idle import ASK_PATIENCE_MS, IDLE_MS, WARNING_MS
from kiosk.my_ticket import MyTicket
from kiosk.scanner import PAUSE_MS, Scanner
from kiosk.scene import Asking, Collect, Guide, Help, Home, Order, Printing, Scene, Told, Unreached
from kiosk.scene_ticket import Act, Looking, Mine, Sure, TicketPad, Why
from tests.screens.kiosk_hall import issued
from tests.screens.kiosk_session import Session

WAITING = MyTicket(ticket=7, number="H036", state="waiting", carried=False, ahead=4, window=4)
SURE: list[Act] = ["step_back", "withdraw"]
NONE_SUCH = Refused(code="unknown_number")


def shown(session: Session, ticket: MyTicket = WAITING) -> Mine:
    """My ticket is on the screen."""
    session.happen(Scanned("H036423"))
    session.happen(Found(session.state.asks, ticket))
    scene = session.scene()
    assert isinstance(scene, Mine)
    return scene


def test_a_number_and_its_check_digits_are_typed_one_after_the_other() -> None:
    """Letter, digits, check digits: no field to go to, nothing to switch."""
    session = Session()
    session.touch("mine")
    assert session.scene() == TicketPad()
    session.touch("letter:H", *(f"digit:{n}" for n in "036423"))
    assert session.scene() == TicketPad("H", "036423")
    assert session.touch("enter") == [LookUp(1, "H036", "423")]
    assert session.scene() == Looking(1, "H036", "423")


@pytest.mark.parametrize(
    ("typed", "number", "check", "whole"),
    [
        ("0", "H0", "", False),
        ("036", "H036", "", False),
        ("03642", "H036", "42", False),
        ("036423", "H036", "423", True),
        ("1036423", "H1036", "423", True),
        ("123456789", "H123456", "789", True),
    ],
)
def test_the_last_three_digits_are_the_check(typed: str, number: str, check: str, whole: bool) -> None:
    """A line that gave its thousandth number has one digit more."""
    pad = TicketPad("H", typed)
    assert (pad.number, pad.check, pad.is_whole) == (number, check, whole)


def test_digits_are_taken_as_fast_as_they_are_typed() -> None:
    """Other keys count at once; only the same one again must come a moment later (a trembling finger)."""
    session = Session()
    session.touch("mine", "letter:H")
    for key in ("digit:0", "digit:3", "digit:3", "digit:6"):
        session.now += 80
        session.touch_now(key)
    assert session.scene() == TicketPad("H", "036")


def test_what_was_typed_is_taken_back_digit_by_digit_and_then_the_letter() -> None:
    """One key, until the letters are asked again."""
    session = Session()
    session.touch("mine", "letter:H", "digit:0", "rub")
    assert session.scene() == TicketPad("H")
    session.touch("rub")
    assert session.scene() == TicketPad()


def test_a_hall_with_one_letter_asks_for_none() -> None:
    """There is nothing to choose."""
    session = Session()
    session.hall = dataclasses.replace(session.hall, lines={"welfare": session.hall.lines["welfare"]})
    session.touch("mine")
    assert session.scene() == TicketPad("H")


@pytest.mark.parametrize("code", ["H036423", "H036-423"])
@pytest.mark.parametrize("scene", [Home(), Guide("mediation"), Help(Home()), Order(Help(Home()))])
def test_a_ticket_before_the_scanner_is_understood_from_wherever_one_is(code: str, scene: Scene) -> None:
    """Nobody has to find the right screen first."""
    session = Session()
    session.show(scene)
    assert session.happen(Scanned(code)) == [LookUp(1, "H036", "423")]


@pytest.mark.parametrize(
    "scene", [Asking(1, Guide("mediation")), Printing(issued()), Looking(1, "H036", "423")]
)
def test_a_scan_disturbs_nothing_that_is_under_way(scene: Scene) -> None:
    """A number that is being given is not left for another."""
    session = Session()
    session.show(scene)
    assert session.happen(Scanned("H036423")) == []
    assert session.scene() == scene


def test_whoever_holds_the_fresh_paper_before_the_scanner_sees_its_place() -> None:
    """Also before the kiosk has gone back to its first screen."""
    session = Session()
    session.show(Collect(issued()))
    assert session.happen(Scanned("H036423")) == [LookUp(1, "H036", "423")]


def test_a_code_of_something_else_is_said_to_be_unreadable() -> None:
    """A parcel's, a payment's: what to do instead is said."""
    session = Session()
    assert session.happen(Scanned("6901234567892")) == []
    scene = session.scene()
    assert isinstance(scene, Told)
    assert scene.refused.code == "unreadable"


def test_what_the_server_says_of_it_is_shown() -> None:
    """Place, window, who went first."""
    session = Session()
    assert shown(session) == Mine(WAITING, "423")


def test_a_number_that_is_not_found_may_be_typed_again() -> None:
    """The letter stays nobody's secret; the digits are typed anew."""
    session = Session()
    session.touch("mine", "letter:H", *(f"digit:{n}" for n in "036424"), "enter")
    session.happen(Found(1, NONE_SUCH))
    assert session.scene() == Told(NONE_SUCH, TicketPad())
    session.touch("retry")
    assert session.scene() == TicketPad()


@pytest.mark.parametrize("late", [False, True])
def test_a_server_that_does_not_answer_is_said(late: bool) -> None:
    """At once where that is known, else after ten seconds; a later answer changes nothing."""
    session = Session()
    session.happen(Scanned("H036423"))
    if late:
        session.wait(ASK_PATIENCE_MS)
    else:
        session.happen(Found(1, None))
    assert session.scene() == Unreached(1, TicketPad())
    session.happen(Found(1, WAITING))
    assert session.scene() == Unreached(1, TicketPad())


def test_without_the_server_nothing_is_asked() -> None:
    """Neither typed nor scanned nor done."""
    session = Session()
    session.online = False
    assert session.happen(Scanned("H036423")) == []
    assert session.scene() == Unreached(0, TicketPad())
    for scene, touch in (
        (TicketPad("H", "036423"), "enter"),
        (Sure(Mine(WAITING, "423"), "withdraw"), "do:withdraw"),
    ):
        session.show(scene)
        assert session.touch(touch) == []
        assert session.scene() == scene


@pytest.mark.parametrize("act", SURE)
def test_not_yet_and_no_longer_say_what_they_mean_before_they_are_done(act: Act) -> None:
    """Asked first; kept by one touch, done by another, and then looked at anew."""
    session = Session()
    mine = shown(session)
    assert session.touch(f"sure:{act}") == []
    session.touch("keep")
    assert session.scene() == mine
    session.touch(f"sure:{act}")
    (change,) = session.touch(f"do:{act}")
    assert change == Change(2, act, 7, waits=True)
    assert session.happen(Changed(2, Done(version=9))) == [LookUp(3, "H036", "423")]
    session.happen(Found(3, WAITING))
    assert session.scene() == Mine(WAITING, "423", act)


@pytest.mark.parametrize("state", ["step_back", "withdraw"])
def test_nothing_is_done_that_was_not_asked(state: str) -> None:
    """A touch named like the answer, on another screen, does nothing."""
    session = Session()
    shown(session)
    assert session.touch(f"do:{state}") == []


def test_a_missed_call_is_mended_by_one_touch() -> None:
    """Back in line: nothing to be sure of, it costs nothing."""
    session = Session()
    shown(session, msgspec.structs.replace(WAITING, state="missed", ahead=None))
    assert session.touch("do:re_enter") == [Change(2, "re_enter", 7)]


def test_a_refused_change_is_told_and_leads_back_to_the_ticket() -> None:
    """It was called in the meantime, say."""
    session = Session()
    mine = shown(session)
    session.touch("sure:withdraw", "do:withdraw")
    refused = Refused(code="ticket_state")
    session.happen(Changed(2, refused))
    assert session.scene() == Told(refused, mine)
    session.touch("retry")
    assert session.scene() == mine


def test_an_answer_to_what_somebody_asked_before_changes_nothing() -> None:
    """Two residents, one slow server."""
    session = Session()
    shown(session)
    session.touch("sure:withdraw", "do:withdraw")
    session.wait(ASK_PATIENCE_MS)
    session.touch("done")
    session.happen(Changed(2, Done(version=9)))
    assert session.scene() == Home()


def test_who_went_first_is_told_and_left_again() -> None:
    """为什么有人先办？"""
    session = Session()
    mine = shown(session)
    session.touch("why")
    assert session.scene() == Why(mine)
    session.touch("back")
    assert session.scene() == mine


@pytest.mark.parametrize("touch", ["done", "back"])
def test_nothing_of_a_resident_is_left_on_the_screen(touch: str) -> None:
    """By a touch, or by itself."""
    session = Session()
    shown(session)
    session.touch(touch)
    assert session.scene() == Home()
    shown(session)
    session.wait(IDLE_MS[False])
    assert session.warned()
    session.wait(WARNING_MS[False])
    assert session.scene() == Home()


# -- the scanner ----------------------------------------------------------------------------------


def scan(*keys: tuple[str, int]) -> list[str]:
    scanner, at, codes = Scanner(), 0, []
    for name, after in keys:
        at += after
        if (code := scanner.key(name, at)) is not None:
            codes.append(code)
    return codes


def test_quick_keys_and_an_enter_are_one_code() -> None:
    """As a scanner types: small letters with shift, digits of either block, a hyphen."""
    names = ("left shift", "h", "0", "[3]", "6", "-", "4", "2", "3", "return")
    assert scan(*((name, 10) for name in names)) == ["H036-423"]
    assert scan(("1", 10), ("enter", 10)) == ["1"]


def test_keys_that_come_slowly_are_no_code() -> None:
    """Whoever leans on a keyboard asks for nothing; half a code is not joined to the next."""
    assert scan(("9", 0), ("h", PAUSE_MS + 1), ("1", 10), ("return", 10)) == ["H1"]
    assert scan(("h", 0), ("return", PAUSE_MS + 1)) == []
