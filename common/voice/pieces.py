"""What is said, as pieces: each names the clip that may be recorded for it, and holds the words for a synthesiser. Pure.

Ticket numbers are read digit by digit, windows as ordinals (screens.md, Voice).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from common.words import Language

One = Literal["yao", "yi"]
"""How 1 is said in a number: 幺 as on the telephone, or 一."""

DIGITS = "零一二三四五六七八九"
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Piece(NamedTuple):
    """`clip` is a file's name without `.wav`, in the folder of its language; a pause of `pause_ms` follows.

    `spelt`: how a synthesiser has to be told, where it would read `text` wrongly.
    """

    clip: str
    text: str
    pause_ms: int = 0
    spelt: str = ""


Sentence = tuple[Piece, ...]


def words_of(said: Sentence) -> str:
    """The sentence as people write it."""
    return "".join(piece.text for piece in said)


def spelt(said: Sentence) -> str:
    """The sentence as a synthesiser is told it."""
    return "".join(piece.spelt or piece.text for piece in said)


def syllables(text: str) -> int:
    """Of a Chinese text: a character is one, a letter too."""
    return sum(letter.isalnum() for letter in text)


def sign(letter: str, language: Language, one: One) -> Piece:
    """One sign of a ticket's number; whatever is neither letter nor digit is said as it is written."""
    if language == "en":
        text = ENGLISH_DIGITS[int(letter)] if letter in "0123456789" else letter
        return Piece(_clip_of(letter), text)
    if letter == "1" and one == "yao":
        return Piece("digit_1_yao", "幺")
    text = DIGITS[int(letter)] if letter in "0123456789" else letter
    return Piece(_clip_of(letter), text, spelt=unbent(text))


def _clip_of(letter: str) -> str:
    return f"digit_{letter}" if letter in "0123456789" else f"letter_{letter.lower()}"


def unbent(text: str) -> str:
    """一 keeps its tone where it counts places or stands alone; before 号 espeak-ng would bend it to yí."""
    return text.replace("一号", " yi1 号") if "一号" in text else " yi1 " if text == "一" else ""


def counted(number: int) -> str:
    """1 to 999 as it is counted: 十二, 二十, 一百零五, 一百一十; other numbers digit by digit."""
    if not 0 < number < 1000:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (DIGITS[ones] if ones else "")
