"""Cases in an order, kept as they change, so that nobody goes through all of them to find the first."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

import msgspec

from common.words import Instant

Place = tuple[int, Instant, int, int]
"""(group, moment, case, its revision): the lower group stands first (marked, usual, last), then by moment. Whatever changes of a case, its place does."""
LAST_ID = 2**63


class Shelf(msgspec.Struct):
    """Cases by their places. `revision`: the version of the fact with which one of them came, changed or went last."""

    places: list[Place] = []
    revision: int = 0

    def __iter__(self) -> Iterator[int]:
        """The cases, the first first."""
        return (place[2] for place in self.places)

    def __len__(self) -> int:
        return len(self.places)

    def put(self, place: Place, revision: int) -> None:
        """A case comes."""
        insort(self.places, place)
        self.revision = revision

    def take(self, place: Place, revision: int) -> None:
        """It goes, if it is here."""
        index = bisect_left(self.places, place)
        if self.places[index : index + 1] == [place]:
            del self.places[index]
            self.revision = revision

    def up_to(self, moment: Instant) -> int:
        """How many of the usual ones stand at `moment` at the latest, and all before them."""
        return bisect_right(self.places, (1, moment, LAST_ID))


EMPTY = Shelf()
"""Where a key has none; nobody puts anything on it."""
