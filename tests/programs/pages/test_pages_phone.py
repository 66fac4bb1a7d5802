"""A ticket's page in a real browser: every state in words, and what keeps nobody out (WCAG 2.2 AA)."""

from __future__ import annotations

import msgspec
import pytest
from playwright.sync_api import Page, expect

from common.i18n import catalogue
from common.words import Language, Words
from server.web.shapes_phone import PhoneTold
from tests.programs.pages.phone_gallery import (
    NARROW,
    STATES,
    TICKET,
    barriers,
    opened,
    row,
)
from tests.programs.pages.phone_stand import page, phones, timed

__all__ = ["page", "phones", "timed"]  # fixtures

IN_ENGLISH = ("waiting", "called", "missed", "covered", "done", "unknown")
"""Looked at in English as well; all of them are in docs/shots."""


def text_of(page: Page) -> str:
    return page.inner_text("body")


# -- what is shown --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "zh") for name in STATES), *((name, "en") for name in IN_ENGLISH)]
)
def test_every_state_can_be_read_by_everybody(page: Page, site: str, name: str, language: Language) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA; no text is missing; nothing is wider than a narrow phone."""
    opened(page, site, STATES[name], language)
    assert barriers(page) == []
    said = text_of(page)
    assert not [code for code in catalogue("zh") if code.startswith(("phone.", "wait.")) and code in said]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for large in ("", "1"):
        page.evaluate(
            "(large) => document.documentElement.toggleAttribute('data-large', Boolean(large))", large
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_longest_texts_fit_the_narrowest_phone_in_large_type(
    page: Page, site: str, language: Language
) -> None:
    """Nothing is cut and nobody has to push the page sideways (WCAG 1.4.10)."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    name = Words(
        "某某自治州某某某自治县某某镇人民政府便民服务中心",
        "Donaudampfschifffahrtsgesellschaftskapitän Autonomous Prefecture Service Centre",
    )
    told = row(
        number="ABCD123456789",
        hall=name,
        matter=name,
        then=(name,) * 3,
        bring=(name,) * 9,
        phone="0838-12345678-1234",
        ahead=12_345,
        wait=(1_200, 1_440),
    )
    opened(page, site, told, language, large=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = "[...document.querySelectorAll('main *, header *, footer *')].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth).map((one) => one.outerHTML)"
    assert page.evaluate(cut) == []


@pytest.mark.parametrize(
    ("name", "says"),
    {
        "waiting": ("正在等候", "H036", "前面还有 7 人", "4号窗口", "20-35 分钟", "83% 准", "户口簿", "0838-0000000", "以现场叫号为准"),
        "near": ("快到您了", "前面还有 3 人", "5-15 分钟", "请现在回到大厅"),
        "near-but-slow": ("正在等候", "前面还有 3 人，请在大厅附近等候", "15-65 分钟"),
        "near-unknown": ("正在等候", "前面还有 2 人，请在大厅附近等候"),
        "next": ("下一位就是您", "6 分钟内"),
        "called": ("请到4号窗口", "请现在就去"),
        "missed": ("已过号", "查我的号", "最多再等 3 位", "10:38 叫过您"),
        "missed-alone": ("已过号", "现在没有人在等，回来就轮到您"),
        "missed-few": ("已过号", "现在回来，最多再等 2 位"),
        "missed-again": ("已过号", "从回来时起重新排"),
        "covered": ("3号窗口", "4号窗口的业务现由B岗在3号窗口办理", "A岗请假", "14:02"),
        "unattended": ("请看大屏", "暂时无人", "位置保留"),
        "coming": ("最迟 10:52 到",),
        "lunch": ("午休，14:30 接着叫号",),
        "paused": ("停电", "11:22", "号都保留"),
        "evacuated": ("立即有序离开大厅",),
        "carried": ("还没报到", "查我的号"),
        "appointment": ("预约 10:57",),
        "late-today": ("下班前可能叫不到",),
        "done": ("已办结",),
        "unknown": ("查不到这张号",),
    }.items(),
)  # fmt: skip
def test_a_state_is_told_in_words_with_what_to_do(
    page: Page, site: str, name: str, says: tuple[str, ...]
) -> None:
    """Never by colour alone; B's window by name and reason; how to come back after a missed call."""  # AB-3, AB-10, Q-5
    opened(page, site, STATES[name])
    said = text_of(page)
    assert [words for words in says if words not in said] == []


@pytest.mark.parametrize(
    ("name", "says", "not_said"),
    [
        ("near", ("Nearly your turn", "be in the hall now"), ("stay near",)),
        ("near-but-slow", ("Waiting", "3 ahead of you", "stay near the hall"), ("Nearly", "in the hall now")),
        ("missed-alone", ("Nobody is waiting now",), ("at most",)),
    ],
)
def test_nobody_is_hurried_for_a_wait_that_may_be_long(
    page: Page, site: str, name: str, says: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    """Three ahead of one slow window is an hour: the words follow the range."""
    opened(page, site, STATES[name], "en")
    said = text_of(page).replace("updated", "")
    assert [words for words in says if words not in said] == []
    assert [words for words in not_said if words in said] == []


def test_type_and_targets_are_as_large_as_the_specification_says(page: Page, site: str) -> None:
    """The number 72 px, text 20, in large type 30; what is touched at least 60 px high."""
    opened(page, site, STATES["waiting"])
    size = "(where) => parseFloat(getComputedStyle(document.querySelector(where)).fontSize)"
    assert page.evaluate(size, '[data-part="number"]') == 72
    assert page.evaluate(size, '[data-part="bring"] li') == 20
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(size, '[data-part="bring"] li') == 30
    for target in page.locator("button:visible, a:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 60


def test_language_and_large_type_stand_in_the_address_and_survive_a_reload(page: Page, site: str) -> None:
    """Without a cookie; what opens the ticket stays behind the #."""
    server = opened(page, site, STATES["waiting"])
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")
    assert page.url == f"{site}/t?language=en&large=1#{TICKET}"
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")
    assert (
        page.evaluate("document.documentElement.lang + document.documentElement.hasAttribute('data-large')")
        == "entrue"
    )
    assert not any("cookie" in asked for asked in server.asked)


def test_a_paper_printed_in_english_opens_in_english(page: Page, site: str) -> None:
    """Until the resident chooses otherwise."""
    server = opened(page, site, STATES["waiting"])
    server.told = row(language="en")
    page.goto(f"{site}/t#{TICKET}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting")


def test_no_address_that_is_asked_for_ever_holds_the_ticket(page: Page, site: str) -> None:
    """It goes out in a header alone."""  # P-2
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url.partition("#")[0]))
    server = opened(page, site, STATES["waiting"])
    assert server.asked[0]["x-ticket"] == TICKET
    assert not any(TICKET.partition(".")[2] in url for url in urls)


@pytest.mark.parametrize("hash_", ["", "#", "#nonsense", "#1.short", f"#{TICKET}%"])
def test_an_address_without_a_ticket_asks_nothing_and_says_so(page: Page, site: str, hash_: str) -> None:
    """Half an address was copied."""
    server = opened(page, site, STATES["waiting"])
    asked = len(server.asked)
    page.goto("about:blank")
    page.goto(f"{site}/t{hash_}")
    expect(page.get_by_role("heading", level=1)).to_have_text("查不到这张号")
    assert len(server.asked) == asked


def test_what_the_server_sends_is_what_the_pictures_show() -> None:
    """The gallery's rows are the declared shape."""
    for told in STATES.values():
        if told is not None:
            assert msgspec.json.decode(msgspec.json.encode(told), type=PhoneTold) == told
