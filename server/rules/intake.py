"""Is a number given for this matter now: the hall's hours, what is closed for today, and quotas (Q-5, Q-6)."""

from common.words import Instant
from server.rules.hall import Hall
from server.rules.post_day import is_over, works_on, works_today
from server.rules.refusal import Refusal
from server.rules.setup import Matter, Post


def numbers_given(hall: Hall) -> None:
    """Refuse, with the reason, while no numbers are given (Q-5, Q-6)."""
    if hall.phase == "closed":
        raise Refusal("hall_closed")
    if hall.paused is not None:
        raise Refusal("hall_paused")
    if hall.phase == "closing" or hall.numbers_stopped:
        raise Refusal("numbers_stopped")
    if hall.phase == "break" and not hall.rules.settings.numbers_over_break:
        raise Refusal("hall_break")


def gives_numbers(hall: Hall) -> bool:
    """Whether numbers are given at all."""
    try:
        numbers_given(hall)
    except Refusal:
        return False
    return True


def open_today(hall: Hall, line: str) -> None:
    """Refuse a line none of whose posts works today (Q-4)."""
    _working(hall, line)


def _working(hall: Hall, line: str) -> list[Post]:
    posts = [post for post in hall.posts_of(line) if works_today(hall, post)]
    if not posts:
        raise Refusal("line_closed_today")
    return posts


def open_still(hall: Hall, line: str, at: Instant) -> None:
    """Refuse also a line whose posts have had all their own hours today: nobody would come to serve it."""
    posts = _working(hall, line)
    if all(is_over(hall, post, at) for post in posts):
        raise Refusal("line_over_today")


def open_on(hall: Hall, line: str, day: str) -> None:
    """The same for any day."""
    if not any(works_on(hall.rules, post, day) for post in hall.posts_of(line)):
        raise Refusal("line_closed_today")


def taken_in(hall: Hall, matter: Matter, at: Instant) -> None:
    """Refuse a matter that is closed today, with its reason, or of which no more numbers are left (field.md 20)."""
    open_still(hall, matter.line, at)
    reason = closed_because(hall, matter)
    if reason is not None:
        raise Refusal("matter_closed", closed=reason)
    quota = quota_of(hall, matter)
    if quota is not None and hall.given.get(matter.id, 0) >= quota:
        raise Refusal("quota_reached", quota=quota)


def closed_because(hall: Hall, matter: Matter) -> str | None:
    """Why the matter, or its line, is closed today."""
    return hall.closed.get(f"matter:{matter.id}") or hall.closed.get(f"line:{matter.line}")


def quota_of(hall: Hall, matter: Matter) -> int | None:
    """How many numbers the matter has today; none: as many as come."""
    return hall.quotas.get(matter.id, matter.daily_quota)


def numbers_left(hall: Hall, matter: Matter) -> int | None:
    """How many of them are left."""
    quota = quota_of(hall, matter)
    return None if quota is None else max(0, quota - hall.given.get(matter.id, 0))
