"""Stubs that are typed in when their day is over count as they would have on it."""

from pathlib import Path

from tests.rules.situations_sheets import printed, stub
from tests.rules.street import BOSS, Street, moment
from tests.statistics.counted import MONDAY, TUESDAY, counted_in, group

SLIPS = [
    {"outcome": "served", "window": 2, "called": moment("10:25")},
    {"outcome": "left", "given": moment("10:55")},
    {"outcome": "served", "window": 1, "called": moment("10:55"), "matter": "ms"},
    {"outcome": "served", "window": 2, "called": moment("10:05")},
]


def typed_in(clock: str, day: str) -> Street:
    """The same four stubs of Monday morning, at that time."""
    street = printed()
    street.until(clock, day)
    for n, said in enumerate(SLIPS, start=1):
        street.give(BOSS, stub(street, n, **said))
    return street


def test_typed_in_a_day_later_they_make_the_same_day(tmp_path: Path) -> None:
    """By every grouping; a day on which nothing else happened, and one after it with no figure at all."""
    then, later = typed_in("11:30", MONDAY), typed_in("09:00", TUESDAY)
    on_the_day = counted_in(tmp_path / "then", then.log)
    afterwards = counted_in(tmp_path / "later", later.log)
    for by in ("matter", "line", "window", "post", "clerk", "day"):
        assert afterwards.figures.by(by) == on_the_day.figures.by(by)
    assert group(afterwards, "hour", 10) == on_the_day.figures.total()
    assert counted_in(tmp_path / "next", later.log, TUESDAY).figures.cells == {}


def test_in_a_span_they_count_once_with_all_the_rest(tmp_path: Path) -> None:
    """Whether the days in it were open or not: a Friday before the hall's first day, say."""
    street = typed_in("09:00", TUESDAY)
    friday = moment("10:05", "2026-11-20")
    street.give(BOSS, stub(street, 5, given=friday, outcome="left"))
    whole = counted_in(tmp_path / "whole", street.log, "2026-11-16", TUESDAY)
    assert (whole.figures.total().issued, whole.figures.total().by_hand) == (5, 3)
    alone = counted_in(tmp_path / "alone", street.log, "2026-11-20")
    assert (alone.figures.total().issued, alone.figures.total().withdrawn) == (1, 1)
    assert {day: sums.issued for day, sums in whole.figures.by("day").items()} == {"2026-11-20": 1, MONDAY: 4}
