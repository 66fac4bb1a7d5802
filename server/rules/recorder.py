"""Where facts are made part of the hall: each gets the next version and is applied at once."""

from common.words import Instant
from server.rules.apply import apply
from server.rules.facts import BY_SYSTEM, Entry, Fact
from server.rules.hall import Hall
from server.rules.time_to_cover import measured


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
        """Apply `fact`, effective at `due`; first what it says of how long a cover took."""
        for found in measured(self.hall, fact, due):
            self._keep(found, BY_SYSTEM, due)
        self._keep(fact, by, due)

    def _keep(self, fact: Fact, by: str, due: Instant) -> None:
        entry = Entry(self.version, self.at, due, by, fact)  # type: ignore[arg-type]  # a union of all facts
        apply(self.hall, entry)
        self.entries.append(entry)
