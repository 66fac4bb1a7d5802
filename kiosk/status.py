"""What the hall's moment means for a resident: whether numbers are given, and what is said. Pure."""

from __future__ import annotations

from common.i18n import TextMissing
from common.rows import HallRow
from common.words import Instant
from kiosk.wording import Wording


def standing(about: HallRow, now: Instant, wording: Wording) -> str:
    """What is out of the ordinary today, in a sentence; empty when nothing is."""
    if about.paused is not None:
        return _paused(about, about.paused, now, wording)
    if about.phase == "open":
        return "" if about.numbers else wording.say("phase_stopped")
    code = f"phase_{wording.closed_as(about, now) if about.phase == 'closed' else about.phase}"
    if about.until is None:
        return wording.say(code)
    return wording.say(f"{code}_until", time=wording.moment(about.until, now))


def no_numbers(about: HallRow, now: Instant, wording: Wording, *, online: bool, alone: bool = False) -> str:
    """Why no number can be taken now; empty when it can, be it one of the kiosk's own."""
    if alone:
        return ""
    if not online:
        return wording.say("lost")
    if about.numbers:
        return ""
    return standing(about, now, wording) or wording.say("phase_stopped")


def _paused(about: HallRow, reason: str, now: Instant, wording: Wording) -> str:
    """Why, and until when as long as that lies ahead."""
    try:
        why = wording.say(f"pause.{reason}")
    except TextMissing:  # a newer server may know more reasons
        why = wording.say("pause.other")
    if about.paused_until is None or about.paused_until <= now:
        return wording.say("paused", reason=why)
    return wording.say("paused_until", reason=why, time=wording.moment(about.paused_until, now))
