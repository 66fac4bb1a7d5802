"""A bar of lamps, 16 dots high or a few times that, as a picture for its controller: `A036`, `2号窗口 A036`. Pure.

The number is never scrolled, cut or made of half dots: it is set smaller instead. What else there is to say stands
beside it, below it, or takes turns with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
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
LEAST_EM = 12  # a Chinese character of fewer dots is not read
BETWEEN = 1  # dark rows between two lines

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


class Drawn(NamedTuple):
    """A word, or a part of it, in dots."""

    em: int
    rows: Dots

    @property
    def width(self) -> int:
        """In dots."""
        return len(self.rows[0])


Line = tuple[Word, ...]


class LedLayout:
    """Places the dots of one bar; a page is a line of words, set below each other where the bar is higher than wide."""

    def __init__(self, screen: Screen, wording: Wording, measure: Measure) -> None:
        self._width, self._height = screen.width, screen.height
        self._bounds, self._wording = screen.bounds, wording
        self._measure: LampMeasure = measure  # type: ignore[assignment]  # `Fonts` is the one that a bar is given
        self.pages = lru_cache(maxsize=8)(self._pages)
        self.composed = lru_cache(maxsize=16)(self._composed)
        self._set = lru_cache(maxsize=64)(self._drawn)

    def place(self, picture: WindowPicture) -> tuple[Placement, ...]:
        """The bar as it is now; a call that has just come blinks by turning dark and light."""
        pages = self.pages(picture.known)
        rows = self.composed(pages[picture.turn % len(pages)])
        return (Raster(self._bounds, _inverted(rows) if picture.flashing else rows, Role.NUMBER),)

    def message(self, message: Message) -> tuple[Placement, ...]:
        """A pairing code, or the title's first words."""
        if message.alarm:
            return (Raster(self._bounds, _inverted(self.composed(self._leave())), Role.NUMBER),)
        line = (Word(message.code, number=True),) if message.code else (Word(self._wording.say("led.lost")),)
        return (Raster(self._bounds, self.composed(line), Role.NUMBER),)

    def _leave(self) -> Line:
        """Leave, on lamps that are all lit: as many words as there is room for, never without the mark."""
        say = self._wording.say
        told = [
            f"{ALARM} {say('led.leave_now')}",
            f"{ALARM} {say('led.leave')}",
            f"{ALARM}{say('led.leave')}",
        ]
        return next(((Word(text),) for text in told if self._fits((Word(text),))), (Word(told[-1]),))

    # -- which words ------------------------------------------------------------------------------

    def _pages(self, known: WindowView) -> tuple[Line, ...]:
        """Everything at once if it fits; else the number alone, or the words one after the other."""
        say = self._wording.say
        words = window_words(known, self._wording)
        own = Word(say("window", window=known.window.number))
        if known.mode in ("calling", "serving"):
            number = Word(known.number, number=True)
            return ((own, number) if self._holds((own, number)) else (number,),)
        told = [Word(say(f"led.{_short(known, words)}"))]
        told += [Word(say("led.go", window=window)) for window in words.windows]
        for line in ((own, *told), tuple(told)):
            if self._fits(line):
                return (line,)
        return (tuple(told),) if self._stacked(tuple(told)) else tuple((word,) for word in told)

    def _holds(self, line: Line) -> bool:
        return self._fits(line) or bool(self._stacked(line))

    def _fits(self, line: Line) -> bool:
        """Side by side, each as high as the bar."""
        drawn = [self._set(word, 0, self._height) for word in line]
        return sum(word.width for word in drawn) + self._gap * (len(line) - 1) <= self._width

    @property
    def _gap(self) -> int:
        return self._height * GAP // LINE

    # -- how they are set -------------------------------------------------------------------------

    def _composed(self, line: Line) -> Dots:
        """Side by side where that fits, else below each other; a single word in the largest type that holds it."""
        if self._fits(line):
            drawn = [self._set(word, 0, self._height).rows for word in line]
            columns = [list(_centred(rows, self._height)) for rows in drawn]
            gap = "." * self._gap
            return tuple(_padded(gap.join(parts), self._width) for parts in zip(*columns, strict=True))
        lines = self._stacked(line) or self._alone(line[-1])
        dark = [""] * BETWEEN
        rows = [row for nth, drawn in enumerate(lines) for row in (*(dark if nth else ()), *drawn.rows)]
        above = (self._height - len(rows)) // 2
        rows = [*[""] * above, *rows, *[""] * (self._height - above - len(rows))]
        return tuple(_padded(row, self._width) for row in rows)

    def _stacked(self, line: Line) -> list[Drawn]:
        """One below the other; empty if the last one, a number or where to go, had to be smaller for it."""
        last = line[-1]
        alone = self._alone(last)
        rest = self._height - len(alone[0].rows) - BETWEEN if last.number else 0
        room = (
            rest // max(1, len(line) - 1)
            if last.number
            else (self._height - BETWEEN * (len(line) - 1)) // len(line)
        )
        if len(alone) > 1 or room < LEAST_EM:
            return []
        others = line[:-1] if last.number else line
        drawn = [self._set(word, self._width, room) for word in others]
        least = LEAST_EM if last.number else max(LEAST_EM, *(self._alone(word)[0].em for word in line))
        if any(one.em < least for one in drawn):
            return []
        return [*drawn, *alone] if last.number else drawn

    def _alone(self, word: Word) -> list[Drawn]:
        """In the largest type: on one line, or words broken into several where the bar is high."""
        ways = [[self._set(word, self._width, self._height)]]
        for count in range(2, 1 if word.number else self._height // LEAST_EM + 1):
            room = (self._height - BETWEEN * (count - 1)) // count
            if parts := _parts(word.text, count):
                ways.append(self._alike([self._set(Word(part), self._width, room) for part in parts], parts))
        return max(ways, key=lambda way: way[0].em)

    def _alike(self, drawn: Sequence[Drawn], parts: Sequence[str]) -> list[Drawn]:
        """Each in the type of the smallest."""
        em = min(part.em for part in drawn)
        return [Drawn(em, self._measure.dots(part, em)) for part in parts]

    def _drawn(self, word: Word, width: int, height: int) -> Drawn:
        """The largest type in which it is no higher than that, and no wider (0: as wide as it will)."""
        em = int(height * (CAP_EM if word.number else CJK_EM))
        while True:
            rows = self._measure.dots(word.text, em, bold=word.number) or ("",)
            if em == 1 or (len(rows) <= height and (not width or len(rows[0]) <= width)):
                return Drawn(em, rows)
            em = min(em - 1, em * width // len(rows[0]) + 1) if width and len(rows[0]) > width else em - 1


def _parts(text: str, count: int) -> list[str]:
    """Into so many lines: English between words, Chinese into pieces of the same length; empty if it cannot be."""
    pieces = text.split() if text.isascii() else list(text.replace(" ", ""))
    joint = " " if text.isascii() else ""
    each = -(-len(pieces) // count)
    parts = [joint.join(pieces[start : start + each]) for start in range(0, len(pieces), each)]
    is_broken = any(one[-1].isdigit() and other[0].isdigit() for one, other in pairwise(parts))
    return parts if len(parts) == count and not is_broken else []


def _short(known: WindowView, words: WindowWords) -> str:
    if known.mode == "closed":
        return {"break": "break", "early": "early"}.get(known.hall.phase, "closed")
    if known.mode == "paused" and words.mark == "－":
        return "closed"
    return known.mode


def _centred(rows: Dots, height: int) -> Iterator[str]:
    above = (height - len(rows)) // 2
    for y in range(height):
        inside = 0 <= y - above < len(rows)
        yield rows[y - above] if inside else "." * len(rows[0])


def _padded(row: str, width: int) -> str:
    left = (width - len(row)) // 2
    return "." * left + row + "." * (width - len(row) - left)


def _inverted(rows: Dots) -> Dots:
    return tuple(row.translate(str.maketrans(".#", "#.")) for row in rows)
