"""A ticket's page on a phone in every state: for the browser tests, and for the pictures of `make shots`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, Route

from common.words import Language, Words
from server.web.phone_row import FAR_MS, NEAR_MS, OVER_MS
from server.web.shapes_phone import PhoneTold

AXE = Path(__file__).resolve().parents[2] / "vendor" / "axe-core-4.14.1" / "axe.min.js"
TICKET = "1042.abcdefghijklmnopqrstuv"
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
NOW = 1_795_401_720_000
"""10:42 in the hall on Monday, 23 November 2026."""
MINUTE = 60_000
LATE_MS = 20_000
"""Older than that a page says so."""


def row(**changes: Any) -> PhoneTold:
    """One who waits, seven ahead."""
    told = PhoneTold(
        ok=True,
        number="H036",
        state="waiting",
        carried=False,
        language="zh",
        hall=Words("师古镇便民服务中心", "Shigu Town Service Centre"),
        sample=True,
        phone="0838-0000000",
        timezone="Asia/Shanghai",
        phase="open",
        phase_until=NOW + 78 * MINUTE,
        paused=None,
        paused_until=None,
        matter=Words("老年人优待证办理", "Senior citizen card"),
        then=(Words("城乡居民医疗保险参保登记", "Residents' medical insurance, enrolment"),),
        bring=(
            Words("居民身份证原件及复印件", "Identity card, original and copy"),
            Words("户口簿", "Household register"),
            Words("近期一寸免冠照片两张", "Two recent one-inch photographs"),
        ),
        issued_at=NOW - 12 * MINUTE,
        called_at=None,
        times=0,
        slot=None,
        ahead=7,
        window=4,
        home=None,
        cover="a_role",
        reason=None,
        until=None,
        behind=3,
        wait=(20, 35),
        score=83,
        again_ms=FAR_MS,
    )
    return msgspec.structs.replace(told, **changes)


STATES: dict[str, PhoneTold | None] = {
    "waiting": row(),
    "near": row(ahead=3, wait=(5, 15), again_ms=NEAR_MS),
    "near-but-slow": row(ahead=3, wait=(15, 65), again_ms=NEAR_MS),
    "near-unknown": row(ahead=2, wait=None, again_ms=NEAR_MS),
    "next": row(ahead=0, wait=(0, 6), again_ms=NEAR_MS),
    "called": row(state="called", ahead=None, wait=None, called_at=NOW, again_ms=NEAR_MS),
    "serving": row(state="serving", ahead=None, wait=None),
    "held": row(state="held", ahead=None, wait=None),
    "missed": row(state="missed", ahead=None, wait=None, window=None, called_at=NOW - 4 * MINUTE),
    "missed-alone": row(state="missed", ahead=None, wait=None, window=None, called_at=NOW - MINUTE, back=0),
    "missed-few": row(state="missed", ahead=None, wait=None, window=None, called_at=NOW - MINUTE, back=2),
    "missed-again": row(state="missed", ahead=None, wait=None, window=None, called_at=NOW - MINUTE, behind=0),
    "covered": row(window=3, home=4, cover="b_role", reason="on_leave", until=NOW + 200 * MINUTE),
    "late-today": row(ahead=31, wait=(150, 210), late=True),
    "unattended": row(window=None, cover="unattended", wait=None),
    "coming": row(window=None, cover="on_the_way", until=NOW + 10 * MINUTE, wait=None),
    "lunch": row(window=None, cover="closed", phase="break", phase_until=NOW + 228 * MINUTE, wait=None),
    "paused": row(paused="power", paused_until=NOW + 40 * MINUTE, wait=None),
    "evacuated": row(paused="evacuation", wait=None),
    "carried": row(carried=True, ahead=None, wait=None),
    "appointment": row(slot=NOW + 15 * MINUTE, ahead=2, again_ms=NEAR_MS),
    "done": row(state="finished", ahead=None, wait=None, then=(), again_ms=OVER_MS),
    "withdrawn": row(state="withdrawn", ahead=None, wait=None, again_ms=OVER_MS),
    "unknown": None,
}


class FakeServer:
    """What the page asks, and what it is told: `row` none is a refusal; `cut`: nothing comes back."""

    def __init__(self, page: Page, told: PhoneTold | None) -> None:
        self.told, self.cut = told, False
        self.asked: list[dict[str, str]] = []
        page.route("**/api/phone", self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.headers)
        if self.cut:
            route.abort()
        elif self.told is None:
            route.fulfill(status=404, json={"ok": False, "refused": {"code": "unknown_number"}})
        else:
            body = msgspec.json.encode(self.told)
            tag = f'"{hash(body)}"'
            same = route.request.headers.get("if-none-match") == tag
            route.fulfill(
                status=304 if same else 200,
                body=b"" if same else body,
                headers={"ETag": tag, "Content-Type": "application/json"},
            )


def opened(
    page: Page,
    site: str,
    told: PhoneTold | None,
    language: Language = "zh",
    *,
    large: bool = False,
    timers: bool = False,
) -> FakeServer:
    """The page of a ticket at 10:42; with `timers` its time stands still until the test moves it (`page.clock`)."""
    server = FakeServer(page, told)
    if timers:
        page.clock.install(time=NOW / 1000)
        page.clock.pause_at(NOW / 1000 + 1)
    else:
        page.clock.set_fixed_time(NOW / 1000)
    page.goto(f"{site}/t?language={language}{'&large=1' if large else ''}#{TICKET}")
    page.wait_for_selector("body[data-drawn]")
    return server


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2, A and AA: rule, and the elements it is about."""
    page.evaluate(AXE.read_text("utf-8"))
    found: Any = page.evaluate(
        """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})"""
    )
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]
