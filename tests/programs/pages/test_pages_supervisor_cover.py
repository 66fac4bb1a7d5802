"""Cover as the supervisor sees and steers it: requests, calls from outside, times, whereabouts, spot checks."""

from __future__ import annotations

import re

import msgspec
import pytest
from playwright.sync_api import Locator, expect

from common import commands as c
from server.rules.order import Actor, ImportHall
from server.rules.setup_cover import Sharing
from tests.programs.pages.conftest import Visit, Visitor, at, issue
from tests.programs.pages.hall_behind_pages import LEDGER, HallBehindPages

MINUTE_MS = 60_000
DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
ADMIN = Actor("admin", frozenset({"administrator"}))


@pytest.fixture
def full(behind: HallBehindPages) -> HallBehindPages:
    """Everyone at the own window but A08, who works outside the hall; three people wait at window 3."""
    rules = behind.hall.rules
    clerks = tuple(
        msgspec.structs.replace(clerk, outside=clerk.id == "A08", lunch=None) for clerk in rules.clerks
    )
    behind._do(ImportHall(setup=msgspec.structs.replace(rules, clerks=clerks)), ADMIN)
    for n in range(1, 8):
        behind.do(f"A0{n}", c.SitDown(window=n))
    issue(behind, "family", 3)
    return behind


@pytest.fixture
def cover(visit: Visit, full: HallBehindPages) -> Visitor:
    """The supervisor's page of cover."""
    visitor = visit("S1", "/supervisor/cover")
    expect(visitor.page.locator("#covering tr")).to_have_count(8)
    return visitor


def row(visitor: Visitor, table: str, text: str) -> Locator:
    return visitor.page.locator(f"#{table} tr", has_text=text)


def family(visitor: Visitor) -> Locator:
    return row(visitor, "covering", "人口与计划生育岗")


def passes(visitor: Visitor, ms: int) -> None:
    """Time passes, and the page hears what time it is."""
    visitor.behind.pass_time(ms)
    visitor.hear()
    beat = {"ledger_id": LEDGER, "upto": visitor.behind.hall.version, "now": visitor.behind.now, "pace": 1}
    visitor.say("heartbeat", beat)


def all_leave(visitor: Visitor) -> None:
    """Nobody of the post at window 3 is left in the hall: A08 is called."""
    for clerk in ("A03", "A04"):
        visitor.behind.do(clerk, c.StandUp(reason="errand"))
    visitor.hear()


def test_where_nothing_is_asked_checked_or_handed_over_the_page_says_so(cover: Visitor) -> None:
    """An empty table would look like one that did not load."""
    for place, words in (
        ("asked-none", "没有待答复"),
        ("spot-none", "还没有抽查"),
        ("month-none", "没有离岗"),
    ):
        expect(cover.page.locator(f"#{place}")).to_contain_text(words)
    expect(cover.page.locator("#answered")).to_be_hidden()


def test_a_short_official_absence_is_agreed_to_with_one_press(cover: Visitor) -> None:
    """D-5: who, from when until when and where, and then it is a proper absence."""
    cover.behind.do("A05", c.AskOfficial(reason="meeting", since=at("10:00"), until=at("11:00")))
    cover.hear()
    card = cover.page.locator("#asked li")
    expect(card).to_contain_text("短时公出")
    expect(card).to_contain_text("A05 10:00–11:00（开会）")
    card.get_by_role("button", name="同意", exact=True).click()
    expect(card).to_have_count(0)
    assert [leave.official for leave in cover.behind.hall.presence["A05"].leaves] == [True]


def test_a_short_official_absence_is_refused_and_nothing_changes(cover: Visitor) -> None:
    """D-5."""
    cover.behind.do("A05", c.AskOfficial(reason="errand", until=at("10:00")))
    cover.hear()
    cover.page.locator("#asked li").get_by_role("button", name="不同意").click()
    expect(cover.page.locator("#asked li")).to_have_count(0)
    assert not cover.behind.hall.presence["A05"].leaves


def test_an_absence_that_would_leave_a_post_with_nobody_is_refused_in_words(cover: Visitor) -> None:
    """AB-5: the request stays, the reason stands above."""
    post = next(post for post in cover.behind.hall.rules.posts if post.a_role == "A05")
    for clerk in post.b_roles:
        cover.behind.do("supervisor", c.RecordLeave(clerk=clerk, since=at("09:30"), until=at("17:30")))
    cover.behind.do("A05", c.AskOfficial(reason="errand", until=at("11:00")))
    cover.hear()
    card = cover.page.locator("#asked li", has_text="A05")
    card.get_by_role("button", name="同意", exact=True).click()
    expect(cover.page.locator(REFUSED)).to_have_text("拒绝：leave_uncovered")
    expect(card).to_be_visible()


def test_two_supervisors_answer_and_the_second_is_told_that_it_is_answered(
    visit: Visit, full: HallBehindPages
) -> None:
    """One of them wins; the other's press changes nothing and says so."""
    full.do("A05", c.AskOfficial(reason="meeting", until=at("11:00")))
    first, second = (visit(name, "/supervisor/cover") for name in ("S1", "S2"))
    for visitor in (first, second):
        expect(visitor.page.locator("#asked li")).to_have_count(1)
    first.page.locator("#asked").get_by_role("button", name="同意", exact=True).click()
    expect(first.page.locator("#asked li")).to_have_count(0)
    second.page.locator("#asked").get_by_role("button", name="不同意").click()
    expect(second.page.locator(REFUSED)).to_have_text("拒绝：not_asked")
    expect(second.page.locator("#asked li")).to_have_count(0)


def test_who_is_called_from_outside_is_said_to_be_on_the_way_and_until_when(cover: Visitor) -> None:
    """AB-14: the supervisor hears it by telephone."""
    all_leave(cover)
    expect(family(cover)).to_contain_text("已召 A08，等答复")
    card = cover.page.locator("#asked li", has_text="馆外召请").filter(has_text="A08")
    card.get_by_role("button", name="正在赶来").click()
    expect(family(cover)).to_contain_text("B岗赶来中")
    expect(family(cover)).to_contain_text(re.compile(r"A08 正在赶来，限 09:\d\d 前到"))
    expect(card.get_by_role("button")).to_have_text(["来不了，召下一位"])


def test_who_does_not_come_in_time_can_be_reached_again(cover: Visitor) -> None:
    """AB-14: past the limit the post is unattended, and the call is not forgotten."""
    all_leave(cover)
    cover.behind.do("supervisor", c.AnswerCall(post="post-3", clerk="A08"))
    passes(cover, 11 * MINUTE_MS)
    expect(family(cover)).to_contain_text(re.compile(r"▲ A08 没有在 09:\d\d 前到"))
    cover.page.locator("#asked li", has_text="A08").get_by_role("button", name="又联系上").click()
    expect(family(cover)).to_contain_text("B岗赶来中")


def test_a_request_to_stand_in_is_taken_back(cover: Visitor) -> None:
    """AB-18: asked in error, or somebody else was quicker."""
    all_leave(cover)
    cover.behind.do("supervisor", c.NameStandIn(post="post-3", clerk="A01", reason="nobody_present"))
    cover.hear()
    card = cover.page.locator("#asked li", has_text="请人顶岗")
    expect(card).to_contain_text("A01 → 3 人口与计划生育岗")
    card.get_by_role("button", name="收回").click()
    expect(card).to_have_count(0)
    assert not cover.behind.hall.stand_ins_asked


def test_a_page_that_shows_what_is_over_ends_nothing_else(cover: Visitor) -> None:
    """AB-14, AB-18: the clerk agreed, and another was called, before the page has heard of it."""
    all_leave(cover)
    cover.behind.do("supervisor", c.NameStandIn(post="post-3", clerk="A01", reason="nobody_present"))
    cover.hear()
    cover.behind.do("A01", c.AnswerStandIn(post="post-3", accept=True))
    cover.page.locator("#asked li", has_text="请人顶岗").get_by_role("button", name="收回").click()
    expect(cover.page.locator(REFUSED)).to_contain_text("asking_over")
    assert cover.behind.hall.stand_ins == {"post-3": "A01"}


def test_what_was_answered_today_stands_below_with_its_answer(cover: Visitor) -> None:
    """AB-18: accepted, declined, taken back, each with its time."""
    all_leave(cover)
    cover.behind.do("supervisor", c.NameStandIn(post="post-3", clerk="A01", reason="nobody_present"))
    cover.behind.do("A01", c.AnswerStandIn(post="post-3", accept=False))
    cover.behind.pass_time(MINUTE_MS)
    cover.behind.do("supervisor", c.NameStandIn(post="post-3", clerk="A02", reason="nobody_present"))
    cover.behind.do("A02", c.AnswerStandIn(post="post-3", accept=True))
    cover.hear()
    answered = cover.page.locator("#answered-list li")
    expect(answered.filter(has_text="A01 → 3 人口与计划生育岗")).to_contain_text("✗ 没有答应")
    expect(answered.filter(has_text="A02 → 3 人口与计划生育岗")).to_contain_text("✓ 已同意")


def test_who_cannot_come_is_said_so_and_may_be_reached_again(cover: Visitor) -> None:
    """AB-14: there is no next B outside; the post stays an alarm."""
    all_leave(cover)
    cover.page.locator("#asked li", has_text="A08").get_by_role("button", name="来不了").click()
    expect(family(cover)).to_contain_text("A08 来不了")
    expect(family(cover)).to_contain_text("空岗")
    expect(cover.page.locator("#asked li", has_text="A08").get_by_role("button")).to_have_text(
        ["又联系上，正在赶来"]
    )


def test_whom_a_has_to_contact_stands_there_until_it_is_done(cover: Visitor) -> None:
    """AB-7: what B could not finish; the supervisor may say that A has spoken with the resident."""
    cover.behind.do("A03", c.HandOver(reason="meeting"))
    called = cover.behind.do("A04", c.CallNext())
    cover.behind.do("A04", c.StartService(ticket=called.ticket))
    cover.behind.do("A04", c.RecordUnfinished(ticket=called.ticket, reason="papers"))
    cover.hear()
    item = cover.page.locator("#contacts li")
    expect(item).to_contain_text(f"{called.number}（")
    expect(item).to_contain_text("A04 没办完，由 A03 联系")
    item.get_by_role("button", name="已联系").click()
    expect(item).to_contain_text("S1 已联系")
    expect(item.get_by_role("button")).to_have_count(0)


def test_whereabouts_say_where_until_when_and_what_is_left_of_the_moments(cover: Visitor) -> None:
    """AB-4, AB-15."""
    cover.behind.do("A06", c.StepAway(reason="restroom", until=at("09:04")))
    passes(cover, 4 * MINUTE_MS)
    place = row(cover, "whereabouts", "A06")
    expect(place).to_contain_text("如厕")
    expect(place.locator("td").nth(4)).to_have_text("▲ 09:04")
    expect(place.locator("td").nth(5)).to_have_text(re.compile(r"^(6:00|5:5\d)$"))
    cover.behind.do("A06", c.ComeBack())
    cover.hear()
    expect(place.locator("td").nth(5)).to_have_text("6:00")
    expect(place.locator("td").nth(4)).to_have_text("—")


def test_sharing_is_told_while_it_lasts(visit: Visit, full: HallBehindPages) -> None:
    """AB-9: who, and since when; gone when the load is."""
    rules = full.hall.rules
    posts = tuple(
        msgspec.structs.replace(post, sharing=Sharing(waiting=4)) if post.id == "post-3" else post
        for post in rules.posts
    )
    full._do(ImportHall(setup=msgspec.structs.replace(rules, posts=posts)), ADMIN)
    visitor = visit("S1", "/supervisor/cover")
    issue(full, "family", 2)
    visitor.hear()
    expect(family(visitor)).to_contain_text(re.compile(r"A04 从 09:\d\d 起分担"))
    expect(row(visitor, "whereabouts", "A04")).to_contain_text("分担：人口与计划生育岗")
    for _ in range(3):
        full.do("A03", c.MarkNoShow(ticket=full.do("A03", c.CallNext()).ticket))
    visitor.hear()
    expect(family(visitor)).not_to_contain_text("分担")


def test_a_spot_check_is_recorded_beside_what_the_system_says(cover: Visitor) -> None:
    """S-6: what was found is chosen, never preset; a difference is marked by word and sign."""
    form = cover.page.locator("#spot-form")
    form.locator("select[name=window]").select_option("5")
    form.locator("select[name=found]").select_option("A05")
    form.get_by_role("button", name="记录抽查").click()
    expect(cover.page.locator("#spot-checks tr")).to_have_count(1)
    expect(cover.page.locator("#spot-checks tr")).to_contain_text("✓ 一致")
    expect(form.locator("select[name=found]")).to_have_value("")
    form.locator("select[name=window]").select_option("3")
    form.locator("select[name=found]").select_option(label="无人")
    form.get_by_role("button", name="记录抽查").click()
    differs = cover.page.locator("#spot-checks tr", has_text="▲ 不一致")
    expect(differs).to_contain_text("3 人口与计划生育窗口")
    expect(differs).to_contain_text("A03")
    assert cover.asked()[-1]["command"] == {"type": "check_spot", "window": 3, "found": None}


def test_handovers_stand_in_todays_record_with_whether_they_were_read(cover: Visitor) -> None:
    """AB-11: every change of who serves can be looked at."""
    cover.behind.do("A04", c.HandOver(reason="meeting"))
    cover.hear()
    record = cover.page.locator("#handovers li").first
    expect(record).to_contain_text("A04 交接给 A03 ○ 未确认")
    cover.behind.do("A03", c.AcknowledgeHandover(handover=next(iter(cover.behind.hall.handovers))))
    cover.hear()
    expect(record).to_contain_text("✓ 已确认")


def test_alarms_and_requests_are_counted_on_the_tabs_of_every_page(
    visit: Visit, full: HallBehindPages
) -> None:
    """S-1: whoever looks at another page misses nothing."""
    visitor = visit("S1", "/supervisor/intake")
    full.do("A05", c.AskOfficial(reason="meeting", until=at("11:00")))
    full.do("kiosk", c.ReportDevice(fault="paper_out"))
    visitor.hear()
    tabs = visitor.page.get_by_role("navigation", name="现场督查")
    expect(tabs.get_by_role("link", name="现场")).to_have_text(re.compile("▲1"))
    expect(tabs.get_by_role("link", name="顶岗与离岗")).to_have_text(re.compile(r"\?1"))
    expect(visitor.page).to_have_title("▲1 预约与取号")


def test_a_lost_link_lets_nothing_be_answered(cover: Visitor) -> None:
    """What is shown may be old."""
    cover.behind.do("A05", c.AskOfficial(reason="meeting", until=at("11:00")))
    cover.hear()
    cover.page.evaluate("fakeSocket.up = false; fakeSocket.lose()")
    button = cover.page.locator("#asked").get_by_role("button", name="同意", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(cover.page.locator("#spot-form button")).to_be_disabled()
