"""The order shown to a clerk is the order in which this clerk would call."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common import commands as c
from common.commands_place import AddMatter, GrantSpecial, StepBack
from common.messages import Issued
from common.rows import TicketRow
from server.rules.hall import Key, Ticket
from server.rules.next_calls import called_before, called_before_place, next_calls, order_of_calls
from server.rules.place import next_ticket
from server.rules.queues import queues_served_by
from server.rules.setup import Settings
from server.rules.setup_cover import Sharing
from server.rules.view import table
from tests.rules.setup_cover_hall import all_seated, post_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, KIOSK, Street, clerk, morning
from tests.rules.test_place import queue


def listed(street: Street, audience: str) -> list[TicketRow]:
    """The waiting list of an audience, by the order that its rows carry."""
    rows = table(street.hall, audience, "waiting").values()
    return sorted((row for row in rows if isinstance(row, TicketRow)), key=lambda row: row.order)


def numbers(street: Street, audience: str = "clerk:A1") -> list[str]:
    return [row.number for row in listed(street, audience)]


def test_one_who_goes_first_stands_before_the_lines_smallest_at_its_pace() -> None:
    """The second of the granted waits for three ordinary calls, in the list as at the window."""
    street = morning()
    tickets = queue(street, 6)
    for ticket in (tickets[5], tickets[4]):
        street.give(BOSS, GrantSpecial(ticket=ticket.id, reason="disabled"))
    expected = ["R006", "R001", "R002", "R003", "R005", "R004"]
    assert numbers(street) == numbers(street, "supervisor") == expected
    assert [street.serve("A1").number for _ in range(6)] == expected


def test_a_guests_line_stands_where_the_offset_puts_it() -> None:
    """A2 shares A1's load: R001 waits longer than S001, but not by the offset; for A1 nothing is shifted."""  # AB-9
    street = all_seated(post_with("pr", sharing=Sharing(longest_min=10)))
    street.issue("mr")
    street.later(minutes=6)
    street.issue("ms")
    street.later(minutes=5)
    assert numbers(street, "clerk:A2") == ["S001", "R001"]
    assert numbers(street, "clerk:A1") == ["R001"]


def test_a_call_leaves_the_order_of_everybody_else_as_it_was() -> None:
    """So that a list of twenty is not sent again for each call."""
    street = morning()
    queue(street, 8)
    before = {row.number: row for row in listed(street, "clerk:A1")}
    street.call("A1")
    assert all(before[row.number] == row for row in listed(street, "clerk:A1"))


def test_one_who_goes_first_is_shown_even_behind_all_that_are_shown() -> None:
    """The list ends after twenty; a grant that the pace puts later still stands below them."""
    street = morning(settings=Settings(special_one_in=30))
    tickets = queue(street, 40)
    for ticket in (tickets[39], tickets[38]):
        street.give(BOSS, GrantSpecial(ticket=ticket.id, reason="disabled"))
    shown = numbers(street)
    assert (shown[0], shown[-1], len(shown)) == ("R040", "R039", 21)


def test_outside_the_line_there_is_no_order() -> None:
    """In hand, held or missed: nothing to compare."""
    street = morning()
    (ticket,) = queue(street, 1)
    street.call("A1")
    row = table(street.hall, "clerk:A1", "hand")[str(ticket.id)]
    assert isinstance(row, TicketRow)
    assert row.order == 0


def test_a_row_says_what_set_its_place_anew() -> None:
    """Sent here, sent back, its next matter, come back, not yet; none: its issue."""
    street = Street(shared_setup(call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    ticket = street.issue("mr")

    def came(name: str) -> str | None:
        row = table(street.hall, f"clerk:{name}", "waiting")[str(ticket.id)]
        assert isinstance(row, TicketRow)
        return row.came

    def at(name: str) -> None:
        street.call(name)
        street.start(name, ticket)

    assert came("A1") is None
    street.give(KIOSK, StepBack(ticket=ticket.id))
    assert came("A1") == "stepped_back"
    at("A1")
    street.give(clerk("A1"), c.TransferTicket(ticket=ticket.id, matter="ms", back=True))
    assert came("A2") == "transfer"
    at("A2")
    street.give(clerk("A2"), c.FinishService(ticket=ticket.id))
    assert came("A1") == "return"
    at("A1")
    street.give(clerk("A1"), AddMatter(ticket=ticket.id, matter="ms"))
    street.give(clerk("A1"), c.FinishService(ticket=ticket.id))
    assert came("A2") == "next"
    street.call("A2")
    street.give(clerk("A2"), c.MarkNoShow(ticket=ticket.id))
    street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    assert came("A2") == "re_entry"


COMERS = st.lists(st.tuples(st.sampled_from(["mr", "mu"]), st.booleans(), st.integers(0, 40)), max_size=12)
GRANTS = st.dictionaries(st.integers(0, 11), st.booleans(), max_size=6)


def _come(street: Street, comers: list[tuple[str, bool, int]]) -> list[Ticket]:
    tickets = []
    for matter, old, minutes in comers:
        street.later(minutes=minutes / 10)
        tickets.append(street.issue(matter, "elder" if old else None))
    return tickets


@settings(max_examples=60)
@given(comers=COMERS, grants=GRANTS, one_in=st.integers(1, 5))
def test_the_order_is_that_of_the_calls(
    comers: list[tuple[str, bool, int]], grants: dict[int, bool], one_in: int
) -> None:
    """Two lines, head starts, grants within and beyond the pace: whoever is called next stood first."""
    street = Street(shared_setup(special_one_in=one_in, call_next_finishes=True))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    tickets = _come(street, comers)
    for n, beyond in grants.items():
        if n < len(tickets):
            street.give(BOSS, GrantSpecial(ticket=tickets[n].id, reason="frail", beyond_pace=beyond))
    expected = numbers(street)
    assert sorted(expected) == sorted(ticket.number for ticket in tickets)
    assert [street.serve("A1").number for _ in tickets] == expected


def test_the_first_of_the_order_is_who_is_called() -> None:
    """Also of a guest's lines, call by call, as sharing begins and ends."""  # AB-9
    street = all_seated(post_with("pr", sharing=Sharing(waiting=4)))
    for matter in ["mr", "mr", "ms", "mr", "mr", "mr", "ms", "ms", "mr"]:
        street.issue(matter)
        street.later(minutes=3)
    while queues_served_by(street.hall, "A2"):
        queues = queues_served_by(street.hall, "A2")
        found = next_ticket(street.hall, queues)
        assert list(next_calls(street.hall, queues, 1)) == ([found.ticket] if found else [])
        if found is None:
            break
        ticket = street.serve("A2")
        assert ticket.id == found.ticket
        assert ticket.state == "finished"
    assert street.refused(clerk("A2"), c.CallNext()) == "nobody_waits"


@pytest.mark.parametrize("priority", [None, "elder"])
def test_the_number_at_issue_counts_who_goes_first_as_every_later_question_does(priority: str | None) -> None:
    """An elder's place is before all, and yet whoever was granted the special channel is called first."""
    street = morning(settings=Settings(special_one_in=5))
    for _ in range(4):
        street.issue()
    last = next(ticket for ticket in street.hall.tickets.values() if ticket.number == "R004")
    street.give(BOSS, GrantSpecial(ticket=last.id, reason="frail"))
    answer = street.give(KIOSK, c.IssueTicket(matter="mr", priority=priority))
    assert isinstance(answer, Issued)
    assert answer.ahead == called_before(street.hall, street.hall.tickets[answer.ticket])
    assert answer.ahead == (4 if priority is None else 1)


@settings(max_examples=150, deadline=None)
@given(
    granted=st.lists(st.tuples(st.integers(0, 19), st.booleans()), max_size=5, unique_by=lambda one: one[0]),
    served=st.integers(0, 5),
    one_in=st.integers(1, 5),
)
def test_how_many_are_before_a_place_is_what_the_calls_will_show(
    granted: list[tuple[int, bool]], served: int, one_in: int
) -> None:
    """Followed only as far as somebody goes first, it is the same for everybody, and for who is about to come."""
    street = morning(settings=Settings(special_one_in=one_in))
    tickets = queue(street, 20)
    for at, beyond in granted:
        street.give(BOSS, GrantSpecial(ticket=tickets[at].id, reason="frail", beyond_pace=beyond))
    for _ in range(served):
        street.serve("A1")
    order = order_of_calls(street.hall, "r")
    assert {ticket: called_before(street.hall, street.hall.tickets[ticket]) for ticket in order} == order
    now = (street.at, street.hall.version + 1, street.hall.version + 1)
    assert called_before_place(street.hall, "r", now) == len(order)


def test_behind_one_who_goes_first_nobody_is_walked_through_one_by_one() -> None:
    """A number is given at once, however many wait: some thousands wait on an enrolment day."""
    street = morning()
    tickets = queue(street, 60)
    street.give(BOSS, GrantSpecial(ticket=tickets[-1].id, reason="frail"))
    keys = Watched(street.hall.lines["r"])
    street.hall.lines["r"] = keys
    assert called_before(street.hall, tickets[50]) == 51
    assert keys.looked < 20


class Watched(list[Key]):
    """Counts how often somebody looks at a place."""

    looked = 0

    def __getitem__(self, at: Any) -> Any:
        self.looked += 1
        return super().__getitem__(at)
