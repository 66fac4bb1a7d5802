"""One drawn day, lived as it is, without cover and without sharing: the same people come, the same people leave."""

from random import Random
from typing import NamedTuple

from bench.fair.bound import Bound
from bench.fair.crowd import Crowd, begins
from bench.fair.drawn_day import DrawnDay, drawn_day
from bench.fair.drawn_hall import DAY, drawn_hall, without_cover, without_sharing
from bench.fair.lead import Lead, Outside
from bench.fair.life import Life
from bench.fair.seen import Seen
from bench.fair.staff import ClerkAtWork
from server.rules.facts import Entry
from server.rules.hours import instant_of
from server.rules.setup import Setup


class Compared(NamedTuple):
    """What one seed came to; waits in ms. `own`: who came to B's own lines while B shared, (with, without);
    `guests`: who came to the shared lines meanwhile. `nobody_ms`: posts without anybody, added up.
    """

    seed: int
    tickets: int
    calls: int
    apart: int
    passed: int
    ordinary: list[int]
    priority: list[int]
    own: list[tuple[int, int]]
    guests: list[tuple[int, int]]
    nobody_ms: int
    nobody_without_cover_ms: int


class Lived(NamedTuple):
    """One life: its record, what was seen of it, and how long each visit waited, by its place in the drawn day."""

    log: list[Entry]
    seen: Seen
    waits_ms: dict[int, int]


def lived(setup: Setup, day: DrawnDay) -> Lived:
    """The whole day."""
    life = Life(setup, begins(setup.hall.timezone))
    seen = Seen(instant_of(setup.hall.timezone, DAY, "00:00"))
    life.hears.append(seen.take)
    crowd = Crowd(life, day.visits)
    for shift in day.shifts:
        ClerkAtWork(life, crowd, shift)
    Lead(life, day)
    Outside(life, crowd, day)
    life.run()
    waits = {
        guest.nth: seen.waits[ticket].ms for ticket, guest in crowd.by_ticket.items() if ticket in seen.waits
    }
    return Lived(life.log, seen, waits)


def drawn(seed: int) -> tuple[Setup, DrawnDay]:
    """The hall and the day of a seed."""
    setup = drawn_hall(Random(f"{seed} hall"))
    return setup, drawn_day(Random(f"{seed} day"), setup)


def compared(seed: int) -> Compared:
    """The lives of one seed; the one without sharing only where a load was shared."""
    setup, day = drawn(seed)
    real = lived(setup, day)
    bound = Bound()
    for entry in real.log:
        bound.take(entry)
    waits = real.seen.waits.values()
    apart = lived(without_sharing(setup), day) if real.seen.shared else real
    return Compared(
        seed=seed,
        tickets=len(real.waits_ms),
        calls=bound.calls,
        apart=bound.apart,
        passed=len(bound.passed),
        ordinary=[wait.ms for wait in waits if not wait.priority and not wait.slot],
        priority=[wait.ms for wait in waits if wait.priority],
        own=_pairs(setup, day, real, apart, own=True),
        guests=_pairs(setup, day, real, apart, own=False),
        nobody_ms=real.seen.nobody_ms,
        nobody_without_cover_ms=lived(without_cover(setup), day).seen.nobody_ms,
    )


def _pairs(setup: Setup, day: DrawnDay, real: Lived, apart: Lived, *, own: bool) -> list[tuple[int, int]]:
    """Chosen by when they came, which is the same in both lives."""
    lines = {matter.id: matter.line for matter in setup.matters}
    found = set()
    for shared in real.seen.shared:
        posts = [
            post for post in setup.posts if (post.a_role == shared.clerk if own else post.id == shared.post)
        ]
        served = {line for post in posts for line in post.lines}
        found |= {
            nth
            for nth, visit in enumerate(day.visits)
            if shared.since <= visit.at < shared.until and lines[visit.matters[0]] in served
        }
    both = found & real.waits_ms.keys() & apart.waits_ms.keys()
    return [(real.waits_ms[nth], apart.waits_ms[nth]) for nth in sorted(both)]
