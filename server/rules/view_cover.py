"""The tables of cover: what is called, asked and shared, how long it took, what was checked."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import structs

from common.rows import AskedRow, ContactRow, CoveringRow, Row, SpotCheckRow
from common.rows_cover import AskingState
from server.rules.hall import Hall
from server.rules.post_day import a_today
from server.rules.setup import Post
from server.rules.time_to_cover import still_spans

Rows = Mapping[str, Row]


def _covering(hall: Hall, key: str) -> Rows:
    return {post.id: _of_post(hall, post) for post in hall.rules.posts}


def _of_post(hall: Hall, post: Post) -> CoveringRow:
    absence, called = hall.takeovers.get(post.id), hall.called_out.get(post.id)
    asked, shared = hall.stand_ins_asked.get(post.id), hall.shared.get(post.id)
    return CoveringRow(
        post=post.id,
        a_role=a_today(hall, post),
        left=absence.left if absence else None,
        effective=absence.effective if absence else None,
        first_call=absence.first_call if absence else None,
        waited_from=absence.waited_from if absence else None,
        effective_ms=absence.effective_ms if absence else None,
        seen_ms=absence.seen_ms if absence else None,
        still=tuple(still_spans(hall, post.id, absence.left)) if absence else (),
        called=called.clerk if called else None,
        called_at=called.at if called else None,
        coming_until=called.until if called else None,
        asked=asked.clerk if asked else None,
        shares=shared.clerk if shared else None,
        shares_since=shared.since if shared else None,
    )


def _asked(hall: Hall, key: str) -> Rows:
    rows = [*_open_askings(hall), *_answered(hall, key)]
    return {row.id: row for row in rows if key in ("", row.clerk)}


def _open_askings(hall: Hall) -> Iterator[AskedRow]:
    for post, item in hall.stand_ins_asked.items():
        row = f"stand_in:{post}"
        yield AskedRow(id=row, kind="stand_in", clerk=item.clerk, at=item.at, post=post, reason=item.reason)
    for post, call in hall.called_out.items():
        state: AskingState = "declined" if call.declined else "on_the_way" if call.until else "asked"
        yield AskedRow(
            id=f"call:{post}",
            kind="call",
            clerk=call.clerk,
            at=call.at,
            post=post,
            until=call.until,
            state=state,
        )
    for asking in hall.officials.values():
        yield AskedRow(
            id=str(asking.id),
            kind="official",
            clerk=asking.clerk,
            at=asking.at,
            reason=asking.reason,
            since=asking.since,
            until=asking.until,
        )


def _answered(hall: Hall, key: str) -> Iterator[AskedRow]:
    """A clerk sees what became of the own short official absences."""
    for item in hall.answered.values():
        if not key or item.kind == "official":
            yield AskedRow(**structs.asdict(item))


def _contacts(hall: Hall, key: str) -> Rows:
    """Of a clerk what is to be done, and what was recorded for others."""
    return {
        str(item.id): ContactRow(**structs.asdict(item))
        for item in hall.unfinished.values()
        if key in ("", item.a_role, item.clerk)
    }


def _spot_checks(hall: Hall, key: str) -> Rows:
    return {
        str(item.id): SpotCheckRow(
            id=item.id,
            window=item.window,
            found=item.found,
            said=item.said,
            away=item.away,
            matches=item.matches,
            at=item.at,
            by=item.by,
        )
        for item in hall.spot_checks
    }


COVER_TABLES: dict[str, Callable[[Hall, str], Rows]] = {
    "covering": _covering,
    "asked": _asked,
    "contacts": _contacts,
    "spot_checks": _spot_checks,
}
