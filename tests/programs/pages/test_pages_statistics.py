"""The page of statistics in a browser: a month of the sample hall, on a screen, a phone and paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.programs.hall_server import HallServer
from tests.programs.pages.conftest import Visit
from tests.programs.pages.served import Open, waiting

A4_ACROSS = (1047, 718)
"""277 × 190 mm at 96 dots an inch."""


def hidden_px(page: Page) -> list[int]:
    """How much of each table can only be seen by moving it sideways."""
    found: list[int] = page.evaluate(
        "[...document.querySelectorAll('.scroll')].map((e) => e.scrollWidth - e.clientWidth)"
    )
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_busy_months_table_fits_the_screen(visit: Visit, language: str) -> None:
    """1366 × 768, hours-long waits and counts of four digits: nothing has to be moved sideways."""
    page = visit("S1", "/supervisor/statistics", language).page
    assert hidden_px(page) == [0, 0]
    assert page.evaluate("document.documentElement.scrollWidth") == 1366


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_fit_a_sheet_of_paper(visit: Visit, language: str) -> None:
    """A4 across, without what is only for asking."""
    page = visit("S1", "/supervisor/statistics", language, A4_ACROSS).page
    page.emulate_media(media="print")
    assert hidden_px(page) == [0, 0]
    expect(page.locator(".asking")).to_be_hidden()
    expect(page.locator(".figures").first).to_be_visible()


def test_bars_are_as_long_as_the_waits(visit: Visit) -> None:
    """The longest ninth decile is the whole width; each bar says its figures to a screen reader."""
    page = visit("S1", "/supervisor/statistics").page
    first = page.locator(".bars").first
    assert first.locator(".bar-most").get_attribute("width") == "100.0"
    expect(first).to_have_attribute("aria-label", "平均等候 3:20:20，九成在 9:59:59 以内")


def test_the_other_language_keeps_what_was_asked_for(visit: Visit) -> None:
    """Nobody chooses the days twice."""
    page = visit("S1", "/supervisor/statistics").page
    link = "/supervisor/statistics?language=en&from=2026-11-01&to=2026-11-30&by=matter"
    expect(page.locator(".bar-language")).to_have_attribute("href", link)
    assert page.locator(".downloads a").count() == 3


def test_a_refusal_stands_beside_the_form(visit: Visit) -> None:
    """And the form keeps the days, to be mended."""
    page = visit("S1", "/statistics-refused").page
    expect(page.get_by_role("alert")).to_have_text("结束日期不能早于开始日期。")
    expect(page.locator('input[name="from"]')).to_have_value("2026-11-01")


def test_a_supervisor_comes_to_todays_figures_and_takes_them_home(hall: HallServer, as_staff: Open) -> None:
    """S-1, before the real server: from the board with one press; the workbook with another."""
    waiting(hall, "fees", 2)
    page = as_staff("S01", "/supervisor")
    page.get_by_role("link", name="统计").click()
    page.get_by_label("分组").select_option("line")
    page.get_by_role("button", name="统计").click()
    row = page.locator(".figures tbody tr", has_text="收费")
    expect(row.locator("td.number").first).to_have_text("2")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载 .xlsx").click()
    assert taken.value.suggested_filename.startswith("shigu-statistics-")
