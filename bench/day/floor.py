"""What people in the hall see of one another with their own eyes: the room, without the software."""

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bench.day.case_record import CaseShown
from common.words import Instant

if TYPE_CHECKING:
    from bench.day.crowd import Wish
    from bench.day.resident import Resident


ASK_WHY = 3
"""So many a day ask why somebody went first; the others have heard it."""


class Shown(NamedTuple):
    """A call as it stood on the wall in at least one frame. `times` 1 is the first call, above it recalls.

    `version` is the ledger version that called, if the wall was told.
    """

    ticket: int
    number: str
    window: int
    times: int
    version: int | None


class Paper(NamedTuple):
    """What came out of the kiosk and what it had been told."""

    ticket: int
    number: str
    ahead: int
    window: int | None
    printed: bool = True  # else the number was shown, and noted by hand


class NoPaper(NamedTuple):
    """The kiosk gave no number: the code it showed the words of."""

    code: str


class KioskPlace(Protocol):
    """A kiosk to stand before: one resident at a time."""

    @property
    def free(self) -> bool:
        """Nobody stands there."""
        ...

    def take(self, wish: "Wish", now: Instant) -> None:
        """Touch what the wish needs."""
        ...

    def outcome(self, now: Instant) -> Paper | NoPaper | None:
        """What came of it; none while it lasts. Asked until something did."""
        ...


class WallSeen(Protocol):
    """The wall, read by whoever looks up."""

    def news(self, now: Instant) -> list[Shown]:
        """Calls that a frame has shown since the last look."""
        ...

    def cases_seen(self) -> list[CaseShown]:
        """Cases that the same frames have shown."""
        ...


class Floor:
    """Who stands where, and what the wall has shown."""

    def __init__(self) -> None:
        self.shown: dict[str, Shown] = {}
        self.every_call: list[Shown] = []
        self.every_case: list[CaseShown] = []
        self.before_kiosk: deque[Resident] = deque()
        self.before_window: defaultdict[int, list[Resident]] = defaultdict(list)
        self.at_desk: deque[Resident] = deque()
        self.holders: dict[str, Resident] = {}
        self.now: Instant = 0
        self.paused = False  # said aloud to everybody
        self._furthest: dict[str, int] = {}  # of each letter the highest number that was called
        self._wondered: set[tuple[str, int]] = set()
        self.wants_seat: dict[int, str] = {}  # window → the clerk who stands behind it and wants it back

    def look(self, wall: WallSeen, now: Instant) -> None:
        """Let everybody see what the wall shows."""
        self.now = now
        news = wall.news(now)
        self.every_case += wall.cases_seen()
        for call in news:
            self.shown[call.number] = call
            self.every_call.append(call)
            letters, n = _split(call.number)
            self._furthest[letters] = max(n, self._furthest.get(letters, 0))

    def wonders(self, number: str) -> bool:
        """Whether a later number of the same letter has been called before `number`, and nobody has asked yet why."""
        letters, n = _split(number)
        call = letters, self._furthest.get(letters, 0)
        if call[1] <= n or len(self._wondered) >= ASK_WHY or call in self._wondered:
            return False
        self._wondered.add(call)
        return True

    def stand_before(self, window: int, resident: "Resident") -> None:
        """Step up to a window."""
        self.leave_window(resident)
        self.before_window[window].append(resident)

    def leave_window(self, resident: "Resident") -> None:
        """Step back from wherever one stood."""
        for standing in self.before_window.values():
            if resident in standing:
                standing.remove(resident)


def _split(number: str) -> tuple[str, int]:
    letters = number.rstrip("0123456789")
    return letters, int(number[len(letters) :] or 0)
