"""A fault in the kiosk's own program: the session ends, the program goes on, the log tells nothing of a resident."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from common.screen.placements import Touch, texts
from common.screen.window import Resized
from kiosk.flow_answers import print_ended
from kiosk.happening import Held, PrintEnded, Report, Void
from kiosk.inquiry import NoInquiries
from kiosk.mishap import MOST, WITHIN_MS, Mishaps, abandoned, told
from kiosk.open_numbers import OpenNumbers
from kiosk.paper import Paper
from kiosk.paper_book import PaperBook
from kiosk.paper_side import PaperSide
from kiosk.printing import OnOutcome
from kiosk.program import Fittings
from kiosk.scene import SLOW, Asking, Choose, Collect, Guide, Home, Note, Printing, State, Told
from kiosk.scene_case import CasePad
from kiosk.slip import Slip
from kiosk.slips import OnTold, SlipSide
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Fed, HandPrinter, Stand
from tests.screens.kiosk_hall import NINE, issued

PRIVATE = "522427199901011234"
UNUSABLE: Any = [PRIVATE]
"""Where a name should be: what a fault of this program could leave there."""
BROKEN = [
    pytest.param(Choose(UNUSABLE), id="nothing can be done with it"),
    pytest.param(Told(UNUSABLE, Home()), id="it cannot be drawn"),
]


class Unusable(HandPrinter):
    """One to which nothing can be given."""

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        raise ValueError(PRIVATE)


def _stand(hall: OneProcess, said: list[str]) -> Stand:
    stand = Stand(hall, fittings=Fittings(mishaps=Mishaps(said.append)))
    stand.touch("language", "large", "contrast")
    return stand


@pytest.mark.parametrize("scene", BROKEN)
def test_a_screen_that_fails_is_left_for_the_first_one(hall: OneProcess, scene: Any) -> None:
    """In the language, type and colours of the next resident, and nothing of the last stays on the glass."""
    said: list[str] = []
    stand = _stand(hall, said)
    stand.kiosk.show(scene, language="en", large=True)
    stand.frame()
    stand.frame()
    assert stand.scene() == Home()
    state = stand.kiosk.state
    assert (state.language, state.large, state.contrast) == ("zh", False, False)
    assert "您要办什么事？" in texts(stand.kiosk.placements)
    stand.touch("line:r", "take")
    assert stand.waiting() == 1
    assert len(said) == 1


@pytest.mark.parametrize("scene", BROKEN)
def test_the_log_names_the_fault_and_its_place_and_nothing_of_anybody(hall: OneProcess, scene: Any) -> None:
    """Neither the message of the exception nor what was being worked on."""
    said: list[str] = []
    stand = _stand(hall, said)
    stand.kiosk.show(scene, language="en", large=True)
    stand.frame()
    assert said[0].startswith("the session was ended by ")
    assert "Error kiosk/program.py:" in said[0]
    assert PRIVATE not in said[0]
    assert "unhashable" not in said[0]


def test_the_message_of_a_fault_is_not_told() -> None:
    """It may be what somebody typed."""
    with pytest.raises(ValueError, match=PRIVATE) as raised:
        int(PRIVATE + "x")
    assert told(raised.value).startswith("ValueError tests/programs/test_kiosk_mishaps.py:")
    assert PRIVATE not in told(raised.value)


def test_a_touch_that_fails_ends_the_session_only(hall: OneProcess) -> None:
    """An event, as well as a frame."""
    said: list[str] = []
    stand = _stand(hall, said)
    stand.touch("line:r")
    stand.kiosk.touch("page:not a number", stand.hall.clock.at + 1_000)
    stand.hall.clock.at += 2_000
    stand.frame()
    assert stand.scene() == Home()
    assert len(said) == 1


def test_faults_without_end_end_the_program() -> None:
    """Whoever watches it starts it anew; one a minute is no reason."""
    said: list[str] = []
    mishaps = Mishaps(said.append)
    for nth in range(3 * MOST):
        mishaps.survive(ValueError(PRIVATE), nth * WITHIN_MS // MOST)
    for nth in range(MOST):
        mishaps.survive(KeyError(PRIVATE), 10 * WITHIN_MS + nth)
    with pytest.raises(KeyError):
        mishaps.survive(KeyError(PRIVATE), 10 * WITHIN_MS + MOST)
    assert PRIVATE not in "".join(said)


class Fails:
    """A part of the kiosk that fails once, as soon as it is `due`."""

    def __init__(self) -> None:
        self.due = False

    def __call__(self) -> list[str | None]:
        if self.due:
            self.due = False
            raise ValueError(PRIVATE)
        return []


class FailingPrints(HandPrinter):
    """Its outcomes cannot be delivered."""

    def __init__(self, fails: Fails) -> None:
        super().__init__()
        self._fails = fails

    def poll(self) -> None:
        self._fails()


class FailingAnswers(NoInquiries):
    """Neither tickets nor papers that were asked about can be delivered."""

    def __init__(self, fails: Fails) -> None:
        self._fails = fails

    def poll(self) -> None:
        self._fails()

    def take(self, paper: int, on_told: OnTold) -> None:
        """Nobody asks for one here."""


class FailingBook(PaperBook):
    """It cannot turn its page."""

    def __init__(self, fails: Fails) -> None:
        super().__init__()
        self._fails = fails

    def turn_to(self, day: str) -> bool:
        return bool(self._fails())


class NoSlips:
    """None is ever printed."""

    def submit(self, paper: Slip, on_outcome: OnOutcome) -> int:
        raise NotImplementedError


def _fed(prints: HandPrinter) -> Fed:
    return Fed(OpenNumbers(), prints, lambda transport: transport)


FAILING: dict[str, Callable[[Fails], tuple[Fed | None, Fittings]]] = {
    "prints": lambda fails: (_fed(FailingPrints(fails)), Fittings()),
    "printer": lambda fails: (None, Fittings(papers=PaperSide(PaperBook(), fails))),
    "paper": lambda fails: (None, Fittings(papers=PaperSide(FailingBook(fails)))),
    "inquiries": lambda fails: (None, Fittings(inquiries=FailingAnswers(fails))),
    "slips": lambda fails: (None, Fittings(slips=SlipSide(FailingAnswers(fails), NoSlips()))),
}


@pytest.mark.parametrize("part", FAILING)
def test_a_part_that_fails_beside_the_session_ends_the_session_only(hall: OneProcess, part: str) -> None:
    """Delivering what was printed, counting paper, asking about tickets, printing for windows."""
    said: list[str] = []
    fails = Fails()
    fed, fittings = FAILING[part](fails)
    stand = Stand(hall, fed=fed, fittings=fittings._replace(mishaps=Mishaps(said.append)))
    stand.touch("line:r")
    assert stand.scene() != Home()
    fails.due = True
    stand.frame()
    assert (stand.scene(), len(said)) == (Home(), 1)
    assert PRIVATE not in said[0]
    stand.touch("line:r", "take")
    assert stand.waiting() == 1


def test_a_number_that_cannot_be_printed_is_shown(hall: OneProcess) -> None:
    """It exists, and somebody waits for it."""

    stand = Stand(hall, fed=Fed(OpenNumbers(), Unusable(), lambda transport: transport))
    stand.touch("line:r", "take")
    scene = stand.scene()
    assert isinstance(scene, Note)
    assert scene.fault == "printer_error"
    stand.touch("noted")
    assert (stand.scene(), stand.waiting()) == (Home(), 1)


@pytest.mark.parametrize(
    "scene", [Home(), Choose("r"), Asking(1, Guide("r")), Collect(issued()), CasePad(typed="2026")]
)
def test_a_session_that_is_given_up_leaves_nothing_to_do(scene: Any) -> None:
    """An answer that comes later finds nobody, and is voided by the flow."""
    assert abandoned(_at(scene), NINE).intents == ()
    assert abandoned(_at(scene), NINE).state.scene == Home()


def test_a_number_to_be_noted_is_void_when_its_session_is_given_up() -> None:
    """Nobody noted it."""
    followed = abandoned(_at(Note(issued(7), "paper_out")), NINE)
    assert followed.intents == (Void(7),)


@pytest.mark.parametrize("scene", [Printing(issued(7)), Note(issued(7), SLOW)])
def test_a_paper_that_may_still_come_decides_for_its_number(scene: Any) -> None:
    """Out: it is in a hand. Not out: nobody holds the number."""
    left = abandoned(_at(scene), NINE).state
    assert print_ended(left, PrintEnded(7, None), NINE).intents[-1] == Held(7)
    assert print_ended(left, PrintEnded(7, "paper_out"), NINE).intents[-1] == Void(7)


@pytest.mark.parametrize("scene", [Printing(issued(7)), Note(issued(7), SLOW)])
def test_a_printer_that_is_slow_decides_nothing_about_a_number_that_was_left(scene: Any) -> None:
    """Its paper may still come: what it ends as is said later, once."""
    slow = print_ended(abandoned(_at(scene), NINE).state, PrintEnded(7, SLOW), NINE)
    assert slow.intents == (Report(SLOW),)
    assert print_ended(slow.state, PrintEnded(7, None), NINE).intents == (Report(None), Held(7))
    assert print_ended(slow.state, PrintEnded(7, "paper_out"), NINE).intents[-1] == Void(7)


def test_another_screen_of_another_size_gets_its_own_layout(stand: Stand) -> None:
    """A monitor is exchanged while the kiosk runs."""
    stand.window.put(Resized((960, 540)))
    stand.frame()
    areas = [p.rect for p in stand.kiosk.placements if isinstance(p, Touch)]
    assert areas
    assert max(area.right for area in areas) > 540
    assert max(area.bottom for area in areas) <= 540


def _at(scene: Any) -> State:
    return State(scene=scene, language="en", large=True, contrast=True, since=NINE, touched_at=NINE)
