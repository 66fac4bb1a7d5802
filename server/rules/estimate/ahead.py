"""How much work stands before a place, in its own queue and in the others of those who serve it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.rules.estimate.known import mean_s
from server.rules.hall import Hall, Key
from server.rules.setup import Post

COUNTED_SINGLY = 8
"""So many are counted as they are; those behind as the whole queue is on average, of which as many are looked at."""


class Work(NamedTuple):
    """So many, who will keep a window so long together, s."""

    residents: int
    seconds: float


NOTHING = Work(0, 0.0)


def before(hall: Hall, queue: str, key: Key) -> Work:
    """Who stands before `key` in `queue`, and whoever goes first by the special channel."""
    keys = hall.lines.get(queue)
    if not keys:
        return NOTHING
    count = bisect_left(keys, key)
    granted = hall.specials.get(queue)
    first = sum(hall.tickets[ticket].key > key for _, ticket in granted) if granted else 0
    if count + first == 0:
        return NOTHING
    singly = _means(hall, keys[: min(count, COUNTED_SINGLY)])
    rest, seconds = count + first - len(singly), sum(singly)
    if rest:
        alike = _means(hall, keys[:: max(1, len(keys) // COUNTED_SINGLY)])
        seconds += rest * sum(alike) / len(alike)
    return Work(count + first, seconds)


def _means(hall: Hall, keys: Sequence[Key]) -> list[float]:
    known, tickets, prior_s = hall.estimates, hall.tickets, hall.rules.settings.service_min * 60
    return [mean_s(known, tickets[key[2]].matter, prior_s) for key in keys]


def elsewhere_s(
    hall: Hall, clerk: str, queue: str, key: Key, serving: Mapping[str, tuple[Post, ...]]
) -> float:
    """What `clerk` has to do before `key` in other queues than this, s; a queue of several is shared evenly."""
    found = 0.0
    seen = {queue}
    for post in serving.get(clerk, ()):
        for line in post.lines:
            for other in (line, f"{line}@{post.id}"):
                if other in seen or other not in hall.lines:
                    continue
                seen.add(other)
                work = before(hall, other, key)
                found += work.seconds / (_servers(serving, line) if other == line else 1)
    return found


def _servers(serving: Mapping[str, tuple[Post, ...]], line: str) -> int:
    return max(1, sum(any(line in post.lines for post in posts) for posts in serving.values()))
