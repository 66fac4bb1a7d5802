"""Who served each post, for how long and why it was not A (AB-3, AB-10, AB-11)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from common.words import Instant
from server.statistics.rows import CoverRow
from server.storage.presence_record import Takeover


@dataclass(slots=True)
class Times:
    """How often, and how long together."""

    count: int = 0
    ms: int = 0

    def add(self, ms: int) -> None:
        """Once more."""
        self.count += 1
        self.ms += ms


@dataclass(slots=True)
class ToCover:
    """How long it took until somebody else called for an absent A: since the absence took effect, since A was seen."""

    effective_ms: list[int] = field(default_factory=list)
    seen_ms: list[int] = field(default_factory=list)
    in_vain_ms: list[int] = field(default_factory=list)
    """Nobody was called: how long the one waited who waited longest."""

    def add(self, takeover: Takeover) -> None:
        """One more, if anybody waited."""
        if takeover.uncalled_ms is not None:
            self.in_vain_ms.append(takeover.uncalled_ms)
        if takeover.since_effective_ms is not None and takeover.since_seen_ms is not None:
            self.effective_ms.append(takeover.since_effective_ms)
            self.seen_ms.append(takeover.since_seen_ms)


@dataclass(slots=True)
class PostFigures:
    """One post's. `awaited`: A is expected and still within the grace, nobody sits there.

    `covers` is B-roles and stand-ins together, `reasons` the same by why A did not serve. `absences` were
    put on record against A: left without a handover, beyond the grace (AB-6). `on_the_way`: nobody sits there, a B
    comes from outside (AB-14). `months`: time to cover, by the month ("2026-11") in which the absence began.
    """

    a_role: Times = field(default_factory=Times)
    awaited: Times = field(default_factory=Times)
    b_role: Times = field(default_factory=Times)
    stand_in: Times = field(default_factory=Times)
    unattended: Times = field(default_factory=Times)
    on_the_way: Times = field(default_factory=Times)
    reasons: dict[str, Times] = field(default_factory=dict)
    absences: int = 0
    months: dict[str, ToCover] = field(default_factory=dict)

    @property
    def to_cover(self) -> ToCover:
        """Of all months."""
        return ToCover(
            [ms for month in self.months.values() for ms in month.effective_ms],
            [ms for month in self.months.values() for ms in month.seen_ms],
            [ms for month in self.months.values() for ms in month.in_vain_ms],
        )

    @property
    def covers(self) -> Times:
        """By whomever."""
        return Times(self.b_role.count + self.stand_in.count, self.b_role.ms + self.stand_in.ms)


NO_REASON = "none"
"""A was not expected at that hour."""


def covering(
    covers: Iterable[CoverRow],
    absences: Iterable[str],
    takeovers: Iterable[tuple[str, Takeover]],
    now: Instant,
) -> dict[str, PostFigures]:
    """By post. A row for each change of who serves (AB-11); what goes on still counts up to `now`.
    `takeovers` come with their months.

    What lasted no time, because several changes took effect at one moment, is none.
    """
    posts: dict[str, PostFigures] = {}
    for row in covers:
        if row.state != "closed" and row.until != row.since:
            _count(posts.setdefault(row.post, PostFigures()), row, now)
    for post in absences:
        posts.setdefault(post, PostFigures()).absences += 1
    for month, takeover in takeovers:
        months = posts.setdefault(takeover.post, PostFigures()).months
        months.setdefault(month, ToCover()).add(takeover)
    return dict(sorted(posts.items()))


def _count(post: PostFigures, row: CoverRow, now: Instant) -> None:
    lasted_ms = max(0, (now if row.until is None else row.until) - row.since)
    kind = "awaited" if row.state == "a_role" and row.window is None else row.state
    times: Times = getattr(post, kind)
    times.add(lasted_ms)
    if kind in ("b_role", "stand_in"):
        post.reasons.setdefault(row.reason or NO_REASON, Times()).add(lasted_ms)
