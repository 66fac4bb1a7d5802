"""When a case is due: worked by hand over the holidays and make-up days of 2026, and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.cases.clock import (
    Course,
    Stop,
    clock,
    due_day,
    due_of_whole,
    light,
    may_extend,
)
from server.rules.cases.workdays import (
    Deadlines,
    is_published,
    is_working_day,
    working_day_after,
)

CALENDAR = Deadlines()


def working_days_between(calendar: Deadlines, since: date, until: date) -> int:
    """How many working days lie after `since`, up to and with `until`: counted one by one."""
    whole = range(since.toordinal() + 1, until.toordinal() + 1)
    return sum(is_working_day(calendar, date.fromordinal(n)) for n in whole)


DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))
LIMITS = st.integers(1, 45)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def stop(since: str, until: str | None, reason: str = "appraisal", at_most: int | None = None) -> Stop:
    return Stop(day(since), None if until is None else day(until), reason, at_most)


@pytest.mark.parametrize(
    ("started", "limit", "due"),
    [
        ("11-16", 5, "11-23"),  # Tue 17 to Fri 20 are four, then Mon 23
        ("09-18", 3, "09-22"),  # Sun 20 is made up: Sun, Mon, Tue
        ("09-23", 5, "10-08"),  # Thu 24, Mon 28, Tue, Wed; 1 to 7 October is off; Thu 8
        ("10-08", 3, "10-12"),  # Fri 9, Sat 10 is made up, Mon 12
        ("02-13", 2, "02-24"),  # Sat 14 is made up; 15 to 23 is off; Tue 24
        ("02-13", 6, "02-28"),  # and on: 25, 26, 27, and Sat 28 is made up
        ("04-30", 20, "06-01"),  # May: 6 to 9 are four, 11 to 15, 18 to 22 and 25 to 29 five each; Mon 1 June
        ("11-21", 1, "11-23"),  # taken in on a Saturday: Monday is day 1
    ],
)
def test_a_limit_is_counted_in_working_days_from_the_day_after(started: str, limit: int, due: str) -> None:
    """By hand; public holidays do not count, make-up workdays do."""  # C-3
    assert due_day(Course(day(started), limit), CALENDAR) == day(due)


def test_where_the_setting_says_so_the_first_day_counts() -> None:
    """A day later is what the default gives; a day off is never day 1."""  # C-3, settings: clock starts
    assert due_day(Course(day("11-16"), 5, starts_same_day=True), CALENDAR) == day("11-20")
    assert due_day(Course(day("11-21"), 1, starts_same_day=True), CALENDAR) == day("11-23")


@pytest.mark.parametrize(
    ("stops", "due", "stopped"),
    [
        ((stop("05-11", "05-14"),), "06-04", {"appraisal": 3}),  # Mon, Tue, Wed; from Mon 1 June to Thu 4
        ((stop("05-09", "05-11"),), "06-02", {"appraisal": 1}),  # Sat 9 is a working day, Sun 10 is none
        ((stop("05-16", "05-18"),), "06-01", {}),  # a weekend
        (
            (stop("05-11", "05-14"), stop("05-12", "05-15", "hearing")),
            "06-05",
            {"appraisal": 3, "hearing": 1},
        ),
        ((stop("05-11", "05-11"),), "06-01", {}),  # over on the same day
        (
            (stop("06-01", "06-03"),),
            "06-03",
            {"appraisal": 2},
        ),  # begun on the very due day: Mon, Tue; Wed 3 is due
    ],
)
def test_stopped_days_do_not_count_and_are_told_by_reason(
    stops: tuple[Stop, ...], due: str, stopped: dict[str, int]
) -> None:
    """Twenty days from 30 April, by hand; stops that overlap count once."""  # C-5
    course = Course(day("04-30"), 20, stops=stops)
    found = clock(course, CALENDAR, day(due))
    assert (found.due, found.used, found.stopped) == (day(due), 20, stopped)


def test_a_clock_that_stands_has_no_due_date_and_says_so() -> None:
    """Until it runs again."""  # C-5
    course = Course(day("11-16"), 5, stops=(stop("11-18", None, "hearing"),))
    found = clock(course, CALENDAR, day("11-20"))
    assert (found.due, found.used, found.stopped, found.stands) == (None, 1, {"hearing": 3}, True)
    assert clock(course._replace(limit=1), CALENDAR, day("11-20")).due == day(
        "11-17"
    )  # late before it was stopped


def test_time_at_a_higher_level_counts_again_beyond_its_own_limit() -> None:
    """Two working days are that level's; the third is ours."""  # C-13
    up = Course(day("11-16"), 5, stops=(stop("11-18", None, "submitted", at_most=2),))
    assert due_day(up, CALENDAR) == day("11-25")  # Tue 17; Wed, Thu are theirs; Fri 20, Mon 23, Tue, Wed 25
    over_a_weekend = Course(day("11-16"), 5, stops=(stop("11-21", None, "submitted", at_most=1),))
    assert due_day(over_a_weekend, CALENDAR) == day("11-24")
    back_early = Course(day("11-16"), 5, stops=(stop("11-18", "11-19", "submitted", at_most=2),))
    assert due_day(back_early, CALENDAR) == day("11-24")


def test_an_extension_is_more_working_days_granted_a_day_before_at_least() -> None:
    """Not on the due day."""  # C-6
    course = Course(day("11-16"), 5)
    assert may_extend(day("11-23"), day("11-22"))
    assert not may_extend(day("11-23"), day("11-23"))
    assert due_day(course._replace(extended=3), CALENDAR) == day("11-26")
    assert clock(course._replace(extended=3), CALENDAR, day("11-26")).promised == 8


def test_the_clock_stops_where_the_case_ends() -> None:
    """What was used then stays."""  # C-16
    found = clock(Course(day("11-16"), 5, ended=day("11-18")), CALENDAR, day("12-31"))
    assert (found.used, found.promised, found.stands) == (2, 5, False)


def test_a_joint_case_is_due_with_its_last_part() -> None:
    """And with none while the clock of a part stands."""  # C-10
    assert due_of_whole([23, 25, 24]) == 25
    assert due_of_whole([23, None]) is None
    assert due_of_whole([]) is None


def test_the_light_is_yellow_a_working_day_before_and_red_after() -> None:
    """Due on Monday: yellow from Friday."""  # C-7
    lights = [light(day("11-23"), CALENDAR, day(f"11-{n}")) for n in (19, 20, 21, 22, 23, 24)]
    assert lights == ["green", "yellow", "yellow", "yellow", "yellow", "red"]
    assert light(day("11-23"), CALENDAR, day("11-19"), yellow_days=2) == "yellow"


def test_missing_papers_may_be_told_within_five_working_days() -> None:
    """Then the case counts as accepted."""  # C-20
    assert working_day_after(CALENDAR, day("09-29"), 5) == day(
        "10-12"
    )  # Wed 30, Thu 8, Fri 9, Sat 10, Mon 12
    assert working_day_after(CALENDAR, day("11-16"), 5) == day("11-23")


def test_a_year_that_is_not_published_is_counted_by_weekends_and_said_to_be_provisional() -> None:
    """So that the administrator is warned."""  # C-3
    found = clock(Course(day("12-28"), 5), CALENDAR, day("12-28"))
    assert (found.due, found.provisional) == (date(2027, 1, 4), True)
    assert not is_published(CALENDAR, date(2027, 1, 4))
    assert not clock(Course(day("11-16"), 5), CALENDAR, day("11-16")).provisional


@given(DAYS, LIMITS, st.integers(0, 10))
def test_never_due_on_a_day_off_and_after_as_many_days_as_were_promised(
    started: date, limit: int, extended: int
) -> None:
    """Whatever the day."""  # C-3
    due = due_day(Course(started, limit, extended), CALENDAR)
    assert due is not None
    assert is_working_day(CALENDAR, due)
    assert working_days_between(CALENDAR, started, due) == limit + extended


@given(DAYS, LIMITS, st.data())
def test_a_stop_over_n_working_days_moves_the_due_date_by_n(
    started: date, limit: int, data: st.DataObject
) -> None:
    """Wherever it begins while the case runs."""  # C-5
    course = Course(started, limit)
    due = due_day(course, CALENDAR)
    assert due is not None
    since = data.draw(st.dates(started + timedelta(1), due))
    until = since + timedelta(data.draw(st.integers(0, 60)))
    n = working_days_between(CALENDAR, since - timedelta(1), until - timedelta(1))
    moved = due_day(course._replace(stops=(Stop(since, until, "x"),)), CALENDAR)
    assert moved == (working_day_after(CALENDAR, due, n) if n else due)


@given(DAYS, LIMITS, st.integers(1, 20), st.booleans(), st.data())
def test_a_higher_levels_limit_of_n_days_moves_the_due_date_by_n(
    started: date, limit: int, n: int, same_day: bool, data: st.DataObject
) -> None:
    """Wherever the case is sent up and does not come back: also on the day of its acceptance, which counts for nobody, or on a day off."""  # C-13, decision 0220
    course = Course(started, limit, starts_same_day=same_day)
    due = due_day(course, CALENDAR)
    assert due is not None
    since = data.draw(st.dates(started, due))
    moved = due_day(course._replace(stops=(Stop(since, None, "submitted", n),)), CALENDAR)
    assert moved == working_day_after(CALENDAR, due, n)


@given(
    DAYS, LIMITS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4), st.integers(0, 200)
)
def test_used_and_stopped_days_are_all_the_working_days_there_were(
    started: date, limit: int, lengths: list[tuple[int, int]], later: int
) -> None:
    """On the due day exactly what was promised is used."""  # C-3, C-5
    stops = tuple(
        Stop(started + timedelta(after), started + timedelta(after + length), f"r{n}")
        for n, (after, length) in enumerate(lengths)
    )
    course, today = Course(started, limit, stops=stops), started + timedelta(later)
    found = clock(course, CALENDAR, today)
    assert found.used + sum(found.stopped.values()) == working_days_between(CALENDAR, started, today)
    assert found.due is not None
    assert clock(course, CALENDAR, found.due).used == limit
