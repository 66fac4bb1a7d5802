"""Closing never drops a ticket: how long one that is carried over is kept, and what a second opening does (Q-6)."""

import msgspec
import pytest

from common import commands as c
from server.rules import facts as f
from server.rules.hall import Ticket
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning, small_setup

TUESDAY = "2026-11-24"


def closed_by_mistake() -> Street:
    """Three wait at nine when the day is closed, and a minute later it is opened again."""
    street = morning()
    for _ in range(3):
        street.issue()
    street.until("09:00")
    street.give(BOSS, c.CloseDay())
    street.later(minutes=1)
    street.give(BOSS, c.OpenHall())
    return street


def test_a_day_closed_by_mistake_goes_on_with_everybody_in_line() -> None:
    """At their own places, without a check-in; their wait goes on."""
    street = closed_by_mistake()
    assert street.waiting() == ["R001", "R002", "R003"]
    assert street.hall.outside == []
    first = street.hall.tickets[min(street.hall.tickets)]
    assert street.at - first.waits_since == 31 * MINUTE - MINUTE  # the closed minute is no waiting
    street.sit("A1")
    assert street.call("A1") is first


def test_after_a_mistaken_close_nobody_lapses_that_evening() -> None:
    """They were carried over on this very day."""
    street = closed_by_mistake()
    street.until("07:00", TUESDAY)
    assert street.made(f.DayClosed)[-1].lapsed == ()
    assert len(street.hall.outside) == 3


def test_a_day_closed_twice_before_anybody_could_come_drops_nobody() -> None:
    """Yesterday's stay outside through a mistaken close, and check in before today's numbers."""
    street = morning()
    old = street.issue()
    street.until("19:00")
    street.give(BOSS, c.CloseDay())
    street.give(BOSS, c.OpenHall())
    street.give(BOSS, c.CloseDay())
    assert street.hall.outside == [old.id]
    street.until("08:10", TUESDAY)
    today = street.issue()
    street.until("08:40", TUESDAY)
    street.give(BOSS, c.ReEnter(ticket=old.id))
    assert street.waiting() == [old.number, today.number]


def test_who_was_carried_from_yesterday_comes_before_today_also_after_a_second_opening() -> None:
    """Before the numbers that were given at the first."""
    street = morning()
    old = street.issue()
    street.until("08:31", TUESDAY)
    today = street.issue()
    street.give(BOSS, c.CloseDay())
    street.later(minutes=5)
    street.give(BOSS, c.OpenHall())
    street.later(minutes=5)
    street.give(BOSS, c.ReEnter(ticket=old.id))
    assert street.waiting() == [old.number, today.number]


def test_a_ticket_of_a_line_served_on_mondays_only_waits_for_the_next_monday() -> None:
    """The days between are not its line's."""
    posts = tuple(
        msgspec.structs.replace(p, weekdays=(1,)) if p.id == "pt" else p for p in small_setup().posts
    )
    street = morning(posts=posts)
    ticket = street.issue("mt")
    street.until("08:10", "2026-11-30")
    street.give(BOSS, c.ReEnter(ticket=ticket.id))
    assert street.waiting("t") == [ticket.number]


def test_a_ticket_of_a_line_served_on_mondays_only_lapses_after_the_next_monday() -> None:
    """It had its day."""
    street = Street(shared_setup())
    street.until("08:20")
    ticket = street.issue("mt")  # Mondays and Wednesdays
    street.until("23:00", TUESDAY)
    assert street.hall.outside == [ticket.id]
    street.until("23:00", "2026-11-25")
    assert street.made(f.DayClosed)[-1].lapsed == (ticket.id,)


def test_a_saturday_opened_by_hand_does_not_drop_fridays_tickets() -> None:
    """Nobody was told to come on it; whoever comes is served first all the same."""
    street = Street(at=moment("17:00", "2026-11-27"))
    one, two = street.issue(), street.issue()
    street.until("09:00", "2026-11-28")
    street.give(BOSS, c.OpenHall())
    street.give(BOSS, c.ReEnter(ticket=two.id))
    street.until("12:00", "2026-11-28")
    street.give(BOSS, c.CloseDay())
    assert street.made(f.DayClosed)[-1] == f.DayClosed(day="2026-11-28", carried=(one.id, two.id))
    street.until("08:10", "2026-11-30")
    for ticket in (two, one):
        street.give(BOSS, c.ReEnter(ticket=ticket.id))
    assert street.waiting() == [one.number, two.number]
    street.until("23:00", "2026-11-30")
    assert street.made(f.DayClosed)[-1].lapsed == ()  # both waited in line: carried over again


@pytest.mark.parametrize("kind", [c.VoidTicket, c.WithdrawTicket])
def test_who_was_carried_over_and_gave_up_does_not_lapse_too(kind: type[c.VoidTicket]) -> None:
    """It has ended already; a ticket ends once."""
    street = morning()
    ticket = street.issue()
    street.until("09:00", TUESDAY)
    street.give(BOSS, kind(ticket=ticket.id))
    street.until("23:00", TUESDAY)
    assert [closed.lapsed for closed in street.made(f.DayClosed)] == [(), ()]


def missed_at_nine() -> Street:
    """One has missed the call, one waits, and the day is closed at nine by mistake."""
    street = morning()
    street.issue(), street.issue()
    ticket = street.call("A1")
    street.give(clerk("A1"), c.MarkNoShow(ticket=ticket.id))
    street.until("09:00")
    street.give(BOSS, c.CloseDay())
    return street


def test_who_missed_the_call_does_not_lapse_by_a_mistaken_close() -> None:
    """Still missed, still there, and the number is not given again."""
    street = missed_at_nine()
    first, second = sorted(street.hall.tickets)
    closed = f.DayClosed(day="2026-11-23", carried=(second,), missed=(first,))
    assert street.made(f.DayClosed) == [closed]
    assert (street.hall.tickets[first].state, street.hall.outside) == ("missed", [first, second])
    assert street.hall.kept_numbers == {"R001", "R002"}


def test_opened_again_the_missed_one_is_as_any_missed_one_of_the_day() -> None:
    """Comes back behind the next few; staying away until the closing, it lapses that evening."""
    for comes in (True, False):
        street = missed_at_nine()
        street.give(BOSS, c.OpenHall())
        first = street.hall.tickets[min(street.hall.tickets)]
        if comes:
            street.give(KIOSK, c.ReEnter(ticket=first.id))
            assert street.waiting() == ["R002", "R001"]
        street.until("00:01", TUESDAY)
        lapsed = street.made(f.DayClosed)[-1].lapsed
        assert lapsed == (() if comes else (first.id,))


def test_the_next_morning_a_missed_one_left_over_comes_back_behind_the_next_few() -> None:
    """It missed its call: it does not stand before those who only wait, as one who is carried over does."""
    street = missed_at_nine()
    first = street.hall.tickets[min(street.hall.tickets)]
    street.until("08:40", TUESDAY)
    today: list[Ticket] = []
    for _ in range(4):
        street.later(seconds=10)
        today.append(street.issue())
    street.give(KIOSK, c.ReEnter(ticket=max(street.hall.outside)))
    street.give(KIOSK, c.ReEnter(ticket=first.id))
    assert street.waiting() == [
        "R002",
        *(t.number for t in today[:2]),
        "R001",
        *(t.number for t in today[2:]),
    ]
    assert (first.re_entries, first.carried_on) == (1, "")


def test_a_missed_one_left_over_lapses_at_the_end_of_the_next_day_that_is_over() -> None:
    """It had its day; the machine being off on a day is none."""
    street = missed_at_nine()
    first = min(street.hall.tickets)
    street.until("10:00", TUESDAY)
    street.at = moment("08:00", "2026-11-25")  # off from Tuesday at ten
    street.until("10:00", "2026-11-25")
    assert street.made(f.DayClosed)[-1].missed == (first,)
    street.until("23:59", "2026-11-25")
    assert street.made(f.DayClosed)[-1].lapsed == (first, first + 1)
