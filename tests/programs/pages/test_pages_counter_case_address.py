"""What a clerk types to find a case, and where it goes."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Request, expect

from tests.programs.pages.conftest import Visitor
from tests.programs.pages.test_pages_counter_cases import register


@pytest.mark.parametrize("typed", ["欧阳小红", "13800000000", "510682199001010011", "5106 8219 9001 0100 11"])
def test_what_may_be_a_persons_is_looked_up_nowhere(clerk: Visitor, typed: str) -> None:
    """A name, a phone or an identity number in the field for a case's number goes into no address."""  # P-2
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(unquote(request.url))

    case = register(clerk.behind)
    clerk.hear()
    clerk.press("F4")
    clerk.page.on("request", note)
    field = clerk.page.locator("#cases-dialog input[name=number]")
    field.fill(typed)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.get_by_text(f"没有 {typed} 这个办件")).to_be_visible()
    field.fill(case.number)
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("#case-dialog")).to_be_visible()
    assert {case.number} >= {url.rpartition("/")[2] for url in asked}
