"""Figures of days worked out by hand (`two_days.py`), and of what is easily counted wrongly."""

import pytest

from common.commands import CallNext, CloseDay, HandOver, HoldTicket, OpenHall, ResumeTicket
from server.statistics.covering import Times
from server.statistics.figures import spread
from server.statistics.reading import Statistics
from server.storage.store import Store
from tests.rules.street import BOSS, Street, clerk
from tests.statistics.counted import MONDAY, TUESDAY, WEDNESDAY, counted, group
from tests.statistics.two_days import all_ms, lived, ms


@pytest.fixture
def two_days(store: Store) -> Statistics:
    return counted(store, lived().log, MONDAY, TUESDAY)


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


def test_put_aside_and_resumed_by_b_elsewhere_is_two_services(store: Store) -> None:
    """What A began and B ended: each at the own window, finished at B's."""  # AB-3
    street = Street()
    street.until("08:30")
    street.sit("A1", "A2")
    ticket = street.issue("mr")
    street.call("A1")
    street.start("A1", ticket)
    street.until("08:34")
    street.give(clerk("A1"), HoldTicket(ticket=ticket.id))
    street.give(clerk("A1"), HandOver(reason="errand"))
    street.until("08:40")
    street.give(clerk("A2"), ResumeTicket(ticket=ticket.id))
    street.until("08:42")
    street.finish("A2", ticket)
    found = counted(store, street.log)
    mine, others = group(found, "window", 1), group(found, "window", 2)
    assert (mine.services, mine.finished, mine.taken_over) == (all_ms("4:00"), 0, 0)
    assert (others.services, others.finished, others.taken_over) == (all_ms("2:00"), 1, 1)
    assert mine.holds == all_ms("6:00")


@pytest.mark.parametrize(
    ("durations", "mean", "median", "p90"),
    [
        ([5], 5, 5, 5),
        ([1, 2], 2, 1, 2),  # one and a half, rounded
        ([3, 1, 2], 2, 2, 3),
        (list(range(1, 11)), 6, 5, 9),
        (list(range(1, 12)), 6, 6, 10),
        ([0, 0, 0, 100], 25, 0, 100),
    ],
)
def test_a_rank_is_the_shortest_that_so_many_do_not_exceed(
    durations: list[int], mean: int, median: int, p90: int
) -> None:
    """Nearest rank, worked out by hand."""
    found = spread(durations)
    assert (found.mean_ms, found.median_ms, found.p90_ms, found.most_ms) == (
        mean, median, p90, max(durations)
    )  # fmt: skip


def test_of_nothing_there_is_no_mean() -> None:
    """A dash is told, not a zero."""
    assert spread([]).mean_ms is spread([]).p90_ms is None
