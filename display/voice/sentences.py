"""What is said, as pieces: each names the clip that may be recorded for it, and holds the words for a synthesiser. Pure.

Ticket numbers are read digit by digit, windows as ordinals (screens.md, Voice).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from common.words import Language
from display.voice.acts import Act

One = Literal["yao", "yi"]
"""How 1 is said in a number: 幺 as on the telephone, or 一."""

DIGITS = "零一二三四五六七八九"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O: taken for 1 and 0
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
WINDOWS = 40
COMMA_MS = 250


class Piece(NamedTuple):
    """`clip` is a file's name without `.wav`, in the folder of its language; a pause of `pause_ms` follows.

    `spelt`: how a synthesiser has to be told, where it would read `text` wrongly.
    """

    clip: str
    text: str
    pause_ms: int = 0
    spelt: str = ""


Sentence = tuple[Piece, ...]

PLEASE = Piece("please", "请")
AGAIN = Piece("again", "再次呼叫，", COMMA_MS)
NUMBER = Piece("number", "号，", COMMA_MS)
NUMBER_HERE = Piece("number", "号")
TO = Piece("to", "到")
GO = Piece("go", "办理。")
MISSED = Piece("missed", "号已过号，请到咨询台。")
EN_TICKET = Piece("ticket", "Ticket ")
EN_AGAIN = Piece("again", "Calling again. ", COMMA_MS)
EN_WINDOW = Piece("window", ", window ")
EN_PLEASE = Piece("please", ", please.")
EN_MISSED = Piece("missed", " was not here when called. Please go to the enquiry desk.")


def sentence(act: Act, language: Language, one: One = "yao") -> Sentence:
    """What is said of `act`."""
    return tuple(_chinese(act, one) if language == "zh" else _english(act))


def words_of(said: Sentence) -> str:
    """The sentence as people write it."""
    return "".join(piece.text for piece in said)


def spelt(said: Sentence) -> str:
    """The sentence as a synthesiser is told it."""
    return "".join(piece.spelt or piece.text for piece in said)


def syllables(text: str) -> int:
    """Of a Chinese text: a character is one, a letter too."""
    return sum(letter.isalnum() for letter in text)


def clips(
    language: Language, one: One, letters: Iterable[str] = LETTERS, windows: int = WINDOWS
) -> Iterator[Piece]:
    """Every piece that a hall with these letters and so many windows can need, each once."""
    for number in (*letters, *"0123456789"):
        yield _letter(number, language, one)
    if language == "zh":
        yield from (PLEASE, AGAIN, NUMBER, TO, GO, MISSED)
    else:
        yield from (EN_TICKET, EN_AGAIN, EN_WINDOW, EN_PLEASE, EN_MISSED)
    for window in range(1, windows + 1):
        yield _window(window) if language == "zh" else _count(window)


def _chinese(act: Act, one: One) -> Iterator[Piece]:
    number = [_letter(letter, "zh", one) for letter in act.number]
    if act.kind == "missed":
        yield from (*number, MISSED)
        return
    if act.kind == "recalled":
        yield AGAIN
    yield from (PLEASE, *number)
    yield from (NUMBER_HERE, GO) if act.window is None else (NUMBER, TO, _window(act.window), GO)


def _english(act: Act) -> Iterator[Piece]:
    if act.kind == "recalled":
        yield EN_AGAIN
    yield EN_TICKET
    for nth, letter in enumerate(act.number):
        piece = _letter(letter, "en", "yi")
        yield piece._replace(text=f" {piece.text}") if nth else piece
    if act.kind == "missed":
        yield EN_MISSED
    elif act.window is None:
        yield EN_PLEASE
    else:
        yield from (EN_WINDOW, _count(act.window), EN_PLEASE)


def _letter(letter: str, language: Language, one: One) -> Piece:
    """One sign of a ticket's number; whatever is neither letter nor digit is said as it is written."""
    if language == "en":
        text = ENGLISH_DIGITS[int(letter)] if letter in "0123456789" else letter
        return Piece(_clip_of(letter), text)
    if letter == "1" and one == "yao":
        return Piece("digit_1_yao", "幺")
    text = DIGITS[int(letter)] if letter in "0123456789" else letter
    return Piece(_clip_of(letter), text, spelt=_unbent(text))


def _clip_of(letter: str) -> str:
    return f"digit_{letter}" if letter in "0123456789" else f"letter_{letter.lower()}"


def _window(number: int) -> Piece:
    text = f"{counted(number)}号窗口"
    return Piece(f"window_{number}", text, spelt=_unbent(text))


def _unbent(text: str) -> str:
    """一 keeps its tone where it counts places or stands alone; before 号 espeak-ng would bend it to yí."""
    return text.replace("一号", " yi1 号") if "一号" in text else " yi1 " if text == "一" else ""


def _count(number: int) -> Piece:
    return Piece(f"count_{number}", str(number))


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
