"""What is known beforehand of a clerk's day: rota, lunch by turns, and from when somebody has to be there."""

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import spans_of, weekday
from server.rules.post_day import a_today, opened_at, works_today
from server.rules.setup import Clerk


def clerk_of(hall: Hall, clerk: str) -> Clerk | None:
    """The clerk in the set-up in force."""
    return next((item for item in hall.rules.clerks if item.id == clerk), None)


def is_off(hall: Hall, clerk: str, day: str) -> bool:
    """Off by the rota, or taken out of the hall on that date (Q-14)."""
    found = clerk_of(hall, clerk)
    return bool(found and day and (weekday(day) not in found.weekdays or day in found.off_days))


def lunch_of(hall: Hall, clerk: str) -> tuple[Instant, ...]:
    """Today's lunch, from and to; empty without one."""
    found = clerk_of(hall, clerk)
    if found is None or found.lunch is None or not hall.day:
        return ()
    return spans_of(hall.rules.hall.timezone, hall.day, (found.lunch,))[0]


def expected_from(hall: Hall, clerk: str, at: Instant) -> Instant | None:
    """Since when the clerk has to be there; none outside the hours of every post whose A this is."""
    mine = [post for post in hall.rules.posts if a_today(hall, post) == clerk and works_today(hall, post)]
    opened = [moment for post in mine if (moment := opened_at(hall, post, at)) is not None]
    if mine and not opened:
        return None
    since = min(opened, default=hall.phase_since)
    lunch = lunch_of(hall, clerk)
    return max(since, lunch[1]) if lunch and lunch[1] <= at else since
