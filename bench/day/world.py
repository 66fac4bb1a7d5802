"""What everybody in the simulated hall shares: the room, the record, and the way to a terminal."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.day.case_past import HeldCase
from bench.day.floor import Floor, Paper
from bench.day.persons import Person
from bench.day.record import Record
from bench.day.terminal import OpenLink
from bench.day.timetable import Timetable
from common.words import Instant

AskWhy = Callable[[str, str], list[str]]
"""Staff and number → who went first and by which rule, as the server words it; the earliest first."""

if TYPE_CHECKING:
    from bench.day.resident import Resident


@dataclass
class World:
    """`lag_s` is what the programs' own delays amount to in simulated seconds: people wait so much longer."""

    day: Timetable
    open_link: OpenLink
    grace_ms: int
    ask_why: AskWhy
    lag_s: float = 0.0
    floor: Floor = field(default_factory=Floor)
    record: Record = field(default_factory=Record)
    absent_from: dict[str, Instant] = field(default_factory=dict)
    """Clerk → when the clerk's absence takes effect, by the clerk's own doing (AB-4)."""
    proper: dict[str, str] = field(default_factory=dict)
    """Who is away properly, and how: no grace has to pass (AB-5)."""
    kept: list[Paper] = field(default_factory=list)
    """What was printed the evening before and is still to come (Q-6)."""
    to_book: list["Resident"] = field(default_factory=list)
    """Who rang up for a slot and waits for the code (Q-7)."""
    not_coming: list["Resident"] = field(default_factory=list)
    """Who rang up too and does not come: one of them rings again to say so."""
    left_to_a: set[str] = field(default_factory=set)
    """Posts at which a B had to leave something to A (AB-7)."""
    cases: dict[str, HeldCase] = field(default_factory=dict)
    """The cases of which the script tells, by its labels."""
    coming: Iterator[Person] = field(default_factory=lambda: iter(()))
    """Who they are that file something today."""
    sensitive: frozenset[str] = frozenset()
    """Matters of which boards show number and state only (P-6)."""
    real_ms: Callable[[], Instant] = lambda: time.time_ns() // 1_000_000
    """The clock by which a wall writes down its frames."""
