"""How long a wait will be, as the guide says it besides the figure: how often that was right, and what to do where it is too long. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from common.rows import LineRow, MatterRow
from kiosk.hall import Hall
from kiosk.wording import Wording


def told_wait(wait: str, row: LineRow | None, hall: Hall, wording: Wording) -> list[str]:
    """The range with last week's score, and why it is wide while nobody serves the line; nothing without any of them."""
    right = hall.about.ranges_right if hall.about else None
    unsure = row is not None and row.window is None
    if not wait or (right is None and not unsure):
        return []
    scored = wait if right is None else wording.say("wait_scored", wait=wait, score=wording.score(right))
    return [scored, *([wording.say("wait_unsure")] if unsure else [])]


def too_late(rows: Sequence[MatterRow], hall: Hall, wording: Wording) -> str:
    """Advice before the number, never a refusal: one of the matters will most likely not be called today."""
    late = [row for row in rows if (wait := hall.wait_of(row.id)) is not None and wait.late]
    if not late:
        return ""
    return wording.say("late_today_book" if any(row.appointments for row in late) else "late_today")
