"""A cue of the script with its moments on the day that is lived."""

from typing import NamedTuple

from bench.day.script import Cue
from bench.day.timetable import minutes
from common.words import Instant
from server.rules.hours import MINUTE_MS

BEYOND_GRACE_MIN = 9
"""Who says nothing stays away so much longer than the grace, however short the day: an absence, and for a post
without B an alarm to which the supervisor can answer."""
LAPSE = ("hand_over", "official", "lunch", "lunch_turn")
"""What is left out if a resident in hand took until its end."""


class Appointed(NamedTuple):
    """A cue with its moments."""

    cue: Cue
    at: Instant
    until: Instant | None

    def lapsed(self, now: Instant) -> bool:
        """Whether there is no use in it any more."""
        return self.cue.doing in LAPSE and self.until is not None and now >= self.until

    def back_at(self, now: Instant, grace_ms: int) -> Instant | None:
        """When somebody who goes now comes back: rules measure it, so a short day shortens it only so far."""
        match self.cue.doing:
            case "step_away":
                return now + (minutes(self.cue.until) - minutes(self.cue.at)) * MINUTE_MS
            case "slip_away" | "overstay" | "go_dark":
                return max(self.until or 0, now + grace_ms + BEYOND_GRACE_MIN * MINUTE_MS)
        return self.until
