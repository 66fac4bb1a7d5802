"""A list that is drawn anew: what stays is not taken out for a moment, or a press and a reader's place on it would be lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.programs.pages.conftest import Visit

REDRAWN = """
  async ([before, after]) => {
    const { h, keyed } = await import("/web/dom.js");
    const list = h("ul");
    const draw = (ids) => keyed(list, ids, { key: (id) => id, make: (id) => h("li", {}, id), update: () => {} });
    draw([...before]);
    const watcher = new MutationObserver(() => {});
    watcher.observe(list, { childList: true });
    draw([...after]);
    const put = watcher.takeRecords().flatMap((one) => Array.from(one.addedNodes, (node) => node.textContent));
    return [list.textContent, put.join("")];
  }
"""


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit("", "/sign-in").page


@pytest.mark.parametrize(
    ("before", "after", "put"),
    [
        ("abc", "bc", ""),
        ("abc", "c", ""),
        ("abc", "", ""),
        ("", "ab", "ab"),
        ("abc", "xabc", "x"),
        ("abc", "bxc", "x"),
        ("abcd", "bd", ""),
        ("abc", "abc", ""),
        ("abc", "cab", "c"),
    ],
)
def test_only_what_is_new_or_moved_is_put_in(page: Page, before: str, after: str, put: str) -> None:
    """Of those that stay, the ones that were passed stand still."""
    assert page.evaluate(REDRAWN, [before, after]) == [after, put]
