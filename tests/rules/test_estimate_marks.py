"""What is learnt of services and of ranges, apart from any hall."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.estimate import known as k
from server.rules.estimate.left import left_of
from server.rules.estimate.wait import FEW_SCORED, score_of, shown_min
from server.rules.hall import Hall
from server.rules.way import GivenRange

PRIOR_S = 480.0
MINUTE = 60_000


def taught(*services: tuple[str, float]) -> k.Estimates:
    known = k.Estimates()
    for matter, seconds in services:
        k.observe(known, matter, seconds, PRIOR_S)
    return known


def test_a_matter_that_nobody_has_seen_takes_as_long_as_the_halls_others() -> None:
    """And in a new hall as long as its file says."""
    assert k.mean_s(k.Estimates(), "m", PRIOR_S) == PRIOR_S
    known = taught(*[("quick", 120.0)] * 60)
    assert k.mean_s(known, "quick", PRIOR_S) < 150 < k.mean_s(known, "other", PRIOR_S) + 30
    assert k.mean_s(known, "other", PRIOR_S) < 160


def test_one_service_moves_a_mean_little_and_a_hundred_make_it() -> None:
    """Shrunk with the weight of five."""
    one, many = taught(("m", 60.0)), taught(*[("m", 60.0)] * 200)
    assert k.mean_s(one, "m", PRIOR_S) > 300
    assert k.mean_s(many, "m", PRIOR_S) < 85


def test_what_is_older_than_a_few_hundred_services_is_forgotten() -> None:
    """A hall that became quicker is told as it is now."""
    known = taught(*[("m", 900.0)] * 300, *[("m", 120.0)] * 300)
    assert k.mean_s(known, "m", PRIOR_S) < 190


def test_a_window_that_was_forgotten_over_lunch_is_no_service_of_two_hours() -> None:
    """It counts as a long one."""
    known = taught(*[("m", 300.0)] * 20, ("m", 7_200.0))
    assert k.mean_s(known, "m", PRIOR_S) < 450


def test_services_that_differ_more_make_the_spread_larger() -> None:
    """From what most halls have."""
    random = Random(1)
    even = taught(*[("m", random.uniform(280, 320)) for _ in range(200)])
    wild = taught(*[("m", random.expovariate(1 / 300)) for _ in range(200)])
    assert k.spread(even) < k.SPREAD < k.spread(wild)


@settings(max_examples=60, deadline=None)
@given(st.floats(30, 3_000), st.floats(0.1, 2.0), st.floats(0, 20_000))
def test_what_is_left_of_a_service_is_never_less_than_nothing(mean: float, cv: float, so_far: float) -> None:
    """Nor more than can be told to anybody."""
    assert 0 <= left_of(mean, cv, so_far) <= 2 * mean + 0.3 * so_far + 1


@pytest.mark.parametrize(("share", "low"), [(0.1, True), (0.9, False)])
def test_a_mark_comes_to_rest_where_so_many_waits_stay_below_it(share: float, low: bool) -> None:
    """Whatever the waits are like: here they are twice what the raw estimate says, widely spread."""
    random, known = Random(7), k.Estimates()
    hits = []
    for n in range(4_000):
        marks = k.marks_of(known, "middle")
        raw = 15.0
        shown = [max(1, round(raw * 2.718 ** (0.5 * mark))) for mark in (marks.low, marks.likely, marks.high)]
        waited = 2 * raw * random.lognormvariate(0, 0.6)
        given_range = GivenRange(shown[0], max(shown[2], shown[0] + 1), shown[1], 15)
        k.came_true(known, given_range, round(waited * MINUTE), "2026-11-23")
        if n > 1_000:
            hits.append(waited < given_range.low_min if low else waited <= given_range.high_min)
    assert abs(sum(hits) / len(hits) - share) < 0.03


def test_short_and_long_waits_are_corrected_apart() -> None:
    """What goes wrong with the one says nothing of the other."""
    known = k.Estimates()
    for _ in range(50):
        k.came_true(known, GivenRange(30, 45, 35, 35), 90 * MINUTE, "2026-11-23")
    assert known.marks["long"].high > k.FIRST_MARKS["long"].high
    assert k.marks_of(known, "short") == k.FIRST_MARKS["short"]


def test_a_range_from_0_is_moved_at_its_end_alone() -> None:
    """Nobody waits less than nothing."""
    known = k.Estimates()
    k.came_true(known, GivenRange(0, 2, 1, 0), 10 * MINUTE, "2026-11-23")
    assert known.marks["soon"].low == k.FIRST_MARKS["soon"].low
    assert known.marks["soon"].within > k.FIRST_MARKS["soon"].within


def test_the_score_is_of_the_last_seven_days_before_today() -> None:
    """What is older is forgotten, what is today's is not finished."""
    hall = Hall(day="2026-11-23")
    hall.estimates.days = {f"2026-11-{day}": (10, day - 9) for day in range(10, 24)}
    assert score_of(hall).given == 70
    assert score_of(hall).percent == round(100 * sum(range(7, 14)) / 70)
    for day in range(1, 20):
        k.came_true(hall.estimates, GivenRange(0, 2, 1, 0), MINUTE, f"2026-12-{day:02}")
    assert len(hall.estimates.days) == k.DAYS_SCORED + 1


def test_a_score_of_a_few_ranges_is_not_published() -> None:
    """It would say nothing."""
    hall = Hall(day="2026-11-23")
    hall.estimates.days = {"2026-11-20": (FEW_SCORED - 1, 3)}
    assert score_of(hall).percent is None


def test_a_range_is_right_to_the_millisecond() -> None:
    """As it was shown."""
    shown = GivenRange(5, 10, 7, 7)
    held = [shown.holds(ms) for ms in (5 * MINUTE - 1, 5 * MINUTE, 10 * MINUTE, 10 * MINUTE + 1)]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, 0), (29, 0), (89, 1), (560, 9), (12 * 60, 10), (13 * 60, 15), (62 * 60, 60)]
)
def test_minutes_are_whole_below_ten_and_fives_above(seconds: int, shown: int) -> None:
    """Nobody is told of 23 minutes."""
    assert shown_min(seconds) == shown
