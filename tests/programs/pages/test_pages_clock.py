"""Moments as the pages say them: with their day where it is not today, and never a page that stops at an absurd one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from server.web.statistics_table import clock
from tests.programs.pages.conftest import Visit, at
from tests.programs.pages.hall_behind_pages import HallBehindPages

FRIDAY, SUNDAY, MONDAY_WEEK = "2026-11-20", "2026-11-22", "2026-11-30"
ABSURD = (None, 9e15, -9e15, 1e300, 0)


@pytest.fixture
def said(visit: Visit) -> Callable[..., Any]:
    """What a function of clock.js gives."""
    page = visit("", "/sign-in").page

    def call(function: str, *values: Any) -> Any:
        return page.evaluate(
            "async ([name, values]) => (await import('/web/clock.js'))[name](...values)",
            [function, list(values)],
        )

    return call


def test_a_moment_that_cannot_be_is_a_dash(said: Callable[..., Any]) -> None:
    """A row with a date of the year 285,000 stopped the whole page once."""
    for moment in ABSURD:
        for function in ("timeOfDay", "timeWithSeconds"):
            assert said(function, moment) == "—"
        assert said("dayAndTime", moment, at("09:00")) == "—"
        assert said("localText", moment) == ""
    assert said("running", 9e15) == "—"
    assert said("running", -5) == "0:00"


def test_one_duration_reads_the_same_on_every_page(said: Callable[..., Any]) -> None:
    """A time to cover stood as 0:29 on the live page and as 0:30 among the statistics."""
    for duration_ms in (0, 499, 500, 999, 29_500, 29_999, 59_999, 60_000, 3_599_999, 3_600_000):
        assert said("running", duration_ms) == clock(duration_ms), duration_ms


@pytest.mark.parametrize("typed", ["", "20226-11-23T17:00", "275000-01-01T00:00", "yesterday"])
def test_what_is_no_moment_of_a_field_means_none(said: Callable[..., Any], typed: str) -> None:
    """A digit too many in the year is found before anything is asked."""
    assert said("momentOf", typed) is None


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        ("2026-11-23", "zh", "08:30"),
        ("2026-11-24", "zh", "星期二 08:30"),
        ("2026-11-29", "en", "Sunday 08:30"),
        (MONDAY_WEEK, "zh", "11月30日 08:30"),
        (MONDAY_WEEK, "en", "30 Nov 08:30"),
        (FRIDAY, "zh", "11月20日 08:30"),
    ],
)
def test_a_time_of_another_day_is_said_with_its_day(
    said: Callable[..., Any], day: str, language: str, words: str
) -> None:
    """The weekday within a week to come; the date before today, and after."""
    assert said("dayAndTime", at("08:30", day), at("23:30"), {"language": language}) == words


def test_a_closed_hall_says_on_which_day_it_opens(visit: Visit, behind: HallBehindPages) -> None:
    """On a Friday evening "08:00" would be taken for tomorrow's."""
    behind.now = at("18:00", FRIDAY)
    behind.pass_time(at("18:00", "2026-11-27") - behind.now)
    for path, language, words in (
        ("/counter/", "zh", "下次开门 星期一 08:00"),
        ("/supervisor", "en", "opens next Monday 08:00"),
    ):
        page = visit("A03" if path == "/counter/" else "S1", path, language).page
        expect(page.locator('[data-live="phase"]')).to_contain_text(words)
