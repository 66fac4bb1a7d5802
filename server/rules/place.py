"""Who is next: the place `(claim, placed)` of a ticket in its line. The printed number decides nothing.

See the table of claims in docs/place.md; each function here is one of its rows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from common.words import Instant, Placed
from server.rules.hall import Hall, Key, Ticket
from server.rules.hours import MINUTE_MS, opening
from server.rules.pauses import running_ms


def claim_of_walk_in(hall: Hall, priority: str | None, at: Instant) -> Instant:
    """Time of issue, less the head start of a priority class (Q-10)."""
    heads = {item.id: item.head_start_min for item in hall.rules.priorities}
    return at - heads.get(priority or "", 0) * MINUTE_MS


def claim_of_appointment(hall: Hall, slot: Instant, priority: str | None, at: Instant) -> Instant:
    """Slot less the lead, so that it is called near its slot; too late: check-in. A priority may give more (Q-7)."""
    settings = hall.rules.settings
    claim = at if is_late(hall, slot, at) else slot - settings.appointment_lead_min * MINUTE_MS
    return min(claim, claim_of_walk_in(hall, priority, at)) if priority is not None else claim


def is_late(hall: Hall, slot: Instant, at: Instant) -> bool:
    """Whether a check-in at `at` comes too late to count by its slot (Q-7); in a pause nobody could."""
    return running_ms(hall, slot, at) > hall.rules.settings.appointment_late_min * MINUTE_MS


class Next(NamedTuple):
    """The next ticket; `first`: it goes before its line's smallest by the special channel (Q-8)."""

    ticket: int
    first: bool


def next_ticket(hall: Hall, queues: Mapping[str, int], joining: tuple[str, Key] | None = None) -> Next | None:
    """The smallest key over all `queues`; in that queue a special one instead, if it may. None: nobody waits.

    Each queue comes with how much later its claims count. `joining` is a place in one that is about to be taken.
    """
    heads = [
        (shifted(hall.lines[queue][0], by), queue) for queue, by in queues.items() if hall.lines.get(queue)
    ]
    if joining is not None and joining[0] in queues:
        heads.append((shifted(joining[1], queues[joining[0]]), joining[0]))
    if not heads:
        return None
    key, queue = min(heads)
    special = goes_first(hall, queue)
    ticket = key[2] if special is None else special
    return Next(ticket, first=ticket != key[2])


def shifted(key: Key, offset_ms: int) -> Key:
    """A place as a clerk compares it who serves its line as a guest (AB-9)."""
    return (key[0] + offset_ms, key[1], key[2])


def goes_first(hall: Hall, queue: str) -> int | None:
    """Who goes first in `queue` by the special channel now: at most one in so many calls (Q-8)."""
    return first_of(hall, hall.specials.get(queue, ()), hall.paced.get(queue))


def first_of(hall: Hall, granted: Sequence[tuple[int, int]], pace: int | None) -> int | None:
    """Of those `granted` who goes first, `pace` ordinary calls after the last who did; none: nobody did today."""
    if not granted:
        return None
    if pace is None or pace >= hall.rules.settings.special_one_in - 1:
        return granted[0][1]
    return next((ticket for _, ticket in granted if _is_beyond_pace(hall, ticket)), None)


def _is_beyond_pace(hall: Hall, ticket: int) -> bool:
    special = hall.tickets[ticket].special
    return special is not None and special.beyond_pace


def oldest_of_line(hall: Hall, line: str) -> Instant | None:
    """Since when the one who waits longest in `line` has waited."""
    of_matters = (hall.arrivals.get(matter) for matter in hall.rules.leading_to.get(line, ()))
    return min((arrivals[0][0] for arrivals in of_matters if arrivals), default=None)


def place_of_re_entry(
    hall: Hall, ticket: Ticket, queue: str, at: Instant, version: int
) -> tuple[Instant, Placed]:
    """Where a missed or carried-over ticket comes back into `queue`: `(claim, placed)`."""
    if ticket.carried:
        return _place_of_carried(hall, ticket, at, version)
    if ticket.re_entries == 0:
        return place_behind(hall, ticket, queue, hall.rules.settings.re_entry_behind, version)
    return at, version


def waiting_behind(hall: Hall, ticket: Ticket) -> int | None:
    """How many in its line come after its place; none where it could not step back."""
    if ticket.carried or ticket.state not in ("waiting", "called"):
        return None
    keys = hall.lines.get(ticket.queue, [])
    return len(keys) - bisect_right(keys, ticket.key)


def place_behind(hall: Hall, ticket: Ticket, queue: str, n: int, version: int) -> tuple[Instant, Placed]:
    """Right behind the n-th of those later than my key in `queue`, the last if fewer, where I was if none.

    Whoever was put right behind that one before me stays before me: those who come back keep their order.
    """
    keys = hall.lines.get(queue, [])
    behind = min(bisect_right(keys, ticket.key) + n, len(keys))
    if behind == 0 or keys[behind - 1] <= ticket.key:
        return ticket.claim, version
    claim = keys[behind - 1][0]
    tied = takewhile(lambda key: key[0] == claim, islice(keys, behind, None))
    next_one = next((key for key in tied if not hall.tickets[key[2]].put_behind), None)
    if next_one is None:
        return claim, version
    before = keys[bisect_left(keys, next_one) - 1]
    return claim, _between(before[1], next_one[1], version)  # they share a claim


def _between(one: Placed, other: Placed, version: int) -> Placed:
    """Not quite the middle, and never a whole number: nobody else stands there, or comes back to there."""
    return one + (other - one) * (5_003 + version % 997) / 10_007


def _place_of_carried(hall: Hall, ticket: Ticket, at: Instant, version: int) -> tuple[Instant, Placed]:
    """By opening + 30 min: before all numbers of today, in the old order; later: now (Q-6).

    A pause does not count: nobody could check in. Opening is the calendar's first session, or the real one where that was later or by hand.
    """
    opens = max(hall.opened_at, opening(hall.rules, hall.day) or 0)
    if running_ms(hall, opens, at) <= hall.rules.settings.carry_check_in_min * MINUTE_MS:
        return hall.began_at, ticket.placed
    return at, version
