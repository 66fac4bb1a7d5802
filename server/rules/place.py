"""Who is next: the place `(claim, placed)` of a ticket in its line. The printed number decides nothing.

See the table of claims in docs/rules.md; each function here is one of its rows.
"""

from bisect import bisect_left, bisect_right

from common.words import Instant
from server.rules.hall import Hall, Key, Ticket
from server.rules.hours import MINUTE_MS, opening


def claim_of_walk_in(hall: Hall, priority: str | None, at: Instant) -> Instant:
    """Time of issue, less the head start of a priority class (Q-10)."""
    heads = {item.id: item.head_start_min for item in hall.rules.priorities}
    return at - heads.get(priority or "", 0) * MINUTE_MS


def ahead_of(hall: Hall, line: str, key: Key) -> int:
    """How many stand before the place `key` in `line`."""
    return bisect_left(hall.lines.get(line, []), key)


def oldest_of_line(hall: Hall, line: str) -> Instant | None:
    """Since when the one who waits longest in `line` has waited."""
    heads = [
        hall.arrivals[matter.id][0][0]
        for matter in hall.rules.matters
        if matter.line == line and hall.arrivals.get(matter.id)
    ]
    return min(heads, default=None)


def place_of_re_entry(hall: Hall, ticket: Ticket, at: Instant, version: int) -> tuple[Instant, int]:
    """Where a missed or carried-over ticket comes back: `(claim, placed)`."""
    if ticket.carried:
        return _place_of_carried(hall, ticket, at, version)
    if ticket.re_entries == 0:
        return place_behind(hall, ticket, hall.rules.settings.re_entry_behind, version)
    return at, version


def place_behind(hall: Hall, ticket: Ticket, n: int, version: int) -> tuple[Instant, int]:
    """Behind the n-th of those later than my key in my line, the last if fewer, where I was if none."""
    keys = hall.lines.get(ticket.line, [])
    first = bisect_right(keys, ticket.key)
    later = keys[first : first + n]
    if not later:
        return ticket.claim, version
    return max(ticket.claim, later[-1][0]), version


def _place_of_carried(hall: Hall, ticket: Ticket, at: Instant, version: int) -> tuple[Instant, int]:
    """By opening + 30 min: before all numbers of today, in the old order; later: now (Q-6).

    Opening is the calendar's first session, or the real one where that was later or by hand.
    """
    opens = max(hall.opened_at, opening(hall.rules, hall.day) or 0)
    if at <= opens + hall.rules.settings.carry_check_in_min * MINUTE_MS:
        return hall.began_at, ticket.placed
    return at, version
