"""What the terminal tells of numbers, pauses and cards: why somebody was passed, what the hall stands still for, what a key means."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from common import commands as c
from common import commands_place as p
from tests.programs.pages.conftest import Visitor, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

Visit = Callable[..., Visitor]
DONE, REFUSED = '#notice [data-part="done"]', '#notice [data-part="refused"]'
BAR, CARDS, PAUSED = "#asked li", "#handovers li", "#paused"
MINUTE_MS = 60_000


# -- a typed number -------------------------------------------------------------------------------


def test_a_number_that_nobody_holds_is_said_to_be_none_and_stays_to_be_mended(clerk: Visitor) -> None:
    """Z, a slip of the finger, Enter."""
    clerk.press("z")
    clerk.page.keyboard.type("f999")
    clerk.page.keyboard.press("Enter")
    dialog = clerk.page.locator("#find-dialog")
    expect(dialog.get_by_role("alert")).to_have_text("今天没有 F999 这个号。")
    expect(dialog.get_by_label("号码")).to_have_value("f999")
    clerk.errors.clear()  # the browser tells of every 404


def test_a_typed_number_of_ones_own_list_opens_with_what_can_be_done(clerk: Visitor) -> None:
    """As if its number had been pressed in the list."""
    clerk.press("z")
    clerk.page.keyboard.type("f002")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_role("heading", name="F002")).to_be_visible()
    expect(clerk.page.get_by_role("button", name="让后几位先办")).to_be_visible()


def test_a_typed_number_of_another_line_is_told_too(clerk: Visitor) -> None:
    """Whoever is asked answers, at whichever window."""
    clerk.press("z")
    clerk.page.keyboard.type("H001")
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_role("heading", name="H001")).to_be_visible()
    expect(clerk.page.locator("dialog[open]")).to_contain_text("等候中")
    expect(clerk.page.locator(".why")).to_contain_text("没有后取的号先叫")


def test_a_record_that_cannot_be_read_is_said_and_the_acts_stay(clerk: Visitor) -> None:
    """The dialog is not stuck at "asking"."""
    clerk.page.route("**/api/tickets/**", lambda route: route.abort())
    clerk.page.locator("#waiting .ticket-number").first.click()
    expect(clerk.page.locator(".why")).to_contain_text("现在读不到记录")
    clerk.page.get_by_role("button", name="让后几位先办").click()
    expect(clerk.page.locator("#waiting .ticket-number").first).to_have_text("F002")
    clerk.errors.clear()


# -- the hall stands still ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "words", "other"),
    [("evacuation", "紧急疏散", "暂停"), ("power", "大厅暂停（停电）", "疏散")],
)
def test_a_pause_and_an_evacuation_are_told_apart_and_nothing_is_called(
    clerk: Visitor, reason: c.PauseReason, words: str, other: str
) -> None:
    """Over everything, in words; N, R and G say why not; on resume everybody has kept their place."""
    clerk.behind.do("S1", c.PauseHall(reason=reason))
    clerk.hear()
    expect(clerk.page.locator(PAUSED)).to_contain_text(words)
    expect(clerk.page.locator(PAUSED)).not_to_contain_text(other)
    expect(clerk.page.locator('[data-live="phase"]')).to_contain_text(words.removeprefix("大厅")[:2])
    expect(clerk.page.locator("#upcoming")).to_be_hidden()
    for key in ("n", "g"):
        clerk.press(key)
        expect(clerk.page.locator(REFUSED)).to_contain_text("现在不叫号、不取号")
    assert clerk.behind.commands == []
    clerk.behind.do("S1", c.ResumeHall())
    clerk.hear()
    expect(clerk.page.locator(PAUSED)).to_be_hidden()
    expect(clerk.page.locator(REFUSED)).to_be_hidden()  # it is true no longer
    expect(clerk.page.locator("#upcoming-number")).to_have_text("F001")


def test_in_an_evacuation_no_row_offers_to_take_somebody_up(clerk: Visitor) -> None:
    """A held ticket and a missed one wait too; who is in hand can be finished."""
    clerk.press("n", "s", "h")
    expect(clerk.page.locator("#held li")).to_have_count(1)
    clerk.behind.do("S1", c.PauseHall(reason="evacuation"))
    clerk.hear()
    expect(clerk.page.locator('#held [data-part="act"]')).to_have_attribute("aria-disabled", "true")
    clerk.press("1")
    expect(clerk.page.locator("#held li")).to_have_count(1)
    clerk.behind.do("S1", c.ResumeHall())
    clerk.hear()
    clerk.page.locator('#held [data-part="act"]').click()
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")


def test_an_evacuation_is_told_in_english_and_over_the_choice_of_windows(
    visit: Visit, behind: HallBehindPages
) -> None:
    """Whoever has not sat down yet has to leave too."""
    behind.do("S1", c.PauseHall(reason="evacuation"))
    page = visit("A03", "/counter/", language="en").page
    expect(page.locator("#seating")).to_be_visible()
    expect(page.locator(PAUSED)).to_contain_text("Evacuation: stop and lead residents out")


# -- what a key means -----------------------------------------------------------------------------


@pytest.fixture
def twice_asked(clerk: Visitor) -> Visitor:
    """A03, asked to stand in at windows 5 and 6, the older asking first."""
    clerk.behind.pass_time(6 * MINUTE_MS)
    for post in ("post-5", "post-6"):
        clerk.behind.do("S1", c.NameStandIn(post=post, clerk="A03", reason="overload"))
        clerk.behind.pass_time(1_000)
    clerk.hear()
    expect(clerk.page.locator(BAR)).to_have_count(2)
    return clerk


def test_both_keys_mean_the_card_that_holds_the_focus(twice_asked: Visitor) -> None:
    """AB-18: the keys stand on that card and on no other; D takes it, not the first."""
    page = twice_asked.page
    expect(page.locator(f"{BAR}[data-marked]")).to_contain_text("5号窗口")
    page.locator(BAR, has_text="6号窗口").get_by_role("button", name="不能顶").focus()
    expect(page.locator(f"{BAR}[data-marked]")).to_contain_text("6号窗口")
    expect(page.locator(f"{BAR} kbd:visible")).to_have_text(["C", "D"])
    twice_asked.press("d")
    expect(page.locator(BAR)).to_have_count(1)
    expect(page.locator(BAR)).to_contain_text("5号窗口")


def test_c_and_d_mean_the_same_card_when_one_was_answered_already(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-14: whoever is on the way to one post and called to another: neither key touches the coming."""
    behind.change("clerks", "A08", outside=True)
    for n in (3, 4):
        behind.change("posts", f"post-{n}", b_roles=("A08",))
    visitor = visit("A08", "/counter/")
    expect(visitor.page.locator("#seating")).to_be_visible()
    behind.do("A03", c.SitDown(window=3))
    behind.do("A03", c.StandUp(reason="unwell"))
    visitor.hear()
    visitor.press("c")
    expect(visitor.page.locator(BAR)).to_contain_text("您正在赶来")
    behind.do("A04", c.SitDown(window=4))
    behind.do("A04", c.StandUp(reason="unwell"))
    visitor.hear()
    expect(visitor.page.locator(f"{BAR}[data-marked]")).to_contain_text("请您到大厅顶岗：民政、劳动保障岗")
    visitor.press("d")
    expect(visitor.page.locator(BAR)).to_have_count(1)
    expect(visitor.page.locator(BAR)).to_contain_text("您正在赶来")
    assert behind.hall.covers["post-3"].state == "on_the_way"


def test_k_means_the_handover_that_holds_the_focus(visit: Visit, behind: HallBehindPages) -> None:
    """AB-5: nobody acknowledges a card above the one they look at."""
    for n in (3, 4):
        behind.do(f"A0{n}", c.SitDown(window=n))
    behind.read_handovers("A03")
    for reason in ("meeting", "errand"):
        behind.do("A04", c.HandOver(reason=reason))
        behind.pass_time(MINUTE_MS)
        behind.do("A04", c.ComeBack())
    behind.do("A04", c.HandOver(reason="meal"))
    visitor = visit("A03", "/counter/")
    cards = visitor.page.locator(CARDS)
    expect(cards).to_have_count(3)
    times = [card.locator("time").inner_text() for card in cards.all()]
    cards.nth(1).get_by_role("button", name="知道了").focus()
    expect(visitor.page.locator(f"{CARDS} kbd:visible")).to_have_count(1)
    visitor.press("k")
    expect(cards).to_have_count(2)
    assert [card.locator("time").inner_text() for card in cards.all()] == [times[0], times[2]]


# -- one press, one act ---------------------------------------------------------------------------


def test_a_click_right_after_the_number_is_given_is_taken(visit: Visit, behind: HallBehindPages) -> None:
    """A mouse that is quicker than the guard against a bouncing Enter is no bouncing Enter."""
    behind.do("A03", c.SitDown(window=3))
    page = visit("A03", "/counter/", timers=True).page
    page.clock.run_for(100)
    expect(page.locator("#desk")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("Enter")
    expect(page.locator("#issue-number")).not_to_be_empty()
    page.locator("#issue-close").click()
    expect(page.locator("#issue-dialog")).to_be_hidden()


def test_a_press_while_the_last_is_under_way_says_that_it_was_not_taken(clerk: Visitor) -> None:
    """What is swallowed without a word is pressed again and again."""
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    clerk.page.evaluate("fakeSocket.answers = false")
    clerk.press("s")
    clerk.page.keyboard.press("h")
    expect(clerk.page.locator(REFUSED)).to_contain_text("“挂起”没有执行：上一个操作还没有完成")
    clerk.page.evaluate("fakeSocket.answers = true")
    expect(clerk.page.locator("#hand-state")).to_contain_text("正在办理")
    assert [kind for _, kind in clerk.behind.commands] == ["call_next", "start_service"]


# -- out on business, and back early --------------------------------------------------------------


def test_the_official_dialog_says_from_when_until_when_and_where(clerk: Visitor) -> None:
    """D-5: before it is asked for; a time already past is seen to be tomorrow's."""
    clerk.press("w", "7")
    span = clerk.page.locator("#official-span")
    expect(span).to_have_text(re.compile(r"公出 09:\d\d–10:\d\d（其他）"))
    clerk.page.locator('#official-dialog input[name="since"]').fill("14:00")
    expect(span).to_have_text("公出 14:00–15:00（其他）")
    clerk.page.locator('#official-dialog input[name="since"]').fill("08:00")
    expect(span).to_contain_text("星期二 08:00")


def test_who_is_back_early_from_business_sits_down_and_goes_on(clerk: Visitor) -> None:
    """D-5: the terminal says that one may, also where its clock is behind; the digit of the window ends the absence."""
    clerk.behind.pass_time(10_000)
    clerk.behind.do("A03", c.AskOfficial(reason="errand", until=at("10:00")))
    asking = next(iter(clerk.behind.hall.officials))
    clerk.behind.do("S1", c.AnswerOfficial(asking=asking, agree=True))
    clerk.hear()
    expect(clerk.page.locator("#whereabouts")).to_contain_text("您在公出，至 10:00")
    expect(clerk.page.locator("#whereabouts")).to_contain_text("提前回来，请选窗口就座")
    clerk.press("3")
    expect(clerk.page.locator("#desk")).to_be_visible()
    clerk.press("n")
    expect(clerk.page.locator("#hand-number")).to_have_text("F001")
    assert clerk.behind.hall.covers["post-3"].clerk == "A03"


# -- appointments (Q-7) ---------------------------------------------------------------------------


def bookable(behind: HallBehindPages) -> str:
    hall = behind.hall
    return next(
        row.id for row in hall.rules.matters if behind.view("kiosk")["matters"][row.id]["appointments"]
    )


def test_somebody_with_a_code_checks_in_at_the_window(clerk: Visitor) -> None:
    """Q-7: I, six figures, Enter; the number stands there large to be written down."""
    booked = clerk.behind.do("S1", p.BookAppointment(matter=bookable(clerk.behind), slot=at("09:30")))
    clerk.hear()
    clerk.press("i")
    clerk.page.keyboard.type(booked.code)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#appointment-number")).to_have_text(re.compile(r"[A-Z]\d{3}"))
    clerk.page.locator("#appointment-close").click()
    expect(clerk.page.locator("#appointment-dialog")).to_be_hidden()
    assert [kind for _, kind in clerk.behind.commands].count("check_in") == 1


def test_a_code_that_is_none_is_refused_in_the_dialog(clerk: Visitor) -> None:
    """What was typed stays to be mended; a code too short is not even asked."""
    clerk.press("i")
    dialog = clerk.page.locator("#appointment-dialog")
    clerk.page.keyboard.type("12")
    clerk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("预约码")
    clerk.page.keyboard.type("3456")
    clerk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("拒绝：")
    expect(dialog.get_by_label("预约码")).to_have_value("123456")


def test_a_slot_is_booked_at_the_window_and_its_code_stands_there(clerk: Visitor) -> None:
    """Q-7: matter, day, slot; two quick presses book one."""
    clerk.press("i")
    dialog = clerk.page.locator("#appointment-dialog")
    dialog.locator("#appointment-slots label").first.click()
    dialog.get_by_role("button", name="预约", exact=True).dblclick()
    expect(clerk.page.locator("#appointment-number")).to_have_text(re.compile(r"^\d{6}$"))
    assert [kind for _, kind in clerk.behind.commands] == ["book_appointment"]


def test_slots_that_cannot_be_read_are_said_and_another_day_is_looked_up_anew(clerk: Visitor) -> None:
    """A failed look leaves nothing stuck."""
    clerk.page.route("**/api/slots**", lambda route: route.abort(), times=1)
    clerk.press("i")
    none = clerk.page.locator("#appointment-none")
    expect(none).to_contain_text("现在读不到时段")
    clerk.page.locator('#appointment-book input[name="day"]').fill("2026-11-24")
    expect(clerk.page.locator("#appointment-slots label").first).to_be_visible()
    clerk.errors.clear()


def test_a_hall_without_plans_has_no_such_verb(visit: Visit, behind: HallBehindPages) -> None:
    """Nothing on the desk that can only be refused."""
    behind.forget_appointments()
    behind.do("A03", c.SitDown(window=3))
    visitor = visit("A03", "/counter/")
    expect(visitor.page.locator("#desk")).to_be_visible()
    expect(visitor.page.locator('[data-verb="appointment"]')).to_be_hidden()
    issue(behind, "family", 1)
