"""Every alarm in words, and the states in which a supervisor's page looked as if nothing were wrong."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from common import commands as c
from common.i18n import catalogue
from server.rules.hall import Hall
from tests.programs.pages.conftest import Visit, Visitor, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages
from tests.programs.pages.test_pages_faults import tell


@pytest.fixture
def leader(visit: Visit, behind: HallBehindPages) -> Visitor:
    """The supervisor of a full hall."""
    for n in range(1, 9):
        behind.do(f"A0{n}", c.SitDown(window=n))
    visitor: Visitor = visit("S1", "/supervisor")
    expect(visitor.page.locator("#windows tr")).to_have_count(8)
    return visitor


def alarm(kind: str, subject: str, detail: str = "", since: int | None = None) -> dict[str, dict[str, Any]]:
    of = f"{kind}:{subject}"
    since = at("09:00") if since is None else since
    return {of: {"id": of, "kind": kind, "subject": subject, "since": since, "detail": detail}}


@pytest.mark.parametrize(
    ("subject", "detail", "words"),
    [
        ("server:backup", "backup_failed", "服务器备份失败"),
        ("server:clock", "clock_stepped", "服务器服务器时钟被改动"),
    ],
)
def test_a_fault_of_the_server_is_said_in_words(
    leader: Visitor, subject: str, detail: str, words: str
) -> None:
    """`server:backup` means nothing to a supervisor."""
    tell(leader, "alarms", **alarm("device", subject, detail))
    card = leader.page.locator("#alarms li")
    expect(card).to_contain_text(words)
    expect(card).not_to_contain_text("server")


def test_who_covers_too_many_posts_is_said_with_how_many_and_after_the_unattended(leader: Visitor) -> None:
    """AB-16: one clerk for more than two posts of others."""
    tell(leader, "alarms", **alarm("device", "kiosk-1", "paper_out"))
    tell(leader, "alarms", **alarm("covering_many", "A02", "3"))
    tell(leader, "alarms", **alarm("unattended", "post-5"))
    tell(leader, "alarms", **alarm("of_a_later_version", "x"))
    kinds = leader.page.locator('#alarms [data-part="kind"]')
    expect(kinds).to_have_text(["▲ 空岗", "▲ 一人顶岗过多", "▲ 设备故障", "▲ page.alarm.of_a_later_version"])
    expect(leader.page.locator("#alarms li").nth(1)).to_contain_text("A02同时顶 3 个岗位")


def test_a_clerk_who_left_a_resident_called_is_away_not_the_resident(leader: Visitor) -> None:
    """It once read "等候居民（如厕）", as if the resident had gone."""
    issue(leader.behind, "family")
    leader.behind.do("A03", c.CallNext())
    leader.behind.do("A03", c.StepAway(reason="restroom"))
    leader.hear()
    window = leader.page.locator("#windows tr", has_text="人口与计划生育")
    expect(window).to_contain_text("等候居民 ‖\u00a0暂离（如厕）")


def test_the_dialog_for_a_stand_in_names_window_and_who_is_absent(leader: Visitor) -> None:
    """AB-18: whoever names somebody sees for what."""
    for clerk in ("A03", "A08", "A04"):
        leader.behind.do(clerk, c.StandUp(reason="errand"))
    leader.hear()
    why = leader.page.locator("#stand-in-why")
    posts = leader.page.locator("#posts")
    posts.locator("tr", has_text="人口与计划生育岗").get_by_role("button").click()
    expect(why).to_have_text("3号窗口 · ▲\u00a0空岗 · A03 已离座（外出办事）")
    leader.page.keyboard.press("Escape")
    posts.locator("tr", has_text="农业综合服务岗").get_by_role("button").click()
    expect(why).to_have_text("5号窗口 · ●\u00a0A岗\u00a0A05")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_hall_one_notice_says_so_and_leads_to_the_import(
    visit: Visit, behind: HallBehindPages, language: Any
) -> None:
    """Empty tables and "no alarms" looked like a quiet morning."""
    behind.hall = Hall()
    page = visit("S1", "/supervisor", language).page
    notice = page.locator("#no-hall")
    expect(notice).to_contain_text(catalogue(language)["page.alarm.no_hall"])
    expect(notice.get_by_role("link")).to_have_attribute("href", "/admin/hall")
    expect(page.locator("#alarms-none")).to_be_hidden()
    expect(page.locator("table:visible")).to_have_count(0)
    expect(page).to_have_title(catalogue(language)["page.supervisor.title"])


def test_an_imported_hall_takes_the_notice_away(visit: Visit, behind: HallBehindPages) -> None:
    """By a change as any other, without a reload."""
    imported, behind.hall = behind.hall, Hall()
    visitor = visit("S1", "/supervisor")
    expect(visitor.page.locator("#no-hall")).to_be_visible()
    behind.hall = imported
    behind.pass_time(0)
    visitor.hear()
    expect(visitor.page.locator("#no-hall")).to_be_hidden()
    expect(visitor.page.locator("#windows tr")).to_have_count(8)


@pytest.mark.parametrize("count", [4, 8])
def test_with_many_alarms_the_tables_are_still_on_the_screen(leader: Visitor, count: int) -> None:
    """At 1366×768; the worst stand on top and the rest are scrolled to."""
    tell(leader, "alarms", **alarm("device", "kiosk-1", "paper_out"))
    for n in range(1, count + 1):
        tell(leader, "alarms", **alarm("unattended", f"post-{n}"))
    cards = leader.page.locator("#alarms li")
    expect(cards).to_have_count(count + 1)
    alarms, table = (leader.page.locator(at).bounding_box() for at in ("#alarms", "#windows tr >> nth=0"))
    assert alarms is not None
    assert table is not None
    assert alarms["height"] <= 0.4 * 768 + 1
    assert table["y"] + table["height"] < 768
    expect(cards.first).to_be_in_viewport(ratio=1)
    expect(cards.last).to_contain_text("设备故障")
    cards.last.scroll_into_view_if_needed()
    expect(cards.last).to_be_in_viewport(ratio=1)


WRAPPED = """() => {
    const whole = /\\d+号窗口|A\\d\\d|\\d+:\\d\\d|[●▶○▲‖]\\u00a0\\S/g;
    const seen = document.createTreeWalker(document.querySelector('.board'), NodeFilter.SHOW_TEXT);
    const broken = [];
    for (let node = seen.nextNode(); node; node = seen.nextNode()) {
        for (const found of node.data.matchAll(whole)) {
            const range = document.createRange();
            range.setStart(node, found.index);
            range.setEnd(node, found.index + found[0].length);
            if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(node.data);
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("width", [1100, 1366, 1920])
def test_no_window_clerk_or_time_is_broken_over_two_lines(leader: Visitor, width: int) -> None:
    """A supervisor reads the tables at a glance."""
    for clerk in ("A03", "A08", "A04"):
        leader.behind.do(clerk, c.StandUp(reason="errand"))
    leader.behind.do("A05", c.StepAway(reason="restroom", until=at("10:00")))
    leader.behind.pass_time(6 * 60_000)
    leader.hear()
    leader.page.set_viewport_size({"width": width, "height": 768})
    expect(leader.page.locator("#posts")).to_contain_text("暂离超时")
    assert leader.page.evaluate(WRAPPED) == []


def test_a_stand_in_named_while_a_is_awaited_is_shown_and_can_be_ended(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-18: in the minutes after opening A still counts as there; what was put on record is seen all the same."""
    behind.pass_time(at("14:31") - behind.now)
    behind.do("A05", c.SitDown(window=5))
    visitor = visit("S1", "/supervisor")
    behind.do(
        "supervisor", c.NameStandIn(post="post-3", clerk="A05", reason="nobody_present", on_the_spot=True)
    )
    visitor.hear()
    post = visitor.page.locator("#posts tr", has_text="人口与计划生育岗")
    expect(post).to_contain_text("等A岗到岗")
    expect(post).to_contain_text("已指定 A05 顶岗")
    post.get_by_role("button", name="结束顶岗").click()
    expect(post).not_to_contain_text("A05")
    expect(post.get_by_role("button", name="指定顶岗")).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("duty_rota", "2027Q1", "值班表未排2027Q1请在大厅配置里排出该季度的值班表"),
        ("duty_nobody", "2026-11-23", "今日无值班领导2026-11-23应每个开放日有一名值班领导"),
    ],
)
def test_a_rota_of_duty_leaders_that_is_missing_is_said_in_words(
    leader: Visitor, kind: str, subject: str, words: str
) -> None:
    """Of which quarter or day, and what to do; no minutes are counted."""  # D-3
    tell(leader, "alarms", **alarm(kind, subject))
    card = leader.page.locator("#alarms li")
    expect(card).to_contain_text(words)
    expect(card.locator('[data-part="time"]')).to_be_hidden()
