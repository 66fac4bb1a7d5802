"""A hall as a window's own screen sees it: every state that it may be in."""

from __future__ import annotations

from typing import Any

import msgspec

from common.fold import View
from common.rows import HallRow, PostRow, WindowRow
from common.words import Words
from tests.screens.wall_hall import LONGEST, at, call, closed, covered, hall, post, unattended, view, window

NOW = at("10:42")
NUMBER = 3


def window_view(
    own: WindowRow, posts: list[PostRow], hall_row: HallRow | None = None, times: int = 0
) -> View:
    """What `window:3` is given; `times` called out."""
    number = own.ticket or "H036"
    calls = [call(36, NOW - 1_000, number=number, window=own.number, times=times)] if times else []
    given = view(hall_row, posts, calls)
    del given["lines"], given["today"]
    given["windows"] = {str(own.number): _plain(own)}
    return given


def _plain(row: WindowRow) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(row)
    return plain


HOME = [post(2), post(NUMBER), post(4)]
AWAY = window(NUMBER, away="meeting", away_until=at("10:50"), state="away")
EMPTY = window(NUMBER, clerk=None, state="closed", title=Words(""))

STATES: dict[str, View] = {
    "called": window_view(window(NUMBER, state="calling", ticket="H036"), HOME, times=1),
    "called again": window_view(window(NUMBER, state="calling", ticket="AB036"), HOME, times=2),
    "serving": window_view(window(NUMBER, state="serving", ticket="H036"), HOME, times=1),
    "waiting": window_view(window(NUMBER), HOME),
    "waiting, B for others": window_view(
        window(NUMBER), [post(NUMBER), covered(7, NUMBER, clerk=f"A{NUMBER:02d}")]
    ),
    "B at A's window": window_view(
        window(NUMBER, clerk="A02"), [post(2), post(NUMBER, state="b_role", clerk="A02", reason="on_leave")]
    ),
    "away for a moment": window_view(AWAY, HOME),
    "covered by B elsewhere": window_view(AWAY, [covered(NUMBER, 12, clerk="A12")]),
    "covered, signed out": window_view(
        EMPTY, [covered(NUMBER, 2, reason="on_leave", until=at("17:00", "2026-11-25"), clerk="A02")]
    ),
    "away, handed over": window_view(
        window(NUMBER, away="other", away_until=at("11:20"), state="away"),
        [covered(NUMBER, 12, reason="handed_over", until=at("11:20"), clerk="A12")],
    ),
    "official": window_view(
        window(NUMBER, clerk=None, away="other", away_until=at("16:00"), state="closed"),
        [covered(NUMBER, 12, reason="official", until=at("16:00"), clerk="A12")],
    ),
    "unattended, seat kept": window_view(
        window(NUMBER, away="errand", away_until=at("11:20"), state="away"),
        [unattended(NUMBER, reason="stepped_away")],
    ),
    "two posts, two windows": window_view(
        EMPTY, [covered(NUMBER, 2), covered(NUMBER, 8, LONGEST, id="post-3b", state="stand_in")]
    ),
    "unattended": window_view(EMPTY, [unattended(NUMBER, until=at("11:00"))]),
    "on the way": window_view(
        EMPTY, [post(NUMBER, state="on_the_way", window=None, reason="not_arrived", until=at("10:52"))]
    ),
    "expected": window_view(EMPTY, [post(NUMBER, expected=True)]),
    "not open today": window_view(EMPTY, [closed(NUMBER)]),
    "before opening": window_view(EMPTY, [closed(NUMBER)], hall(phase="early", until=at("11:30"))),
    "lunch": window_view(EMPTY, [closed(NUMBER)], hall(phase="break", until=at("14:30"))),
    "closed till tomorrow": window_view(
        EMPTY, [closed(NUMBER)], hall(phase="closed", numbers=False, until=at("08:00", "2026-11-24"))
    ),
    "paused": window_view(window(NUMBER), HOME, hall(paused="power")),
    "paused until": window_view(window(NUMBER), HOME, hall(paused="system", paused_until=at("11:30"))),
    "longest name": window_view(window(NUMBER, LONGEST, state="calling", ticket="H036"), HOME, times=1),
    "two digits": window_view(window(NUMBER, LONGEST, title=LONGEST), [post(NUMBER, LONGEST)]),
}
