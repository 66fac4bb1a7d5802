"""A number is drawn: one door, one line (Q-1), and what else a resident meets at the kiosk."""

import msgspec

from common import commands as c
from common.messages import Issued
from server.rules import facts as f
from server.rules.issuing import check_of
from server.rules.setup import Settings
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, small_setup


def test_a_resident_gets_one_number_in_the_matters_line() -> None:
    """The answer says all that stands on the paper."""
    street = morning()
    street.issue("mr")
    answer = street.give(KIOSK, c.IssueTicket(matter="mr", language="en"))
    assert isinstance(answer, Issued)
    ticket = street.hall.tickets[answer.ticket]
    assert answer == Issued(
        ticket=ticket.id,
        number="R002",
        matter="mr",
        line="r",
        ahead=1,
        window=1,
        usual=1,
        issued_at=street.at,
        check=check_of(ticket.id, street.at),
        wait=(ticket.given.low_min, ticket.given.high_min) if ticket.given else None,
    )
    assert answer.wait is not None
    assert (ticket.state, ticket.language, ticket.claim) == ("waiting", "en", street.at)


def test_each_line_counts_its_own_numbers() -> None:
    """R001, S001, R002."""
    street = morning()
    numbers = [street.issue(matter).number for matter in ("mr", "ms", "mr", "mt")]
    assert numbers == ["R001", "S001", "R002", "T001"]


def test_two_matters_may_share_a_line() -> None:
    """One line, one row of numbers, one order."""
    street = Street(shared_setup())
    street.until("08:30")
    assert [street.issue(matter).number for matter in ("mr", "mr2", "mr")] == ["R001", "R002", "R003"]
    assert street.waiting() == ["R001", "R002", "R003"]


def test_fifty_tickets_are_fifty_consecutive_numbers() -> None:
    """field.md 8: in one and the same moment too."""
    street = morning()
    assert [street.issue().number for _ in range(50)] == [f"R{n:03d}" for n in range(1, 51)]
    assert street.waiting() == [f"R{n:03d}" for n in range(1, 51)]


def test_after_nine_hundred_and_ninety_nine_numbers_go_on() -> None:
    """A fourth digit rather than a number twice."""
    street = morning()
    street.hall.counters["R"] = 998
    assert [street.issue().number for _ in range(3)] == ["R999", "R1000", "R1001"]


def test_the_next_day_counts_from_one_again() -> None:
    """Numbers are a day's own."""
    street = morning()
    street.issue()
    street.serve("A1")
    street.until("08:40", "2026-11-24")
    assert street.issue().number == "R001"


def test_the_number_of_a_ticket_carried_over_is_left_out() -> None:
    """No number twice while one of them lives."""
    street = morning()
    street.issue()
    street.until("08:40", "2026-11-24")
    assert [street.issue().number for _ in range(2)] == ["R002", "R003"]


def test_a_day_closed_and_opened_again_goes_on_counting() -> None:
    """Numbers are not given again that day."""
    street = morning()
    street.issue()
    street.serve("A1")
    street.give(BOSS, c.CloseDay())
    street.later(minutes=5)
    street.give(BOSS, c.OpenHall())
    assert street.issue().number == "R002"


def test_a_carried_ticket_called_today_keeps_its_number_from_being_given() -> None:
    """Also after it is finished: its paper is still in a hand."""
    street = morning()
    street.issue()
    street.until("08:20", "2026-11-24")
    street.sit("A1")
    carried = street.hall.tickets[street.hall.outside[0]]
    street.give(BOSS, c.ReEnter(ticket=carried.id))
    street.serve("A1")
    assert street.issue().number == "R002"


def test_numbers_are_given_before_opening_and_over_lunch() -> None:
    """Residents come early and at noon."""
    street = Street(at=moment("07:59"))
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "hall_closed"
    for clock, number in (("08:00", "R001"), ("12:30", "R002"), ("17:59:59", "R003")):
        street.until(clock)
        assert street.issue().number == number
    street.until("18:00")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "numbers_stopped"


def test_a_hall_may_give_no_numbers_over_lunch() -> None:
    """Refused with its own reason."""
    street = morning(settings=Settings(numbers_over_break=False))
    street.until("12:00")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "hall_break"
    street.until("14:30")
    assert street.issue().number == "R001"


def test_a_line_without_a_post_today_is_refused() -> None:
    """A closed matter is refused at the kiosk with its reason (field.md 20)."""
    street = Street(shared_setup())
    street.until("09:00", "2026-11-24")  # a Tuesday: pt works on Mondays and Wednesdays
    assert street.refused(KIOSK, c.IssueTicket(matter="mt")) == "line_closed_today"
    street.until("09:00", "2026-11-25")
    assert street.issue("mt").number == "T001"


def test_a_page_left_open_past_closing_is_refused_by_the_server() -> None:
    """field.md 25."""
    street = morning()
    street.until("18:00:01")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "numbers_stopped"
    street.until("23:00")
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "hall_closed"


def test_staff_may_draw_a_number_for_a_resident() -> None:
    """Who gave it is on record."""
    street = morning()
    street.give(clerk("A1"), c.IssueTicket(matter="mr"))
    assert street.facts(f.TicketIssued)[-1].by == "A1"


def test_a_number_that_nobody_holds_is_voided_by_the_kiosk_that_gave_it() -> None:
    """No ghost in the line when no paper came out (field.md 21)."""
    street = morning()
    ghost, other = street.issue(), street.issue()
    street.give(KIOSK, c.VoidTicket(ticket=ghost.id))
    assert (ghost.state, street.waiting()) == ("voided", [other.number])
    assert street.issue().number == "R003"


def test_a_resident_gives_up_from_wherever_the_ticket_is() -> None:
    """Waiting, called, held or missed; the window is free again."""
    street = morning()
    first, second, third, fourth = (street.issue() for _ in range(4))
    street.give(BOSS, c.WithdrawTicket(ticket=fourth.id))
    street.call("A1")
    street.give(clerk("A1"), c.WithdrawTicket(ticket=first.id))
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=second.id))
    street.give(clerk("A1"), c.WithdrawTicket(ticket=second.id))
    street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=third.id))
    street.give(BOSS, c.WithdrawTicket(ticket=third.id))
    states = {ticket.state for ticket in (first, second, third, fourth)}
    assert states == {"withdrawn"}
    hall = street.hall
    assert not any((hall.hands, hall.held, hall.outside, hall.calls, street.waiting()))


def test_numbers_can_be_stopped_for_today_and_the_post_stays_open() -> None:
    """Whoever holds one is served; an empty post is still an alarm."""  # Q-6, AB-10
    street = morning()
    ticket = street.issue()
    street.give(BOSS, c.StopNumbers())
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "numbers_stopped"
    assert street.hall.phase == "open"
    for name in ("A1", "A2", "A3"):
        street.give(clerk(name), c.StandUp())
    assert street.hall.covers["pr"].state == "unattended"
    street.give(clerk("A1"), c.SitDown(window=1))
    assert street.serve("A1") is ticket
    street.until("08:30", "2026-11-24")
    assert street.issue().number == "R001"


def test_a_hall_elsewhere_keeps_its_own_day() -> None:
    """Tickets are never corrupted at five in the afternoon because the day was UTC's."""
    about = msgspec.structs.replace(small_setup().hall, timezone="America/Los_Angeles")
    street = Street(small_setup(hall=about), at=moment("23:50"))
    opening = (
        moment("08:30", "2026-11-24") + 16 * 60 * MINUTE
    )  # 8:30 in Los Angeles is 0:30 the next day here
    street.go(opening)
    assert (street.hall.day, street.hall.phase) == ("2026-11-24", "open")
    street.go(opening + 8 * 60 * MINUTE)  # half past four there, past midnight in UTC
    assert street.hall.day == "2026-11-24"
    assert street.issue().number == "R001"
    street.go(opening + 24 * 60 * MINUTE)
    assert street.hall.day == "2026-11-25"
