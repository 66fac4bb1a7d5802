"""What everybody in the simulated hall shares: the room, the record, and the way to a terminal."""

from dataclasses import dataclass, field

from bench.day.floor import Floor
from bench.day.record import Record
from bench.day.terminal import OpenLink
from bench.day.timetable import Timetable
from common.words import Instant


@dataclass
class World:
    """`lag_s` is what the programs' own delays amount to in simulated seconds: people wait so much longer."""

    day: Timetable
    open_link: OpenLink
    grace_ms: int
    lag_s: float = 0.0
    floor: Floor = field(default_factory=Floor)
    record: Record = field(default_factory=Record)
    absent_from: dict[str, Instant] = field(default_factory=dict)
    """Clerk → when the clerk's absence takes effect, by the clerk's own doing (AB-4)."""
    handed_over: set[str] = field(default_factory=set)
    """Who is away and had handed over: no grace has to pass (AB-5)."""
