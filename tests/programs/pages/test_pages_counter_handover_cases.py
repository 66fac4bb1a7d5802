"""Open cases in what is handed over at the terminal: told before, with the line, and on return (AB-5, AB-7, AB-8)."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from common import commands as c
from common import commands_case as k
from tests.programs.pages.conftest import Visitor
from tests.programs.pages.hall_behind_pages import HallBehindPages
from tests.programs.pages.test_pages_counter_cases import act, complete, opened

Visit = Callable[..., Visitor]


def test_before_leaving_and_after_it_the_open_cases_are_named(clerk: Visitor) -> None:
    """They go along, and stay one's own."""  # AB-5
    first, second = complete(clerk.behind), complete(clerk.behind)
    clerk.hear()
    clerk.press("o")
    expect(clerk.page.locator("#leave-cases")).to_contain_text("在办办件 2 件")
    clerk.page.keyboard.press("Enter")
    given = clerk.page.locator("#given")
    expect(given).to_contain_text("在办办件 2 件")
    for case in (first, second):
        expect(given).to_contain_text(case.number)


def test_stepping_away_says_nothing_of_cases(clerk: Visitor) -> None:
    """Nothing passes."""
    complete(clerk.behind)
    clerk.hear()
    clerk.press("a")
    expect(clerk.page.locator("#leave-cases")).to_be_hidden()


def test_a_who_is_back_sees_which_cases_were_worked_on(clerk: Visitor) -> None:
    """By number, with what B could not finish in the list of whom to contact."""  # AB-7, AB-8
    case, behind = complete(clerk.behind), clerk.behind
    clerk.hear()
    clerk.press("o")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#away")).to_be_visible()
    b = next(cover.clerk for post, cover in behind.hall.covers.items() if post == case.post)
    assert b not in (None, "A03")
    behind.do(str(b), k.MarkCase(case=case.id, mark="urgent"))
    behind.do(str(b), c.RecordUnfinished(case=case.id, reason="decision"))
    behind.do("A03", c.ComeBack())
    clerk.hear()
    card = clerk.page.locator("#handovers li").filter(has_text="其间办过的办件 1 件")
    expect(card).to_contain_text(case.number)
    expect(clerk.page.locator("#contacts")).to_contain_text(case.number)
    clerk.page.locator("#contacts button").first.click()
    clerk.until(lambda: all(item.contacted_at for item in behind.hall.unfinished.values()))


def test_whoever_covers_reads_the_list_and_records_what_is_left(
    visit: Visit, behind: HallBehindPages
) -> None:
    """From the case itself, by its digit."""  # AB-7, AB-16
    case = complete(behind)
    for name in ("A03", "A04"):
        behind.do(name, c.SitDown(window=int(name[1:])))
    behind.do("A03", c.HandOver(reason="meeting"))
    taker = behind.hall.covers[str(case.post)].clerk
    assert taker == "A04"
    clerk = visit("A04", "/counter/")
    expect(clerk.page.locator("#handovers")).to_contain_text(case.number)
    dialog = opened(clerk)
    act(clerk, "没办完，交 A 岗联系")
    dialog.locator('form[data-act="record_unfinished"] [name="reason"]').first.check(force=True)
    clerk.page.keyboard.press("Enter")
    clerk.until(lambda: [item.case for item in behind.hall.unfinished.values()] == [case.id])
