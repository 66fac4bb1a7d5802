"""What devices are told today for the case that the server is away tomorrow, or in a minute."""

from typing import TypedDict

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import next_midnight, parts_of


class TakenAlone(TypedDict):
    """Fields of the row of a hall."""

    intake: tuple[tuple[Instant, Instant], ...]
    series: tuple[str, ...]


def taken_alone(hall: Hall) -> TakenAlone:
    """When numbers are given today by the calendar, and the letters of numbers that were given without the server."""
    return {"intake": _intake(hall), "series": hall.offline.letters_since(hall.offline.day_before)}


def _intake(hall: Hall) -> tuple[tuple[Instant, Instant], ...]:
    """From and to; opened by hand, until the day is over."""
    if not hall.day:
        return ()
    if hall.by_hand:
        return ((hall.opened_at, next_midnight(hall.rules, hall.opened_at)),)
    given = ("early", "open", "break") if hall.rules.settings.numbers_over_break else ("early", "open")
    parts = parts_of(hall.rules, hall.day)
    return tuple((part.since, part.until) for part in parts if part.phase in given and part.until is not None)
