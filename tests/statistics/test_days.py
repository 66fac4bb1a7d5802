"""Two days worked out by hand: every figure of every ticket stands beside what happened to it."""

import pytest

from common.commands import (
    CallNext,
    CloseDay,
    ComeBack,
    HandOver,
    HoldTicket,
    MarkNoShow,
    OpenHall,
    ReEnter,
    ResumeTicket,
    TransferTicket,
    Undo,
    VoidTicket,
    WithdrawTicket,
)
from server.statistics.covering import Times
from server.statistics.figures import spread
from server.statistics.reading import Statistics
from server.storage.store import Store
from tests.rules.street import BOSS, KIOSK, Street, clerk
from tests.statistics.counted import MONDAY, TUESDAY, WEDNESDAY, counted, group


def ms(text: str) -> int:
    """Of "m:ss" or "h:mm:ss"."""
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000


def all_ms(*texts: str) -> list[int]:
    return sorted(ms(text) for text in texts)


def monday() -> Street:
    """A day with all that happens to tickets."""
    street = Street()
    street.until("08:15")
    early = street.issue("mr")
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    undone = street.issue("ms")
    street.until("08:31")
    street.call("A1")  # wait 16:00, 15 of them before opening
    street.until("08:31:40")
    street.start("A1", early)  # walk 0:40
    street.until("08:35")
    street.call("A2")
    street.until("08:35:20")
    street.give(clerk("A2"), Undo(ticket=undone.id))  # no call
    street.until("08:36:40")
    street.give(clerk("A1"), HoldTicket(ticket=early.id))  # served 5:00
    street.until("08:37")
    street.call("A2")  # wait 5:00 + 1:40
    street.until("08:37:30")
    street.start("A2", undone)  # walk 0:30
    street.until("08:40:40")
    street.give(clerk("A1"), ResumeTicket(ticket=early.id))  # hold 4:00
    street.until("08:42:40")
    street.give(clerk("A1"), TransferTicket(ticket=early.id, matter="ms"))  # service 7:00 at window 1
    street.until("08:47:30")
    street.finish("A2", undone)
    street.until("08:48")
    street.give(clerk("A2"), Undo(ticket=undone.id))  # a mis-click: 0:30 are no service
    street.until("08:50")
    street.finish("A2", undone)  # service 12:00
    street.until("08:51")
    street.call("A2")  # wait 8:20 since the transfer
    street.until("08:51:10")
    street.start("A2", early)  # walk 0:10
    street.until("08:54:10")
    street.finish("A2", early)  # service 3:00 at window 2
    no_shows(street)
    cover(street)
    lunch_and_evening(street)
    return street


def no_shows(street: Street) -> None:
    street.until("09:00")
    late = street.issue("mr")
    street.until("09:02")
    street.call("A1")  # wait 2:00
    street.until("09:05")
    street.give(clerk("A1"), MarkNoShow(ticket=late.id))
    street.until("09:05:30")
    street.give(clerk("A1"), Undo(ticket=late.id))  # not yet a no-show
    street.until("09:06")
    street.give(clerk("A1"), MarkNoShow(ticket=late.id))
    street.until("09:10")
    street.give(clerk("A1"), ReEnter(ticket=late.id))
    street.until("09:13")
    street.call("A1")  # wait 3:00
    street.until("09:13:30")
    street.start("A1", late)  # walk 0:30
    street.until("09:16")
    street.finish("A1", late)  # service 2:30
    street.until("09:20")
    nobodys, given_up = street.issue("mr"), street.issue("mr")
    street.give(KIOSK, VoidTicket(ticket=nobodys.id))
    street.until("09:30")
    street.give(clerk("A1"), WithdrawTicket(ticket=given_up.id))


def cover(street: Street) -> None:
    street.until("09:35")
    street.give(clerk("A1"), HandOver(reason="errand"))
    street.until("09:36")
    ticket = street.issue("mr")
    street.until("09:40")
    street.call("A2")  # wait 4:00, called by B at window 2
    street.until("09:41")
    street.start("A2", ticket)  # walk 1:00
    street.until("09:47")
    street.finish("A2", ticket)  # service 6:00
    street.until("10:00")
    street.give(clerk("A1"), ComeBack())


def lunch_and_evening(street: Street) -> None:
    street.until("12:30")
    at_noon = street.issue("mt")
    street.until("14:31")
    street.call("A3")  # wait 2:01:00
    street.until("14:31:30")
    street.start("A3", at_noon)  # walk 0:30
    street.until("14:40")
    street.finish("A3", at_noon)  # service 8:30
    street.until("17:50")
    gone, _carried = street.issue("mt"), street.issue("mt")
    street.until("17:54")
    street.call("A3")  # wait 4:00
    street.until("17:56")
    street.give(clerk("A3"), MarkNoShow(ticket=gone.id))  # and never came
    street.until("18:30")
    street.give(BOSS, CloseDay())


def tuesday(street: Street) -> None:
    """The one that was carried over comes back."""
    street.until("08:20", TUESDAY)
    street.sit("A3")
    street.until("08:40", TUESDAY)
    (ticket,) = street.hall.outside
    street.give(clerk("A3"), ReEnter(ticket=ticket))
    street.until("08:45", TUESDAY)
    called = street.call("A3")  # wait 5:00
    street.until("08:46", TUESDAY)
    street.start("A3", called)  # walk 1:00
    street.until("08:50", TUESDAY)
    street.finish("A3", called)  # service 4:00


@pytest.fixture
def two_days(store: Store) -> Statistics:
    return counted(store, lived().log, MONDAY, TUESDAY)


def lived() -> Street:
    street = monday()
    tuesday(street)
    return street


def test_a_day_is_counted_as_it_was_worked_out_by_hand(store: Store) -> None:
    """Undo, transfer, hold, no-show with return, void, withdrawal, cover, lunch, carry-over."""
    total = counted(store, lived().log, MONDAY).figures.total()
    assert sorted(total.waits) == all_ms("16:00", "6:40", "8:20", "2:00", "3:00", "4:00", "2:01:00", "4:00")
    assert sorted(total.walks) == all_ms("0:40", "0:30", "0:10", "0:30", "1:00", "0:30")
    assert sorted(total.services) == all_ms("7:00", "12:00", "3:00", "2:30", "6:00", "8:30")
    assert total.holds == all_ms("4:00")
    assert (total.issued, total.finished, total.taken_over) == (9, 5, 1)
    assert (total.no_shows, total.came_back) == (2, 1)
    assert (total.voided, total.withdrawn, total.lapsed) == (1, 1, 1)
    assert (total.carried, total.checked_in) == (1, 0)


def test_means_are_weighted_and_ranks_are_durations_that_there_were(store: Store) -> None:
    """Eight waits: 2, 3, 4, 4, 6⅔, 8⅓, 16 and 121 minutes."""
    waits = spread(counted(store, lived().log, MONDAY).figures.total().waits)
    assert (waits.count, waits.sum_ms) == (8, ms("2:45:00"))
    assert waits.mean_ms == ms("2:45:00") // 8
    assert (waits.median_ms, waits.p90_ms, waits.most_ms) == (ms("4:00"), ms("2:01:00"), ms("2:01:00"))


def test_a_transfer_splits_between_matters_windows_and_clerks(two_days: Statistics) -> None:
    """Each stretch counts under its own."""
    first, second = group(two_days, "window", 1), group(two_days, "window", 2)
    assert sorted(first.services) == all_ms("7:00", "2:30")
    assert sorted(second.services) == all_ms("12:00", "3:00", "6:00")
    assert (first.finished, second.finished) == (1, 3)
    assert sorted(group(two_days, "matter", "ms").services) == all_ms("12:00", "3:00")
    assert group(two_days, "matter", "mr").issued == 5
    assert group(two_days, "matter", "ms").issued == 1
    assert sorted(group(two_days, "clerk", "A1").waits) == all_ms("16:00", "2:00", "3:00")


def test_a_b_role_serves_the_posts_line_at_the_own_window(two_days: Statistics) -> None:
    """AB-3: counted under B's name and window, and under the post of A."""
    assert group(two_days, "clerk", "A2").taken_over == group(two_days, "post", "pr").taken_over == 1
    assert group(two_days, "clerk", "A1").taken_over == 0
    assert group(two_days, "window", 2).taken_over == 1


def test_covers_are_counted_by_reason_and_duration(two_days: Statistics) -> None:
    """Monday A1 handed over for 25 minutes; Tuesday A1 never came, and A3 covers after the grace."""  # AB-11
    post = two_days.posts["pr"]
    assert post.covers == post.b_role == Times(2, ms("40:00"))
    assert post.reasons == {
        "handed_over": Times(1, ms("25:00")),
        "not_arrived": Times(1, ms("15:00")),  # 08:35 to the last fact
    }
    assert (post.awaited, post.stand_in, post.unattended) == (Times(1, ms("5:00")), Times(), Times())
    assert post.absences == 1  # AB-6


def test_a_post_is_unattended_from_the_grace_on(store: Store) -> None:
    """AB-10: opening at half past eight, nobody comes before nine."""
    street = Street()
    street.until("09:00")
    street.sit("A1")
    post = counted(store, street.log).posts["pr"]
    assert (post.awaited, post.unattended) == (Times(1, ms("5:00")), Times(1, ms("25:00")))


def test_a_no_show_that_was_taken_back_is_none(two_days: Statistics) -> None:
    """R002 was marked twice and is one no-show, which came back; its call is one call."""
    matter = group(two_days, "matter", "mr")
    assert (matter.no_shows, matter.came_back) == (1, 1)
    assert sorted(matter.waits) == all_ms("16:00", "2:00", "3:00", "4:00")


def test_hours_are_the_halls_waits_by_their_beginning_services_by_the_call(two_days: Statistics) -> None:
    """Who took a number at half past twelve was called at half past two."""
    assert group(two_days, "hour", 12).waits == all_ms("2:01:00")
    assert group(two_days, "hour", 12).services == []
    assert group(two_days, "hour", 14).services == all_ms("8:30")
    assert group(two_days, "hour", 17).no_shows == 1
    assert (group(two_days, "hour", 18).carried, group(two_days, "hour", 18).lapsed) == (1, 1)


def test_a_night_is_no_wait(store: Store) -> None:
    """Carried over, it waits again from when it checked in."""
    day = counted(store, lived().log, TUESDAY)
    total = day.figures.total()
    assert (total.issued, total.checked_in, total.carried, total.finished) == (0, 1, 0, 1)
    assert (total.waits, total.walks, total.services) == (all_ms("5:00"), all_ms("1:00"), all_ms("4:00"))
    assert [*day.figures.by("day")] == [TUESDAY]


def test_days_without_an_opening_have_no_figures(store: Store) -> None:
    """Nor has a hall that never opened."""
    assert counted(store, lived().log, WEDNESDAY).figures.cells == {}
    assert counted(store, lived().log, "2026-11-01", "2026-11-22").posts == {}


def test_what_goes_on_is_counted_when_it_is_over(store: Store) -> None:
    """While somebody is served, the wait is known and the service is not."""
    street = Street()
    street.until("08:30")
    street.sit("A1")
    ticket = street.issue("mr")
    street.until("08:33")
    street.call("A1")
    street.until("08:34")
    street.start("A1", ticket)
    street.until("08:40")
    total = counted(store, street.log, now=street.at).figures.total()
    assert (total.waits, total.walks) == (all_ms("3:00"), all_ms("1:00"))
    assert (total.services, total.finished) == ([], 0)


def test_a_wait_goes_on_over_a_close_that_was_a_mistake(store: Store) -> None:
    """Nobody is carried over by it; the minutes of the close are no wait."""
    street = Street()
    street.until("08:30")
    street.sit("A1")
    street.issue("mr")
    street.until("08:40")
    street.give(BOSS, CloseDay())
    street.until("08:45")
    street.give(BOSS, OpenHall())
    street.sit("A1")
    street.until("08:47")
    street.call("A1")
    total = counted(store, street.log).figures.total()
    assert (total.waits, total.carried, total.checked_in) == (all_ms("12:00"), 0, 0)


def test_calls_of_one_press_with_a_finish_count_both(store: Store) -> None:
    """The press that finishes one calls the next."""
    street = Street()
    street.until("08:30")
    street.sit("A1")
    first = street.issue("mr")
    street.issue("mr")
    street.call("A1")
    street.start("A1", first)
    street.until("08:36")
    street.give(clerk("A1"), CallNext(in_hand=first.id))
    total = counted(store, street.log).figures.total()
    assert (total.waits, total.services, total.finished) == ([0, ms("6:00")], [ms("6:00")], 1)
