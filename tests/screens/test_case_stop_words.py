"""Why a clock stood, on the wall and at the kiosk: of several reasons each with its days (P-1, C-5)."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

import display.wording
import kiosk.wording
from common.words import Language
from display.case_words import told_of
from kiosk.case_words import clock_words
from tests.screens.cases_hall import case

STOPPED: dict[str, Any] = {"stopped": 4, "stopped_why": "appraisal"}
BOTH = replace(case(1), **STOPPED, stopped_by=(("hearing", 3), ("appraisal", 1)))
ONE = replace(case(1), **STOPPED)


@pytest.mark.parametrize(
    ("language", "both", "one"),
    [("zh", "听证 3、鉴定 1", "鉴定"), ("en", "hearing 3, appraisal 1", "appraisal")],
)
def test_several_reasons_are_told_with_their_days(language: Language, both: str, one: str) -> None:
    """Standing or not; one reason has all of them."""  # P-1
    for row, why in ((BOTH, both), (ONE, one), (replace(BOTH, stands=True), both)):
        wall = told_of(row, display.wording.Wording(language))
        told = clock_words(row, kiosk.wording.Wording(language))
        assert [any(why in text for text in texts) for texts in (wall, told)] == [True, True]
