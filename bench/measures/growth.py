"""Issue and call at a million past tickets against none: the same commands on two halls, in turn."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from statistics import median
from typing import NamedTuple

from bench.load.sample import desks
from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.commands import CallNext, ClientCommand, IssueTicket, SitDown, StartService
from common.messages import AnyAnswer, Called
from server.clock import SystemClock
from server.lane import Ask, Lane
from server.rules.order import SYSTEM, Actor, Tick
from server.storage.ledger import Ledger
from server.storage.store import Store

ROUNDS = 7
ISSUES, CALLS = 150, 75
KIOSK = Actor("kiosk:k1", frozenset({"kiosk"}))
GOAL = Goal("≤", 1.25)


class Spent(NamedTuple):
    """What one command took, ms."""

    issue: float
    call: float


class Hall:
    """A lane on a folder, with one clerk at work. Ids of requests never repeat."""

    def __init__(self, store: Store) -> None:
        self._lane = Lane(Ledger(store), SystemClock())
        post, matter = desks(self._lane.hall.rules)[0]
        self._clerk = Actor(post.a_role, frozenset({"clerk"}))
        self._issue = IssueTicket(matter=matter.id)
        self._asked = 0
        self._in_hand: int | None = None
        self._do(SYSTEM, Tick())
        self._do(self._clerk, SitDown(window=post.window))

    def round(self, run: Run) -> Spent:
        """So many numbers, and half as many calls; each in a COMMIT of its own."""
        issue = median(self._timed(KIOSK, self._issue) for _ in range(run.times(ISSUES)))
        return Spent(issue, median(self._call() for _ in range(run.times(CALLS))))

    def _call(self) -> float:
        """The call alone is timed; it finishes the one before."""
        spent = self._timed(self._clerk, CallNext(in_hand=self._in_hand))
        assert isinstance(self._reply, Called), self._reply
        self._in_hand = self._reply.ticket
        self._do(self._clerk, StartService(ticket=self._in_hand))
        return spent

    def _timed(self, actor: Actor, command: ClientCommand) -> float:
        start = time.perf_counter()
        self._do(actor, command)
        return 1000 * (time.perf_counter() - start)

    def _do(self, actor: Actor, command: ClientCommand | Tick) -> None:
        self._asked += 1
        (reply,) = self._lane.run(
            [Ask(actor, command, f"{time.time_ns() // 1_000_000:012x}{self._asked:012x}")]
        )
        if not isinstance(reply, AnyAnswer):
            raise TypeError(f"{command}: {reply}")
        self._reply = reply


def measure(run: Run) -> Iterator[Figure]:
    """`growth.issue_ratio` and `growth.call_ratio`."""
    paths = (run.without_past("growth"), run.with_past)
    with ExitStack() as open_stores:
        new, old = (Hall(open_stores.enter_context(closing(Store.open(path)))) for path in paths)
        rounds = [(new.round(run), old.round(run)) for _ in range(ROUNDS)]
    yield _ratio("issue", [(new.issue, old.issue) for new, old in rounds], run.past_tickets)
    yield _ratio("call", [(new.call, old.call) for new, old in rounds], run.past_tickets)


def _ratio(name: str, pairs: list[tuple[float, float]], tickets: int) -> Figure:
    new, old = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    beside = f"{old:.2f} ms at {tickets:,} past tickets, {new:.2f} ms at none"
    return Figure(f"growth.{name}_ratio", old / new, "×", GOAL, beside)
