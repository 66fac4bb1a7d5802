"""The terminal on every size of screen, with everything on it at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from common import commands as c
from common import commands_place as p
from tests.programs.pages.conftest import Visit, at
from tests.programs.pages.hall_behind_pages import HallBehindPages
from tests.programs.pages.test_pages_look import HAN, NAMELESS, OUTSIDE, busiest, sticks_out

VERBS_OUTSIDE = """() => [...document.querySelectorAll('.verbs .verb')].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth;
}).map((e) => e.dataset.verb)"""
CUT_OFF = """() => [...document.querySelectorAll('.verb, .prompt button')].filter((e) => e.offsetParent)
    .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.trim())"""


def fullest(behind: HallBehindPages) -> None:
    """The busiest desk, and besides: more matters, a special, lunch, a short absence asked for, an asking to stand in."""
    busiest(behind)
    behind.change("clerks", "A03", may_grant=True, lunch=("12:00", "12:40"))
    hand = behind.hall.hands[3]
    for line in ("culture", "fees"):
        matter = next(matter.id for matter in behind.hall.rules.matters if matter.line == line)
        behind.do("A03", p.AddMatter(ticket=hand, matter=matter))
    waiting = next(ticket.id for ticket in behind.hall.tickets.values() if ticket.in_line)
    behind.do("A03", p.GrantSpecial(ticket=waiting, reason="second_visit"))
    behind.do("A03", c.AskOfficial(reason="errand", since=at("15:00"), until=at("16:30")))
    behind.do("S1", c.NameStandIn(post="post-6", clerk="A03", reason="nobody_present"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verb_is_above_the_fold_on_the_fullest_desk(
    visit: Visit, behind: HallBehindPages, language: str
) -> None:
    """1366 × 768, 1366 × 640 (a browser's own bars), 1024 × 768; nothing is cut off, nothing sticks out."""
    fullest(behind)
    page = visit("A03", "/counter/", language).page
    expect(page.locator("#asked li")).to_have_count(1)
    for width, height in ((1366, 768), (1366, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert (page.evaluate(OUTSIDE), page.evaluate(CUT_OFF)) == ([], [])
    page.set_viewport_size({"width": 1024, "height": 768})
    assert (page.evaluate(VERBS_OUTSIDE), page.evaluate(CUT_OFF), sticks_out(page)) == ([], [], 0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_buttons_over_the_list_take_one_row(visit: Visit, behind: HallBehindPages, language: str) -> None:
    """Four with the special channel, two over the cases: a second row would be one number less in sight."""
    fullest(behind)
    page = visit("A03", "/counter/", language).page
    expect(page.locator("#asked li")).to_have_count(1)
    page.set_viewport_size({"width": 1366, "height": 768})
    for verbs, count in zip(page.locator(".list-verbs:visible").all(), (4, 2), strict=True):
        expect(verbs.locator(".verb:visible")).to_have_count(count)
        boxes = [verb.bounding_box() for verb in verbs.locator(".verb:visible").all()]
        assert len({box["y"] for box in boxes if box}) == 1
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_the_verbs_stay_at_the_lower_edge(
    visit: Visit, behind: HallBehindPages, language: str
) -> None:
    """320 pixels: wherever one has scrolled to; the last line of the page is not hidden behind them."""
    fullest(behind)
    page = visit("A03", "/counter/", language, (320, 640)).page
    expect(page.locator("#asked li")).to_have_count(1)
    for scrolled in (0, 400, 100_000):
        page.evaluate("(y) => scrollTo(0, y)", scrolled)
        assert (page.evaluate(VERBS_OUTSIDE), page.evaluate(CUT_OFF), sticks_out(page)) == ([], [], 0)
    last = page.locator('[data-verb="official"]').bounding_box()
    verbs = page.locator(".verbs").bounding_box()
    assert last is not None
    assert verbs is not None
    assert last["y"] + last["height"] <= verbs["y"]
    assert page.evaluate(NAMELESS) == []


def test_an_english_terminal_has_no_chinese_in_its_dialogs(visit: Visit, behind: HallBehindPages) -> None:
    """What is left in Chinese is the name of the other language."""
    fullest(behind)
    visitor = visit("A03", "/counter/", "en")
    for key, dialog in (("t", "transfer"), ("e", "add"), ("p", "special"), ("a", "leave")):
        visitor.press(key)
        expect(visitor.page.locator(f"#{dialog}-dialog")).to_be_visible()
        assert set(HAN.findall(visitor.page.inner_text("body"))) <= {"中文"}
        visitor.page.keyboard.press("Escape")


def test_the_button_for_as_list_stands_under_the_number_and_moves_nothing(
    visit: Visit, behind: HallBehindPages
) -> None:
    """AB-7: it appears only while somebody of another's post is served; the number stays at the left edge."""
    busiest(behind)
    behind.do("A03", c.StartService(ticket=behind.hall.hands[3]))
    page = visit("A03", "/counter/").page
    button, number = page.locator('[data-verb="unfinished"]'), page.locator("#hand-number")
    expect(button).to_be_visible()
    below, above = button.bounding_box(), number.bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] >= above["y"] + above["height"]
    assert abs(below["x"] - above["x"]) <= 2
