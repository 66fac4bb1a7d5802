"""What the record says of presence and cover, as the rules read it: who was where, and how long a cover took."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select

from common.words import Instant
from server.rules.minutes import AwaySpan, CoverSpan, Sitting, Stretch, minutes_of
from server.storage import tables as t
from server.storage.setups import InForce, setups_within


class Takeover(msgspec.Struct, frozen=True):
    """One absence of A and the first call that somebody else could make and did make.

    `since_effective_ms` and `since_seen_ms` run from when absence took effect, and from when A was last seen, to
    that call; not while nobody waited or nobody could be called. None: nobody was called; then `uncalled_ms` is how long
    the one who waited longest, from `waited_from`, waited in vain since it took effect (none: nobody waited).
    `opened`: the fact that it began with.
    """

    opened: int
    post: str
    a_role: str
    reason: str | None
    left: Instant
    effective: Instant
    first_call: Instant | None
    waited_from: Instant | None
    since_effective_ms: int | None
    since_seen_ms: int | None
    uncalled_ms: int | None


def who_was_at(
    connection: Connection, hall: str, window: int, span: tuple[Instant, Instant]
) -> list[Stretch]:
    """Who was at `window`, to the second, and why; with the posts that were at home there by the set-up in force then."""
    sittings = [Sitting(**row) for row in within(connection, hall, t.sittings, Sitting, span)]
    aways = [AwaySpan(**row) for row in within(connection, hall, t.aways, AwaySpan, span)]
    covers = [CoverSpan(**row) for row in within(connection, hall, t.covers, CoverSpan, span)]
    setups = setups_within(connection, hall, span)
    return minutes_of(window, *span, sittings, aways, list(_at_home(window, covers, setups)))


def _at_home(window: int, covers: list[CoverSpan], setups: list[InForce]) -> Iterator[CoverSpan]:
    """Of each cover the part in which its post was at home at `window`."""
    for then in setups:
        for cover in covers:
            since = max(cover.since, then.since)
            until = min((end for end in (cover.until, then.until) if end is not None), default=None)
            if cover.post in then.posts_at(window) and (until is None or since < until):
                yield msgspec.structs.replace(cover, since=since, until=until)


def time_to_cover(
    connection: Connection, hall: str, span: tuple[Instant, Instant], post: str | None = None
) -> list[Takeover]:
    """Every absence that took effect in `span`, of one post or of all, in order."""
    c = t.takeovers.c
    which = and_(c.effective >= span[0], c.effective < span[1])
    return takeovers(connection, hall, which if post is None else and_(which, c.post == post))


def takeovers(connection: Connection, hall: str, which: ColumnElement[bool]) -> list[Takeover]:
    """The absences that `which` chooses of table `takeovers`, in order."""
    c = t.takeovers.c
    question = select(t.takeovers).where(c.hall == hall, which).order_by(c.effective, c.post)
    return [_takeover(row) for row in _rows(connection, question)]


def _takeover(row: dict[str, Any]) -> Takeover:
    called = row["first_call"] is not None
    return Takeover(
        opened=row["opened"],
        post=row["post"],
        a_role=row["a_role"],
        reason=row["reason"],
        left=row["left_at"],
        effective=row["effective"],
        first_call=row["first_call"],
        waited_from=row["waited_from"],
        since_effective_ms=row["effective_ms"] if called else None,
        since_seen_ms=row["seen_ms"] if called else None,
        uncalled_ms=None if called else row["effective_ms"],
    )


def within(
    connection: Connection, hall: str, table: Table, kind: type[msgspec.Struct], span: tuple[Instant, Instant]
) -> list[dict[str, Any]]:
    """The rows of `table` that hold at any time in `span`, with the fields of `kind`."""
    since, until = span
    columns = [table.c[name] for name in kind.__struct_fields__]
    lasts = or_(table.c.until.is_(None), table.c.until > since)
    question = select(*columns).where(and_(table.c.hall == hall, table.c.since < until, lasts))
    return _rows(connection, question.order_by(table.c.opened))


def _rows(connection: Connection, question: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(question).mappings()]
