"""Browsers that are phones: those that tests share, and one whose time a test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.programs.pages.conftest import new_context
from tests.programs.pages.phone_gallery import PHONE

RINGS = """
  globalThis.rung = [];
  navigator.vibrate = (pattern) => rung.push(pattern);
"""
AWAITS = """
  globalThis.awaited = 0;
  const counted = (work) => function (...given) {
    awaited += 1;
    return work.apply(this, given).finally(() => (awaited -= 1));
  };
  globalThis.fetch = counted(fetch);
  Response.prototype.json = counted(Response.prototype.json);
"""
"""How many answers, or bodies of answers, the page waits for."""


@pytest.fixture(scope="module")
def phones(browser: Browser) -> Iterator[BrowserContext]:
    """One browser window for all that need no clock of their own."""
    context = new_context(browser)
    context.add_init_script(RINGS)
    yield context
    context.close()


@pytest.fixture
def page(phones: BrowserContext) -> Iterator[Page]:
    """A phone. At the end its page must have had no error, and no cookie or anything else may be kept."""
    found, errors = phones.new_page(), list[str]()
    found.set_viewport_size(PHONE)  # type: ignore[arg-type]  # width and height
    found.on("pageerror", lambda error: errors.append(str(error)))
    yield found
    kept = found.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    found.close()
    assert (errors, kept, phones.cookies()) == ([], ["", 0, 0], [])


@pytest.fixture
def timed(browser: Browser) -> Iterator[Page]:
    """A phone whose time the test moves; `awaited` in it counts what it waits for."""
    context = new_context(browser)
    context.add_init_script(RINGS + AWAITS)
    yield context.new_page()
    context.close()
