"""What the server does of one event, from the command to what everybody is told, with 5,000 open cases against 50: rules and feed, no disk.

Twenty clerks, the supervisor and a wall have joined. Eleven of the clerks are heads, who see every case of their department.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from msgspec import structs

from bench.load.open_cases import LONG, clerk_for, matter_of, take_in
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal
from bench.measures.run import Run
from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.commands_case import CaseMark, MarkCase
from server.live.applicants import Applicants
from server.live.feed import Feed
from server.live.own_alarms import OwnAlarms
from server.rules.execute import execute
from server.rules.order import SYSTEM, Actor, AnyCommand, Order, Tick
from server.rules.setup import Setup
from server.storage.ledger import Ledger
from server.storage.store import Store

CLERKS, ROUNDS = 20, 300
MARKS: tuple[CaseMark, CaseMark] = ("urgent", "major")
KIOSK = Actor("kiosk:k1", frozenset({"kiosk"}))
GOAL = Goal("≤", 2)


def ratios(run: Run, few: int, many: int) -> Iterator[Figure]:
    """`board.event_ratio`, `board.call_ratio`: by the processor's time, in turn."""
    halls = [_Told(_folder(run, n, of), n) for n, of in ((few, few), (many, run.times(many)))]
    for name, act in (("event", _Told.event), ("call", _Told.call)):
        spent = [[act(hall) for hall in halls] for _ in range(run.times(ROUNDS))]
        of_few, of_many = (median(column) for column in zip(*spent, strict=True))
        beside = f"{of_many:.2f} ms with {many:,} open cases, {of_few:.2f} ms with {few}; {CLERKS} clerks"
        yield Figure(f"board.{name}_ratio", of_many / of_few, "×", GOAL, beside)


def _folder(run: Run, named: int, open_cases: int) -> Path:
    path = run.fresh(f"board_work_{named}")
    take_in(path, with_heads(run.setup), many=open_cases, now=time.time_ns() // 1_000_000)
    return path


def with_heads(setup: Setup) -> Setup:
    """The same hall with so many heads of the cases' department that its clerks are twenty."""
    department = matter_of(setup, LONG).department
    like = next(clerk for clerk in setup.clerks if clerk.department == department)
    heads = (
        structs.replace(like, id=f"head-{n}", duties=("department_head",))
        for n in range(CLERKS - len(setup.clerks))
    )
    return structs.replace(setup, clerks=(*setup.clerks, *heads))


class _Told:
    """A hall and its feed, as they are in a server; names come from no disk."""

    def __init__(self, folder: Path, named: int) -> None:
        with closing(Store.open(folder)) as store:
            self._hall = Ledger(store).fold()
        self._feed, self._turn, self._at = (
            Feed(OwnAlarms(Applicants(_names), lambda _: {})),
            0,
            self._hall.last_at,
        )
        rules = self._hall.rules
        self._cases = sorted(self._hall.cases.in_hand)
        self._handler = clerk_for(rules, matter_of(rules, LONG))
        self._post, self._matter = desks(rules)[0]
        self._caller = Actor(self._post.a_role, frozenset({"clerk"}))
        self._give(SYSTEM, Tick())
        for audience in ("wall", "supervisor", *(f"clerk:{clerk.id}" for clerk in rules.clerks)):
            self._feed.join(self._hall, audience)
        self._give(self._caller, SitDown(window=self._post.window))

    def event(self) -> float:
        """Milliseconds for a case that is marked."""
        self._turn += 1
        case = self._cases[self._turn * 37 % len(self._cases)]
        mark = next(mark for mark in MARKS if self._hall.cases.open[case].mark != mark)
        return self._give(self._handler, MarkCase(case=case, mark=mark))

    def call(self) -> float:
        """The same for whoever is called next."""
        self._give(KIOSK, IssueTicket(matter=self._matter.id))
        spent = self._give(self._caller, CallNext())
        ticket = self._hall.hands[self._post.window]
        self._give(self._caller, StartService(ticket=ticket))
        self._give(self._caller, FinishService(ticket=ticket))
        return spent

    def _give(self, by: Actor, command: AnyCommand) -> float:
        self._at += 1_000
        start = time.thread_time()
        outcome = execute(self._hall, Order(command, by, self._at, seed=b"bench"))
        self._feed.changes(self._hall, "bench", outcome.entries)
        return 1000 * (time.thread_time() - start)


def _names(ids: Sequence[str]) -> Mapping[str, str]:
    return dict.fromkeys(ids, '{"name": "张示例"}')
