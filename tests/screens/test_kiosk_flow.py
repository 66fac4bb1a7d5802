"""What follows from a touch, an answer, a printed ticket, or time: the kiosk's pure session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.flow_choose import AGAIN_MS
from kiosk.happening import Answered, Issue, Print, PrintEnded, Touched
from kiosk.idle import IDLE_MS, SETTLE_MS, WARNING_MS
from kiosk.scene import Again, Choose, Collect, Declare, Guide, Home, Printing, State, Told
from kiosk.still import CHANGED
from tests.screens.kiosk_hall import NINE, issued
from tests.screens.kiosk_session import HALL, REFUSED, WELFARE, Session


def test_from_home_to_paper_are_three_touches() -> None:
    """Group, matter, 取号; then the server is asked once, and the paper printed."""
    session = Session()
    assert session.touch("line:welfare", f"matter:{WELFARE}", "take") == [Issue(1, WELFARE, None, "zh")]
    ticket = issued(matter=WELFARE)
    assert session.happen(Answered(1, ticket)) == [Print(ticket, None, "zh")]
    assert session.scene() == Printing(ticket)
    session.happen(PrintEnded(ticket.ticket, None))
    assert session.scene() == Collect(ticket)


def test_a_group_of_one_matter_leads_straight_to_its_guide() -> None:
    """No screen with a single choice."""
    session = Session()
    session.touch("line:leader")
    assert session.scene() == Guide("leader-reception")
    session.touch("back")
    assert session.scene() == Home()


def test_the_way_back_is_the_way_come() -> None:
    """返回, screen by screen."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}")
    session.touch("back")
    assert session.scene() == Choose("welfare")
    session.touch("back")
    assert session.scene() == Home()


@pytest.mark.parametrize("touch", ["large", "language"])
def test_type_and_language_change_nothing_but_themselves(touch: str) -> None:
    """One touch, on every screen, and the flow stays where it is."""
    guide = Guide(WELFARE, 1, "elder")
    for scene in (Home(6), Choose("welfare", 6), guide, Declare(guide), Told(REFUSED, guide)):
        session = Session(State(scene=scene, since=NINE, touched_at=NINE))
        session.touch(touch)
        assert session.scene() == scene
        assert (session.state.large, session.state.language) != (False, "zh")


def test_type_and_language_go_back_when_the_session_ends() -> None:
    """The next resident finds the kiosk as it was."""
    session = Session()
    session.touch("large", "language")
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.touch("done")
    assert (session.scene(), session.state.language, session.state.large) == (Home(), "zh", False)


def test_a_kiosk_that_starts_in_english_goes_back_to_english() -> None:
    """`--lang en`."""
    session = Session(State(home_language="en", language="en", since=NINE, touched_at=NINE))
    session.touch("language", "line:welfare")
    session.wait(IDLE_MS[False])
    session.wait(WARNING_MS[False])
    assert session.state.language == "en"


def test_a_priority_is_declared_and_taken_back_by_a_touch() -> None:
    """Optional, never asked for. (Q-10)"""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "priority:elder")
    assert session.scene() == Guide(WELFARE, priority="elder")
    session.touch("priority:pregnant")
    assert session.scene() == Guide(WELFARE, priority="pregnant")
    session.touch("priority:pregnant")
    assert session.scene() == Guide(WELFARE)


def test_a_declared_priority_is_asked_for() -> None:
    """And the paper says that one was declared."""
    session = Session()
    intents = session.touch("line:welfare", f"matter:{WELFARE}", "priority:elder", "take")
    assert intents == [Issue(1, WELFARE, "elder", "zh")]
    (printed,) = session.happen(Answered(1, issued(matter=WELFARE)))
    assert isinstance(printed, Print)
    assert printed.priority == "elder"


def test_where_room_is_scarce_a_screen_of_its_own_asks_for_the_priority() -> None:
    """And leads back to the guide, also with none."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "declare")
    assert session.scene() == Declare(Guide(WELFARE))
    session.touch("priority:service")
    assert session.scene() == Guide(WELFARE, priority="service")
    session.touch("declare", "priority:")
    assert session.scene() == Guide(WELFARE)


def test_a_number_is_asked_for_in_the_language_of_the_session() -> None:
    """The ticket is worded in it."""
    session = Session()
    (asked,) = session.touch("language", "line:welfare", f"matter:{WELFARE}", "take")
    assert asked == Issue(1, WELFARE, None, "en")


def test_a_second_number_within_ten_seconds_asks_first_and_names_the_first() -> None:
    """再取一张？ Several matters need one only."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    assert session.touch("done", "line:welfare", f"matter:{WELFARE}", "take") == []
    assert session.scene() == Again(Guide(WELFARE), "H036")
    assert session.touch("again:yes") == [Issue(2, WELFARE, None, "zh")]


def test_no_second_ticket_ends_the_session() -> None:
    """不用了."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.touch("done", "line:welfare", f"matter:{WELFARE}", "take", "again:no")
    assert session.scene() == Home()
    assert [intent for intent in session.intents if isinstance(intent, Issue)] == [
        Issue(1, WELFARE, None, "zh")
    ]


def test_a_number_later_is_not_asked_about() -> None:
    """The next in the row comes for the same thing, too."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.touch("done")
    session.wait(AGAIN_MS)
    assert session.touch("line:welfare", f"matter:{WELFARE}", "take") == [Issue(2, WELFARE, None, "zh")]


@pytest.mark.parametrize("large", [False, True])
def test_an_idle_session_is_asked_and_then_ended(large: bool) -> None:
    """60 + 20 s, in large type 120 + 30 s."""
    session = Session(State(scene=Choose("welfare"), large=large, since=NINE, touched_at=NINE))
    session.wait(IDLE_MS[large] - 1)
    assert not session.warned()
    session.wait(1)
    assert session.warned()
    session.wait(WARNING_MS[large] - 1)
    assert session.scene() == Choose("welfare")
    session.wait(1)
    assert session.scene() == Home()


def test_whoever_is_still_there_goes_on_where_they_were() -> None:
    """继续办理; the time begins anew."""
    session = Session(State(scene=Choose("welfare", 6), since=NINE, touched_at=NINE))
    session.wait(IDLE_MS[False])
    session.touch("continue")
    assert (session.scene(), session.warned()) == (Choose("welfare", 6), False)
    session.wait(IDLE_MS[False] - 1)
    assert not session.warned()


def test_whoever_has_finished_ends_the_session() -> None:
    """不办了."""
    session = Session(State(scene=Choose("welfare"), since=NINE, touched_at=NINE))
    session.wait(IDLE_MS[False])
    session.touch("end")
    assert session.scene() == Home()


def test_a_changed_language_on_the_first_screen_goes_back_without_a_question() -> None:
    """Nothing would be lost."""
    session = Session()
    session.touch("language")
    session.wait(IDLE_MS[False])
    assert (session.state.language, session.warned()) == ("zh", False)


def test_a_kiosk_at_rest_stays_at_rest() -> None:
    """All night, without a repaint."""
    session = Session()
    before = session.state
    session.wait(12 * 3_600_000)
    assert session.state == before


def test_a_second_touch_in_the_same_instant_is_not_taken() -> None:
    """A trembling finger does not press what has only just appeared."""
    session = Session()
    session.touch("line:welfare")
    session.now += SETTLE_MS - 1
    session.happen(Touched(f"matter:{WELFARE}"))
    assert session.scene() == Choose("welfare")
    session.now += 1
    session.happen(Touched(f"matter:{WELFARE}"))
    assert session.scene() == Guide(WELFARE)


@pytest.mark.parametrize("touch", ["large", "language", "priority:elder"])
def test_a_trembling_double_touch_does_not_undo_what_it_did(touch: str) -> None:
    """大字, English and a priority are turned on and off by the same button."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", touch)
    turned = session.state
    session.now += SETTLE_MS - 1
    session.happen(Touched(touch))
    assert session.state == turned
    session.touch(touch)
    assert (session.state.large, session.state.language, session.scene()) == (False, "zh", Guide(WELFARE))


def test_a_touch_beside_every_button_says_that_somebody_is_there_and_no_more() -> None:
    """And the press that follows at once is taken."""
    session = Session()
    session.touch("line:welfare")
    session.wait(IDLE_MS[False])
    assert session.warned()
    session.touch("")
    assert (session.scene(), session.warned()) == (Choose("welfare"), False)
    session.happen(Touched(f"matter:{WELFARE}"))
    assert session.scene() == Guide(WELFARE)


def test_a_matter_withdrawn_while_it_is_shown_is_said_and_leads_home() -> None:
    """The hall's set-up changed: whoever stands there is not thrown out without a word. (M-7)"""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}")
    session.hall = replace(HALL, matters={k: v for k, v in HALL.matters.items() if k != WELFARE})
    session.wait(100)
    assert session.scene() == CHANGED
    session.touch("done")
    assert session.scene() == Home()
