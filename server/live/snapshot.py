"""The whole view of an audience as it is now: what a join and a look are answered with."""

from common.messages import Join, Joined
from server.lane import Lane
from server.live.audiences import may_join, own_audience
from server.live.feed import Feed
from server.rules.order import Actor


def snapshot(lane: Lane, feed: Feed, pace: float, actor: Actor, request: Join) -> Joined:
    """Raises `Refusal` where the actor may not look. `feed` keeps what it showed, to tell of changes."""
    hall = lane.hall
    audience = own_audience(actor, request.audience)
    may_join(actor, audience, hall)
    standing = feed.join(hall, audience)
    return Joined(
        ledger_id=lane.ledger_id,
        upto=standing.upto,
        now=lane.now(),
        pace=pace,
        audience=audience,
        me=actor.id,
        view={name: dict(rows) for name, rows in standing.tables.items()},
    )
