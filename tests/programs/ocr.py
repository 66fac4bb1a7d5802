"""Reads a printed paper with tesseract, which knows nothing of who drew it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import unicodedata

from PIL import Image, ImageOps

from common.words import Language

DPI = 203
LANGUAGES: dict[Language, str] = {"zh": "chi_sim", "en": "eng"}
RIGHT_OF = 8
"""Of so many letters one may be misread: thermal print is coarse, and its punctuation is a matter of taste."""


def ocr(paper: Image.Image, language: Language) -> str:
    """The letters and digits that stand on it, in their order."""
    sent = io.BytesIO()
    # Twice as large: letters of 3 mm are 24 dots high, fewer than its models were taught with.
    ImageOps.scale(ImageOps.expand(paper.convert("L"), 24, 255), 2).save(sent, "PNG", dpi=(2 * DPI, 2 * DPI))
    ended = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", LANGUAGES[language], "--psm", "6"],
        input=sent.getvalue(), capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return plain(ended.stdout.decode())


def plain(text: str) -> str:
    """Letters and digits alone: how a machine spaces and points Chinese says nothing."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def stands(sentence: str, on_paper: str) -> bool:
    """Whether it stands there, every figure of it right, and of the letters all but one in eight."""
    asked = plain(sentence)
    at = _best_end(asked, on_paper)
    if at is None:
        return False
    found = on_paper[max(0, at - len(asked) - 2) : at + 2]
    return all(figure in found for figure in re.findall(r"\d+", asked))


def _best_end(asked: str, text: str) -> int | None:
    """Where in `text` it ends with the fewest letters wrong; none: too many are (Sellers' dynamic programming)."""
    wrong = list(range(len(asked) + 1))
    best, where = len(asked), 0
    for at, letter in enumerate(text, 1):
        before, wrong[0] = wrong[0], 0
        for n, wanted in enumerate(asked, 1):
            before, wrong[n] = wrong[n], min(before + (wanted != letter), wrong[n] + 1, wrong[n - 1] + 1)
        if wrong[-1] < best:
            best, where = wrong[-1], at
    return where if best <= max(1, len(asked) // RIGHT_OF) else None
