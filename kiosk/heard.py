"""What is written on a frame, as units of reading: lines of one paragraph are one, and what stands in one box belongs together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from common.screen.placements import Box, Placement, Text, Touch
from kiosk.pieces import Zones

COUNT = re.compile(r"\d+ / \d+")


class Unit(NamedTuple):
    """Lines in the order in which they were placed. `ends`: after these another paragraph begins, though it is set like them."""

    lines: Sequence[Text]
    ends: frozenset[str] = frozenset()

    @property
    def texts(self) -> list[str]:
        """Its paragraphs: a line of another kind begins a new one."""
        paragraphs: list[list[Text]] = []
        for line in sorted(self.lines, key=lambda one: (one.rect.y, one.rect.x)):
            if paragraphs and _goes_on(paragraphs[-1][-1], line) and paragraphs[-1][-1].text not in self.ends:
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return [_unwrapped([line.text for line in lines]) for lines in paragraphs]


def joined(texts: Sequence[str], between: str = "") -> str:
    """One after the other."""
    return between.join(text for text in texts if text)


def units(
    placed: Sequence[Placement], touches: Sequence[Touch], parts: Zones, ends: frozenset[str]
) -> list[Unit]:
    """What is written outside of buttons, in the order of reading: column by column, from above, and from the left."""
    found = [Unit(lines, ends) for lines in _together(placed, touches) if not COUNT.fullmatch(lines[0].text)]
    beside = parts.controls.x > parts.reading.right
    right_of = parts.controls.x if beside else float("inf")
    return sorted(
        found, key=lambda unit: (unit.lines[0].rect.x >= right_of, unit.lines[0].rect.y, unit.lines[0].rect.x)
    )


def _together(placed: Sequence[Placement], touches: Sequence[Touch]) -> Iterator[list[Text]]:
    boxes = [one for one in placed if isinstance(one, Box)]
    open_: list[Text] = []
    within: Box | None = None
    for one in placed:
        if isinstance(one, Text) and not any(touch.rect.holds(*one.rect.centre) for touch in touches):
            around = _box_around(one, boxes)
            if open_ and around is within and (around is not None or _goes_on(open_[-1], one)):
                open_.append(one)
                continue
            if open_:
                yield open_
            open_, within = [one], around
        elif open_ and within is None:
            yield open_  # a bullet, or a button: what follows is another paragraph
            open_ = []
    if open_:
        yield open_


def _box_around(text: Text, boxes: Sequence[Box]) -> Box | None:
    around = [box for box in boxes if box.rect.holds(*text.rect.centre)]
    return min(around, key=lambda box: box.rect.w * box.rect.h, default=None)


def _goes_on(line: Text, following: Text) -> bool:
    """Is it the next line of the same paragraph?"""
    same = (
        line.style == following.style and line.rect.x == following.rect.x and line.rect.w == following.rect.w
    )
    return same and following.rect.y == line.rect.bottom


def _unwrapped(lines: Sequence[str]) -> str:
    """The paragraph as it was before it was cut into lines: English had spaces there."""
    whole = ""
    for line in lines:
        space = " " if whole and whole[-1].isascii() and line[:1].isascii() else ""
        whole += space + line.strip()
    return whole
