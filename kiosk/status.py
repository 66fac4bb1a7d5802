"""What the hall's moment means for a resident: whether numbers are given, and what is said. Pure."""

from __future__ import annotations

from common.i18n import TextMissing
from common.rows import HallRow
from common.words import Instant
from kiosk.wording import Wording


def standing(about: HallRow, now: Instant, wording: Wording) -> str:
    """What is out of the ordinary today, in a sentence; empty when nothing is."""
    if about.paused is not None:
        return _paused(about.paused, wording)
    if about.phase == "open":
        return "" if about.numbers else wording.say("phase_stopped")
    code = f"phase_{wording.closed_as(about, now) if about.phase == 'closed' else about.phase}"
    if about.until is None:
        return wording.say(code)
    return wording.say(f"{code}_until", time=wording.moment(about.until, now))


def no_numbers(about: HallRow, now: Instant, wording: Wording, *, online: bool) -> str:
    """Why no number can be taken now; empty when it can."""
    if not online:
        return wording.say("lost")
    if about.numbers:
        return ""
    return standing(about, now, wording) or wording.say("phase_stopped")


def _paused(reason: str, wording: Wording) -> str:
    try:
        return wording.say("paused", reason=wording.say(f"pause.{reason}"))
    except TextMissing:  # a newer server may know more reasons
        return wording.say("paused", reason=wording.say("pause.other"))
