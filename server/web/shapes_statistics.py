"""What /supervisor/statistics.json answers; docs/statistics.md says what each figure is. Durations in ms."""

import msgspec

from common.messages import Message
from common.words import Instant


class SpreadTold(Message):
    """How durations lie; none where there were none."""

    count: int
    sum_ms: int
    mean_ms: int | None
    median_ms: int | None
    p90_ms: int | None
    most_ms: int | None


class TimesTold(Message):
    """How often, and how long together."""

    count: int
    ms: int


class FiguresTold(Message):
    """The figures of one group, or of all."""

    issued: int
    finished: int
    by_hand: int
    taken_over: int
    no_shows: int
    came_back: int
    withdrawn: int
    voided: int
    lapsed: int
    carried: int
    checked_in: int
    wait: SpreadTold
    walk: SpreadTold
    service: SpreadTold
    hold: SpreadTold


class GroupTold(FiguresTold):
    """`key`: a window's number, an hour, a day or an id; none for what nobody had called."""

    key: str | int | None
    name: str


class ToCoverTold(Message):
    """Time to cover: since the absence took effect, and since A was last seen; `in_vain`: nobody was called, how long
    the one waited who waited longest.
    """

    effective: SpreadTold
    seen: SpreadTold
    in_vain: SpreadTold


class PostTold(Message):
    """Who served a post and for how long; `covers`: B-roles and stand-ins; `months`: time to cover, by "2026-11"."""

    post: str
    name: str
    a_role: TimesTold
    awaited: TimesTold
    b_role: TimesTold
    stand_in: TimesTold
    on_the_way: TimesTold
    unattended: TimesTold
    covers: TimesTold
    reasons: dict[str, TimesTold]
    absences: int
    to_cover: ToCoverTold
    months: dict[str, ToCoverTold]


class StatisticsTold(Message):
    """A span's figures in groups. `from` and `to`: ISO days, both counted."""

    hall: str
    hall_name: str
    sample: bool
    timezone: str
    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")
    by: str
    made_at: Instant
    total: FiguresTold
    groups: list[GroupTold]
    posts: list[PostTold]
