"""Leave: when it begins and ends, and whom it never leaves alone (AB-4, AB-5)."""

import msgspec
import pytest

from common import commands as c
from server.rules import facts as f
from tests.rules.setup_shared import shared_setup
from tests.rules.street import BOSS, MINUTE, Street, clerk, moment, morning, small_setup
from tests.rules.test_import import changed


def leave(street: Street, name: str, since: str, until: str) -> None:
    street.give(BOSS, c.RecordLeave(clerk=name, since=moment(since), until=moment(until)))


def test_a_leave_begins_and_ends_by_the_clock() -> None:
    """Nobody has to press anything at ten."""  # AB-4
    street = morning()
    leave(street, "A1", "10:00", "11:00")
    street.until("09:59:59")
    assert street.cover("pr")[:2] == ("a_role", "A1")
    street.until("10:00")
    assert street.cover("pr") == ("b_role", "A2", 2, "on_leave")
    assert street.hall.covers["pr"].until == moment("11:00")
    street.until("11:00")
    assert street.made(f.LeaveEnded) == [
        f.LeaveEnded(clerk="A1", since=moment("10:00"), until=moment("11:00"))
    ]
    assert street.hall.presence["A1"].leaves == ()


def test_a_leave_is_proper() -> None:
    """No record against A, however long."""  # AB-6
    street = morning()
    leave(street, "A1", "09:00", "11:30")
    street.until("11:30")
    assert not street.facts(f.AbsenceRecorded)


def test_a_leave_that_begins_signs_out_whoever_still_sits_there() -> None:
    """Its end brings nobody back by itself; the grace begins then."""  # AB-8
    street = morning()
    leave(street, "A1", "09:00", "10:00")
    street.until("09:00")
    assert street.hall.seats == {2: "A2", 3: "A3"}
    street.until("10:00")
    assert street.cover("pr")[:2] == ("a_role", "A1")  # expected, like at an opening
    street.until("10:04:59")
    assert not street.facts(f.AbsenceRecorded)
    street.until("10:05")
    assert street.cover("pr") == ("b_role", "A2", 2, "not_arrived")
    (record,) = street.facts(f.AbsenceRecorded)
    assert record.fact == f.AbsenceRecorded(clerk="A1", post="pr", reason="not_arrived", left=moment("10:00"))


def test_a_leave_that_is_ended_early_begins_the_grace() -> None:
    """销假: nobody is absent in the moment of it."""
    street = morning()
    leave(street, "A1", "08:30", "11:00")
    street.until("09:30")
    street.give(BOSS, c.EndLeave(clerk="A1", until=moment("11:00")))
    assert street.cover("pr") == ("a_role", "A1", None, None)
    street.give(clerk("A1"), c.SitDown(window=1))
    street.later(minutes=30)
    assert not street.facts(f.AbsenceRecorded)


@pytest.mark.parametrize("started", [True, False], ids=["in service", "called"])
def test_with_a_ticket_in_hand_a_leave_begins_once_the_hand_is_empty(started: bool) -> None:
    """The resident is served to the end; nobody else is called, and the line is B's at once."""  # AB-3
    street = morning()
    ticket = street.issue()
    street.issue()
    street.call("A1")
    if started:
        street.start("A1", ticket)
    leave(street, "A1", "09:00", "10:00")
    street.until("09:07")
    assert (street.hall.hands, street.cover("pr")[:2]) == ({1: ticket.id}, ("b_role", "A2"))
    assert street.refused(clerk("A3"), c.SitDown(window=1)) == "window_taken"
    assert street.call("A2").number == "R002"
    if not started:
        street.start("A1", ticket)
    assert street.refused(clerk("A1"), c.CallNext(in_hand=ticket.id)) == "leave_due"
    street.finish("A1", ticket)
    assert street.refused(clerk("A1"), c.CallNext()) == "on_leave"
    street.give(clerk("A1"), c.Undo(ticket=ticket.id))
    assert (ticket.state, street.hall.hands[1]) == ("serving", ticket.id)
    street.later(minutes=3)
    street.finish("A1", ticket)
    street.later(minutes=1)
    assert (ticket.state, 1 in street.hall.seats) == ("finished", False)
    assert street.cover("pr") == ("b_role", "A2", 2, "on_leave")


def test_a_leave_takes_a_ticket_from_one_who_is_gone_beyond_the_grace() -> None:
    """Away for a moment as it begins: the grace runs as ever, then B has the resident; nobody is recorded absent."""  # AB-3, AB-6
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.start("A1", ticket)
    leave(street, "A1", "09:00", "10:00")
    street.until("08:58")
    street.give(clerk("A1"), c.StepAway(reason="errand"))
    street.until("09:02")
    assert ticket.state == "serving"
    street.until("09:03")
    assert (ticket.state, street.cover("pr")) == ("held", ("b_role", "A2", 2, "on_leave"))
    assert not street.made(f.AbsenceRecorded)


def test_on_leave_nobody_sits_down() -> None:
    """First the leave is ended."""
    street = morning()
    leave(street, "A4", "08:00", "10:00")
    assert street.refused(clerk("A4"), c.SitDown(window=1)) == "on_leave"
    street.give(BOSS, c.EndLeave(clerk="A4", until=moment("10:00")))
    assert street.refused(clerk("A4"), c.SitDown(window=1)) == "window_taken"


def test_a_leave_that_leaves_a_post_with_nobody_is_refused() -> None:
    """The coverage guard names the post."""  # AB-5
    street = morning()
    leave(street, "A3", "14:30", "16:00")
    both = c.RecordLeave(clerk="A2", since=moment("15:00"), until=moment("17:00"))
    assert street.refused(BOSS, both) == "leave_uncovered"
    leave(street, "A2", "16:00", "17:00")  # one after the other is well


def test_a_leave_in_the_past_or_backwards_is_refused() -> None:
    """It would change nothing or everything."""
    street = morning()
    for since, until in (("09:00", "09:00"), ("10:00", "09:00"), ("08:00", "08:30")):
        command = c.RecordLeave(clerk="A1", since=moment(since), until=moment(until))
        assert street.refused(BOSS, command) == "bad_leave"


def test_a_leave_goes_over_the_night() -> None:
    """Days end, a leave does not."""
    street = morning()
    street.give(BOSS, c.RecordLeave(clerk="A1", since=street.at, until=moment("10:00", "2026-11-25")))
    street.until("09:00", "2026-11-25")
    assert street.hall.absent["A1"] == "on_leave"
    street.until("10:00", "2026-11-25")
    assert "A1" not in street.hall.absent


def test_a_leave_that_is_over_cannot_be_ended() -> None:
    """There is none any more."""
    street = morning()
    leave(street, "A1", "09:00", "10:00")
    street.until("10:01")
    assert street.refused(BOSS, c.EndLeave(clerk="A1", until=moment("10:00"))) == "not_on_leave"


def test_a_second_leave_leaves_the_first_as_it_is() -> None:
    """Both take effect."""  # AB-4
    street = morning()
    leave(street, "A1", "15:00", "16:00")
    leave(street, "A1", "09:00", "10:00")
    street.until("09:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "on_leave")
    street.until("15:30")
    assert street.cover("pr") == ("b_role", "A2", 2, "on_leave")
    assert len(street.made(f.LeaveEnded)) == 1


def test_a_leave_is_made_longer_by_another() -> None:
    """Until the later end, without a grace between."""  # AB-4
    street = morning()
    leave(street, "A1", "09:00", "10:00")
    street.until("09:30")
    leave(street, "A1", "09:30", "11:00")
    street.until("10:59")
    assert street.hall.absent["A1"] == "on_leave"
    assert street.hall.covers["pr"].until == moment("11:00")
    street.give(BOSS, c.EndLeave(clerk="A1", until=moment("11:00")))
    assert street.hall.presence["A1"].leaves == ()


def test_a_leave_to_come_is_called_off() -> None:
    """The one that is on now goes first."""
    street = morning()
    leave(street, "A1", "09:00", "10:00")
    leave(street, "A1", "15:00", "16:00")
    street.until("09:30")
    street.give(BOSS, c.EndLeave(clerk="A1", until=moment("10:00")))
    street.give(BOSS, c.EndLeave(clerk="A1", until=moment("16:00")))
    assert street.hall.presence["A1"].leaves == ()


def test_calling_off_a_leave_to_come_brings_nobody_back() -> None:
    """Who is out stays out, and on record."""  # AB-4, AB-6
    street = morning()
    leave(street, "A1", "15:00", "16:00")
    street.leaves("A1")
    street.later(minutes=6)
    street.give(BOSS, c.EndLeave(clerk="A1", until=moment("16:00")))
    assert street.cover("pr") == ("b_role", "A2", 2, "signed_out")
    assert "pr" in street.hall.absences


def test_a_leave_on_a_day_on_which_no_b_works_is_refused() -> None:
    """A3 has Tuesdays off by the rota; the post of A3's only other is then left alone."""  # AB-5
    posts = tuple(
        msgspec.structs.replace(post, b_roles=("A3",)) if post.id == "ps" else post
        for post in shared_setup().posts
    )
    street = Street(msgspec.structs.replace(shared_setup(), posts=posts))
    tuesday = c.RecordLeave(
        clerk="A2", since=moment("09:00", "2026-11-24"), until=moment("12:00", "2026-11-24")
    )
    refusal = street.refusal(BOSS, tuesday)
    name = next(post.name for post in posts if post.id == "ps")
    named = {"post": "ps", "post_zh": name.zh, "post_en": name.text("en")}
    assert (refusal.code, refusal.values) == ("leave_uncovered", named)
    wednesday = c.RecordLeave(
        clerk="A2", since=moment("09:00", "2026-11-25"), until=moment("12:00", "2026-11-25")
    )
    street.give(BOSS, wednesday)
    over_tuesday = c.RecordLeave(clerk="A2", since=street.at, until=moment("12:00", "2026-11-25"))
    assert street.refused(BOSS, over_tuesday) == "leave_uncovered"


def test_a_leave_asks_nobody_to_be_there_when_the_hall_is_closed() -> None:
    """Two may both be away over a weekend, and on a day off of their own."""  # AB-5
    street = morning()
    for name in ("A2", "A3"):
        saturday = c.RecordLeave(
            clerk=name, since=moment("08:00", "2026-11-28"), until=moment("00:00", "2026-11-30")
        )
        street.give(BOSS, saturday)
    assert all(street.hall.presence[name].leaves for name in ("A2", "A3"))


def test_a_leave_of_a_year_is_answered_at_once() -> None:
    """Each of its days is looked at; one without end is refused."""  # AB-5
    street = morning()
    endless = c.RecordLeave(clerk="A1", since=street.at, until=9_000_000_000_000_000)
    assert street.refused(BOSS, endless) == "moment_far"
    street.give(BOSS, c.RecordLeave(clerk="A1", since=street.at, until=street.at + 365 * 24 * 60 * MINUTE))
    assert street.hall.absent["A1"] == "on_leave"


@pytest.mark.parametrize("minutes", [0, 1])
def test_a_leave_from_now_takes_effect_now(minutes: int) -> None:
    """Also one that began a minute ago."""
    street = morning()
    since = street.at - minutes * MINUTE
    street.give(BOSS, c.RecordLeave(clerk="A1", since=since, until=moment("10:00")))
    assert street.cover("pr") == ("b_role", "A2", 2, "on_leave")


def test_a_stand_in_does_not_make_up_for_a_b_who_is_on_leave() -> None:
    """Named for today, gone tomorrow."""  # AB-5
    street = morning()
    street.give(BOSS, c.NameStandIn(on_the_spot=True, post="ps", clerk="A1", reason="overload"))
    leave(street, "A3", "14:30", "16:00")
    both = c.RecordLeave(clerk="A2", since=moment("15:00"), until=moment("17:00"))
    assert street.refused(BOSS, both) == "leave_uncovered"


def test_a_post_that_is_closed_that_day_needs_nobody() -> None:
    """A and the only B may both be away on a Tuesday."""  # AB-5, Q-4
    street = Street(shared_setup())
    for name in ("A3", "A1"):
        since, until = moment("08:00", "2026-11-24"), moment("18:00", "2026-11-24")
        street.give(BOSS, c.RecordLeave(clerk=name, since=since, until=until))
    assert len(street.facts(f.LeaveRecorded)) == 2


def test_a_day_off_by_the_rota_needs_no_cover_for_a_leave() -> None:
    """Where nobody works on a Monday anyway, a leave on that day takes nobody away."""  # AB-5
    setup = small_setup()
    for place in range(3):
        setup = changed(setup, "clerks", place, weekdays=(2, 3, 4, 5))
    street = Street(setup)
    leave(street, "A1", "09:00", "10:00")
    assert len(street.facts(f.LeaveRecorded)) == 1


def test_a_leave_that_is_over_by_now_ends_no_other() -> None:
    """The page still shows the one of the morning: the one of the afternoon is left as it was granted."""  # D-2
    street = morning()
    leave(street, "A1", "09:00", "10:00")
    leave(street, "A1", "15:00", "16:00")
    street.until("10:01")
    assert street.refused(BOSS, c.EndLeave(clerk="A1", until=moment("10:00"))) == "not_on_leave"
    assert len(street.hall.presence["A1"].leaves) == 1
