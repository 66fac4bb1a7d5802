"""Numbers that are taken faster than people come: a cap a minute for each kiosk (docs/kiosk.md, decision 0214)."""

from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import MINUTE_MS
from server.rules.order import Order
from server.rules.refusal import Refusal


def not_too_fast(hall: Hall, order: Order) -> None:
    """Refuse a kiosk that gave its share of the last minute already, and say when it may again."""
    most = hall.rules.kiosks.numbers_per_min
    if not most or "kiosk" not in order.by.roles:
        return
    lately = [at for at in hall.drawn.get(order.by.id, ()) if at > order.at - MINUTE_MS]
    if len(lately) >= most:
        free_at = lately[-most] + MINUTE_MS
        raise Refusal("kiosk_too_fast", limit=most, seconds=max(1, -(-(free_at - order.at) // 1000)))


def note_drawn(hall: Hall, by: str, at: Instant) -> None:
    """Keep what the cap needs, and no more."""
    most = 0 if hall.setup is None else hall.setup.kiosks.numbers_per_min
    if most:
        hall.drawn[by] = (*hall.drawn.get(by, ()), at)[-most:]
