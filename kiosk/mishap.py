"""What becomes of a session in which the kiosk's own program fails at something."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path

from common.words import Instant
from kiosk.happening import Step
from kiosk.scene import Note, Printing, State
from kiosk.session import ended, let_go

MOST = 5
WITHIN_MS = 60_000
"""So often in so short a time it goes on by itself; whoever watches the program starts it anew then."""
ROOT = Path(__file__).parents[1]


class Mishaps:
    """Reports each and counts them. Where they do not end, the program shall: it is started again, clean."""

    def __init__(self, report: Callable[[str], None] = lambda _: None) -> None:
        self._report = report
        self._last: deque[Instant] = deque(maxlen=MOST)
        self.count = 0

    def survive(self, failure: Exception, now: Instant) -> None:
        """Raises `failure` again if there were too many."""
        self.count += 1
        self._report(f"the session was ended by {told(failure)}")
        if len(self._last) == MOST and now - self._last[0] < WITHIN_MS:
            raise failure
        self._last.append(now)


def told(failure: BaseException) -> str:
    """Which fault, and where: its message is left out, and what was being worked on; both may be a resident's."""
    frames = traceback.extract_tb(failure.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]
    return " ".join([type(failure).__name__, *places])


def abandoned(state: State, now: Instant) -> Step:
    """The first screen again. A number that nobody noted is void; one whose paper may still come is known by its paper."""
    if isinstance(state.scene, Printing | Note):
        return let_go(state, state.scene, now)
    return Step(ended(state, now))


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
