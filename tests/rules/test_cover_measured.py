"""What the time to cover leaves out, and what it does not lose (AB-3): each figure worked out by hand.

A's grace is five minutes; A2 is the B of line r.
"""

import msgspec

from common import commands as c
from common.rows import CoveringRow
from server.rules import facts as f
from server.rules.view import table
from tests.rules.setup_cover_hall import post_with
from tests.rules.street import ADMIN, BOSS, MINUTE, Street, clerk, moment, morning, small_setup
from tests.rules.test_time_to_cover import Took, took


def live(street: Street) -> CoveringRow:
    """What the supervisor sees of post pr."""
    row = table(street.hall, "supervisor", "covering")["pr"]
    assert isinstance(row, CoveringRow)
    return row


def absent_at_nine(street: Street) -> None:
    """A1 signs out at 9:00:00."""
    street.until("09:00")
    street.leaves("A1")


def waited_for_since_nine() -> Street:
    """R001 waits, and A1 signs out at 9:00:00."""
    street = morning()
    street.issue()
    absent_at_nine(street)
    return street


# -- which call -------------------------------------------------------------------------------------


def test_a_later_call_of_the_same_ticket_that_is_taken_back_leaves_the_first_one() -> None:
    """Called at 9:01:00, did not come, came back, called again at 9:22:00 and undone: still 60 s."""
    street = morning()
    ticket = street.issue()
    absent_at_nine(street)
    street.later(1)
    street.call("A2")
    street.give(clerk("A2"), c.MarkNoShow(ticket=ticket.id))
    street.later(20)
    street.give(clerk("A2"), c.ReEnter(ticket=ticket.id))
    street.later(1)
    assert street.call("A2") is ticket
    street.later(seconds=5)
    street.give(clerk("A2"), c.Undo(ticket=ticket.id))
    assert took(street) == Took(60, 60)


def test_a_call_counts_for_the_covered_post_though_it_is_booked_on_bs_own() -> None:
    """ps comes first and serves line r too; A2 is its A and B of pr. A1 signs out at 9:00:00, A2 calls at 9:01:00."""
    setup = small_setup()
    pr, ps, pt = setup.posts
    both = msgspec.structs.replace(ps, lines=("r", "s"))
    street = Street(msgspec.structs.replace(setup, posts=(both, pr, pt)))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:50")
    street.issue()
    absent_at_nine(street)
    street.later(1)
    assert street.call("A2").post == "ps"
    assert took(street) == Took(60, 60)


def test_a_call_of_a_colleague_of_a_who_does_not_cover_is_no_cover() -> None:
    """A3 serves line r too, at an own post: the call from there says nothing of who covers pr."""
    setup = small_setup()
    pr, ps, pt = setup.posts
    street = Street(
        msgspec.structs.replace(setup, posts=(pr, ps, msgspec.structs.replace(pt, lines=("r", "t"))))
    )
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:50")
    street.issue()
    street.issue()
    absent_at_nine(street)
    street.later(1)
    street.call("A3")
    assert took(street) is None
    street.later(1)
    street.call("A2")
    assert took(street) == Took(120, 120)


# -- when nobody could be called -----------------------------------------------------------------------


def test_a_pause_does_not_count() -> None:
    """A1 signs out at 9:00:00; paused from 9:01:00 to 9:41:00; called at 9:41:05: 65 s."""
    street = waited_for_since_nine()
    street.later(1)
    street.give(BOSS, c.PauseHall(reason="power"))
    assert live(street).still == ((moment("09:01"), None),)
    street.later(40)
    street.give(BOSS, c.ResumeHall(reason="power"))
    assert live(street).still == ((moment("09:01"), moment("09:41")),)
    street.later(seconds=5)
    street.call("A2")
    assert took(street) == Took(65, 65)


def test_nor_does_lunch() -> None:
    """A1 signs out at 11:50:00 while one waits, B stays in over noon; called at 14:31:00, open again at 14:30:00: 660 s."""
    street = morning()
    street.issue()
    street.until("11:50")
    street.leaves("A1")
    street.until("14:31")
    street.call("A2")
    assert took(street) == Took(660, 660)


def test_nor_the_hours_in_which_the_post_is_closed() -> None:
    """Own hours 9:00 to 10:00 and 11:00 to 12:00. A1 signs out at 9:50:00; a number at 10:30:00 is called at 11:02:00: 120 s."""
    street = Street(post_with("pr", small_setup(), sessions=(("09:00", "10:00"), ("11:00", "12:00"))))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("09:50")
    street.leaves("A1")
    street.until("10:30")
    street.issue()
    street.until("11:02")
    street.call("A2")
    assert took(street) == Took(120, 120)


def test_nor_the_time_in_which_the_machine_was_off() -> None:
    """Nobody looked from the next thing due on until 9:40:00: what the record cannot tell is nobody's time."""
    street = waited_for_since_nine()
    off, street.at = street.hall.due, street.hall.due + 40 * MINUTE
    street.call("A2")
    begun = off - moment("09:00")
    assert street.facts(f.OutageEnded)
    assert took(street) == Took(begun / 1000, begun / 1000)


# -- nobody was called -----------------------------------------------------------------------------------


def test_who_withdrew_uncalled_leaves_a_trace() -> None:
    """A1 signs out at 9:00:00; one waits from 8:55:00 and withdraws at 9:12:00: nobody was called, 720 s in vain."""
    street = morning()
    street.until("08:55")
    ticket = street.issue()
    absent_at_nine(street)
    street.until("09:12")
    street.give(clerk("A2"), c.WithdrawTicket(ticket=ticket.id))
    row = live(street)
    assert (row.first_call, row.waited_from, row.effective_ms) == (None, moment("08:55"), 12 * MINUTE)
    street.until("09:20")
    street.sit("A1")
    (entry,) = street.facts(f.CoverMeasured)
    assert entry.fact == f.CoverMeasured(
        post="pr", waited_from=moment("08:55"), effective_ms=12 * MINUTE, seen_ms=12 * MINUTE
    )


def test_who_still_waits_when_a_is_back_waited_in_vain_too() -> None:
    """A1 signs out at 9:00:00, is back at 9:04:00; two wait, the longest from 9:01:00: 180 s."""
    street = morning()
    absent_at_nine(street)
    street.until("09:01")
    street.issue()
    street.until("09:03")
    street.issue()
    street.until("09:04")
    street.sit("A1")
    (entry,) = street.facts(f.CoverMeasured)
    assert entry.fact == f.CoverMeasured(
        post="pr", waited_from=moment("09:01"), effective_ms=3 * MINUTE, seen_ms=3 * MINUTE
    )


def test_a_shorter_wait_in_vain_does_not_hide_a_longer_one_and_a_call_replaces_it() -> None:
    """12 minutes, then 2 minutes in vain; then called after 30 s."""
    street = morning()
    first = street.issue()
    absent_at_nine(street)
    street.until("09:12")
    street.give(clerk("A2"), c.WithdrawTicket(ticket=first.id))
    second = street.issue()
    street.later(2)
    street.give(clerk("A2"), c.WithdrawTicket(ticket=second.id))
    assert live(street).effective_ms == 12 * MINUTE
    street.issue()
    street.later(seconds=30)
    street.call("A2")
    assert took(street) == Took(30, 30)


def test_while_nobody_waited_nothing_is_measured() -> None:
    """A comes back to an empty line, and the day closes over another absence without anybody."""
    street = morning()
    absent_at_nine(street)
    street.until("09:20")
    street.sit("A1")
    street.leaves("A1")
    street.until("18:30")
    street.give(ADMIN, c.CloseDay()) if street.hall.phase != "closed" else None
    assert not street.facts(f.CoverMeasured)
