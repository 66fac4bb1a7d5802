"""What time it is in the hall, and whether numbers are given then, where nobody can be asked. Pure."""

from __future__ import annotations

from common.rows import HallRow
from common.wording import HallWording
from common.words import Instant
from kiosk.alone.last_view import Kept
from kiosk.hall import Hall


class Reckoning:
    """After a start without the server: from the last that was known, by what the machine's clock has gone since, never back.

    Within a run nothing but the monotonic clock counts; how wrong a clock was that jumped while the power was off, hand-in mends:
    `sure` is the last moment of which there is no doubt.
    """

    def __init__(self, kept: Kept, last: Instant) -> None:
        self.sure = max(kept.at, last)
        self._clock = kept.clock
        self._began: Instant | None = None
        self._away_ms = 0

    def begin(self, now: Instant) -> None:
        """Once, with the session's clock at the start."""
        if self._began is None:
            self._began = now
            self._away_ms = max(0, now - self._clock) if self._clock else 0

    def time(self, now: Instant) -> Instant:
        """The hall's time; the machine's own where nothing was ever known."""
        if not self.sure or self._began is None:
            return now
        return self.sure + self._away_ms + max(0, now - self._began)


def day_of(about: HallRow, at: Instant) -> str:
    """The hall's civil day."""
    return day_in(about.timezone, at)


def day_in(timezone: str, at: Instant) -> str:
    """The civil day there, ISO."""
    return HallWording("zh", timezone).local(at).date().isoformat()


def numbers_now(hall: Hall, at: Instant, known_at: Instant) -> bool:
    """Whether numbers are given at `at`, by a view of `known_at`: on its day, in its hours, unless somebody had stopped them."""
    about = hall.about
    if about is None or about.paused is not None or about.day != day_of(about, at):
        return False
    return _within(about, at) and (about.numbers or not _within(about, known_at))


def _within(about: HallRow, at: Instant) -> bool:
    return any(since <= at < until for since, until in about.intake)
