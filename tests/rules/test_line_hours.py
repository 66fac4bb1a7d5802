"""When a line is answered, told before a number is drawn; and slots that somebody is there to keep (Q-4, Q-7)."""

import pytest

from common import commands as c
from common.commands_place import BookAppointment
from common.rows import LineRow
from server.rules.hours import instant_of
from server.rules.setup import Setup
from server.rules.setup_check import findings
from server.rules.slots import free_slots
from server.rules.view import table
from tests.rules.setup_cover_hall import post_with
from tests.rules.setup_place import place_setup
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, moment, small_setup

MONDAY, TUESDAY, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
MORNING = (("09:00", "10:00"), ("10:00", "11:00"))


def line(street: Street, name: str) -> LineRow:
    row = table(street.hall, "kiosk", "lines")[name]
    assert isinstance(row, LineRow)
    return row


def spans(day: str, *clocks: tuple[str, str]) -> tuple[tuple[int, int], ...]:
    return tuple((moment(since, day), moment(until, day)) for since, until in clocks)


def test_a_line_that_keeps_the_halls_hours_says_nothing_of_them() -> None:
    """The hall's row says them already."""
    street = Street(small_setup())
    street.until("08:20")
    assert (line(street, "r").hours, line(street, "r").next_open) == (None, None)


def test_hours_of_its_own_are_told_joined_and_within_the_halls() -> None:
    """Two spans that touch are one; what lies before the hall's opening is none; then when it is next answered."""
    street = Street(post_with("pr", sessions=(("07:00", "09:00"), *MORNING)))
    street.until("08:20")
    assert line(street, "r").hours == spans(MONDAY, ("08:30", "11:00"))
    assert line(street, "r").next_open == moment("08:30", TUESDAY)


def test_a_day_on_which_no_post_of_the_line_works_says_so_and_when_one_does() -> None:
    """Line t is served on Mondays and Wednesdays."""
    street = Street(shared_setup())
    street.until("08:20", TUESDAY)
    assert (line(street, "t").hours, line(street, "t").next_open) == ((), moment("08:30", WEDNESDAY))


def test_a_line_of_two_posts_is_answered_while_one_of_them_is() -> None:
    """Its hours are those of both; one post without hours of its own, and it is the hall's."""
    setup = post_with("pr", shared_setup(), sessions=(("09:00", "10:00"),))
    street = Street(setup)
    street.until("08:20")
    assert line(street, "r").hours is None
    street = Street(post_with("pq", setup, sessions=(("15:00", "16:00"),)))
    street.until("08:20")
    assert line(street, "r").hours == spans(MONDAY, ("09:00", "10:00"), ("15:00", "16:00"))


def test_on_a_day_opened_by_hand_its_own_hours_hold() -> None:
    """The calendar says nothing of a Saturday; the next day on which the hall opens is Monday."""
    street = Street(post_with("pr", sessions=MORNING), at=moment("08:00", "2026-11-28"))
    street.give(BOSS, c.OpenHall())
    assert line(street, "r").hours == spans("2026-11-28", ("09:00", "11:00"))
    assert line(street, "r").next_open == moment("09:00", "2026-11-30")


def slots(setup: Setup, day: str = MONDAY) -> list[str]:
    """The free slots of matter ms, as clock times."""
    street = Street(setup, at=moment("08:00"))
    matter = next(item for item in setup.matters if item.id == "ms")
    midnight = instant_of("Asia/Shanghai", day, "00:00")
    found = [(at - midnight) // 60_000 for at, _ in free_slots(street.hall, matter, day, street.at)]
    return [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in found]


def test_a_slot_is_offered_only_while_a_post_of_the_line_works_all_through_it() -> None:
    """Its own hours are 9:15 to 10:45: the slots from 9:30 to 10:30, and not one minute outside."""
    assert slots(post_with("ps", place_setup(), sessions=(("09:15", "10:45"),))) == ["09:30", "10:00"]
    assert "09:00" in slots(place_setup())


def test_a_slot_on_a_day_off_of_the_line_is_not_offered() -> None:
    """The list says what booking would say."""
    assert slots(post_with("ps", place_setup(), weekdays=(1,)), TUESDAY) == []


def test_a_slot_outside_the_posts_own_hours_is_refused() -> None:
    """Nobody would be there."""
    street = Street(post_with("ps", place_setup(), sessions=(("09:15", "10:45"),)), at=moment("08:00"))
    assert street.refused(BOSS, BookAppointment(matter="ms", slot=moment("15:00"))) == "no_such_slot"


@pytest.mark.parametrize(("until", "codes"), [("11:00", ["plan_unserved"]), ("15:00", [])])
def test_a_session_of_slots_that_no_post_could_keep_is_told_when_the_hall_is_set_up(
    until: str, codes: list[str]
) -> None:
    """A warning: such slots are simply not offered."""
    setup = post_with("ps", place_setup(), sessions=(("09:00", until),))
    found = [item for item in findings(setup) if item.code == "plan_unserved"]
    assert [item.code for item in found] == codes
    assert all(item.level == "warning" and item.path[:2] == ("appointments", 0) for item in found)
