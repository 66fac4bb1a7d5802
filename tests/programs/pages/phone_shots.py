"""`python -m tests.programs.pages.phone_shots`: draw a ticket's page in every state anew into docs/shots (make shots)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import get_args

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from common.words import Language
from tests.programs.conftest import CHROMIUM, QUIET
from tests.programs.pages.conftest import Quiet
from tests.programs.pages.page_app import page_app
from tests.programs.pages.phone_gallery import LATE_MS, PHONE, STATES, opened
from tests.screens.shots import FOLDER, SHEET_COLOURS

LARGE = ("waiting", "called", "missed")
"""Those that are drawn in large type, too."""
GROUND = (64, 64, 64)


def main() -> int:
    """Write them all, and say how many."""
    app = page_app(Path(__file__))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for language in get_args(Language):
            _draw(browser, site, language, Path(folder))
        browser.close()
        drawn = sorted(Path(folder).glob("*.png"))
        for language in get_args(Language):
            _sheet(
                [file for file in drawn if file.stem.endswith(f"-{language}")],
                FOLDER / f"phone-{language}.png",
            )
    server.shutdown()
    print(f"{len(drawn)} pages of phones in {FOLDER.name}")
    return 0


def _draw(browser: Browser, site: str, language: Language, folder: Path) -> None:
    for name in (*STATES, "stale"):
        for large in (False, True) if name in LARGE else (False,):
            context = browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]  # width, height
            page = context.new_page()
            server = opened(
                page, site, STATES.get(name, STATES["waiting"]), language, large=large, timers=name == "stale"
            )
            if name == "stale":
                server.cut = True
                page.clock.run_for(LATE_MS + 2_000)
            page.screenshot(path=folder / f"{name}{'-large' if large else ''}-{language}.png", full_page=True)
            context.close()


def _sheet(files: list[Path], target: Path) -> None:
    """All of them side by side in one picture, in few colours."""
    pictures = [Image.open(file).convert("RGB") for file in files]
    pictures = [picture.resize((picture.width // 2, picture.height // 2)) for picture in pictures]
    across = 8
    rows = [pictures[start : start + across] for start in range(0, len(pictures), across)]
    heights = [max(picture.height for picture in row) + 8 for row in rows]
    whole = Image.new("RGB", ((PHONE["width"] // 2 + 8) * across, sum(heights)), GROUND)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for nth, picture in enumerate(row):
            whole.paste(picture, (nth * (PHONE["width"] // 2 + 8), top))
        top += height
    whole.quantize(SHEET_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        target, optimize=True
    )


if __name__ == "__main__":
    sys.exit(main())
