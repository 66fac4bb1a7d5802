"""What the kiosk makes of the server's answer, late or never, and of paper that came or did not."""

from __future__ import annotations

import pytest

from kiosk.happening import Answered, Held, Print, PrintEnded, Report, Void
from kiosk.idle import ASK_PATIENCE_MS, COLLECT_MS, NOTE_MS, seconds_left
from kiosk.scene import SLOW, Asking, Collect, Guide, Home, Note, Printing, State, Told, Unreached
from tests.screens.kiosk_hall import NINE, issued
from tests.screens.kiosk_session import REFUSED, WELFARE, Session


def test_a_refusal_is_told_and_leads_back_to_the_guide() -> None:
    """With the server's own words."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "take")
    session.happen(Answered(1, REFUSED))
    assert session.scene() == Told(REFUSED, Guide(WELFARE))
    session.touch("back")
    assert session.scene() == Guide(WELFARE)


def test_without_the_server_a_touch_on_take_asks_nothing() -> None:
    """The button is not there; a touch in the same instant does no harm."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}")
    session.online = False
    assert session.touch("take") == []
    assert session.scene() == Guide(WELFARE)


def test_no_answer_within_ten_seconds_is_told() -> None:
    """A resident is not left before a screen that says 请稍候 for ever."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "take")
    session.wait(ASK_PATIENCE_MS - 1_000)
    assert isinstance(session.scene(), Asking)
    session.wait(1_000)
    assert session.scene() == Unreached(1, Guide(WELFARE))


def test_a_late_answer_is_printed_while_the_resident_still_stands_there() -> None:
    """The number was given: it is theirs."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "take")
    session.wait(ASK_PATIENCE_MS)
    ticket = issued(matter=WELFARE)
    assert session.happen(Answered(1, ticket)) == [Print(ticket, None, "zh")]
    assert session.scene() == Printing(ticket)


def test_a_late_answer_for_nobody_is_voided() -> None:
    """No ghost in the line."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "take")
    session.wait(ASK_PATIENCE_MS)
    session.touch("done")
    assert session.happen(Answered(1, issued(matter=WELFARE))) == [Void(7)]
    assert session.scene() == Home()


def test_a_late_answer_to_an_earlier_ask_does_not_disturb_a_later_one() -> None:
    """Two residents, one slow server."""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "take")
    session.wait(ASK_PATIENCE_MS)
    session.touch("done", "line:leader", "take")
    assert session.happen(Answered(1, issued(7))) == [Void(7)]
    assert session.scene() == Asking(2, Guide("leader-reception"))


def test_a_paper_that_did_not_come_shows_the_number_to_be_noted() -> None:
    """Reported as a failure, to the resident and to the hall."""
    session = Session()
    ticket = session.at_ticket()
    assert session.happen(PrintEnded(7, "paper_out")) == [Report("paper_out")]
    assert session.scene() == Note(ticket, "paper_out")


def test_a_noted_number_is_kept() -> None:
    """我已记下."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, "paper_out"))
    assert session.touch("noted") == [Held(7)]
    assert session.scene() == Home()


@pytest.mark.parametrize("large", [False, True])
def test_a_number_nobody_noted_is_voided_after_a_minute(large: bool) -> None:
    """Voided: nobody holds it, no paper, not noted. Two minutes in large type."""
    session = Session(State(since=NINE, touched_at=NINE, fault=None, large=large))
    session.at_ticket()
    session.happen(PrintEnded(7, "paper_out"))
    assert NOTE_MS[True] >= 120_000
    assert session.wait(NOTE_MS[large] - 1) == []
    assert session.wait(1) == [Void(7)]
    assert session.scene() == Home()


@pytest.mark.parametrize("touch", ["language", "large", ""])
def test_any_touch_gives_whoever_writes_the_number_down_more_time(touch: str) -> None:
    """Also one beside every button: somebody is there."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, "paper_out"))
    session.wait(NOTE_MS[False] - 2_000)
    session.touch(touch)
    assert session.wait(NOTE_MS[session.state.large] - 1) == []
    assert session.wait(1) == [Void(7)]


def test_a_printer_that_works_again_is_reported_once() -> None:
    """The alarm ends by itself."""
    session = Session(State(since=NINE, touched_at=NINE, fault="paper_out"))
    session.at_ticket()
    assert session.happen(PrintEnded(7, None)) == [Report(None), Held(7)]
    assert session.happen(PrintEnded(8, None)) == [Held(8)]


def test_a_kiosk_without_a_printer_is_no_fault() -> None:
    """`--printer none` is a choice."""
    session = Session()
    ticket = session.at_ticket()
    assert session.happen(PrintEnded(7, "no_printer")) == []
    assert session.scene() == Note(ticket, "no_printer")


def test_the_outcome_of_another_ticket_changes_no_screen() -> None:
    """A print given up on that ends after all."""
    session = Session()
    ticket = session.at_ticket()
    session.happen(PrintEnded(99, "printer_stuck"))
    assert session.scene() == Printing(ticket)


def test_a_paper_that_comes_late_turns_the_noted_number_into_a_ticket() -> None:
    """Said not to have come, and here it is: it is valid, and stays so."""
    session = Session()
    ticket = session.at_ticket()
    session.happen(PrintEnded(7, SLOW))
    assert session.scene() == Note(ticket, SLOW)
    session.wait(30_000)
    assert session.happen(PrintEnded(7, None)) == [Report(None), Held(7)]
    assert session.scene() == Collect(ticket)
    assert session.wait(NOTE_MS[False]) == []


def test_a_number_whose_paper_may_still_come_is_not_voided_before_that_is_known() -> None:
    """The resident has gone: void if no paper came, valid if it did."""
    for fault, follows in ((None, Held(7)), ("printer_stuck", Void(7))):
        session = Session()
        session.at_ticket()
        session.happen(PrintEnded(7, SLOW))
        assert session.wait(NOTE_MS[False]) == []
        assert session.scene() == Home()
        assert session.happen(PrintEnded(7, fault)) == [Report(fault), follows]
        assert session.state.unheld == frozenset()


def test_a_slow_print_that_fails_leaves_the_number_to_be_noted() -> None:
    """Its time does not begin anew."""
    session = Session()
    ticket = session.at_ticket()
    session.happen(PrintEnded(7, SLOW))
    session.wait(30_000)
    session.happen(PrintEnded(7, "printer_stuck"))
    assert session.scene() == Note(ticket, "printer_stuck")
    assert session.wait(NOTE_MS[False] - 30_000) == [Void(7)]


def test_the_ticket_screen_goes_by_itself() -> None:
    """Who has taken the paper need not touch again."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.wait(COLLECT_MS[False])
    assert session.scene() == Home()


@pytest.mark.parametrize("touch", ["", "contrast", "aloud"])
def test_any_touch_keeps_the_ticket_screen_for_as_long_again(touch: str) -> None:
    """Whoever reads slowly, or looks for glasses."""
    session = Session()
    ticket = session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.wait(COLLECT_MS[False] - 1_000)
    session.touch_now(touch)
    session.wait(COLLECT_MS[False] - 1)
    assert session.scene() == Collect(ticket)
    session.wait(1)
    assert session.scene() == Home()


def test_large_type_gives_more_time_to_take_the_ticket() -> None:
    """Half a minute, from the touch on."""
    session = Session()
    ticket = session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.now += 10_000
    session.touch_now("large")
    assert seconds_left(session.state, session.now) == COLLECT_MS[True] // 1_000 == 30
    session.wait(COLLECT_MS[True] - 1)
    assert session.scene() == Collect(ticket)
    session.wait(1)
    assert (session.scene(), session.state.large) == (Home(), False)
