"""Case action pressed → its row in a frame that a real wall has handed over, with 50 and with 5,000 open cases; and after a million.

The wall is `python -m display` at 1080p and 60 frames a second, without a screen to wait for. What 5,000 open cases cost it is the
time to see and lay out a frame after a change, on the views that such a wall is sent, in this process.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from statistics import median
from typing import NamedTuple

from bench.load.open_cases import LONG, application, clerk_for, matter_of, take_in
from bench.load.opened import Opened
from bench.measures.board_work import ratios
from bench.measures.call_to_wall import Trace, wall_process
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.commands_case import CaseCommand, DecideCase, DeliverResult
from common.fold import View
from common.messages import Registered
from common.screen.fonts import Fonts, vendored
from common.screen.geometry import Screen
from display.glass import Glass
from display.reading import Reading
from display.trace import Trace as Seen
from display.wall_face import WallFace
from display.wall_state import Health
from server.clock import SystemClock
from server.lane import Ask, Lane
from server.rules.order import SYSTEM, Tick
from server.storage.ledger import Ledger
from server.storage.store import Store

FEW, MANY = 50, 5_000
ACTIONS = 60
BREATH_S = 0.5
ROUNDS, CASES_A_ROUND = 7, 40
WITHIN_MS, GROWS, COSTS = Goal("≤", 1_000), Goal("≤", 1.25), Goal("≤", 1.25)


def measure(run: Run) -> Iterator[Figure]:
    """`board.p99_ms_50`, `board.p99_ms_5000`, `board.frame_ratio`, `board.event_ratio`, `board.call_ratio`, `board.growth_ratio`."""
    few, many = _shown(run, FEW, FEW), _shown(run, MANY, run.times(MANY))
    yield _lag(FEW, few)
    yield _lag(MANY, many)
    yield _frame_ratio(few.views, many.views)
    yield from ratios(run, FEW, MANY)
    yield _growth(run)


class _Shown(NamedTuple):
    """From key to frame, and to the answer; what a wall had before it, change after change."""

    lags_ms: list[float]
    answers_ms: list[float]
    views: list[View]


def _lag(open_cases: int, shown: _Shown) -> Figure:
    beside = f"median {median(shown.lags_ms):.1f}; answered after {median(shown.answers_ms):.1f}, {share(shown.answers_ms, 0.99):.1f} at p99"
    return Figure(f"board.p99_ms_{open_cases}", share(shown.lags_ms, 0.99), "ms", WITHIN_MS, beside)


# -- on a wall --------------------------------------------------------------------------------------


def _shown(run: Run, named: int, open_cases: int) -> _Shown:
    folder = run.fresh(f"board_{named}")
    take_in(folder, run.setup, many=open_cases, now=time.time_ns() // 1_000_000)
    with Opened(folder, run.setup, walls=2, clerks=4) as opened, wall_process(opened, folder) as trace:
        desk = _Desk(opened, trace)
        desk.act()  # not timed: it shows that the wall is there
        waits = []
        for _ in range(run.times(ACTIONS)):
            time.sleep(BREATH_S)
            waits.append(desk.act())
        opened.check_walls()
        views = list(_views(opened, desk, run.times(ACTIONS)))
    return _Shown([lag for lag, _ in waits], [answer for _, answer in waits], views)


def _views(opened: Opened, desk: "_Desk", changes: int) -> Iterator[View]:
    wall = next(iter(opened.walls.values()))
    for _ in range(changes):
        desk.act()
        opened.check_walls()
        yield {table: dict(rows) for table, rows in wall.view.items()}


class _Desk:
    """A clerk who registers a case and decides it next, again and again."""

    def __init__(self, opened: Opened, trace: Trace) -> None:
        self._opened, self._trace = opened, trace
        self._matter = matter_of(opened.folder.setup, LONG)
        staff = clerk_for(opened.folder.setup, self._matter).id
        self._client = next(client for client, clerk in opened.clerks.items() if clerk.staff == staff)
        self._case: int | None = None

    def act(self) -> tuple[float, float]:
        """Milliseconds from the key to the row in a frame, and to the answer."""
        pressed = self._trace.clock.now()
        if self._case is None:
            reply = self._opened.do(self._client, application(self._matter))
            answered = self._trace.clock.now()
            assert isinstance(reply, Registered), reply
            self._case, case, state = reply.case, reply.case, "accepted"
        else:
            reply = self._opened.do(self._client, DecideCase(case=self._case, end="closed"))
            answered = self._trace.clock.now()
            case, state, self._case = self._case, "closed", None
        return self._trace.case(case, state) - pressed, answered - pressed


class _Frames:
    """What a wall does with a change, timed."""

    def __init__(self) -> None:
        glass = Glass(
            screen=Screen(1920, 1080, 55), view_distance_mm=6000, language="zh", measure=Fonts(vendored())
        )
        self._face, self._reading = WallFace(glass, Seen(lambda _: None)), Reading(_fail)
        self._now = 0
        self.spent_ms: list[float] = []

    def see(self, view: View) -> None:
        """From the rows to where everything lies."""
        start = time.perf_counter()
        tables = self._reading.read(view)
        assert tables.hall is not None
        self._now = max(self._now + 1_000, time.time_ns() // 1_000_000)
        wall = self._face.see(tables, tables.hall, Health(self._now, 0), self._now)
        self._face.place(wall)
        self.spent_ms.append(1000 * (time.perf_counter() - start))


def _frame_ratio(few: list[View], many: list[View]) -> Figure:
    """In turn, so that both are measured in the same minute."""
    of_few, of_many = _Frames(), _Frames()
    for one, other in zip(few, many, strict=True):
        of_few.see(one)
        of_many.see(other)
    few_ms, many_ms = median(of_few.spent_ms), median(of_many.spent_ms)
    beside = f"{many_ms:.2f} ms with {MANY:,} open cases, {few_ms:.2f} ms with {FEW}"
    return Figure("board.frame_ratio", many_ms / few_ms, "×", COSTS, beside)


def _fail(fault: str) -> None:
    raise ValueError(fault)


# -- after a million cases ---------------------------------------------------------------------------


class _Hall:
    """A lane on a folder, with one clerk's cases from the first paper to the resident's hand. Ids of requests never repeat."""

    def __init__(self, store: Store) -> None:
        self._lane, self._asked = Lane(Ledger(store), SystemClock()), 0
        self._matter = matter_of(self._lane.hall.rules, LONG)
        self._clerk = clerk_for(self._lane.hall.rules, self._matter)
        self._lane.run([Ask(SYSTEM, Tick())])

    def round(self, run: Run) -> float:
        """The median of so many cases' actions; each in a COMMIT of its own."""
        return median(spent for _ in range(run.times(CASES_A_ROUND)) for spent in self._case())

    def _case(self) -> Iterator[float]:
        start = time.perf_counter()
        reply = self._do(application(self._matter))
        yield 1000 * (time.perf_counter() - start)
        assert isinstance(reply, Registered), reply
        for command in (DecideCase(case=reply.case, end="closed"), DeliverResult(case=reply.case)):
            start = time.perf_counter()
            self._do(command)
            yield 1000 * (time.perf_counter() - start)

    def _do(self, command: CaseCommand) -> object:
        self._asked += 1
        request = f"{time.time_ns() // 1_000_000:012x}{self._asked:012x}"
        (reply,) = self._lane.run([Ask(self._clerk, command, request)])
        return reply


def _growth(run: Run) -> Figure:
    paths = (run.without_past("board_growth"), run.with_past_cases)
    with ExitStack() as open_stores:
        new, old = (_Hall(open_stores.enter_context(closing(Store.open(path)))) for path in paths)
        rounds = [(new.round(run), old.round(run)) for _ in range(ROUNDS)]
    none, past = median(spent for spent, _ in rounds), median(spent for _, spent in rounds)
    beside = f"{past:.2f} ms at {run.past_tickets:,} past cases, {none:.2f} ms at none"
    return Figure("board.growth_ratio", past / none, "×", GROWS, beside)
