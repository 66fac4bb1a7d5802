"""The page of live pictures, as a visitor's browser shows it."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from playwright.sync_api import Browser

from bench.demo_page import LivePage

EVENTS = [f"09:{minute:02d}  A03 covers as B at post-4 for A04, handed over" for minute in range(15)]
LEGIBLE_PX = (600, 240)
"""The wall at least so wide, a kiosk too, where the page has no more than a small laptop's room."""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[LivePage]:
    pictures = [tmp_path / name for name in ("wall.png", "kiosk-1.png", "kiosk-2.png")]
    for picture, size in zip(pictures, ((1280, 720), (720, 1280), (720, 1280)), strict=True):
        pygame.image.save(pygame.Surface(size), picture)
    page = LivePage(
        "127.0.0.1", "http://127.0.0.1:8000", pictures, lambda: {"now": "09:14", "events": EVENTS}
    )
    yield page
    page.close()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_wall_kiosks_and_events_are_seen_without_scrolling(
    browser: Browser, page: LivePage, size: tuple[int, int]
) -> None:
    """Large enough to be read, and nothing that the page asks for is missing, its icon included."""
    seen = browser.new_page(viewport={"width": size[0], "height": size[1]})
    lost: list[str] = []
    seen.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    seen.goto(page.url)
    seen.wait_for_function("document.getElementById('events').textContent !== ''")
    boxes = [seen.locator(f"img[alt='{name}']").bounding_box() for name in ("wall", "kiosk-1", "kiosk-2")]
    boxes.append(seen.locator("#events").bounding_box())
    for box in boxes:
        assert box is not None
        assert box["y"] + box["height"] <= size[1]
        assert box["x"] + box["width"] <= size[0]
    wall, kiosk = boxes[0], boxes[1]
    assert wall is not None
    assert kiosk is not None
    assert (wall["width"] >= LEGIBLE_PX[0], kiosk["width"] >= LEGIBLE_PX[1]) == (True, True)
    assert seen.request.get(page.url + "icon.svg").headers["content-type"] == "image/svg+xml"
    assert seen.request.get(page.url + "favicon.ico").ok
    assert lost == []
    seen.close()
