"""The rows that tell of waits: what the kiosk shows before a number is taken, and how such ranges came true."""

from collections.abc import Callable, Mapping
from typing import Any

from common.rows import Row
from common.rows_public import WaitRow
from common.words import Instant
from server.rules.estimate.wait import is_late, score_of, wait_of_newcomer
from server.rules.hall import Hall


def waits(hall: Hall, at: Instant) -> dict[str, Row]:
    """By line, of a number that is taken at `at`."""
    if hall.setup is None:
        return {}
    found = ((line.id, wait_of_newcomer(hall, line.id, at)) for line in hall.rules.lines)
    return {
        line: WaitRow(
            id=line, low_min=wait.low_min, high_min=wait.high_min, late=is_late(hall, line, wait, at)
        )
        for line, wait in found
        if wait is not None
    }


def ranges(hall: Hall) -> dict[str, Any]:
    """What `HallRow` says of the ranges that were given."""
    score = score_of(hall)
    return {"ranges_right": score.percent, "ranges_given": score.given}


def _without_clock(hall: Hall, key: str) -> Mapping[str, Row]:
    """A wait changes by no fact: whoever has a clock fills the table."""
    return {}


WAIT_TABLES: dict[str, Callable[[Hall, str], Mapping[str, Row]]] = {"waits": _without_clock}
