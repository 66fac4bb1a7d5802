"""Not yet: the resident lets the next few go first (field.md, what nobody does yet 6)."""

import pytest

from common.commands_place import GrantSpecial, StepBack
from server.rules import facts as f
from server.rules.setup import Settings
from tests.rules.street import BOSS, KIOSK, Street, clerk, morning
from tests.rules.test_place import queue


def step_back(street: Street, number: str = "R001") -> None:
    ticket = next(ticket for ticket in street.hall.tickets.values() if ticket.number == number)
    street.give(KIOSK, StepBack(ticket=ticket.id))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (0, ["R001"]),
        (1, ["R002", "R001"]),
        (3, ["R002", "R003", "R004", "R001"]),
        (5, ["R002", "R003", "R004", "R001", "R005", "R006"]),
    ],
)
def test_who_says_not_yet_lets_three_go_first(later: int, expected: list[str]) -> None:
    """At the kiosk, by the ticket scanned; the last if fewer, where it was if none."""
    street = morning()
    queue(street, 1 + later)
    step_back(street)
    assert street.waiting() == expected


def test_it_may_be_said_again_and_nobody_who_came_later_is_hurt() -> None:
    """Each time three more; the others keep their order."""
    street = morning()
    queue(street, 8)
    step_back(street)
    step_back(street)
    assert street.waiting() == ["R002", "R003", "R004", "R005", "R006", "R007", "R001", "R008"]


def test_the_wait_counts_on_for_one_who_waits() -> None:
    """The figures say how long the resident was here, not how long at this place."""
    street = morning()
    ticket = queue(street, 2)[0]
    step_back(street)
    street.later(minutes=4)
    assert street.serve("A1").number == "R002"
    assert street.call("A1") is ticket
    assert street.hall.tally("line:r").wait_ms == (6 + 5) * 60_000


def test_one_who_was_called_goes_back_and_the_window_is_free() -> None:
    """By the clerk who called, or at the kiosk; the clerk calls the next."""
    for actor in (clerk("A1"), KIOSK, BOSS):
        street = morning()
        first, second = queue(street, 2)
        street.call("A1")
        street.give(actor, StepBack(ticket=first.id))
        assert (street.hall.hands, street.waiting()) == ({}, ["R002", "R001"])
        assert first.id not in street.hall.calls
        assert street.call("A1") is second


def test_who_read_that_the_number_waits_loses_no_call() -> None:
    """The kiosk's screen was older than the call; in line it is the same as ever."""
    street = morning()
    first, second = queue(street, 2)
    street.call("A1")
    assert street.refused(KIOSK, StepBack(ticket=first.id, if_waiting=True)) == "called_meanwhile"
    assert first.id in street.hall.calls
    street.give(KIOSK, StepBack(ticket=second.id, if_waiting=True))
    assert street.waiting() == ["R002"]


def test_it_is_on_record_who_said_it_for_whom() -> None:
    """A fact with the place that it led to."""
    street = morning()
    first = queue(street, 2)[0]
    street.give(KIOSK, StepBack(ticket=first.id))
    (entry,) = street.facts(f.TicketSteppedBack)
    assert entry.by == KIOSK.id
    assert entry.fact == f.TicketSteppedBack(ticket=first.id, claim=first.claim, placed=entry.version)


def test_a_grant_of_the_special_channel_ends_with_it() -> None:
    """Or the ticket would go first at once."""
    street = morning()
    queue(street, 5)
    last = next(t for t in street.hall.tickets.values() if t.number == "R005")
    street.give(BOSS, GrantSpecial(ticket=last.id, reason="frail"))
    street.give(KIOSK, StepBack(ticket=last.id))
    assert last.special is None
    assert street.call("A1").number == "R001"


def test_how_many_go_first_is_the_setting_of_a_missed_call() -> None:
    """`re_entry_behind`."""
    street = morning(settings=Settings(re_entry_behind=1))
    queue(street, 3)
    step_back(street)
    assert street.waiting() == ["R002", "R001", "R003"]
