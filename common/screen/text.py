"""Text in pure layout: measuring, wrapping and shortening, with no screen.

Sizes: an `em` is the font's size in pixels. Layouts never choose one by feel: they ask for the
height of a capital letter or of a Chinese character (`em_for_cap`, `em_for_cjk`), because those
are what can be read from afar. Text that does not fit is shortened with an ellipsis or paged,
never made smaller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Protocol
from unicodedata import east_asian_width

from budoux import Parser, load_default_simplified_chinese_parser

ELLIPSIS = "…"
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’％℃…·,.;:!?)]}%>")
_PHRASE = re.compile("[^、，；。：]+[、，；。：]*")
_DATE = re.compile("(?:[0-9]+年)?[0-9]+月[0-9]+日")
_NEVER_LAST = frozenset("（《「『【〔“‘([{<¥￥")
WHOLE = (
    "A岗", "一个", "不在岗", "工作日", "写不了", "听从", "尚未", "手指", "文件夹", "电脑上", "号码", "连不上", "还不能",
    "不动产", "信访", "光荣证", "农村", "天然气", "宅基地", "机动车", "独生子女", "许可证", "照片", "驾驶证",
)  # fmt: skip
"""Words that BudouX breaks: of the screens' own texts, then of matters that halls everywhere in China have.

A hall's own words do not belong here. A test holds each against its need, and all against one another.
"""


class Measure(Protocol):
    """How large text comes out; `Fonts` is the real one."""

    def width_of(self, text: str, em: int, *, bold: bool = False) -> int:
        """Width in pixels of one line of text."""
        ...

    def line_height(self, em: int) -> int:
        """Pitch of lines in pixels; no row that holds text may be lower."""
        ...

    def em_for_cap(self, height: float) -> int:
        """The em whose capitals and digits are at least `height` pixels high."""
        ...

    def em_for_cjk(self, height: float) -> int:
        """The em whose Chinese characters are at least `height` pixels high."""
        ...


def fit(text: str, width: int, em: int, measure: Measure, *, bold: bool = False) -> str:
    """`text`, or its longest beginning with an ellipsis that is no wider than `width`."""
    if measure.width_of(text, em, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        shortened = text[:middle].rstrip() + ELLIPSIS
        wide = measure.width_of(shortened, em, bold=bold) > width
        low, high = (low, middle - 1) if wide else (middle, high)
    return text[:low].rstrip() + ELLIPSIS


def wrap(
    text: str,
    width: int,
    em: int,
    measure: Measure,
    *,
    bold: bool = False,
    max_lines: int | None = None,
) -> list[str]:
    """Lines no wider than `width`, broken between words; within one only if it is wider than a line.

    No line starts with closing punctuation or ends with an opening one, and no single character is left on
    the last line. What is beyond `max_lines` is replaced by an ellipsis at the end of the last.
    """
    lines = [
        line
        for paragraph in text.split("\n")
        for line in _wrap_paragraph(paragraph, width, em, measure, bold)
    ]
    if max_lines is not None and len(lines) > max_lines:
        rest = "".join(lines[max_lines - 1 :])
        lines = [*lines[: max_lines - 1], _cut(rest, width, em, measure, bold)]
    return [line.rstrip() for line in lines]


def balanced(
    text: str,
    width: int,
    em: int,
    measure: Measure,
    *,
    bold: bool = False,
    max_lines: int | None = None,
) -> list[str]:
    """Wrapped into as few lines as `wrap` needs, but fit for a title.

    Broken after commas if that costs no line and leaves none with less than a third of the longest, else into
    lines of like length, so that no line holds a single character.
    """
    lines = wrap(text, width, em, measure, bold=bold, max_lines=max_lines)
    if len(lines) == 1 or lines[-1].endswith(ELLIPSIS):
        return lines

    def phrased(room: int) -> list[str]:
        return _phrased(text, room, em, measure, bold)

    def wrapped(room: int) -> list[str]:
        return wrap(text, room, em, measure, bold=bold)

    if "\n" not in text and 0 < len(phrased(width)) <= len(lines):
        for phrases in (phrased(width), _narrowest(phrased, width // 2, width, len(lines))):
            if _is_even(phrases, em, measure, bold):
                return phrases
    # Never so narrow that a word would be broken that fits into a line.
    widths = (measure.width_of(word.rstrip(), em, bold=bold) for word in words(text))
    return _narrowest(wrapped, max(width // 2, min(width, max(widths))), width, len(lines))


def _narrowest(cut: Callable[[int], list[str]], low: int, high: int, most: int) -> list[str]:
    """The lines of the narrowest width, from `low` to `high`, that takes no more than `most`; nothing is no way."""
    while low < high:
        middle = (low + high) // 2
        fits = 0 < len(cut(middle)) <= most
        low, high = (low, middle) if fits else (middle + 1, high)
    return cut(low)


def _phrased(text: str, width: int, em: int, measure: Measure, bold: bool) -> list[str]:
    """Broken after commas only; nothing, where that makes a line too wide."""
    lines = [""]
    for phrase in _PHRASE.findall(text):
        if measure.width_of(lines[-1] + phrase, em, bold=bold) <= width:
            lines[-1] += phrase
        else:
            lines.append(phrase)
    too_wide = any(measure.width_of(line, em, bold=bold) > width for line in lines)
    return [] if too_wide or not lines[0] else lines


def _is_even(lines: list[str], em: int, measure: Measure, bold: bool) -> bool:
    lengths = [measure.width_of(line, em, bold=bold) for line in lines]
    return min(lengths) * 3 >= max(lengths)


def unbroken(text: str, em: int, measure: Measure, *, bold: bool = False) -> int:
    """Width of the longest piece of `text` that no line break may cut."""
    pieces = (piece for line in text.split("\n") for piece in words(line))
    return max(measure.width_of(piece.rstrip(), em, bold=bold) for piece in pieces)


def _cut(text: str, width: int, em: int, measure: Measure, bold: bool) -> str:
    return fit(text + ELLIPSIS, width, em, measure, bold=bold)


def _wrap_paragraph(text: str, width: int, em: int, measure: Measure, bold: bool) -> Iterator[str]:
    lines: list[list[str]] = [[]]
    for unit in _narrow(words(text), width, em, measure, bold):
        if lines[-1] and measure.width_of("".join([*lines[-1], unit]).rstrip(), em, bold=bold) > width:
            lines.append([])
        lines[-1].append(unit)
        while measure.width_of("".join(lines[-1]).rstrip(), em, bold=bold) > width and len(lines[-1][0]) > 1:
            head = _longest_head(lines[-1][0], width, em, measure, bold)
            lines[-1:] = [[head], [lines[-1][0][len(head) :]]]
    if len(lines) > 1 and len(lines[-2]) > 1 and _is_single("".join(lines[-1])):
        joined = "".join([lines[-2][-1], *lines[-1]])
        if measure.width_of(joined.rstrip(), em, bold=bold) <= width:
            lines[-2:] = [lines[-2][:-1], [joined]]
    yield from ("".join(line) for line in lines)


def _narrow(units: Iterable[str], width: int, em: int, measure: Measure, bold: bool) -> Iterator[str]:
    """One too wide for a line goes back to the pieces it was joined of."""
    for unit in units:
        fits = measure.width_of(unit.rstrip(), em, bold=bold) <= width
        yield from (unit,) if fits else _pieces(unit, WHOLE)


def _is_single(text: str) -> bool:
    """One Chinese character, whatever punctuation stands beside it."""
    letters = [letter for letter in text.rstrip() if letter not in _NEVER_FIRST | _NEVER_LAST]
    return len(letters) == 1 and _is_wide(letters[0])


def _longest_head(text: str, width: int, em: int, measure: Measure, bold: bool) -> str:
    """As much of a word as the line can hold, at least a character; brackets and stops stay where they belong."""
    length = 1
    while length < len(text) and measure.width_of(text[: length + 1], em, bold=bold) <= width:
        length += 1
    seemly = (at for at in range(length, 0, -1) if at == len(text) or _may_break(text[at - 1], text[at]))
    return text[: next(seemly, length)]


@lru_cache(maxsize=4096)
def words(text: str, whole: tuple[str, ...] = WHOLE) -> tuple[str, ...]:
    """Pieces of one paragraph between which a line may break; `whole` are never broken.

    BudouX cuts many a word into single characters. Such a one goes with what follows it: 配｜对 becomes 配对,
    不｜办理 becomes 不办理. At the end of a phrase it goes with what precedes it.
    """
    units: list[str] = []
    pieces = list(_pieces(text, whole))
    for piece, is_last in zip(pieces, [False] * (len(pieces) - 1) + [True], strict=True):
        ends = is_last or _ends_phrase(piece)
        if units and not _ends_phrase(units[-1]) and (_is_single(units[-1]) or (ends and _is_single(piece))):
            units[-1] += piece
        else:
            units.append(piece)
    return tuple(units)


def _pieces(text: str, whole: tuple[str, ...]) -> Iterator[str]:
    """What BudouX takes for words, and those of `whole`."""
    start = 0
    breaks = _breaks(text, whole)
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        certain = before == " " or before in _NEVER_FIRST or after in _NEVER_LAST
        if (certain or at in breaks) and _may_break(before, after):
            yield text[start:at]
            start = at
    yield text[start:]


def _breaks(text: str, whole: tuple[str, ...]) -> set[int]:
    """Before which characters a word begins."""
    at, breaks = 0, set[int]()
    for word in _parser().parse(text):
        at += len(word)
        breaks.add(at)
    for ours in (*_any_of(whole).finditer(text), *_DATE.finditer(text)):
        breaks -= set(range(ours.start(), ours.end()))
        breaks |= {ours.start(), ours.end()}
    return breaks


@cache
def _any_of(whole: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first: an alternation takes the first that matches, an empty one nothing."""
    return re.compile("|".join(sorted(whole, key=len, reverse=True)) or "(?!)")


@cache
def _parser() -> Parser:
    """Read on first use: importing reads no file."""
    return load_default_simplified_chinese_parser()


def _ends_phrase(piece: str) -> bool:
    return piece[-1:] == " " or piece[-1:] in _NEVER_FIRST


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in ("W", "F")
