"""Where to go instead, in lines: whole, or the window large between what is smaller. Pure."""

from __future__ import annotations

import re

Part = tuple[str, bool]
"""A text, and whether it is the place to go to, or goes with it."""
PLACE = re.compile(r"(.*?)((?:window )?\d+(?:号窗口)?)\s*([（(].+[）)])")


def ways_to_go(go: tuple[str, ...]) -> tuple[list[Part], ...]:
    """Where to go on a line each; or the window large, and smaller what stands before it and who sits there."""
    if len(go) != 1:
        return ([(text, True) for text in go],)
    told = PLACE.fullmatch(go[0])
    if told is None:
        return ([(go[0], True)],)
    before, window, role = told.groups()
    return (
        [(go[0], True)],
        [(f"{before}{window}", True), (role, False)],
        [(before.strip(), False), (window, True), (role, False)],
    )
