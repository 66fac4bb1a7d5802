"""How long somebody will wait: who stands ahead, who serves and will, and whether that is too late (field.md, first 3, 4)."""

import msgspec

from common import commands as c
from common.messages import Issued
from server.rules.estimate.wait import is_late, wait_of_newcomer, wait_of_ticket
from server.rules.hall import Ticket
from tests.rules.estimating import busy, likely_min, queue, shared, told
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, clerk, moment, morning

# -- who stands ahead -----------------------------------------------------------------------------


def test_a_free_window_and_nobody_ahead_is_within_a_minute_or_two() -> None:
    """From 0: nobody is told to wait who can go there at once."""
    wait = told(morning())
    assert (wait.low_min, wait.raw_min) == (0, 0)
    assert wait.high_min <= 2


def test_each_one_more_ahead_makes_it_longer() -> None:
    """By about the time that a service takes."""
    street = morning()
    seen = []
    for _ in range(8):
        street.issue("mr")
        seen.append(likely_min(street))
    assert seen == sorted(seen)
    assert 5 <= (seen[-1] - seen[0]) / 7 <= 12  # `service_min` is 8


def test_whoever_stands_before_others_by_their_place_waits_less() -> None:
    """The printed number decides nothing (Q-10)."""
    street = morning()
    queue(street, 6)
    last, elder = street.issue("mr"), street.issue("mr", "elder")
    waits = [wait_of_ticket(street.hall, ticket, street.at) for ticket in (last, elder)]
    assert waits[0]
    assert waits[1]
    assert waits[1].likely_ms < waits[0].likely_ms / 3


def test_two_windows_are_nearly_twice_as_fast_as_one() -> None:
    """Filled like connected vessels."""
    one, two = morning(), shared("A1", "A2", "A3", "A4")
    for street in (one, two):
        queue(street, 12)
    assert likely_min(two) < 0.65 * likely_min(one)


def test_what_the_same_clerk_has_to_do_in_another_line_counts_if_it_came_before() -> None:
    """Of six in r, A1 has three; who comes later to r does not matter."""
    street = shared("A1", "A2", "A3", "A4")
    first = street.issue("mu")
    street.later(seconds=5)
    alone = likely_min(street, "u")
    queue(street, 6)
    street.later(seconds=5)
    assert likely_min(street, "u") > alone + 15
    wait = wait_of_ticket(street.hall, first, street.at)
    assert wait is not None
    assert wait.raw_min == 0


def test_a_service_that_has_lasted_long_is_not_expected_to_end_at_once() -> None:
    """What is left of it grows with what it has lasted, more slowly than that."""
    street = morning()
    queue(street, 1)
    busy(street, "A1")
    begun = likely_min(street)
    street.later(minutes=25)
    assert 1 < likely_min(street) < begun + 12


def test_it_costs_the_same_with_four_thousand_waiting_as_with_forty() -> None:
    """A dozen of them are looked at, however many there are."""

    class Counted(dict[int, Ticket]):
        seen = 0

        def __getitem__(self, ticket: int) -> Ticket:
            Counted.seen += 1
            return super().__getitem__(ticket)

    street, looked = morning(), []
    for count in (40, 4_000):
        while len(street.hall.lines.get("r", ())) < count:
            street.issue("mr")
        Counted.seen, plain = 0, street.hall.tickets
        street.hall.tickets = Counted(plain)
        told(street)
        street.hall.tickets = plain
        looked.append(Counted.seen)
    assert looked[1] <= looked[0] <= 24


# -- who serves, and will -------------------------------------------------------------------------


def test_who_comes_before_the_break_and_cannot_be_served_before_it_waits_over_it() -> None:
    """Lunch is from 12:00 to 14:30; nobody has to be there meanwhile (Q-5)."""
    street = morning()
    street.until("11:50")
    queue(street, 6)
    wait = told(street)
    assert street.at + wait.likely_ms > moment("14:30")


def test_a_hall_that_worked_through_its_last_break_is_expected_to_do_so_again() -> None:
    """As its record says, and as long as whoever serves is there."""
    street = morning()
    street.until("11:58")
    queue(street, 4)
    for clock in ("11:59", "12:12", "12:24"):
        street.until(clock)
        street.serve("A1")
    street.until("14:31")
    assert street.hall.estimates.over_break
    street = morning()
    street.hall.estimates.over_break = True
    street.until("11:50")
    queue(street, 6)
    assert street.at + told(street).likely_ms < moment("13:30")


def test_before_opening_the_wait_begins_with_the_opening() -> None:
    """Numbers are given from 8:00, nobody sits there yet."""
    street = Street()
    street.until("08:05")
    assert 24 <= told(street).raw_min <= 30


def test_an_a_at_lunch_by_turns_is_back_after_it() -> None:
    """A1 has lunch from 9:00 to 9:30 and B is not there: the line goes on at 9:30."""
    street = Street(clerk_with("A1", lunch=("09:00", "09:30")))
    street.until("08:20")
    street.sit("A1")
    street.until("08:58")
    queue(street, 3)
    busy(street, "A1")
    assert street.at + told(street).likely_ms > moment("09:30")


def test_a_b_who_covers_has_lines_of_their_own() -> None:
    """What A2 has to do first in their own line is waited for as well (AB-3)."""
    street = morning()
    queue(street, 3)
    by_a = likely_min(street)
    queue(street, 5, "ms")
    street.later(seconds=1)
    street.leaves("A1")
    street.later(minutes=6)
    assert street.cover("pr")[0] == "b_role"
    assert likely_min(street) > by_a + 20


def test_a_who_said_until_when_takes_the_line_again_then() -> None:
    """去向留言 (AB-15): B's own line does not hold it up for longer."""

    def likely(minutes: int) -> float:
        street = morning()
        queue(street, 6, "ms")
        queue(street, 2)
        street.give(clerk("A1"), c.StandUp(reason="meeting", until=street.at + minutes * MINUTE))
        street.later(minutes=1)
        assert street.cover("pr")[0] == "b_role"
        return likely_min(street)

    assert likely(10) < likely(180) - 10


def test_a_post_that_nobody_serves_makes_its_line_wait_for_whoever_is_named() -> None:
    """空岗 (AB-10)."""
    street = Street()
    street.until("08:20")
    street.sit("A2")
    street.until("08:40")
    assert street.hall.covers["pt"].state == "unattended"
    assert told(street, "t").raw_min >= 1


def test_the_longer_nobody_comes_to_a_post_the_longer_its_line_waits() -> None:
    """Not "within minutes" all morning: after half an hour nobody believes that."""
    street = Street()
    street.until("08:20")
    street.sit("A2")
    street.until("08:35")
    first = told(street, "t")
    street.until("09:00")
    assert street.hall.covers["pt"].state == "unattended"
    later = told(street, "t")
    assert first.raw_min <= 10
    assert later.raw_min >= 20
    assert later.low_min > 0
    assert told(street, "s").high_min < later.high_min  # A2 is there


def test_a_line_to_which_nobody_has_come_is_too_late_before_its_end() -> None:
    """Missed since the break, nobody is likely in the last hour."""
    street = Street()
    street.until("08:20")
    street.sit("A2")
    street.until("16:15")
    assert is_late(street.hall, "t", told(street, "t"), street.at)


def test_a_pause_is_waited_for() -> None:
    """As long as somebody expects it to last."""
    street = morning()
    street.give(BOSS, c.PauseHall(reason="system", until=street.at + 40 * MINUTE))
    assert told(street).raw_min >= 40


def test_nobody_can_say_before_a_day_is_opened_nor_in_an_evacuation() -> None:
    """Then nothing is said."""
    night = Street(at=moment("03:00"))
    assert wait_of_newcomer(night.hall, "r", night.at) is None
    street = morning()
    street.give(BOSS, c.PauseHall(reason="evacuation"))
    assert wait_of_newcomer(street.hall, "r", street.at) is None


def test_after_closing_nobody_can_say_of_a_line_whose_clerk_has_left() -> None:
    """Whoever waits there waits for the staff; where a clerk sits still, all are served (Q-6)."""
    street = morning()
    street.until("17:50")
    queue(street, 3)
    queue(street, 3, "ms")
    street.until("18:05")
    for name in ("A1", "A3"):
        street.leaves(name)
    street.later(minutes=1)
    assert street.hall.phase == "closing"
    waits = {line: wait_of_newcomer(street.hall, line, street.at) for line in "st"}
    assert waits["s"] is not None
    assert waits["t"] is None


def test_only_who_stands_in_line_is_told_of_a_wait() -> None:
    """Not who is called already."""
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    assert wait_of_ticket(street.hall, ticket, street.at) is None


def test_in_a_strict_line_only_the_own_posts_queue_counts() -> None:
    """field.md 23."""
    setup = shared_setup()
    strict = tuple(msgspec.structs.replace(line, strict=line.id == "r") for line in setup.lines)
    street = Street(msgspec.structs.replace(setup, lines=strict))
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:40")
    queue(street, 8)
    assert {len(street.hall.lines[f"r@{post}"]) for post in ("pr", "pq")} == {4}
    assert 20 <= likely_min(street) <= 48


# -- too late today -------------------------------------------------------------------------------


def test_it_is_too_late_when_the_middle_of_the_range_lies_past_the_end() -> None:
    """Advice, no refusal (field.md, first 4)."""
    street = morning()
    assert not is_late(street.hall, "r", told(street), street.at)
    street.until("17:30")
    queue(street, 12)
    assert is_late(street.hall, "r", told(street), street.at)
    assert isinstance(street.give(KIOSK, c.IssueTicket(matter="mr")), Issued)


def test_the_posts_own_hours_are_the_end_of_its_line() -> None:
    """Not the hall's (Q-4)."""
    street = Street(post_with("pr", sessions=(("08:30", "10:00"),)))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("09:30")
    for line in "rs":
        queue(street, 8, f"m{line}")
    assert is_late(street.hall, "r", told(street, "r"), street.at)
    assert not is_late(street.hall, "s", told(street, "s"), street.at)
