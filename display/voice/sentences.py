"""What a wall says of an act of calling, in pieces. Pure.

Ticket numbers are read digit by digit, windows as ordinals (screens.md, Voice).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from common.voice.pieces import One, Piece, Sentence, counted, sign, unbent
from common.words import Language
from display.voice.acts import Act

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O: taken for 1 and 0
WINDOWS = 40
COMMA_MS = 250

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


def clips(
    language: Language, one: One, letters: Iterable[str] = LETTERS, windows: int = WINDOWS
) -> Iterator[Piece]:
    """Every piece that a hall with these letters and so many windows can need, each once."""
    for number in (*letters, *"0123456789"):
        yield sign(number, language, one)
    if language == "zh":
        yield from (PLEASE, AGAIN, NUMBER, TO, GO, MISSED)
    else:
        yield from (EN_TICKET, EN_AGAIN, EN_WINDOW, EN_PLEASE, EN_MISSED)
    for window in range(1, windows + 1):
        yield _window(window) if language == "zh" else _count(window)


def _chinese(act: Act, one: One) -> Iterator[Piece]:
    number = [sign(letter, "zh", one) for letter in act.number]
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
        piece = sign(letter, "en", "yi")
        yield piece._replace(text=f" {piece.text}") if nth else piece
    if act.kind == "missed":
        yield EN_MISSED
    elif act.window is None:
        yield EN_PLEASE
    else:
        yield from (EN_WINDOW, _count(act.window), EN_PLEASE)


def _window(number: int) -> Piece:
    text = f"{counted(number)}号窗口"
    return Piece(f"window_{number}", text, spelt=unbent(text))


def _count(number: int) -> Piece:
    return Piece(f"count_{number}", str(number))
