"""Text in pure layout: measuring, wrapping and shortening, with no screen.

Sizes: an `em` is the font's size in pixels. Layouts never choose one by feel: they ask for the
height of a capital letter or of a Chinese character (`em_for_cap`, `em_for_cjk`), because those
are what can be read from afar. Text that does not fit is shortened with an ellipsis or paged,
never made smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol
from unicodedata import east_asian_width

ELLIPSIS = "…"
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’％℃…·,.;:!?)]}%>")
_PHRASE = re.compile("[^、，；。：]+[、，；。：]*")
_NEVER_LAST = frozenset("（《「『【〔“‘([{<¥￥")
_WHOLE = re.compile(
    "返回|窗口|号窗|号票|离开|外出|交接|请假|到岗|离岗|在岗|当班|保留|正在|安排|人员|工作人员|预计|办理|服务|综合|"
    "管理|业务|等候|稍候|暂停|开始|结束|今天|明天|星期.|取号|叫号|过号|大厅|服务器|地址|检查|配对码|输入|打开|导入|"
    "号码|您的|开机|网线|正确|工业|农业|建设|企业|岗位|安全|生产|监督|规划|村镇|资源|国土|材料|原件|复印件|身份证|户口簿|证明|申请|登记|工作日|社保|医保|养老|居民|农村|土地|房屋|不动产"
)
"""Words of the screens' own texts and of most halls that read badly when a line breaks within them."""


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
    """Lines no wider than `width`, Chinese broken between characters, English between words.

    No line starts with closing punctuation or ends with an opening one, the commonest Chinese words stay
    whole, and no single character is left on the last line. What is beyond
    `max_lines` is replaced by an ellipsis at the end of the last.
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

    Broken after commas if that costs no line, else into lines of like length, so that no line
    holds a single character.
    """
    lines = wrap(text, width, em, measure, bold=bold, max_lines=max_lines)
    if len(lines) == 1 or lines[-1].endswith(ELLIPSIS):
        return lines
    phrases = _phrased(text, width, em, measure, bold)
    if "\n" not in text and len(phrases) == len(lines):
        return phrases
    # Never so narrow that a word would be broken that fits into a line.
    words = (measure.width_of(unit.rstrip(), em, bold=bold) for unit in _units(text))
    low, high = max(width // 2, min(width, max(words))), width
    while low < high:
        middle = (low + high) // 2
        fits = len(wrap(text, middle, em, measure, bold=bold)) <= len(lines)
        low, high = (low, middle) if fits else (middle + 1, high)
    return wrap(text, low, em, measure, bold=bold)


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


def unbroken(text: str, em: int, measure: Measure, *, bold: bool = False) -> int:
    """Width of the longest piece of `text` that no line break may cut."""
    pieces = (piece for line in text.split("\n") for piece in _units(line))
    return max(measure.width_of(piece.rstrip(), em, bold=bold) for piece in pieces)


def _cut(text: str, width: int, em: int, measure: Measure, bold: bool) -> str:
    return fit(text + ELLIPSIS, width, em, measure, bold=bold)


def _wrap_paragraph(text: str, width: int, em: int, measure: Measure, bold: bool) -> Iterator[str]:
    lines: list[list[str]] = [[]]
    for unit in _units(text):
        if lines[-1] and measure.width_of("".join([*lines[-1], unit]).rstrip(), em, bold=bold) > width:
            lines.append([])
        lines[-1].append(unit)
        while measure.width_of("".join(lines[-1]).rstrip(), em, bold=bold) > width and len(lines[-1][0]) > 1:
            head = _longest_head(lines[-1][0], width, em, measure, bold)
            lines[-1:] = [[head], [lines[-1][0][len(head) :]]]
    if len(lines) > 1 and len(lines[-2]) > 1 and _is_orphan("".join(lines[-1])):
        lines[-1].insert(0, lines[-2].pop())
    yield from ("".join(line) for line in lines)


def _is_orphan(line: str) -> bool:
    """One Chinese character, whatever punctuation follows it."""
    letters = [letter for letter in line.rstrip() if letter not in _NEVER_FIRST]
    return len(letters) == 1 and _is_wide(letters[0])


def _longest_head(text: str, width: int, em: int, measure: Measure, bold: bool) -> str:
    """As much of one unbreakable piece as the line can hold, at least one character."""
    length = 1
    while length < len(text) and measure.width_of(text[: length + 1], em, bold=bold) <= width:
        length += 1
    return text[:length]


def _units(text: str) -> Iterator[str]:
    """Pieces between which a line may break."""
    start = 0
    within = {at for word in _WHOLE.finditer(text) for at in range(word.start() + 1, word.end())}
    for at in range(1, len(text)):
        if at not in within and _may_break(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in ("W", "F")
