"""Late, early, off post, half a day (D-1): pure, from a clerk's sittings and aways of one day."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from common.words import Instant
from server.rules.hours import MINUTE_MS, parts_of
from server.rules.minutes import AwaySpan, Sitting
from server.rules.setup import Setup

BreachKind = Literal["late", "early", "off_post", "half_day", "not_come"]
Times = tuple[Instant, Instant]


class Breach(msgspec.Struct, frozen=True):
    """What the record shows against a clerk: from `since` until `until` not at any window."""

    kind: BreachKind
    clerk: str
    since: Instant
    until: Instant


def breaches_of(
    setup: Setup,
    day: str,
    clerk: str,
    sittings: Sequence[Sitting],
    aways: Sequence[AwaySpan],
    excused: Sequence[Times],
) -> list[Breach]:
    """D-1 for one clerk on one day that is over. `excused`: leaves, agreed absences, lunch, handovers."""
    sessions = [
        (part.since, part.until) for part in parts_of(setup, day) if part.phase == "open" and part.until
    ]
    here = [
        (item.since, item.until or sessions[-1][1]) for item in sittings if item.clerk == clerk and sessions
    ]
    gone = [
        (a.since, a.until or sessions[-1][1]) for a in aways if a.clerk == clerk and a.kind != "handed_over"
    ]
    proper = [
        (a.since, a.until or sessions[-1][1]) for a in aways if a.clerk == clerk and a.kind == "handed_over"
    ]
    found = []
    for session in sessions:
        missing = _without(_without([session], _without(here, gone)), [*excused, *proper])
        found += [breach for span in missing if (breach := _judged(setup, clerk, session, span)) is not None]
    return found


def _judged(setup: Setup, clerk: str, session: Times, span: Times) -> Breach | None:
    """The gravest name of one gap."""
    figures, minutes = setup.cover, (span[1] - span[0]) / MINUTE_MS
    kind: BreachKind | None = None
    if span == session:
        kind = "not_come"
    elif minutes >= figures.half_day_min:
        kind = "half_day"
    elif minutes >= figures.off_post_min:
        kind = "off_post"
    elif span[0] == session[0] and minutes > figures.late_min:
        kind = "late"
    elif span[1] == session[1] and minutes > 0:
        kind = "early"
    return Breach(kind, clerk, *span) if kind is not None else None


def _without(spans: Sequence[Times], taken: Sequence[Times]) -> list[Times]:
    """What of `spans` lies in none of `taken`."""
    left = list(spans)
    for since, until in taken:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, since)), (max(start, until), end))
            if piece[0] < piece[1]
        ]
    return left
