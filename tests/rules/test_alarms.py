"""A line that is covered and waits long is an alarm; its moment is known beforehand (S-1)."""

import msgspec
import pytest

from common import commands as c
from common.rows import AlarmRow
from server.rules.alarms import COVERED_WAIT_MOST_MS
from server.rules.view import table
from tests.rules.setup_cover_hall import clerk_with, post_with
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, Street, clerk, moment, morning, small_setup


def waiting_long(street: Street) -> dict[str, AlarmRow]:
    """By line."""
    rows = table(street.hall, "supervisor", "alarms").values()
    return {row.detail: row for row in rows if isinstance(row, AlarmRow) and row.kind == "waiting_long"}


def covered() -> Street:
    """A1 is gone, A2 serves r."""
    street = morning()
    street.leaves("A1")
    street.later(minutes=6)  # what follows from that is on record
    assert street.cover("pr")[:2] == ("b_role", "A2")
    return street


def test_whoever_waits_in_a_covered_line_is_an_alarm_after_ten_minutes() -> None:
    """The row says from when; no fact has to come for it."""
    street = covered()
    assert waiting_long(street) == {}
    ticket = street.issue()
    street.issue()
    alarm = waiting_long(street)["r"]
    assert (alarm.subject, alarm.since) == ("pr", ticket.issued_at + COVERED_WAIT_MOST_MS)
    before = street.hall.version
    street.later(minutes=11)
    assert (waiting_long(street)["r"], street.hall.version) == (alarm, before)


def test_one_clerk_for_three_posts_of_others_is_an_alarm_that_offers_the_next_b() -> None:
    """A4 covers r, s and t; who came meanwhile and is a B of the last is offered."""  # S-1, AB-10
    setup = small_setup()
    for name in ("pr", "ps", "pt"):
        setup = post_with(name, setup, b_roles=("A4", "A5"))
    clerks = (*setup.clerks, msgspec.structs.replace(setup.clerks[0], id="A5"))
    windows = tuple(msgspec.structs.replace(setup.windows[0], number=n) for n in range(1, 6))
    street = Street(msgspec.structs.replace(setup, clerks=clerks, windows=windows))
    street.until("08:20")
    street.sit("A4")
    street.until("08:36")
    street.sit("A5")
    (alarm,) = [
        row
        for row in table(street.hall, "supervisor", "alarms").values()
        if isinstance(row, AlarmRow) and row.kind == "covering_many"
    ]
    assert (alarm.subject, alarm.detail, alarm.since, alarm.offers) == ("A4", "3", moment("08:35"), ("A5",))


def test_the_next_one_is_counted_from_when_they_came() -> None:
    """And nobody waiting is no alarm."""
    street = covered()
    street.issue()
    street.later(minutes=4)
    second = street.issue()
    street.serve("A2")
    assert waiting_long(street)["r"].since == second.issued_at + COVERED_WAIT_MOST_MS
    street.serve("A2")
    assert waiting_long(street) == {}


def test_a_line_that_has_its_a_is_none() -> None:
    """A is back: it is A's own line again."""
    street = covered()
    street.issue()
    street.sit("A1")
    assert waiting_long(street) == {}


def test_a_line_that_has_waited_long_when_it_comes_under_cover_is_one_at_once() -> None:
    """From when it is covered."""
    street = morning()
    street.issue()
    street.later(minutes=15)
    street.leaves("A1")
    assert waiting_long(street)["r"].since == street.at


def test_an_unattended_line_is_no_second_alarm() -> None:
    """It is one already, and at once."""  # AB-10
    street = covered()
    street.issue()
    street.leaves("A2", "A3")
    assert waiting_long(street) == {}
    assert "unattended:pr" in table(street.hall, "supervisor", "alarms")


def test_a_pause_and_lunch_do_not_count() -> None:
    """Nobody can be called then."""
    street = covered()
    street.issue()
    street.give(BOSS, c.PauseHall(reason="power"))
    assert waiting_long(street) == {}
    street.later(minutes=5)
    street.give(BOSS, c.ResumeHall(reason="power"))
    assert waiting_long(street)["r"].since == street.at + COVERED_WAIT_MOST_MS
    street.until("12:01")
    assert waiting_long(street) == {}
    street.until("14:30")
    assert waiting_long(street)["r"].since == moment("14:30") + COVERED_WAIT_MOST_MS


@pytest.mark.parametrize(("gone", "alarm"), [(("A1",), False), (("A1", "A4"), True)])
def test_a_line_of_two_posts_is_covered_when_neither_has_its_a(gone: tuple[str, ...], alarm: bool) -> None:
    """One A at work is enough."""
    street = Street(shared_setup())
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:40")
    line = next(iter(street.hall.rules.posts[0].lines))
    street.issue(next(matter.id for matter in street.hall.rules.matters if matter.line == line))
    for name in gone:
        street.give(clerk(name), c.StandUp())
    street.later(minutes=6)
    states = {street.hall.covers[post.id].state for post in street.hall.posts_of(line)}
    assert (line in waiting_long(street)) == alarm == ("a_role" not in states)


def test_who_has_said_no_is_not_offered_first_again() -> None:
    """B1 covers; B2 was asked and declined, so B3 is offered before B2; the next time all is as before."""  # AB-18
    setup = post_with("pr", clerk_with("A4"), b_roles=("A2", "A3", "A4"))
    street = Street(
        msgspec.structs.replace(
            setup, windows=(*setup.windows, msgspec.structs.replace(setup.windows[0], number=4))
        )
    )
    street.until("08:20")
    street.sit("A1", "A2", "A3", "A4")
    street.until("08:40")
    street.leaves("A1")
    street.issue()
    assert waiting_long(street)["r"].offers == ("A3", "A4")
    asks = c.NameStandIn(post="pr", clerk="A3", reason="overload")
    street.give(BOSS, asks)
    street.give(clerk("A3"), c.AnswerStandIn(post="pr", accept=False))
    assert waiting_long(street)["r"].offers == ("A4", "A3")
    street.sit("A1")
    street.later(minutes=1)
    street.leaves("A1")
    assert waiting_long(street)["r"].offers == ("A3", "A4")
