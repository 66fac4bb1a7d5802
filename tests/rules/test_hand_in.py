"""Numbers that a kiosk gave without the server: taken in once, in line by when they were given, none turned away. (field.md 7)"""

from common import commands as c
from common import commands_place as p
from common.commands_own import HandIn
from common.messages import HandedIn
from server.rules import facts as f
from server.rules.alarms import alarms
from server.rules.passed import passed
from server.rules.view import table
from tests.rules.own import KIOSK_2, TODAY, hand_in, own, series
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, Street, moment, morning

NEXT = "2026-11-24"

# -- into the line --------------------------------------------------------------------------------


def test_they_stand_in_line_by_when_they_were_given() -> None:
    """Among the others: between two that the server gave; whoever is called stays called."""
    street = morning()
    first = street.issue()
    street.later(minutes=1)
    offline = street.at
    street.later(minutes=9)
    street.issue()
    assert street.call("A1") is first
    one, two = hand_in(street, own(2, offline + 2), own(1, offline))
    assert (one.number, two.number) == ("Y001", "Y002")
    assert street.waiting() == ["Y001", "Y002", "R002"]
    assert (first.state, one.issued_at, one.since) == ("called", offline, offline)
    assert street.hall.tallies["line:r"].issued == 4


def test_two_kiosks_are_in_order_of_the_moment_not_of_who_handed_in_first() -> None:
    """The place decides, not the number."""
    street = morning()
    at = street.at
    street.later(minutes=30)
    hand_in(street, own(1, at + 3_000), own(2, at + 5_000))
    hand_in(street, own(1, at + 1_000), own(2, at + 4_000), kiosk=KIOSK_2)
    assert street.waiting() == ["W001", "Y001", "W002", "Y002"]


def test_handed_in_again_nothing_changes() -> None:
    """The answer was lost, the kiosk restarted, part of it is new: each number is one ticket. (device, day, n)"""
    street = morning()
    at = street.at
    first = hand_in(street, own(1, at), own(2, at))
    again = hand_in(street, own(1, at + 9), own(2, at, "ms"), own(3, at))
    assert [ticket.id for ticket in again[:2]] == [ticket.id for ticket in first]
    assert street.waiting() == ["Y001", "Y002", "Y003"]
    assert len(street.facts(f.TicketHandedIn)) == 3


def test_one_that_was_served_since_is_still_known() -> None:
    """Asked again after it was finished, and after its day."""
    street = morning()
    (ticket,) = hand_in(street, own(1, street.at))
    street.serve("A1")
    assert hand_in(street, own(1, street.at)) == [ticket]
    street.give(BOSS, c.CloseDay())
    letters = series(street).series
    answer = street.give(KIOSK, HandIn(series=letters, day=TODAY, numbers=(own(1, street.at),)))
    assert answer == HandedIn(tickets=((1, ticket.id),))


def test_a_priority_class_keeps_its_head_start_and_an_unknown_one_is_none() -> None:
    """Q-10."""
    street = morning()
    elder, other = hand_in(
        street, own(1, street.at, priority="elder"), own(2, street.at, priority="vip", language="en")
    )
    assert (elder.claim, other.claim) == (street.at - 30 * MINUTE, street.at)
    assert (elder.priority, other.priority, other.language) == ("elder", None, "en")


def test_it_is_called_as_it_is_printed() -> None:
    """On every wall and by the voice."""
    street = morning()
    (ticket,) = hand_in(street, own(12, street.at))
    assert street.call("A1") is ticket
    rows = table(street.hall, "wall", "calls")
    assert [row.number for row in rows.values()] == ["Y012"]  # type: ignore[attr-defined]


def test_staff_see_that_a_kiosk_gave_it_by_itself() -> None:
    """Beside the number."""
    street = morning()
    hand_in(street, own(1, street.at))
    (row,) = table(street.hall, "clerk:A1", "waiting").values()
    assert (row.source, row.asked) == ("device", ())  # type: ignore[attr-defined]


def test_a_strict_line_spreads_what_is_handed_in_over_its_posts() -> None:
    """As if they had come one by one (field.md 23)."""
    street = Street(place_setup(strict=True))
    street.until("08:30")
    tickets = hand_in(street, *(own(n, street.at) for n in range(1, 5)))
    assert sorted(ticket.kept_to or "" for ticket in tickets) == ["pq", "pq", "pr", "pr"]


def test_who_asks_why_is_told_when_it_was_given() -> None:
    """Q-13."""
    street = morning()
    at = street.at
    street.later(minutes=10)
    mine = street.issue()
    hand_in(street, own(1, at))
    street.call("A1")
    (found,) = passed([entry for entry in street.log if entry.version >= mine.id], mine.id)
    assert (found.number, found.rule, found.values) == ("Y001", "handed_in", {"given": at})


# -- closed, full, gone ---------------------------------------------------------------------------


def test_closed_full_paused_or_over_it_is_taken_in_all_the_same() -> None:
    """Somebody holds the number."""
    street = morning()
    street.give(BOSS, p.CloseMatter(matter="mr"))
    street.give(BOSS, p.SetQuota(matter="ms", quota=0))
    street.give(BOSS, c.StopNumbers())
    street.give(BOSS, c.PauseHall(reason="power"))
    one, two = hand_in(street, own(1, street.at), own(2, street.at, "ms"))
    assert (one.line, two.line, one.state, two.state) == ("r", "s", "waiting", "waiting")


def test_for_a_matter_that_is_gone_it_is_the_general_windows() -> None:
    """Q-11: and staff see what it was drawn for."""
    street = Street(place_setup())
    street.until("08:30")
    gone, part = hand_in(street, own(1, street.at, "old"), own(2, street.at, "mr", "old", "ms"))
    assert (gone.matter, gone.line) == ("mu2", "u")
    assert (part.matter, [stop.matter for stop in part.then]) == ("mr", ["mu2", "ms"])
    rows = table(street.hall, "supervisor", "waiting")
    assert rows[str(gone.id)].asked == ("old",)  # type: ignore[attr-defined]


def test_without_a_general_window_it_is_somebody_elses_rather_than_nobodys() -> None:
    """Whatever is answered today."""
    street = morning()
    (ticket,) = hand_in(street, own(1, street.at, "old"))
    assert ticket.in_line
    assert ticket.drawn is not None
    assert ticket.drawn.asked == ("old",)


def test_a_number_that_nobody_noted_is_void_on_record_and_in_no_line() -> None:
    """field.md 21: no ghost."""
    street = morning()
    (ticket,) = hand_in(street, own(1, street.at, fate="void"))
    assert (ticket.state, street.waiting()) == ("voided", [])
    assert street.hall.given == {}


# -- the day is over ------------------------------------------------------------------------------


def test_after_closing_it_is_carried_over_like_all_who_waited() -> None:
    """Q-6."""
    street = morning()
    at = street.at
    street.later(minutes=5)
    street.give(BOSS, c.CloseDay())
    (ticket,) = hand_in(street, own(1, at))
    assert (ticket.carried, ticket.carried_on, ticket.in_line) == (True, TODAY, False)
    street.until("08:40", NEXT)
    street.sit("A1")
    street.give(KIOSK, c.ReEnter(ticket=ticket.id))
    assert street.waiting() == ["Y001"]


def test_given_before_the_day_was_opened_it_is_in_line_when_it_opens() -> None:
    """By hand, or because a restored hall has yet to open."""
    sunday = "2026-11-22"
    street = Street(at=moment("09:00", sunday))
    (ticket,) = hand_in(street, own(1, street.at), day=sunday)
    assert not ticket.in_line
    street.give(BOSS, c.OpenHall())
    assert street.waiting() == ["Y001"]


def test_of_the_day_before_it_waits_to_be_checked_in_and_of_earlier_ones_it_is_too_old() -> None:
    """The server was off over night: as whoever the server gave a number; the supervisor is told (Q-6)."""
    street = morning()
    monday = street.at
    street.until("09:00", NEXT)
    (ticket,) = hand_in(street, own(1, monday))
    assert (ticket.carried, ticket.carried_on) == (True, TODAY)
    street.until("09:00", "2026-11-25")
    (old,) = hand_in(street, own(2, monday))
    assert old.state == "lapsed"
    (alarm,) = [row for row in alarms(street.hall, "").values() if row.kind == "handed_in_late"]
    assert (alarm.subject, alarm.detail) == (f"{TODAY}:Y", "0 1")
    street.give(BOSS, c.CloseDay())
    assert not [row for row in alarms(street.hall, "").values() if row.kind == "handed_in_late"]
