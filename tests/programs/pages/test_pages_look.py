"""How the pages look: everything in its place, readable, in both languages, on small screens too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from common import commands as c
from tests.programs.pages.canned import canned_pages
from tests.programs.pages.conftest import ROOT, Visit, at, issue
from tests.programs.pages.hall_behind_pages import HallBehindPages

BASE = (ROOT / "assets" / "web" / "base.css").read_text(encoding="utf-8")
LIVE = ("/counter/", "/supervisor", "/supervisor/cover", "/supervisor/intake", "/supervisor/cases")
FORMS = [path for path in canned_pages() if path not in LIVE]
HAN = re.compile("[\u4e00-\u9fff]+")
OUTSIDE = """() => [...document.querySelectorAll('.verb, #hand, .list')].filter((e) => e.offsetParent).filter((e) => {
    const box = e.getBoundingClientRect();
    return box.bottom > innerHeight || box.right > innerWidth || box.left < 0;
}).map((e) => e.textContent.trim().slice(0, 20))"""
NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, a')].filter((e) => e.offsetParent)
    .filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).map((e) => e.outerHTML.slice(0, 80))"""


def busiest(behind: HallBehindPages) -> None:
    """A03 serves three posts, has somebody in hand and two put aside, and was handed over to twice."""
    for n in (3, 4, 2):
        behind.do(f"A0{n}", c.SitDown(window=n))
    issue(behind, "family", 12)
    issue(behind, "welfare", 12, priority="elder")
    for _ in range(3):
        called = behind.do("A03", c.CallNext())
        behind.do("A03", c.HoldTicket(ticket=called.ticket))
    missed = behind.do("A03", c.CallNext())
    behind.do("A03", c.MarkNoShow(ticket=missed.ticket))
    behind.do("A04", c.HandOver(reason="meeting", until=at("10:30"), note="H002"))
    behind.do("A03", c.CallNext())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_counter_shows_everything_without_scrolling(
    visit: Visit, behind: HallBehindPages, language: str
) -> None:
    """At 1366 × 768, and with a browser's own bars too (640): every key is in sight on the busiest desk."""
    busiest(behind)
    page = visit("A03", "/counter/", language).page
    expect(page.locator("#desk")).to_be_visible()
    for width, height in ((1366, 768), (1366, 640), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


@pytest.mark.parametrize("path", LIVE)
def test_a_live_page_can_be_used_on_a_phone(visit: Visit, behind: HallBehindPages, path: str) -> None:
    """At 360 pixels nothing sticks out sideways, and what can be pressed has a name."""
    busiest(behind)
    page = visit("A03" if path == "/counter/" else "S1", path, "en", (360, 740)).page
    expect(page.locator('[data-live="link"]')).to_have_text("● Connected")
    assert sticks_out(page) <= 0
    assert page.evaluate(NAMELESS) == []


def test_every_form_can_be_used_on_a_phone_and_brings_its_token(visit: Visit, site: str) -> None:
    """Nothing sticks out, everything has a name, each form carries the token against forged requests."""
    page = visit("S1", "/sign-in", "en", (360, 740)).page
    for path in FORMS:
        page.goto(f"{site}{path}?as=S1&language=en")
        assert (path, sticks_out(page), page.evaluate(NAMELESS)) == (path, 0, [])
        posts, tokens = (
            page.locator("form[method=post]").count(),
            page.locator("input[name=csrf_token]").count(),
        )
        assert (path, tokens) == (path, posts)


def sticks_out(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


@pytest.mark.parametrize("path", [*LIVE, "/sign-in", "/password"])
def test_an_english_page_has_no_chinese_of_ours(visit: Visit, behind: HallBehindPages, path: str) -> None:
    """What is left in Chinese is a name of the hall's own, or of the other language."""
    busiest(behind)
    page = visit("A03" if path == "/counter/" else "S1", path, "en").page
    if path in LIVE:
        expect(page.locator('[data-live="link"]')).to_have_text("● Connected")
    assert set(HAN.findall(page.inner_text("body"))) <= {"中文"}


def test_a_page_says_its_language_and_offers_the_other(visit: Visit) -> None:
    """A screen reader chooses its voice by it."""
    page = visit("", "/sign-in", "en").page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".bar-language")).to_have_text("中文")
    expect(page.locator(".bar-language")).to_have_attribute("href", "?language=zh")


def test_focus_goes_from_the_hand_to_the_lists_to_the_posts(visit: Visit, behind: HallBehindPages) -> None:
    """The order of the page is the order of the work."""
    busiest(behind)
    page = visit("A03", "/counter/").page
    expect(page.locator("#desk")).to_be_visible()
    order = page.evaluate("""() => [...document.querySelectorAll('main button')].filter((e) => e.offsetParent)
        .map((e) => e.dataset.verb ?? e.closest('section, ol, dialog')?.id ?? '')""")
    verbs = [name for name in order if name]
    assert verbs.index("call_next") < verbs.index("step_away")
    assert verbs.index("start") < verbs.index("undo") < verbs.index("hand_over")


def test_states_are_announced_politely_and_refusals_at_once(visit: Visit, behind: HallBehindPages) -> None:
    """aria-live: a status does not interrupt, a refusal and a handover do."""
    busiest(behind)
    page = visit("A03", "/counter/").page
    places = ("#hand-said", ".handovers", "#move", '#notice [data-part="refused"]')
    assert [page.locator(name).get_attribute("role") for name in places] == ["status", *["alert"] * 3]
    expect(page.locator("#hand-said")).to_contain_text("已叫号")
    expect(page.locator("#hand-said")).to_contain_text(page.locator("#hand-number").inner_text())


ROLES = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", BASE))
PAIRS = [
    ("ink", "paper"), ("ink", "ground"), ("ink-soft", "paper"), ("ink-soft", "ground"), ("action", "paper"),
    ("action", "action-pale"), ("paper", "action"), ("paper", "action-dark"), ("paper", "ink"), ("paper", "danger"),
    ("danger", "paper"), ("danger", "danger-pale"), ("amber-ink", "amber"), ("amber-ink", "amber-pale"),
    ("ink", "amber-pale"), ("ink-soft", "amber-pale"), ("good", "paper"), ("ink", "danger-pale"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """4.5 : 1, WCAG AA, for every pair of roles that the pages use."""
    lighter, darker = sorted((luminance(ROLES[text]), luminance(ROLES[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    """The content security policy allows none; a data block is no script."""
    templates = [
        *(ROOT / "server/web/templates").glob("*.html"),
        *(ROOT / "counter/templates").glob("*.html"),
    ]
    inline = re.compile(r"<script(?![^>]*(src=|application/json))|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    assert [path.name for path in templates if inline.search(read(path))] == []


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
