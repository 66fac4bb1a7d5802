"""Days of the sample hall, lived in one process, and what to read in them."""

from datetime import date
from pathlib import Path

from bench.day.simulated import SimulatedHall
from bench.day.timetable import timetable
from server.hall_file import examine
from server.rules.facts import Entry, Fact
from server.rules.hours import MINUTE_MS
from server.rules.setup import Setup

HALL = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def sample_setup() -> Setup:
    setup = examine(HALL).setup
    assert setup is not None
    return setup


def lived(
    folder: Path, day: date = MONDAY, start: str = "07:50", seed: int = 1, residents: int = 220
) -> SimulatedHall:
    setup = sample_setup()
    hall = SimulatedHall(folder, setup, timetable(setup, day, start), seed, residents)
    hall.run()
    return hall


def begun(folder: Path, day: date, start: str, *, minutes: int) -> SimulatedHall:
    """A day begun in its middle, after its first minutes."""
    setup = sample_setup()
    hall = SimulatedHall(folder, setup, timetable(setup, day, start), seed=1, residents=220)
    while hall.clock.at < hall.day.world.day.start + minutes * MINUTE_MS:
        hall.step()
    return hall


def of(entries: list[Entry], *kinds: type[Fact]) -> list[Fact]:
    return [entry.fact for entry in entries if isinstance(entry.fact, kinds)]


def told(hall: SimulatedHall) -> list[str]:
    return [note.text for note in hall.day.world.record.notes]
