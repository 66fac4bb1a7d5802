"""What follows from a touch, an answer, a printed ticket, or time: the kiosk's pure session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from common.messages import Issued, Refused
from common.words import Words
from kiosk.flow import SAME_MATTER_MS, step
from kiosk.idle import ASK_PATIENCE_MS, COLLECT_MS, IDLE_MS, NOTE_MS, SETTLE_MS, WARNING_MS
from kiosk.scene import (
    Again,
    Answered,
    Asking,
    Choose,
    Collect,
    Declare,
    Event,
    Guide,
    Home,
    Intent,
    Issue,
    Note,
    Print,
    PrintEnded,
    Printing,
    Report,
    State,
    Ticked,
    Told,
    Touched,
    Unreached,
    Void,
)
from tests.screens.kiosk_hall import NINE, hall, issued

HALL = hall()
WELFARE = HALL.matters_of("welfare")[0].id
REFUSED = Refused(code="numbers_stopped", text=Words("今天已停止取号。"))


class Session:
    """One kiosk: `touch` and the like take what a resident takes between two touches."""

    def __init__(self, state: State | None = None) -> None:
        self.now = NINE
        self.hall = HALL
        self.online = True
        self.state = state or State(since=self.now, touched_at=self.now, fault=None)
        self.intents: list[Intent] = []

    def scene(self) -> object:
        return self.state.scene

    def warned(self) -> bool:
        return self.state.warned

    def happen(self, event: Event) -> list[Intent]:
        followed = step(self.state, event, self.now, self.hall, online=self.online)
        self.state = followed.state
        self.intents += followed.intents
        return list(followed.intents)

    def touch(self, *touches: str) -> list[Intent]:
        intents: list[Intent] = []
        for touch in touches:
            self.now += 1_000
            intents += self.happen(Touched(touch))
        return intents

    def wait(self, ms: int) -> list[Intent]:
        self.now += ms
        return self.happen(Ticked())

    def at_ticket(self) -> Issued:
        """A number has just been given."""
        self.touch("line:welfare", f"matter:{WELFARE}", "take")
        ticket = issued(matter=WELFARE)
        self.happen(Answered(self.state.asks, ticket))
        return ticket


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


def test_the_same_matter_again_within_ten_seconds_asks_first() -> None:
    """再取一张？"""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    assert session.touch("done", "line:welfare", f"matter:{WELFARE}", "take") == []
    assert session.scene() == Again(Guide(WELFARE))
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


def test_the_same_matter_later_or_another_matter_is_not_asked_about() -> None:
    """The next in the row comes for the same thing, too."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.touch("done")
    session.wait(SAME_MATTER_MS)
    assert session.touch("line:welfare", f"matter:{WELFARE}", "take") == [Issue(2, WELFARE, None, "zh")]


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
    assert session.touch("noted") == []
    assert session.scene() == Home()


def test_a_number_nobody_noted_is_voided_after_a_minute() -> None:
    """Voided: nobody holds it, no paper, not noted."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, "paper_out"))
    assert session.wait(NOTE_MS - 1) == []
    assert session.wait(1) == [Void(7)]
    assert session.scene() == Home()


def test_changing_the_language_does_not_buy_a_number_time_nor_cost_it_any() -> None:
    """The minute runs from when the number was shown."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, "paper_out"))
    session.touch("language", "large")
    assert session.wait(NOTE_MS - 2_000) == [Void(7)]


def test_a_printer_that_works_again_is_reported_once() -> None:
    """The alarm ends by itself."""
    session = Session(State(since=NINE, touched_at=NINE, fault="paper_out"))
    session.at_ticket()
    assert session.happen(PrintEnded(7, None)) == [Report(None)]
    assert session.happen(PrintEnded(8, None)) == []


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


def test_the_ticket_screen_goes_by_itself() -> None:
    """Who has taken the paper need not touch again."""
    session = Session()
    session.at_ticket()
    session.happen(PrintEnded(7, None))
    session.wait(COLLECT_MS)
    assert session.scene() == Home()


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


def test_a_matter_withdrawn_while_it_is_shown_leads_home() -> None:
    """The hall's set-up changed. (M-7)"""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}")
    session.hall = replace(HALL, matters={k: v for k, v in HALL.matters.items() if k != WELFARE})
    session.wait(100)
    assert session.scene() == Home()
