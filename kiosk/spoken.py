"""A sentence as a synthesiser has to be told it: ticket numbers and phones digit by digit, windows as ordinals, ranges and times in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from common.voice.pieces import One, Piece, Sentence, counted, sign, unbent
from common.words import Language

TICKET = r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{3,6}(?!\d)"
PHONE = r"\+?\d{3,4}-\d{4,8}|\d{7,}"
CLOCK = r"\b\d{1,2}:\d{2}\b"
RANGE = r"\d+(?:\.\d+)?\s*[-–~]\s*\d+(?:\.\d+)?"
WINDOW = r"\d{1,3}\s?号"
_FOUND = re.compile("|".join(f"(?P<{name}>{kind})" for name, kind in (("ticket", TICKET), ("clock", CLOCK), ("phone", PHONE), ("range", RANGE), ("window", WINDOW))))  # fmt: skip
_SENTENCES = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;])\s+")
_SILENT = str.maketrans(dict.fromkeys("▶✓○●◆▲·“”「」（）()*＊", " "))
LONGEST = 60
"""Characters: what is longer is broken at a comma, so that reading begins at once and a touch ends it soon."""


def sentences(said: list[str], language: Language, one: One = "yao") -> list[Sentence]:
    """Short ones, each to be made and played for itself."""
    pieces = [part.strip() for text in said for part in _SENTENCES.split(text)]
    return [_sentence(part, language, one) for text in pieces for part in _broken(text) if _is_heard(part)]


def _is_heard(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _broken(text: str) -> list[str]:
    """At commas where it is long."""
    parts: list[str] = []
    for piece in re.split(r"(?<=[，：、,:])", text):
        if parts and len(parts[-1]) + len(piece) <= LONGEST:
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _sentence(text: str, language: Language, one: One) -> Sentence:
    text = text.translate(_SILENT)
    pieces: list[Piece] = []
    end = 0
    for found in _FOUND.finditer(text):
        pieces.append(Piece("", text[end : found.start()]))
        pieces += _SAID[found.lastgroup or ""](found[0], language, one)
        end = found.end()
    pieces.append(Piece("", text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def _digits(text: str, language: Language, one: One) -> list[Piece]:
    """Each for itself, with a little room between."""
    signs = [sign(letter, language, one)._replace(clip="") for letter in text if letter.isalnum()]
    return [piece._replace(text=f"{piece.text} ", spelt=piece.spelt and f"{piece.spelt} ") for piece in signs]


def _clock(text: str, language: Language, _one: One) -> list[Piece]:
    hour, minute = (int(part) for part in text.split(":"))
    if language == "en":
        return [Piece("", f"{hour}:{minute:02}")]
    rest = "整" if not minute else f"{'零' if minute < 10 else ''}{counted(minute)}分"
    return [Piece("", f"{counted(hour) if hour else '零'}点{rest}")]


def _range(text: str, language: Language, _one: One) -> list[Piece]:
    low, high = re.split(r"\s*[-–~]\s*", text)
    return [Piece("", f"{low}到{high}" if language == "zh" else f"{low} to {high}")]


def _window(text: str, language: Language, _one: One) -> list[Piece]:
    said = f"{counted(int(text[:-1]))}号"
    return [Piece("", said, spelt=unbent(said))]


_SAID: dict[str, Callable[[str, Language, One], list[Piece]]] = {
    "ticket": _digits,
    "phone": _digits,
    "clock": _clock,
    "range": _range,
    "window": _window,
}
