"""Of which day a stub is, and whether it may still be typed in. Power that is away for a whole day is back in the evening, or next morning."""

from datetime import date, timedelta

from common.commands_sheet import EnterStub
from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import (
    MINUTE_MS,
    civil_day,
    clock_at,
    closing,
    instant_of,
    is_open_day,
    parts_of,
)
from server.rules.refusal import Refusal

DAYS_BACK = 7
"""So many days back a stub may be typed in: a week of typhoon, say. After that it stays with the papers."""

SERVED_AFTER_MS = 120 * MINUTE_MS
"""After the last session whoever has a number is served still; a call that is later is a time that was misread."""


def day_before(day: str, days: int) -> str:
    """ISO, as `day`."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def is_of_the_open_day(hall: Hall, given: Instant) -> bool:
    """Whether whoever holds the slip stands in a line that there is."""
    return hall.phase != "closed" and civil_day(hall.rules, given) == hall.day


def check_given(hall: Hall, command: EnterStub, at: Instant) -> None:
    """A stub is of a day on which numbers were given, of the past, and of hours at which they are. Raises `Refusal`."""
    day, today = civil_day(hall.rules, command.given), civil_day(hall.rules, at)
    if day <= today and not is_of_the_open_day(hall, command.given):
        _is_of_a_day_over(hall, command, day, today)
    if command.given > at:
        raise Refusal("stub_future")
    begins = begins_on(hall, day)
    if command.given < begins:
        raise Refusal("stub_early", opens=clock_at(hall.rules.hall.timezone, begins))
    ends = _ends_on(hall, day)
    if ends is not None and command.given >= ends:
        raise Refusal("stub_late", closes=clock_at(hall.rules.hall.timezone, ends))


def check_called(hall: Hall, command: EnterStub, called: Instant, at: Instant) -> None:
    """Whoever was served was called after the number was given, on the same day, and not long after its end. Raises `Refusal`."""
    day = civil_day(hall.rules, command.given)
    if civil_day(hall.rules, called) != day or not command.given <= called <= at:
        raise Refusal("stub_called")
    ends = _ends_on(hall, day)
    if ends is not None and called > ends + SERVED_AFTER_MS:
        until = clock_at(hall.rules.hall.timezone, ends + SERVED_AFTER_MS)
        raise Refusal("stub_called_late", until=until)


def _ends_on(hall: Hall, day: str) -> Instant | None:
    """When nobody draws a number any more; none for a day that is open by hand, or was none by the calendar."""
    return None if hall.by_hand and hall.day == day else closing(hall.rules, day)


def _is_of_a_day_over(hall: Hall, command: EnterStub, day: str, today: str) -> None:
    """Or of today while nobody can stand in line: then only who was served or has gone."""
    if day < day_before(today, DAYS_BACK):
        raise Refusal("stub_too_old", days=DAYS_BACK)
    if command.outcome == "waiting":
        raise Refusal("stub_hall_closed") if day == today else Refusal("stub_waits_no_more", day=day)
    if not is_open_day(hall.rules.hours, day) and day not in hall.emergency.opened:
        raise Refusal("stub_day_off", day=day)


def begins_on(hall: Hall, day: str) -> Instant:
    """From when numbers may be given: there may have been no power since the morning, and the hall's day began late, or never."""
    parts = [part.since for part in parts_of(hall.rules, day) if part.phase != "closed"]
    by_calendar = parts[0] if parts else instant_of(hall.rules.hall.timezone, day, "00:00")
    return min(hall.emergency.opened.get(day, by_calendar), by_calendar)
