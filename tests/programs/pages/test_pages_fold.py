"""The small modules that every live page stands on, run in the browser against what Python says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from playwright.sync_api import BrowserContext, Page

from common.fold import View, merge
from common.messages import Change
from tests.programs.pages.conftest import at

TABLES = ("hall", "posts", "waiting")
Js = Callable[..., Any]


@pytest.fixture(scope="module")
def page(shared: BrowserContext, site: str) -> Iterator[Page]:
    page = shared.new_page()
    page.goto(f"{site}/sign-in")
    yield page
    page.close()


@pytest.fixture
def js(page: Page) -> Js:
    """Call something of a module in a page: `js("/web/fold.js", "(m, x) => m.rows(x)", argument)`."""

    def call(module: str, function: str, *arguments: Any) -> Any:
        code = f"async (given) => ({function})(await import('{module}'), ...given)"
        return page.evaluate(code, list(arguments))

    return call


def some_change(chance: random.Random, version: int) -> Change:
    def row() -> dict[str, Any]:
        return {
            "n": chance.randrange(9),
            "name": {"zh": "甲", "en": "A"},
            "list": [1, chance.random()],
            "none": None,
        }

    ids = [str(n) for n in range(6)]
    put = {t: {i: row() for i in chance.sample(ids, chance.randrange(4))} for t in chance.sample(TABLES, 2)}
    drop = {t: chance.sample([*ids, "never"], chance.randrange(4)) for t in chance.sample(TABLES, 2)}
    return Change(ledger_id="x", after=version, upto=version + 1, put=put, drop=drop)


def test_the_browser_folds_changes_as_python_does(js: Js) -> None:
    """The fold is one dictionary merge in two languages; a page that differs shows another hall."""
    chance = random.Random(20261123)
    for _ in range(5):
        changes = [some_change(chance, n) for n in range(60)]
        expected: View = {"hall": {"h": {"id": "h"}}}
        for change in changes:
            merge(expected, change)
        found = js(
            "/web/fold.js",
            "(m, view, changes) => { for (const c of changes) m.merge(view, c); return view; }",
            {"hall": {"h": {"id": "h"}}},
            msgspec.to_builtins(changes),
        )
        assert found == expected


def test_a_drop_of_a_row_that_is_not_there_is_nothing(js: Js) -> None:
    """A table that was never put may be dropped from, as in Python."""
    assert js("/web/fold.js", "(m) => { const v = {}; m.merge(v, {drop: {held: ['7']}}); return v; }") == {}


def test_request_ids_sort_by_time_and_do_not_repeat(js: Js) -> None:
    """The form of common/link.py: 12 hexadecimal digits of time, 12 of chance."""
    early, late, again = js(
        "/web/requests.js", "(m) => [m.requestId(1000), m.requestId(2000), m.requestId(2000)]"
    )
    assert all(re.fullmatch("[0-9a-f]{24}", one) for one in (early, late, again))
    assert early < late
    assert late != again


def test_a_time_of_day_is_read_in_the_halls_zone(js: Js) -> None:
    """A clerk's PC may be set to any zone: "14:30" means the hall's, and one that is past means tomorrow's."""
    ask = "(m, clock, now) => m.nextTimeOfDay(clock, now, 'Asia/Shanghai')"
    assert js("/web/clock.js", ask, "14:30", at("09:00:20")) == at("14:30")
    assert js("/web/clock.js", ask, "08:00", at("09:00")) == at("08:00", "2026-11-24")


def test_a_leave_is_written_and_read_in_the_halls_zone(js: Js) -> None:
    """What a datetime field holds is the hall's time; there and back is the same moment."""
    assert (
        js("/web/clock.js", "(m, at) => m.localText(at, 'Asia/Shanghai')", at("14:30")) == "2026-11-23T14:30"
    )
    back = "(m, at, zone) => m.momentOf(m.localText(at, zone), zone)"
    for zone in ("Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin"):
        assert js("/web/clock.js", back, at("14:30"), zone) == at("14:30")


def test_the_halls_clock_goes_at_the_pace_the_server_says(js: Js) -> None:
    """On a simulated day an hour passes in a minute, on the pages too."""
    run = """(m) => { let now = 0; const clock = new m.HallClock(() => now);
        clock.heard(1000, 60); now = 500; return clock.now(); }"""
    assert js("/web/clock.js", run) == 31_000


def test_a_counter_shows_hours_only_when_there_are_any(js: Js) -> None:
    """0:07 · 12:30 · 1:02:03, and never below zero."""
    shown = js("/web/clock.js", "(m) => [7000, 750000, 3723000, -5].map(m.running)")
    assert shown == ["0:07", "12:30", "1:02:03", "0:00"]


def test_an_unknown_text_is_seen_as_its_code(js: Js) -> None:
    """A gap shows; a value that is not given stays visible too."""
    say = "(m) => [new m.Texts('zh', {a: '{n} 人 {x}'}).say('a', {n: 3}), new m.Texts('zh', {}).say('b')]"
    assert js("/web/texts.js", say) == ["3 人 {x}", "b"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("办理农村居民最低生活保证金", "blncjmzdshbzj"),
        ("老年优待证", "lnydz"),
        ("低保 A3", "dba3"),
        ("再就业", "zjy"),
    ],
)
def test_matters_are_found_by_the_first_letters_of_their_pinyin(js: Js, text: str, letters: str) -> None:
    """A clerk types "zdsh" without switching the input method."""
    assert js("/counter/static/pinyin.js", "(m, text) => m.initials(text)", text) == letters
