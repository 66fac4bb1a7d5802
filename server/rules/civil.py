"""The day that it is in the hall, whether anybody has opened it or not."""

from server.rules.hall import Hall
from server.rules.hours import civil_day


def day_now(hall: Hall) -> str:
    """The civil day as far as time has passed, ISO: also at night, on a day off, and after an outage.

    `hall.day` is the last that was opened. What is next due lies before the next midnight, whatever it is.
    """
    return civil_day(hall.rules, max(hall.last_at, hall.due - 1))
