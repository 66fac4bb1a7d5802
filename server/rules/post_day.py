"""A post's own calendar: on which days and hours it works (Q-4), and who is its A today (D-6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import is_market_day, is_open_day, spans_of, weekday
from server.rules.setup import Clerk, Hours, Post, Setup

Span = tuple[Instant, Instant]


# -- days -----------------------------------------------------------------------------------------


def works_on(setup: Setup, post: Post, day: str) -> bool:
    """Whether the post works on `day` at all."""
    if post.between and not any(_within(since, until, day) for since, until in post.between):
        return False
    if post.market == "as_ever":
        return weekday(day) in post.weekdays
    market = is_market_day(setup.hours, day)
    return market or (post.market == "also" and weekday(day) in post.weekdays)


def works_today(hall: Hall, post: Post) -> bool:
    """On the hall's day; before its first one nothing is known against it."""
    return not hall.day or works_on(hall.rules, post, hall.day)


def _within(since: str, until: str, day: str) -> bool:
    """Both days included; "11-01" to "02-28" goes over the turn of the year."""
    day = day[-len(since) :]
    return since <= day <= until if since <= until else day >= since or day <= until


# -- hours ----------------------------------------------------------------------------------------


def own_hours(hall: Hall, post: Post) -> tuple[Span, ...]:
    """Today's own sessions of the post; none where it keeps the hall's."""
    if not post.sessions or not hall.day:
        return ()
    return spans_of(hall.rules.hall.timezone, hall.day, post.sessions)


def opened_at(hall: Hall, post: Post, at: Instant) -> Instant | None:
    """Since when the post works in the hall's present part of the day; none outside its own hours."""
    if not post.sessions:
        return hall.phase_since
    begun = [since for since, until in own_hours(hall, post) if since <= at < until]
    return max(hall.phase_since, begun[0]) if begun else None


def hours_turn(hall: Hall, post: Post, at: Instant) -> list[Instant]:
    """When its own hours still begin or end today."""
    return [moment for span in own_hours(hall, post) for moment in span if moment > at]


def last_end(hall: Hall, post: Post, at: Instant) -> Instant | None:
    """When its own hours last ended today; none before that."""
    return max((until for _, until in own_hours(hall, post) if until <= at), default=None)


def is_over(hall: Hall, post: Post, at: Instant) -> bool:
    """Whether the post's own hours are over for today."""
    hours = own_hours(hall, post)
    return bool(hours) and hours[-1][1] <= at


def joined(spans: Iterable[Span]) -> list[Span]:
    """In order; those that overlap or touch are one."""
    found: list[Span] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


# -- who ------------------------------------------------------------------------------------------


def a_today(hall: Hall, post: Post) -> str:
    """Who is the post's A on the hall's day: asked by all."""
    return a_on(hall.rules, post, hall.day) if hall.day else post.a_role


def a_on(setup: Setup, post: Post, day: str) -> str:
    """Who is the post's A on `day` (D-6)."""
    clerks = post.a_rota.clerks
    if not clerks:
        return post.a_role
    if post.a_rota.turn == "weekday":
        return (clerks[weekday(day) - 1 :] or ("",))[0] or post.a_role
    return clerks[_turns(setup.hours, post.a_rota.since, day) % len(clerks)]


def comes_when_asked(setup: Setup, clerk: Clerk) -> bool:
    """One who works elsewhere, or whose turn as A is on other days: as B nobody waits for them (AB-14, D-6)."""
    return clerk.outside or any(clerk.id in post.a_rota.clerks for post in setup.posts)


@lru_cache(maxsize=256)
def _turns(hours: Hours, since: str, day: str) -> int:
    """The open days from `since` until `day`, which is not counted; backwards before it."""
    first, last = sorted((since, day))
    between = (date.fromisoformat(last) - date.fromisoformat(first)).days
    days = (date.fromisoformat(first) + timedelta(days=n) for n in range(between))
    count = sum(is_open_day(hours, one.isoformat()) for one in days)
    return count if since <= day else -count


def b_roles_of(post: Post, a_role: str) -> tuple[str, ...]:
    """The Bs in their order while `a_role` is A."""
    return tuple(clerk for clerk in post.b_roles if clerk != a_role)
