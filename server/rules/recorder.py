"""Where facts are made part of the hall: each gets the next version and is applied at once."""

from common.words import Instant
from server.rules.apply import apply
from server.rules.facts import Entry, Fact
from server.rules.hall import Hall


class Recorder:
    """Collects the entries of one order. `at` is when they are written, for all of them."""

    def __init__(self, hall: Hall, at: Instant) -> None:
        self.hall = hall
        self.at = at
        self.entries: list[Entry] = []

    @property
    def version(self) -> int:
        """The version that the next fact will have."""
        return self.hall.version + 1

    def record(self, fact: Fact, by: str, due: Instant) -> None:
        """Apply `fact`, effective at `due`."""
        entry = Entry(self.version, self.at, due, by, fact)  # type: ignore[arg-type]  # a union of all facts
        apply(self.hall, entry)
        self.entries.append(entry)
