"""Printers and paper on the supervisor's page: what is wrong, what was printed, what is left."""

from __future__ import annotations

from playwright.sync_api import expect

from common import commands as c
from common.commands_printed import CountPaper
from tests.programs.pages.conftest import Visit
from tests.programs.pages.hall_behind_pages import HallBehindPages

KIOSK = "kiosk"
COUNT = CountPaper(
    day="2026-11-23", tickets=40, slips=3, reprints=1, failed=2, voided=1, used_mm=5_340, left_mm=44_660
)


def test_each_kiosk_stands_there_with_its_state_its_papers_and_its_roll(
    visit: Visit, behind: HallBehindPages
) -> None:
    """In words and metres."""
    page = visit("S1", "/supervisor").page
    expect(page.locator("#devices-panel")).to_be_hidden()
    behind.do(KIOSK, COUNT)
    row = page.locator("#devices tr")
    expect(row).to_contain_text(KIOSK)
    expect(row).to_contain_text("正常")
    expect(row).to_contain_text("号票 40，补打 1，告知单 3 · 没打出 2，作废 1")
    expect(row).to_contain_text("用纸 5.3 米 · 约剩 44.7 米")
    behind.do(KIOSK, c.ReportDevice(fault="cutter_jammed"))
    expect(row).to_contain_text("▲ 切刀卡住")


def test_a_roll_that_nears_its_end_comes_after_everything_that_stands_still(
    visit: Visit, behind: HallBehindPages
) -> None:
    """A hollow mark: nothing is wrong yet. It goes by itself."""
    page = visit("S1", "/supervisor").page
    behind.do(KIOSK, c.ReportDevice(fault="paper_low"))
    notice = page.locator("#alarms li", has_text="纸快用完了")
    expect(notice.locator('[data-part="kind"]')).to_have_text("△ 设备提示")
    expect(page.locator("#alarms li").last).to_contain_text("纸快用完了")
    behind.do(KIOSK, c.ReportDevice(fault=None))
    expect(notice).to_have_count(0)


def test_in_english_too(visit: Visit, behind: HallBehindPages) -> None:
    """The same."""
    behind.do(KIOSK, COUNT)
    page = visit("S1", "/supervisor", language="en").page
    expect(page.locator("#devices tr")).to_contain_text("40 tickets, 1 again, 3 slips · 2 failed, 1 voided")
