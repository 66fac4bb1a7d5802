"""Who is next: each row of the table of claims in docs/rules.md."""

import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.setup import PriorityClass, Settings
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment, morning, words

NEXT_DAY = "2026-11-24"


def queue(street: Street, count: int, matter: str = "mr") -> list[Ticket]:
    """So many residents, one each minute."""
    tickets = []
    for _ in range(count):
        tickets.append(street.issue(matter))
        street.later(minutes=1)
    return tickets


def miss(street: Street, name: str = "A1") -> Ticket:
    ticket = street.call(name)
    street.give(clerk(name), c.MarkNoShow(ticket=ticket.id))
    return ticket


def back(street: Street, ticket: Ticket) -> None:
    street.give(BOSS, c.ReEnter(ticket=ticket.id))


def test_a_walk_in_counts_from_its_issue() -> None:
    """field.md 12: first in, first out, ties by the ledger."""
    street = morning()
    tickets = [street.issue() for _ in range(3)] + queue(street, 2)
    assert all(ticket.claim == ticket.issued_at and ticket.placed == ticket.id for ticket in tickets)
    assert [street.serve("A1").id for _ in range(5)] == [ticket.id for ticket in tickets]


def test_the_printed_number_decides_nothing() -> None:
    """A transferred ticket with a late number may come first."""
    street = morning()
    queue(street, 1, "ms")
    moved = queue(street, 1, "mr")[0]
    late = queue(street, 1, "ms")[0]
    street.call("A1")
    street.give(clerk("A1"), c.TransferTicket(ticket=moved.id, matter="ms"))
    assert street.waiting("s") == ["S001", moved.number, late.number]


def test_a_priority_class_counts_from_its_head_start() -> None:
    """Half an hour before its issue."""
    street = morning()
    ticket = street.issue(priority="elder")
    assert ticket.claim == street.at - 30 * MINUTE


def test_a_transfer_keeps_number_claim_and_arrival() -> None:
    """The place in time, and the history (field.md 9); called only after those who came before it."""  # F-2
    street = morning()
    before = queue(street, 1, "ms")[0]
    ticket = queue(street, 1, "mr")[0]
    after = queue(street, 1, "ms")[0]
    issued_at, number = ticket.issued_at, ticket.number
    street.call("A1")
    street.start("A1", ticket)
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms"))
    assert (ticket.matter, ticket.line, ticket.state) == ("ms", "s", "waiting")
    assert (ticket.number, ticket.issued_at, ticket.claim) == (number, issued_at, issued_at)
    assert street.waiting("s") == [before.number, ticket.number, after.number]
    assert not street.hall.hands


def test_a_held_ticket_can_be_transferred() -> None:
    """By whoever serves its post."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="mt"))
    assert (street.hall.held, street.waiting("t")) == ([], [ticket.number])


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (0, ["R001"]),
        (1, ["R002", "R001"]),
        (2, ["R002", "R003", "R001"]),
        (3, ["R002", "R003", "R004", "R001"]),
        (5, ["R002", "R003", "R004", "R001", "R005", "R006"]),
    ],
)
def test_a_first_missed_call_comes_back_behind_the_third(later: int, expected: list[str]) -> None:
    """field.md 10: the last if fewer, where it was if none."""
    street = morning()
    queue(street, 1 + later)
    ticket = miss(street)
    back(street, ticket)
    assert street.waiting() == expected


def test_only_those_later_than_oneself_count_as_the_three() -> None:
    """An elder who missed a call is not sent behind people who were before in line anyway."""
    street = morning()
    first = queue(street, 1)[0]
    street.later(minutes=10)
    queue(street, 4)
    elder = street.issue(priority="elder")  # R006, its claim before R001's
    assert miss(street) is elder
    back(street, elder)
    assert street.waiting() == [first.number, "R002", "R003", "R006", "R004", "R005"]
    second = queue(street, 1)[0]
    assert street.waiting()[-1] == second.number


def test_the_number_of_places_is_a_setting() -> None:
    """`re_entry_behind`."""
    street = morning(settings=Settings(re_entry_behind=1))
    queue(street, 3)
    back(street, miss(street))
    assert street.waiting() == ["R002", "R001", "R003"]


def test_two_who_missed_behind_the_same_keep_their_order() -> None:
    """Ties go by when the place was set; nobody gets the tenth place by the third's claim."""
    street = morning()
    queue(street, 6)
    one, two = miss(street), miss(street)
    back(street, one)
    back(street, two)
    assert street.waiting() == ["R003", "R004", "R005", "R001", "R002", "R006"]


def test_missed_a_second_time_the_wait_begins_now() -> None:
    """Later re-entries of the same day."""
    street = morning()
    queue(street, 5)
    ticket = miss(street)
    back(street, ticket)
    for _ in range(3):
        street.serve("A1")
    assert miss(street) is ticket
    back(street, ticket)
    assert (street.waiting(), ticket.claim) == (["R005", "R001"], street.at)


def test_a_call_put_back_keeps_its_place_to_the_letter() -> None:
    """Claim and placed: nothing of its wait has changed."""
    street = morning()
    ticket = queue(street, 2)[0]
    key = ticket.key
    street.call("A1")
    street.give(clerk("A1"), c.StepAway(reason="unwell"))
    street.later(minutes=5)
    assert (ticket.key, ticket.state) == (key, "waiting")


def overnight(*priorities: str | None) -> tuple[Street, list[Ticket]]:
    """A ticket each, carried over to the next day."""
    street = morning()
    tickets = []
    for priority in priorities:
        tickets.append(street.issue(priority=priority))
        street.later(minutes=1)
    street.until("07:59", NEXT_DAY)
    return street, tickets


def test_who_is_carried_over_stands_in_no_line_until_checked_in() -> None:
    """field.md 19: flagged, never dropped."""
    street, (ticket,) = overnight(None)
    assert (ticket.state, ticket.carried, ticket.in_line) == ("waiting", True, False)
    street.until("08:30", NEXT_DAY)
    street.sit("A1")
    assert street.refused(clerk("A1"), c.CallNext()) == "nobody_waits"
    assert street.refused(clerk("A1"), c.CallThis(ticket=ticket.id)) == "ticket_state"


def test_checked_in_by_opening_and_half_an_hour_they_come_first_in_their_old_order() -> None:
    """Before everybody who drew a number today, also before opening: with priority."""
    street, (one, two) = overnight(None, None)
    street.until("08:00", NEXT_DAY)
    today = street.issue()
    street.until("08:10", NEXT_DAY)
    back(street, two)
    street.until("09:00", NEXT_DAY)
    back(street, one)
    assert street.waiting() == [one.number, two.number, today.number]
    assert one.claim == moment("08:00", NEXT_DAY)


def test_checked_in_later_the_wait_begins_now() -> None:
    """No place is kept for ever."""
    street, (ticket,) = overnight(None)
    street.until("08:40", NEXT_DAY)
    today = street.issue()
    street.until("09:00:00.001", NEXT_DAY)
    back(street, ticket)
    assert street.waiting() == [today.number, ticket.number]
    assert ticket.claim == street.at


def test_the_half_hour_is_a_setting() -> None:
    """`carry_check_in_min`."""
    street = morning(settings=Settings(carry_check_in_min=0))
    ticket = street.issue()
    street.until("08:31", NEXT_DAY)
    today = street.issue()
    back(street, ticket)
    assert street.waiting() == [today.number, ticket.number]


def test_a_day_opened_late_counts_the_half_hour_from_then() -> None:
    """The hall's computer came up at ten: nobody could have checked in before."""
    street, (ticket,) = overnight(None)
    street.at = moment("10:00", NEXT_DAY)
    today = street.issue()
    street.until("10:20", NEXT_DAY)
    back(street, ticket)
    assert street.waiting() == [ticket.number, today.number]


def test_a_day_opened_by_hand_counts_it_from_then_too() -> None:
    """On a Saturday the calendar names no opening."""
    street = morning()
    ticket = street.issue()
    street.until("09:00", "2026-11-28")
    carried = [street.hall.tickets[number] for number in street.hall.outside]
    assert carried == []  # Friday's close let it lapse: it was carried over once
    street = Street(at=moment("17:00", "2026-11-27"))
    ticket = street.issue()
    street.until("09:00", "2026-11-28")
    street.give(BOSS, c.OpenHall())
    today = street.issue()
    street.later(minutes=20)
    back(street, ticket)
    assert street.waiting() == [ticket.number, today.number]


def test_a_hall_closed_for_an_hour_in_the_middle_of_the_day_keeps_the_order() -> None:
    """Whoever waited waits on, before everybody who came since."""
    street = morning()
    queue(street, 3)
    street.give(BOSS, c.CloseDay())
    street.later(minutes=60)
    street.give(BOSS, c.OpenHall())
    today = street.issue()
    assert street.waiting() == ["R001", "R002", "R003", today.number]


def test_a_ticket_is_carried_over_once_and_then_lapses() -> None:
    """Whoever did not check in the day after is not waited for any more."""
    street, (ticket,) = overnight(None)
    street.until("23:00", NEXT_DAY)
    closed = street.made(f.DayClosed)[-1]
    assert closed == f.DayClosed(day=NEXT_DAY, carried=(), lapsed=(ticket.id,))
    street.until("09:00", "2026-11-25")
    assert street.refused(BOSS, c.ReEnter(ticket=ticket.id)) == "unknown_ticket"


def test_carried_over_twice_after_checking_in() -> None:
    """It waited again all day: it is carried over again, and keeps its order."""
    street, (one, two) = overnight(None, None)
    street.until("08:30", NEXT_DAY)
    back(street, two)
    back(street, one)
    street.until("08:30", "2026-11-25")
    back(street, two)
    back(street, one)
    assert street.waiting() == [one.number, two.number]


def test_a_missed_ticket_lapses_at_the_end_of_the_day() -> None:
    """It had its call."""
    street = morning()
    street.issue()
    ticket = miss(street)
    street.until("23:00")
    (closed,) = street.made(f.DayClosed)
    assert closed == f.DayClosed(day="2026-11-23", carried=(), lapsed=(ticket.id,))


def test_the_largest_head_start_bounds_who_may_pass() -> None:
    """field.md 11: an ordinary resident is passed by nobody who came more than that later."""
    street = morning(priorities=(PriorityClass(id="elder", name=words("老年人"), head_start_min=20),))
    ordinary = street.issue()
    elders = []
    while ordinary.state == "waiting":
        elders.append(street.issue(priority="elder"))
        street.serve("A1")
        street.later(minutes=1)
    assert [elder.issued_at - ordinary.issued_at for elder in elders][-1] == 20 * MINUTE
    assert all(elder.state == "finished" for elder in elders[:-1])
