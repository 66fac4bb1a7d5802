"""Who was at a window, second by second, and who is responsible (AB-6, AB-12): pure, from the rows of the record.

A stretch begins wherever one of the rows begins or ends, so nothing changes within it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, Protocol, TypeVar

import msgspec

from common.messages import CoverReason, CoverState
from common.words import Instant
from server.rules.presence import PROPER


class Span(Protocol):
    """Anything with a beginning and maybe an end."""

    @property
    def since(self) -> Instant: ...
    @property
    def until(self) -> Instant | None: ...


S = TypeVar("S", bound=Span)


class Sitting(msgspec.Struct, frozen=True):
    """A clerk at a window."""

    window: int
    clerk: str
    since: Instant
    until: Instant | None


class AwaySpan(msgspec.Struct, frozen=True):
    """A clerk away from the window, or a terminal that is silent."""

    clerk: str
    kind: Literal["stepped_away", "handed_over", "silent"]
    reason: str | None
    since: Instant
    until: Instant | None


class CoverSpan(msgspec.Struct, frozen=True):
    """Who served a post."""

    post: str
    state: CoverState
    clerk: str | None
    window: int | None
    reason: CoverReason | None
    a_role: str
    before: str | None
    since: Instant
    until: Instant | None


class PostMinute(msgspec.Struct, frozen=True):
    """A post of the window in one stretch: who served it and why, and who is responsible for what went wrong."""

    post: str
    state: CoverState
    clerk: str | None
    window: int | None
    reason: CoverReason | None
    a_role: str
    responsible: str | None


class Stretch(msgspec.Struct, frozen=True):
    """A time in which nothing changed. `clerk` sat at the window (none: nobody), `away` tells that they were not there."""

    since: Instant
    until: Instant
    clerk: str | None
    away: AwaySpan | None
    posts: tuple[PostMinute, ...]


def minutes_of(
    window: int,
    since: Instant,
    until: Instant,
    sittings: Sequence[Sitting],
    aways: Sequence[AwaySpan],
    covers: Sequence[CoverSpan],
) -> list[Stretch]:
    """Who was at `window` from `since` until `until`; `covers` are those of the posts at home there."""
    mine = [item for item in sittings if item.window == window]
    marks = {since, until}
    spans: list[Span] = [*mine, *aways, *covers]
    for item in spans:
        marks |= {item.since, item.until or until}
    cuts = sorted(mark for mark in marks if since <= mark <= until)
    found = [_stretch(start, end, mine, aways, covers) for start, end in pairwise(cuts)]
    return _joined(found)


def _stretch(
    since: Instant,
    until: Instant,
    sittings: Sequence[Sitting],
    aways: Sequence[AwaySpan],
    covers: Sequence[CoverSpan],
) -> Stretch:
    sitting = _at(sittings, since)
    clerk = sitting.clerk if sitting is not None else None
    away = _at([item for item in aways if item.clerk == clerk], since)
    posts = sorted({item.post for item in covers})
    serving = [
        found for post in posts if (found := _at([c for c in covers if c.post == post], since)) is not None
    ]
    return Stretch(since, until, clerk, away, tuple(_post_minute(item) for item in serving))


def _post_minute(cover: CoverSpan) -> PostMinute:
    return PostMinute(
        post=cover.post,
        state=cover.state,
        clerk=cover.clerk,
        window=cover.window,
        reason=cover.reason,
        a_role=cover.a_role,
        responsible=_responsible(cover),
    )


def _responsible(cover: CoverSpan) -> str | None:
    """From the handover on it is whoever covers; until then, and while nobody does, A (AB-6).

    Nobody serving a post whose A left properly: whoever had it last.
    """
    match cover.state:
        case "closed":
            return None
        case "a_role" | "b_role" | "stand_in":
            return cover.clerk
        case "unattended" | "on_the_way":
            proper = cover.reason is None or cover.reason in PROPER
            return cover.before if proper and cover.before is not None else cover.a_role


def _at(spans: Iterable[S], at: Instant) -> S | None:
    """The one that holds at `at`; the later where two do."""
    holding = [item for item in spans if item.since <= at and (item.until is None or at < item.until)]
    return max(holding, key=lambda item: item.since, default=None)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Neighbours that say the same are one."""
    found: list[Stretch] = []
    for item in stretches:
        if found and msgspec.structs.replace(found[-1], since=item.since, until=item.until) == item:
            found[-1] = msgspec.structs.replace(found[-1], until=item.until)
        else:
            found.append(item)
    return found
