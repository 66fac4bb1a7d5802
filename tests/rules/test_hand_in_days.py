"""The day of a number that was given without the server: one that has not come, one long ago, and how many days are remembered. (field.md 7)"""

from datetime import date, timedelta

import pytest

from common import commands as c
from common.own_numbers import check_digits
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.offline.apply import DAYS_REMEMBERED
from server.rules.offline.checks import check_on
from server.rules.order import Actor
from tests.rules import watch
from tests.rules.own import TODAY, hand_in, own, seen, series
from tests.rules.street import BOSS, KIOSK, Street, morning

NEXT = "2026-11-24"
ahead = pytest.mark.parametrize("day", [NEXT, "2099-12-31"])


def given_on(street: Street, *days: str, kiosk: Actor = KIOSK) -> list[Ticket]:
    """One number of each day."""
    return [ticket for day in days for ticket in hand_in(street, own(1, street.at), kiosk=kiosk, day=day)]


def before(days: int) -> str:
    return (date.fromisoformat(TODAY) - timedelta(days=days)).isoformat()


# -- a day that has not come ----------------------------------------------------------------------


@ahead
def test_of_a_day_that_has_not_come_it_is_in_line_today(day: str) -> None:
    """A clock was wrong; whoever holds the number waits here now, and no alarm is needed for that."""
    street = morning()
    assert street.hall.offline.day_before == ""
    (ticket,) = hand_in(street, own(1, street.at + 10), day=day)
    assert (street.waiting(), ticket.state, ticket.claim) == (["Y001"], "waiting", street.at)
    (fact,) = street.made(f.TicketHandedIn)
    assert (fact.day, fact.said, street.hall.offline.late) == (TODAY, day, {})


@ahead
def test_after_closing_it_is_todays_too_and_does_not_stay_for_ever(day: str) -> None:
    """Carried over as whoever waited; after the day on which it could be checked in, it lapses like theirs. (Q-6)"""
    street = morning()
    street.give(BOSS, c.CloseDay())
    (ticket,) = hand_in(street, own(1, street.at), day=day)
    assert (ticket.carried, ticket.carried_on) == (True, TODAY)
    street.until("18:30", NEXT)
    assert ticket.id not in street.hall.tickets
    assert [fact.day for fact in street.made(f.DayClosed) if ticket.id in fact.lapsed] == [NEXT]


@ahead
def test_it_is_known_again_by_the_day_that_its_paper_was_given_on(day: str) -> None:
    """Handed in again it is that ticket, and a second paper bears the digits of the first."""
    street = morning()
    key = series(street).key
    (ticket,) = hand_in(street, own(1, street.at), day=day)
    assert hand_in(street, own(1, street.at), day=day) == [ticket]
    assert check_on(street.hall, ticket) == check_digits(key, day, 1)
    folded = type(street.hall)()
    watch.replayed(folded, street.log)
    assert watch.same(folded, street.hall)


def test_when_that_day_comes_the_kiosk_counts_on() -> None:
    """Else a new resident's number would be taken for the one that was handed in under the wrong date, and be lost."""
    street = morning()
    hand_in(street, own(7, street.at), day=NEXT)
    street.until("09:00", NEXT)
    assert series(street, day=NEXT).used == 7
    (ticket,) = hand_in(street, own(8, street.at), day=NEXT)
    assert street.waiting()[-1:] == [ticket.number] == ["Y008"]


@ahead
def test_its_number_is_not_given_again_today(day: str) -> None:
    """Two with one number would stand in one line."""
    street = morning()
    hand_in(street, own(7, street.at), day=day)
    assert series(street, seen=seen(Y=3)).used == 7


# -- how many days --------------------------------------------------------------------------------


def test_five_kiosks_days_are_remembered_as_long_as_one_kiosks() -> None:
    """Days count, not piles: handed in again each is the ticket that it was."""
    street = morning()
    kiosks = [Actor(f"kiosk:n{n}", KIOSK.roles) for n in range(5)]
    days = [before(n) for n in range(20, 0, -1)]
    first = [given_on(street, *days, kiosk=kiosk) for kiosk in kiosks]
    facts = len(street.facts(f.TicketHandedIn))
    for kiosk, tickets in zip(kiosks, first, strict=True):
        for day, ticket in zip(days, tickets, strict=True):
            street.hall.tickets.setdefault(ticket.id, ticket)
            assert given_on(street, day, kiosk=kiosk) == [ticket]
    assert len(street.facts(f.TicketHandedIn)) == facts == 100


def test_a_pile_that_is_older_than_all_that_are_remembered_is_remembered() -> None:
    """A kiosk came out of a cupboard; the answer is lost, it hands in again."""
    street = morning()
    given_on(street, *[before(n) for n in range(DAYS_REMEMBERED, 0, -1)])
    old = before(400)
    assert given_on(street, old) == given_on(street, old)


def test_the_days_that_came_in_first_are_forgotten_first() -> None:
    """What is remembered does not grow for ever."""
    street = morning()
    days = [before(n) for n in range(DAYS_REMEMBERED + 5, 0, -1)]
    given_on(street, *days[:3], days[0], *days[3:])
    known = {key.partition(":")[0] for key in street.hall.offline.handed}
    assert len(known) == DAYS_REMEMBERED
    assert known == set(days[5:])
