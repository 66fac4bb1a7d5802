"""Why no number of a matter can be had today though the hall gives numbers, and what to do instead. Pure.

The server decides; this is what its rows say already, so that nobody is sent away only after the touch.
"""

from __future__ import annotations

from typing import Literal

from common.i18n import TextMissing, say
from common.rows import LineRow, MatterRow
from common.words import Instant
from kiosk.hall import Hall
from kiosk.wording import Wording

FEW_LEFT = 10
"""So many numbers left of a quota, or fewer, are told beforehand."""

Stop = Literal["closed", "off_day", "over", "quota"]


def stop_of(matter: MatterRow, line: LineRow | None, now: Instant) -> Stop | None:
    """Closed for today (field 20), none of its posts at work today or any more (Q-4), or no number left."""
    if matter.closed is not None:
        return "closed"
    if line is not None and line.hours is not None:
        if not line.hours:
            return "off_day"
        if now >= line.hours[-1][1]:
            return "over"
    return "quota" if matter.left == 0 else None


def stop_text(matter: MatterRow, line: LineRow | None, now: Instant, wording: Wording) -> str:
    """Why, and what to do instead; empty where numbers are given."""
    match stop_of(matter, line, now):
        case "closed":
            return wording.say("stop.closed", reason=_reason(matter.closed or "", wording))
        case "quota":
            return wording.say("stop.quota_booked" if matter.appointments else "stop.quota")
        case "off_day" | "over" as stop if line is not None:
            if line.next_open is None:
                return wording.say(f"stop.{stop}")
            return wording.say(f"stop.{stop}_until", time=wording.moment(line.next_open, now))
    return ""


def stop_note(matter: MatterRow, line: LineRow | None, now: Instant, wording: Wording) -> str:
    """The same in a word or two, or how few numbers are left."""
    stop = stop_of(matter, line, now)
    if stop is not None:
        return wording.say(f"stop_short.{stop}")
    return few_left(matter, wording)


def few_left(matter: MatterRow, wording: Wording) -> str:
    """How many numbers are left, where they are few."""
    few = matter.left is not None and 0 < matter.left <= FEW_LEFT
    return wording.say("left", n=matter.left or 0) if few else ""


def line_note(hall: Hall, line: LineRow, now: Instant, wording: Wording) -> str:
    """Why there is no number for any matter of a line, if it is so, in a word or two."""
    matters = hall.matters_of(line.id)
    stops = [stop_of(matter, line, now) for matter in matters]
    if not stops or None in stops:
        return ""
    return wording.say(f"stop_short.{stops[0]}")


def _reason(code: str, wording: Wording) -> str:
    try:
        return say(wording.language, f"value.closed.{code}")
    except TextMissing:  # a newer server may know more reasons
        return say(wording.language, "value.closed.other")
