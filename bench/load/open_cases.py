"""A hall with many cases in hand: one in fifty overdue, one in ten nearly due, the others on time; all taken in by the lane."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from bench.load.folder import ADMINISTRATOR
from common.commands_case import RegisterCase
from common.messages import Done, Registered
from common.words import Instant
from server.lane import Ask, Lane
from server.rules.cases.workdays import is_working_day
from server.rules.hours import civil_day
from server.rules.order import SYSTEM, Actor, ImportHall, Tick
from server.rules.setup import Matter, Setup
from server.storage.ledger import Ledger
from server.storage.store import Store

DAY_MS = 86_400_000
AT_ONCE = 500
LATE_ONE_IN, NEAR_ONE_IN = 50, 10
SHORT, LONG = "migrant-marriage-birth", "conscript-allowance"
"""Promised in three and in ten working days; neither is sensitive, so boards show all of it."""
NEARLY_BACK = 10


class _Clock:
    def __init__(self, at: Instant) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at


def take_in(path: Path, setup: Setup, *, many: int, now: Instant) -> None:
    """A new folder at `path` with so many open cases; its last fact is of now."""
    path.mkdir(parents=True, exist_ok=True)
    late, near = many // LATE_ONE_IN, many // NEAR_ONE_IN
    days = [(NEARLY_BACK, SHORT, late), (NEARLY_BACK, LONG, near), (1, LONG, many - late - near)]
    clock = _Clock(_back(setup, now, NEARLY_BACK))
    with closing(Store.open(path)) as store:
        lane = Lane(Ledger(store), clock)
        (reply,) = lane.run([Ask(ADMINISTRATOR, ImportHall(setup=setup))])
        assert isinstance(reply, Done), reply
        for back, matter, count in days:
            clock.at = max(clock.at, _back(setup, now, back))
            _register(lane, matter_of(setup, matter), count)
        clock.at = now
        lane.run([Ask(SYSTEM, Tick())])


def matter_of(setup: Setup, name: str) -> Matter:
    """The sample hall has it."""
    return next(matter for matter in setup.matters if matter.id == name)


def clerk_for(setup: Setup, matter: Matter) -> Actor:
    """Whoever has it at the window."""
    post = next(post for post in setup.posts if matter.line in post.lines)
    return Actor(post.a_role, frozenset({"clerk"}))


def application(matter: Matter, nth: int = 0) -> RegisterCase:
    """With all papers: accepted at once."""
    materials = tuple(range(len(matter.materials)))
    return RegisterCase(matter=matter.id, name=f"张示例{nth}", way="post", materials=materials)


def _register(lane: Lane, matter: Matter, count: int) -> None:
    clerk = clerk_for(lane.hall.rules, matter)
    for start in range(0, count, AT_ONCE):
        asks = [Ask(clerk, application(matter, nth)) for nth in range(start, min(count, start + AT_ONCE))]
        replies = lane.run(asks)
        assert all(isinstance(reply, Registered) for reply in replies), replies[:1]


def _back(setup: Setup, now: Instant, days: int) -> Instant:
    """The same time so many working days ago."""
    before = _days_before(setup, date.fromisoformat(civil_day(setup, now)))
    calendar_days = next(back for nth, back in enumerate(before, 1) if nth == days)
    return now - calendar_days * DAY_MS


def _days_before(setup: Setup, today: date) -> Iterator[int]:
    """How many calendar days back each working day lies, the last one first."""
    back = 0
    while True:
        back += 1
        if is_working_day(setup.deadlines, today - timedelta(days=back)):
            yield back
