"""Decide on leave: who may go when, so that no post is left alone (AB-4, AB-5)."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from common import commands as c
from common.words import Instant
from server.rules import facts as f
from server.rules.decision import Decision, known_clerk, named
from server.rules.hall import Hall
from server.rules.hours import civil_day, is_open_day, next_midnight
from server.rules.order import AnyCommand, Order
from server.rules.planned import clerk_of, is_off
from server.rules.post_day import a_on, works_on
from server.rules.presence import presence_of
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
    stays_covered(hall, command.clerk, max(command.since, order.at), command.until)
    fact = f.LeaveRecorded(clerk=command.clerk, since=command.since, until=command.until)
    return Decision([fact])


def stays_covered(hall: Hall, leaving: str, since: Instant, until: Instant) -> None:
    """Refuse where a post would be left with nobody from `since` until `until`."""
    for stretch in _stretches(hall, since, until):
        for post in hall.rules.posts:
            if not _covered(hall, post, leaving, stretch):
                raise Refusal("leave_uncovered", **named(post))


def _stretches(hall: Hall, since: Instant, until: Instant) -> Iterator[Stretch]:
    while since < until:
        end = min(next_midnight(hall.rules, since), until)
        day = civil_day(hall.rules, since)
        if is_open_day(hall.rules.hours, day):
            yield Stretch(day, since, end)
        since = end


def _covered(hall: Hall, post: Post, leaving: str, stretch: Stretch) -> bool:
    """Somebody else works there then; a stand-in is named for a day at most."""
    those = {a_on(hall.rules, post, stretch.day), *post.b_roles}
    if (
        leaving not in those
        or not works_on(hall.rules, post, stretch.day)
        or is_off(hall, leaving, stretch.day)
    ):
        return True
    return any(_works(hall, clerk, stretch) for clerk in those - {leaving})


def _works(hall: Hall, clerk: str, stretch: Stretch) -> bool:
    leaves = presence_of(hall, clerk).leaves
    free = all(leave.until <= stretch.since or stretch.until <= leave.since for leave in leaves)
    return free and clerk_of(hall, clerk) is not None and not is_off(hall, clerk, stretch.day)


def end_leave(hall: Hall, command: c.EndLeave, order: Order) -> Decision:
    """销假: of the leave that was meant; who is back from it is back from every other one that lasts now."""
    known_clerk(hall, command.clerk)
    leaves = presence_of(hall, command.clerk).leaves
    meant = [leave for leave in leaves if leave.until == command.until]
    if not meant:
        raise Refusal("not_on_leave", clerk=command.clerk)
    on_now = [leave for leave in leaves if leave.since <= order.at]
    ended = on_now if any(leave in on_now for leave in meant) else meant
    facts: list[f.Fact] = [
        f.LeaveEnded(clerk=command.clerk, since=item.since, until=item.until, official=item.official)
        for item in ended
    ]
    return Decision(facts)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.RecordLeave: record_leave,
    c.EndLeave: end_leave,
}
