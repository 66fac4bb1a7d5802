"""An own case at the kiosk, by number and code or by the receipt's QR code: what is typed, asked, shown, and that nothing stays (P-5)."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest

from common.messages import Refused
from kiosk.happening import CaseFound, LookUpCase, Scanned
from kiosk.idle import ASK_PATIENCE_MS, IDLE_MS, WARNING_MS
from kiosk.my_case import NumberForm
from kiosk.samples import MY_CASE
from kiosk.scanner import Scanner
from kiosk.scene import Asking, Guide, Help, Home, Order, Printing, Scene, Told, Unreached
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.still import still
from tests.screens.kiosk_hall import issued
from tests.screens.kiosk_session import HALL, Session

RECEIPT = "http://hall.example:8000/case#2026-0123.42190763"
SECRETS = ("0123", "42190763", MY_CASE.matter.zh, "王")


def typed(session: Session, digits: str) -> None:
    for digit in digits:
        session.touch(f"digit:{digit}")


def shown(session: Session) -> None:
    """The case is on the screen."""
    session.happen(Scanned(RECEIPT))
    session.happen(CaseFound(session.state.asks, MY_CASE))
    assert session.scene() == Progress(MY_CASE)


def test_number_and_code_are_typed_as_the_receipt_shows_them() -> None:
    """Digits alone: what stands between them is there already. Three touches lead to the keys."""  # C-1, P-5
    session = Session()
    session.touch("enquire", "case")
    assert session.scene() == CasePad()
    typed(session, "2026012342190763")
    assert session.touch("enter") == [LookUpCase(1, "2026-0123", "42190763")]
    assert session.scene() == Finding(1)


@pytest.mark.parametrize(
    ("pattern", "digits", "number", "code"),
    [
        ("{year}-{n:04}", "", "____-____", ""),
        ("{year}-{n:04}", "20260", "2026-0___", ""),
        ("{year}-{n:04}", "2026012342190763", "2026-0123", "42190763"),
        ("{year}-{n:04}", "20261234542190763", "2026-12345", "42190763"),
        ("{n}", "742190763", "7", "42190763"),
        ("{n}", "123442190763", "1234", "42190763"),
        ("办{year}第{n:06}号", "202600012342190763", "办2026第000123号", "42190763"),
        ("{n:03}-{year}", "012202642190763", "012-2026", "42190763"),
        ("师古〔{year}〕{n:03}", "202601242190763", "师古〔2026〕012", "42190763"),
    ],
)
def test_any_hall_number_is_made_of_its_digits(pattern: str, digits: str, number: str, code: str) -> None:
    """As the hall's file says how they look; the last eight are the code once there are enough."""  # C-1
    pad = CasePad(NumberForm(pattern), digits)
    assert (pad.number, pad.secret, pad.is_whole) == (number, code, len(code) == 8)


def test_the_pad_takes_no_more_than_a_number_can_have_and_gives_back_digit_by_digit() -> None:
    """A counter of seven digits at most."""
    session = Session()
    session.touch("enquire", "case")
    typed(session, "123456789012345678901")
    scene = session.scene()
    assert isinstance(scene, CasePad)
    assert scene.is_full
    assert scene.typed == "1234567890123456789"
    session.touch("rub")
    assert session.scene() == CasePad(typed="123456789012345678")


def test_the_pad_asks_as_the_halls_own_numbers_look() -> None:
    """Of the hall's row."""
    session = Session()
    assert session.hall.about is not None
    about = msgspec.structs.replace(session.hall.about, case_number="{n:03}")
    session.hall = dataclasses.replace(session.hall, about=about)
    session.touch("enquire", "case")
    typed(session, "01242190763")
    assert session.touch("enter") == [LookUpCase(1, "012", "42190763")]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (RECEIPT, "2026-0123"),
        ("https://hall.example/shigu/case#2026.0123.42190763", "2026.0123"),
        ("http://h/case#%E5%8A%9E2026%E7%AC%AC0123%E5%8F%B7.42190763", "办2026第0123号"),
    ],
)
@pytest.mark.parametrize("scene", [Home(), Guide("mediation"), CasePad(), Help(Home()), Order(Help(Home()))])
def test_the_receipts_code_is_understood_from_wherever_one_is(code: str, number: str, scene: Scene) -> None:
    """Nobody has to find the right screen first."""
    session = Session()
    session.show(scene)
    assert session.happen(Scanned(code)) == [LookUpCase(1, number, "42190763")]


@pytest.mark.parametrize(
    "code", ["http://h/case#2026-0123", "http://h/case#.42190763", "http://h/board", "case 42190763"]
)
def test_another_address_is_no_receipt(code: str) -> None:
    """It is said to be unreadable, and nothing is asked."""
    session = Session()
    assert session.happen(Scanned(code)) == []
    scene = session.scene()
    assert isinstance(scene, Told)
    assert scene.refused.code == "unreadable"


@pytest.mark.parametrize("scene", [Asking(1, Guide("mediation")), Printing(issued()), Finding(1)])
def test_a_receipt_disturbs_nothing_that_is_under_way(scene: Scene) -> None:
    """A number that is being given is not left for a case."""
    session = Session()
    session.show(scene)
    assert session.happen(Scanned(RECEIPT)) == []
    assert session.scene() == scene


def test_a_scanner_types_small_letters_and_signs_as_they_are() -> None:
    """With shift: what a key writes counts, not what it is called."""
    scanner, codes = Scanner(), []
    for nth, sign in enumerate(RECEIPT):
        codes.append(scanner.key({"#": "3", ":": ";"}.get(sign, sign.lower()), 10 * nth, sign))
    assert codes == [None] * len(RECEIPT)
    assert scanner.key("return", 10 * len(RECEIPT), "\r") == RECEIPT


# -- asked ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["case_not_found", "too_many"])
def test_a_wrong_number_and_a_wrong_code_are_told_alike_and_typed_anew(code: str) -> None:
    """Nobody learns which numbers there are; what was typed is gone."""  # P-2
    session = Session()
    session.happen(Scanned(RECEIPT))
    session.happen(CaseFound(1, Refused(code=code)))
    assert session.scene() == Told(Refused(code=code), CasePad())
    session.touch("retry")
    assert session.scene() == CasePad()


@pytest.mark.parametrize("late", [False, True])
def test_a_server_that_does_not_answer_is_said(late: bool) -> None:
    """At once where that is known, else after ten seconds; a later answer changes nothing."""
    session = Session()
    session.happen(Scanned(RECEIPT))
    if late:
        session.wait(ASK_PATIENCE_MS)
    else:
        session.happen(CaseFound(1, None))
    assert session.scene() == Unreached(1, CasePad())
    session.happen(CaseFound(1, MY_CASE))
    assert session.scene() == Unreached(1, CasePad())


def test_without_the_server_nothing_is_asked() -> None:
    """Neither typed nor scanned."""
    session = Session()
    session.online = False
    assert session.happen(Scanned(RECEIPT)) == []
    session.show(CasePad(typed="2026012342190763"))
    assert session.touch("enter") == []


def test_an_answer_to_what_somebody_asked_before_is_shown_to_nobody_else() -> None:
    """Two residents, one slow server."""  # P-2
    session = Session()
    session.happen(Scanned(RECEIPT))
    session.wait(ASK_PATIENCE_MS)
    session.touch("done", "enquire", "case")
    typed(session, "2026012411111111")
    session.touch("enter")
    session.happen(CaseFound(1, MY_CASE))
    assert session.scene() == Finding(2)


# -- nothing stays --------------------------------------------------------------------------------


@pytest.mark.parametrize("touches", [("done",), ("back",), ("help", "back", "back"), ("page:1", "done")])
def test_nothing_of_the_case_is_left_when_the_session_is_over(touches: tuple[str, ...]) -> None:
    """Neither number nor code nor what the case is about: the next one stands before an empty kiosk."""  # P-2
    session = Session()
    shown(session)
    session.touch(*touches)
    assert session.scene() == Home()
    assert not any(secret in repr(session.state) for secret in SECRETS)


def test_a_case_that_nobody_looks_at_any_more_leaves_the_screen_by_itself() -> None:
    """Asked first, then gone."""  # P-2
    session = Session()
    shown(session)
    session.wait(IDLE_MS[False])
    assert session.warned()
    session.wait(WARNING_MS[False])
    assert session.scene() == Home()
    assert not any(secret in repr(session.state) for secret in SECRETS)


def test_while_it_is_looked_for_the_session_holds_neither_number_nor_code() -> None:
    """Only which question it was."""  # P-2
    session = Session()
    session.happen(Scanned(RECEIPT))
    assert not any(secret in repr(session.state) for secret in SECRETS)


# -- what is published ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touch", "scene"),
    [("board", OnBoard()), ("duty", OnDuty()), ("promises", Promises()), ("case", CasePad())],
)
def test_what_is_published_is_two_touches_from_the_first_screen(touch: str, scene: Scene) -> None:
    """And as many back."""  # P-5, D-3
    session = Session()
    session.touch("enquire", touch)
    assert session.scene() == scene
    session.touch("back")
    assert session.scene() == Enquire()
    session.touch("back")
    assert session.scene() == Home()


@pytest.mark.parametrize("touch", ["board", "duty", "promises", "case", "enquire"])
def test_a_touch_named_so_elsewhere_leads_nowhere(touch: str) -> None:
    """A guide stays a guide."""
    session = Session()
    session.show(Guide(next(iter(HALL.matters))))
    before = session.scene()
    session.touch(touch)
    assert session.scene() == before


@pytest.mark.parametrize(
    "scene", [Enquire(), CasePad(), Finding(1), Progress(MY_CASE), OnBoard(), OnDuty(), Promises()]
)
def test_a_hall_that_changes_takes_none_of_these_away(scene: Scene) -> None:
    """They are read anew."""
    assert still(scene, HALL) is scene


def test_pages_are_turned() -> None:
    """Of whatever is longer than a screen."""
    session = Session()
    for scene in (OnBoard(), OnDuty(), Promises(), Progress(MY_CASE)):
        session.show(scene)
        session.touch("page:2")
        assert session.scene() == dataclasses.replace(scene, page=2)


def test_the_last_note_of_the_window_is_the_one_that_counts() -> None:
    """An older one stands in the history."""  # C-8
    older, newer = (msgspec.structs.replace(MY_CASE.history[0], note=note) for note in ("甲", "乙"))
    assert msgspec.structs.replace(MY_CASE, history=(older, newer, MY_CASE.history[1])).note == "乙"
    assert MY_CASE.note == ""
