"""What every test shares: the order of the folders, Hypothesis's seeds, and no window on the developer's screen."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import cluster, kind, new_place, place, template

__all__ = ["cluster", "kind", "new_place", "place", "template"]

HERE = Path(__file__).parent
FAST_FIRST = ("architecture", "rules", "storage", "lane", "live", "screens", "programs")

# Set before any test imports pygame, which reads them then.
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

# No deadline: a test must not depend on the speed of the machine.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def folder_rank(path: Path) -> int:
    folder = path.relative_to(HERE).parts[0] if path.is_relative_to(HERE) else ""
    return FAST_FIRST.index(folder) if folder in FAST_FIRST else len(FAST_FIRST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: folder_rank(item.path))
