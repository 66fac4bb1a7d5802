"""What is known beforehand of a clerk's day: rota, lunch by turns, and from when somebody has to be there."""

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import spans_of, weekday
from server.rules.post_day import Span, a_today, comes_when_asked, joined, own_hours, works_today
from server.rules.setup import Clerk, Post

ENDLESS = 2**62


def clerk_of(hall: Hall, clerk: str) -> Clerk | None:
    """The clerk in the set-up in force."""
    return hall.rules.people.get(clerk)


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


def expected_spans(hall: Hall, clerk: str, at: Instant) -> list[Span]:
    """When the clerk had and has to be there in the present part of the day, as far as it has begun, lunch left out.

    The last one holds `at`; empty outside the hours of every post whose A this is.
    """
    mine = [post for post in hall.rules.posts if a_today(hall, post) == clerk and works_today(hall, post)]
    if not mine and _comes_when_asked(hall, clerk):
        return []
    hours = (
        [span for post in mine for span in _begun(hall, post, at)] if mine else [(hall.phase_since, ENDLESS)]
    )
    spans = joined(span for since, until in hours for span in _without_lunch(hall, clerk, since, until, at))
    return spans if spans and spans[-1][1] > at else []


def _without_lunch(hall: Hall, clerk: str, since: Instant, until: Instant, at: Instant) -> list[Span]:
    """What is left of a span once the clerk's own lunch is over."""
    lunch = lunch_of(hall, clerk)
    if not lunch or lunch[1] > at:
        return [(since, until)]
    pieces = ((since, min(until, lunch[0])), (max(since, lunch[1]), until))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _comes_when_asked(hall: Hall, clerk: str) -> bool:
    found = clerk_of(hall, clerk)
    return found is not None and comes_when_asked(hall.rules, found)


def _begun(hall: Hall, post: Post, at: Instant) -> list[Span]:
    """The post's hours in the present part of the day that have begun by `at`."""
    hours = own_hours(hall, post) or ((hall.phase_since, ENDLESS),)
    return [(max(since, hall.phase_since), until) for since, until in hours if since <= at]
