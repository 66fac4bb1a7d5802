"""Folders of clips, pictures and plates: decoration, without which a screen starts all the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from common.screen.start import tell


def tell_absent(folders: Mapping[str, Path]) -> None:
    """To whoever starts the program: it may be a slip of the hand. Blocks where a network share does."""
    for option, folder in folders.items():
        if not folder.is_dir():
            tell("folder_absent", option=option, folder=str(folder))
