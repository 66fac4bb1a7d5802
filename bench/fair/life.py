"""A hall in memory, living a drawn day on the real rules: orders in, facts out, time from event to event."""

from collections.abc import Callable
from heapq import heappop, heappush
from typing import NamedTuple

from msgspec import Struct

from bench.fair.drawn_hall import DAY
from common.commands import CloseDay
from common.words import Instant
from server.rules.execute import execute
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.hours import instant_of
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Order, Tick
from server.rules.refusal import Refusal
from server.rules.setup import Setup

ADMIN = Actor("admin", frozenset({"administrator"}))
SUPERVISOR = Actor("S01", frozenset({"supervisor"}))
KIOSK = Actor("kiosk:k1", frozenset({"kiosk"}))
GIVEN_UP_AT = "19:30"
"""Whoever still waits then, for a line that nobody came to serve, is carried over."""

Act = Callable[[], object]
Hears = Callable[[Entry], None]


def clerk(name: str) -> Actor:
    """A clerk as an actor."""
    return Actor(name, frozenset({"clerk"}))


class _Due(NamedTuple):
    at: Instant
    nth: int
    act: Act


class Life:
    """One hall and its clock. `log` keeps every entry; `hears` is told each of them."""

    def __init__(self, setup: Setup, begins: Instant) -> None:
        self.hall = Hall()
        self.at = begins
        self.log: list[Entry] = []
        self.hears: list[Hears] = []
        self._coming: list[_Due] = []
        self._nth = 0
        self.give(ADMIN, ImportHall(setup=setup))

    def on(self, at: Instant, act: Act) -> None:
        """Let `act` happen at `at`, or now if that is past."""
        self._nth += 1
        heappush(self._coming, _Due(max(at, self.at), self._nth, act))

    def after(self, seconds: float, act: Act) -> None:
        """Let `act` happen so much later."""
        self.on(self.at + round(seconds * 1000), act)

    def give(self, actor: Actor, command: AnyCommand) -> Struct | None:
        """The answer to `command`; none if it was refused. Time first catches up, as in the lane."""
        self._tick(self.at)
        try:
            outcome = execute(self.hall, Order(command, actor, self.at, seed=b"fair"))
        except Refusal:
            return None
        self._keep(outcome.entries)
        return outcome.answer

    def run(self) -> None:
        """Until nothing is to come any more, and the day is closed."""
        given_up_at = instant_of(self.hall.rules.hall.timezone, DAY, GIVEN_UP_AT)
        while (at := min(self._coming[0].at if self._coming else given_up_at, self.hall.due)) < given_up_at:
            if (
                self.hall.due <= at
            ):  # a tick may let somebody do something even before the next who is to come
                self._tick(at)
            else:
                self.at = at
                heappop(self._coming).act()
        self.at = given_up_at
        self.give(SUPERVISOR, CloseDay())

    def _tick(self, until: Instant) -> None:
        while self.hall.setup is not None and self.hall.due <= until:
            self.at = max(self.at, self.hall.due)
            self._keep(execute(self.hall, Order(Tick(), SYSTEM, self.at)).entries)

    def _keep(self, entries: list[Entry]) -> None:
        self.log += entries
        for entry in entries:
            for hears in self.hears:
                hears(entry)
