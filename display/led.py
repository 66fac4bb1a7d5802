"""A bar of lamps, 16 dots high or a few times that, as a picture for its controller: `A036`, `2号窗口 A036`. Pure.

The number is never scrolled, cut or made of half dots. What else there is to say takes turns with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from common.screen.geometry import Screen
from common.screen.placements import Placement, Raster
from common.screen.text import Measure
from common.screen.theme import Role
from display.message import ALARM, Message
from display.window_state import WindowPicture, WindowView
from display.window_words import WindowWords, window_words
from display.wording import Wording

LED_HEIGHT = 64
LINE = 16
GAP = 6  # between two words, in sixteenths of the height
CAP_EM, CJK_EM = 1.36, 1.0  # em whose capitals, or Chinese characters, fill a line
SHARES = (1.0, 0.94, 0.88, 0.81, 0.75, 0.69, 0.63, 0.56, 0.5, 0.44)

Dots = tuple[str, ...]


class LampMeasure(Measure, Protocol):
    """What a bar needs of the fonts besides."""

    def dots(self, text: str, em: int, *, bold: bool = False) -> Dots:
        """The text as dots, trimmed to its ink."""
        ...


class Word(NamedTuple):
    """A text; a `number` is set in bold, as high as the bar."""

    text: str
    number: bool = False


class LedLayout:
    """Places the dots of one bar; a page is a line of words."""

    def __init__(self, screen: Screen, wording: Wording, measure: Measure) -> None:
        self._screen, self._wording = screen, wording
        self._measure: LampMeasure = measure  # type: ignore[assignment]  # `Fonts` is the one that a bar is given
        self.pages = lru_cache(maxsize=8)(self._pages)
        self._drawn = lru_cache(maxsize=64)(self._dots)

    def place(self, picture: WindowPicture) -> tuple[Placement, ...]:
        """The bar as it is now; a call that has just come blinks by turning dark and light."""
        pages = self.pages(picture.known)
        line = pages[picture.turn % len(pages)]
        rows = self._composed(line)
        return (Raster(self._screen.bounds, _inverted(rows) if picture.flashing else rows, Role.NUMBER),)

    def message(self, message: Message) -> tuple[Placement, ...]:
        """A pairing code, or the title's first words."""
        if message.alarm:
            return (Raster(self._screen.bounds, _inverted(self._composed(self._leave())), Role.NUMBER),)
        line = (Word(message.code, number=True),) if message.code else (Word(self._wording.say("led.lost")),)
        return (Raster(self._screen.bounds, self._composed(line), Role.NUMBER),)

    def _leave(self) -> tuple[Word, ...]:
        """Leave, on lamps that are all lit: as many words as there is room for, never without the mark."""
        say = self._wording.say
        told = [
            f"{ALARM} {say('led.leave_now')}",
            f"{ALARM} {say('led.leave')}",
            f"{ALARM}{say('led.leave')}",
        ]
        return next(((Word(text),) for text in told if self._fits((Word(text),))), (Word(told[-1]),))

    def _pages(self, known: WindowView) -> tuple[tuple[Word, ...], ...]:
        """Everything on one line if it fits; else the number alone, or the words one after the other."""
        say = self._wording.say
        words = window_words(known, self._wording)
        if known.mode in ("calling", "serving"):
            both = (Word(say("window", window=known.window.number)), Word(known.number, number=True))
            return (both,) if self._fits(both) else (both[1:],)
        told = [Word(say(f"led.{_short(known, words)}"))]
        told += [Word(say("led.go", window=window)) for window in words.windows]
        for line in ((Word(say("window", window=known.window.number)), *told), tuple(told)):
            if self._fits(line):
                return (line,)
        return tuple((word,) for word in told)

    def _fits(self, line: Sequence[Word]) -> bool:
        width = sum(len(self._drawn(word, 0)[0]) for word in line) + self._gap * (len(line) - 1)
        return width <= self._screen.width

    @property
    def _gap(self) -> int:
        return self._screen.height * GAP // LINE

    def _dots(self, word: Word, smaller: int) -> Dots:
        height = self._screen.height
        em = max(8, int(height * (CAP_EM if word.number else CJK_EM) * SHARES[smaller]))
        rows = self._measure.dots(word.text, em, bold=word.number)
        while len(rows) > height:
            em -= 1
            rows = self._measure.dots(word.text, em, bold=word.number)
        return rows or ("",)

    def _composed(self, line: Sequence[Word]) -> Dots:
        """The words in the middle of the bar, side by side; smaller only where a single one would be cut."""
        smaller = 0
        while smaller < len(SHARES) - 1 and self._width(line, smaller) > self._screen.width:
            smaller += 1
        drawn = [self._drawn(word, smaller) for word in line]
        columns: list[list[str]] = [[] for _ in range(self._screen.height)]
        for nth, rows in enumerate(drawn):
            for row, dots in zip(columns, _centred(rows, self._screen.height), strict=True):
                row.append("." * (self._gap if nth else 0) + dots)
        return tuple(_padded("".join(row), self._screen.width) for row in columns)

    def _width(self, line: Sequence[Word], smaller: int) -> int:
        return sum(len(self._drawn(word, smaller)[0]) for word in line) + self._gap * (len(line) - 1)


def _short(known: WindowView, words: WindowWords) -> str:
    if known.mode == "closed":
        return {"break": "break", "early": "early"}.get(known.hall.phase, "closed")
    if known.mode == "paused" and words.mark == "－":
        return "closed"
    return known.mode


def _centred(rows: Dots, height: int) -> Iterator[str]:
    width = len(rows[0])
    above = (height - len(rows)) // 2
    for y in range(height):
        inside = 0 <= y - above < len(rows)
        yield rows[y - above] if inside else "." * width


def _padded(row: str, width: int) -> str:
    row = row[:width]
    left = (width - len(row)) // 2
    return "." * left + row + "." * (width - len(row) - left)


def _inverted(rows: Dots) -> Dots:
    return tuple(row.translate(str.maketrans(".#", "#.")) for row in rows)
