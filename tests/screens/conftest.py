"""Fonts are opened once for all screen tests."""

from __future__ import annotations

import pytest

from common.screen.fonts import Fonts, vendored


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """The vendored fonts; an unknown character fails the test that shows it."""
    return Fonts(vendored())
