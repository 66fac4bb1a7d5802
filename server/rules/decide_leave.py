"""Decide on leave: who may go when, so that no post is left alone (AB-4, AB-5)."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from common import commands as c
from common.words import Instant
from server.rules import facts as f
from server.rules.decision import Decision, known_clerk
from server.rules.hall import Hall
from server.rules.hours import civil_day, is_open_day, next_midnight, weekday
from server.rules.order import AnyCommand, Order
from server.rules.presence import clerk_of, presence_of
from server.rules.refusal import Refusal
from server.rules.setup import Post


class Stretch(NamedTuple):
    """The part of a civil day that a leave takes."""

    day: str
    since: Instant
    until: Instant


def record_leave(hall: Hall, command: c.RecordLeave, order: Order) -> Decision:
    """Refused where it would leave a post with nobody (AB-5)."""
    known_clerk(hall, command.clerk)
    if command.since >= command.until or command.until <= order.at:
        raise Refusal("bad_leave")
    mine = [post for post in hall.rules.posts if command.clerk in (post.a_role, *post.b_roles)]
    for stretch in _stretches(hall, max(command.since, order.at), command.until):
        for post in mine:
            if not _covered(hall, post, command.clerk, stretch):
                raise Refusal("leave_uncovered", post=post.id)
    fact = f.LeaveRecorded(clerk=command.clerk, since=command.since, until=command.until)
    return Decision([fact])


def _stretches(hall: Hall, since: Instant, until: Instant) -> Iterator[Stretch]:
    while since < until:
        end = min(next_midnight(hall.rules, since), until)
        day = civil_day(hall.rules, since)
        if is_open_day(hall.rules.hours, day):
            yield Stretch(day, since, end)
        since = end


def _covered(hall: Hall, post: Post, leaving: str, stretch: Stretch) -> bool:
    """Somebody else works there then; a stand-in is named for a day at most."""
    if weekday(stretch.day) not in post.weekdays or not _on_rota(hall, leaving, stretch.day):
        return True
    others = {post.a_role, *post.b_roles} - {leaving}
    return any(_works(hall, clerk, stretch) for clerk in others)


def _works(hall: Hall, clerk: str, stretch: Stretch) -> bool:
    leaves = presence_of(hall, clerk).leaves
    free = all(leave.until <= stretch.since or stretch.until <= leave.since for leave in leaves)
    return free and _on_rota(hall, clerk, stretch.day)


def _on_rota(hall: Hall, clerk: str, day: str) -> bool:
    found = clerk_of(hall, clerk)
    return found is not None and weekday(day) in found.weekdays


def end_leave(hall: Hall, command: c.EndLeave, order: Order) -> Decision:
    """销假: the leave that the clerk is on, or the next one is called off."""
    known_clerk(hall, command.clerk)
    leaves = presence_of(hall, command.clerk).leaves
    if not leaves:
        raise Refusal("not_on_leave")
    on_now = [leave for leave in leaves if leave.since <= order.at]
    ended = on_now or leaves[:1]
    return Decision([f.LeaveEnded(clerk=command.clerk, since=item.since, until=item.until) for item in ended])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.RecordLeave: record_leave,
    c.EndLeave: end_leave,
}
