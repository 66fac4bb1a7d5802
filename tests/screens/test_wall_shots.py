"""The kept pictures (docs/shots) are what the screens look like now."""

from __future__ import annotations

from typing import get_args

import pytest
from PIL import Image, ImageChops

from common.screen.fonts import Fonts
from common.words import Language
from tests.screens.gallery import SHOTS, Shot, drawn, kept
from tests.screens.sheets import SHEETS, TICKETS, Sheet, sheet_picture, tickets_picture
from tests.screens.shots import FOLDER, as_image

CASES = [(shot, language) for shot in SHOTS for language in shot.languages]
NOTICEABLE = 48
"""Of 255: more than few colours and another version of the font's engine make."""
MOST = 0.004


@pytest.mark.parametrize(("shot", "language"), CASES, ids=[shot.file(language) for shot, language in CASES])
def test_a_screen_looks_as_it_is_kept(shot: Shot, language: Language, fonts: Fonts) -> None:
    """Who changes a screen looks at it: `make shots`, then open docs/shots."""
    now = as_image(kept(drawn(shot, language, fonts), shot))
    before = Image.open(FOLDER / shot.file(language)).convert("RGB")
    assert now.size == before.size
    assert share_that_differs(now, before) < MOST


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.file for sheet in SHEETS])
def test_the_kiosks_screens_look_as_they_are_kept(sheet: Sheet, fonts: Fonts) -> None:
    """In both languages, in large type, in high contrast, upright and across, and what staff see."""
    now, before = sheet_picture(sheet, fonts), Image.open(FOLDER / sheet.file).convert("RGB")
    assert now.size == before.size
    assert share_that_differs(now, before) < MOST


def test_the_tickets_look_as_they_are_kept() -> None:
    """Read back from the bytes that a printer gets."""
    now, before = tickets_picture(), Image.open(FOLDER / TICKETS).convert("RGB")
    assert now.size == before.size
    assert share_that_differs(now, before) < MOST


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels whose colour is noticeably another."""
    histogram = ImageChops.difference(one, other).convert("L").histogram()
    return sum(histogram[NOTICEABLE:]) / (one.width * one.height)


def test_the_comparison_sees_another_number(fonts: Fonts) -> None:
    """One call more or less must not go unnoticed."""
    one, other = (
        next(shot for shot in SHOTS if shot.name == name) for name in ("window-called", "window-serving")
    )
    pictures = [as_image(kept(drawn(shot, "zh", fonts), shot)) for shot in (one, other)]
    assert share_that_differs(*pictures) > MOST


def test_no_picture_is_left_over_and_together_they_are_small() -> None:
    """A repository is no album."""
    files = {file.name: file.stat().st_size for file in FOLDER.glob("*.png")}
    sheets = {f"{kind}-{language}.png" for kind in ("all", "phone") for language in get_args(Language)}
    sheets |= {TICKETS, *(sheet.file for sheet in SHEETS)}
    assert files.keys() - sheets == {shot.file(language) for shot, language in CASES}
    assert max(files.values()) < 400_000
    assert sum(files.values()) < 3_000_000
