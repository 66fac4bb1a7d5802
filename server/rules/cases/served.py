"""Who served a post when a day ended, for records that bear an earlier minute than that at which they are written (C-7)."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from common.messages import CoverState
from common.words import Instant
from server.rules.cases.dues import at_end_of, today
from server.rules.setup import Setup


class Served(msgspec.Struct, frozen=True):
    """From `since` on `clerk` served, under `cover`; none: nobody, for the hall's day was closed."""

    since: Instant
    clerk: str | None = None
    cover: CoverState | None = None


def note_served(past: list[Served], setup: Setup, new: Served) -> None:
    """What began and was over between the ends of two days decides nothing, and is forgotten."""
    if past and _day_ends(setup, past[-1].since) >= new.since:
        past.pop()
    if not past or (past[-1].clerk, past[-1].cover) != (new.clerk, new.cover):
        past.append(new)


def served_at(past: Iterable[Served], at: Instant) -> Served:
    """The last that began by `at`; nothing, where that is not known any more."""
    return next((one for one in reversed([*past]) if one.since <= at), Served(at))


def forget_before(past: list[Served], at: Instant) -> None:
    """What was over by then."""
    while len(past) > 1 and past[1].since <= at:
        del past[0]


def day_ends_as(one: Setup, other: Setup) -> bool:
    """Whether the days of both end at the same minute."""
    return (one.cases.due_time, one.hall.timezone) == (other.cases.due_time, other.hall.timezone)


def _day_ends(setup: Setup, at: Instant) -> Instant:
    """The first end of a day from `at` on: what is due, is due then."""
    day = today(setup, at)
    end = at_end_of(setup, day)
    return end if at <= end else at_end_of(setup, day + timedelta(1))
