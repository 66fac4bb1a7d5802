"""Durable numbers: 64 kiosks ask as fast as they are answered, ten walls listen.

Beside it, in turn, one-row commits of plain SQLite on the same disk. Every answer is looked at: the
numbers of a line must be consecutive, with none twice and none missing, or there is no figure.
"""

import itertools
import time
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import NamedTuple

from bench.load.client import Client, reply_of
from bench.load.crowd import ClosedLoop, Round
from bench.load.opened import Opened
from bench.load.raw import Raw, RawCommits, RawPostgresql
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.commands import IssueTicket
from common.messages import Issued

KIOSKS, WALLS = 64, 10
ROUNDS, ROUND_S, RAW_S = 5, 2.0, 0.6
SLOW_ROUNDS = 3
CALM_PER_S, CALM_TICKETS = 20, 300
SLOW_S = 0.008
"""What one fsync takes on a disk that turns."""
SLOW = ("bench.load.odd_server", "--commit-ms", "8")


class WrongNumbers(Exception):
    """The server's answers are not what a hall may give: speed says nothing then."""


class Reading(NamedTuple):
    """Numbers a second, and raw commits a second right before."""

    per_s: float
    raw_per_s: float

    @property
    def ratio(self) -> float:
        """What group commit and the whole road make of the disk."""
        return self.per_s / self.raw_per_s


def measure(run: Run) -> Iterator[Figure]:
    """`issue.p99_ms_at_20`, `issue.per_s`, `issue.ratio_to_raw` and `issue.ratio_slow_disk`; then on PostgreSQL."""
    with _opened(run, "issue") as opened, closing(RawCommits(opened.folder.path)) as raw:
        load = Load(opened)
        yield _calm(load, raw, run.times(CALM_TICKETS))
        readings = load.readings(raw, run, ROUNDS)
        yield from _fast(readings, load.check())
    with _opened(run, "slow", *SLOW) as opened, closing(RawCommits(opened.folder.path, SLOW_S)) as raw:
        load = Load(opened)
        readings = load.readings(raw, run, SLOW_ROUNDS)
        load.check()
    yield _slow(readings)
    yield from _on_postgresql(run)


def _on_postgresql(run: Run) -> Iterator[Figure]:
    """The same load on a PostgreSQL that waits for the disk as SQLite does."""
    with run.postgresql() as url:
        opened = Opened(run.fresh("postgresql"), run.setup, kiosks=KIOSKS, walls=WALLS, database=url)
        with opened, closing(RawPostgresql(url)) as raw:
            load = Load(opened)
            readings = load.readings(raw, run, ROUNDS)
            tickets = load.check()
    raw_said = f"raw one-row commits on it {_raw_per_s(readings):.0f}/s"
    beside = f"{raw_said}; {KIOSKS} clients, {WALLS} walls, {tickets:,} consecutive numbers"
    yield Figure("issue.postgresql_per_s", _per_s(readings), "tickets/s", None, beside)
    ratio = median(one.ratio for one in readings)
    yield Figure("issue.postgresql_ratio_to_raw", ratio, "×", Goal("≥", 0.25), raw_said)


def _opened(run: Run, name: str, *program: str) -> Opened:
    return Opened(run.fresh(name), run.setup, *program, kiosks=KIOSKS, walls=WALLS)


class Load:
    """Sixty-four kiosks at an open hall with ten walls; every answer is kept."""

    def __init__(self, opened: Opened) -> None:
        self._opened, self._kiosks = opened, opened.kiosks
        matters = itertools.cycle([matter.id for _, matter in desks(opened.folder.setup)])
        self._commands = (IssueTicket(matter=matter) for matter in matters)
        self._answers: list[bytes] = []

    def readings(self, raw: Raw, run: Run, rounds: int) -> list[Reading]:
        """The disk alone and the whole road, in turn; one unmeasured round before."""
        raw_s, round_s = run.seconds(RAW_S), run.seconds(ROUND_S)
        self._round(round_s / 4)
        return [
            Reading(raw_per_s=raw.per_s(raw_s), per_s=self._round(round_s)) for _ in range(run.times(rounds))
        ]

    def one_ms(self, nth: int) -> float:
        """One number for one kiosk in turn, and how long it took."""
        return self._run([self._kiosks[nth % KIOSKS]], 0.0).waits_ms[0]

    def check(self) -> int:
        """How many numbers were given. Raises `WrongNumbers` unless every line's run from 1 without a gap."""
        lines: dict[str, list[int]] = {}
        for reply in map(reply_of, self._answers):
            if not isinstance(reply, Issued):
                raise WrongNumbers(f"a kiosk was answered {reply}")
            lines.setdefault(reply.line, []).append(int(reply.number[1:]))
        for line, numbers in lines.items():
            if sorted(numbers) != list(range(1, len(numbers) + 1)):
                raise WrongNumbers(f"the numbers of {line} are not 1 to {len(numbers)}")
        self._opened.check_walls()
        return len(self._answers)

    def _round(self, for_s: float) -> float:
        done = self._run(self._kiosks, for_s)
        return len(done.answered) / (done.answered[-1] - done.asked[0])

    def _run(self, kiosks: list[Client], for_s: float) -> Round:
        done = ClosedLoop(self._opened.crowd, kiosks, self._ask, self._opened.hear).run(for_s)
        self._answers += done.bodies
        return done

    def _ask(self, client: Client) -> int:
        return client.send(self._opened.ids.fresh(), next(self._commands))


def _calm(load: Load, raw: Raw, tickets: int) -> Figure:
    """Twenty tickets a second, one after the other, and a raw commit beside each."""
    waits, commits = [], []
    start = time.perf_counter()
    for nth in range(tickets):
        time.sleep(max(0.0, start + nth / CALM_PER_S - time.perf_counter()))
        waits.append(load.one_ms(nth))
        commits.append(raw.one_ms())
    beside = f"median {median(waits):.1f}; a raw one-row commit {share(commits, 0.99):.1f} ms"
    return Figure("issue.p99_ms_at_20", share(waits, 0.99), "ms", Goal("≤", 30), beside)


def _fast(readings: list[Reading], tickets: int) -> Iterator[Figure]:
    raw = f"raw one-row commits {_raw_per_s(readings):.0f}/s"
    beside = f"{raw}; {KIOSKS} clients, {WALLS} walls, {tickets:,} consecutive numbers"
    yield Figure("issue.per_s", _per_s(readings), "tickets/s", Goal("≥", 2_000), beside)
    ratio = median(one.ratio for one in readings)
    yield Figure("issue.ratio_to_raw", ratio, "×", Goal("≥", 0.25), f"{raw}; then 0.5")


def _slow(readings: list[Reading]) -> Figure:
    raw = f"raw one-row commits {_raw_per_s(readings):.0f}/s"
    beside = f"{_per_s(readings):.0f} tickets/s; {raw} on a disk slower by {1000 * SLOW_S:.0f} ms a commit"
    ratio = median(one.ratio for one in readings)
    return Figure("issue.ratio_slow_disk", ratio, "×", Goal("≥", 5), beside)


def _per_s(readings: list[Reading]) -> float:
    return median(one.per_s for one in readings)


def _raw_per_s(readings: list[Reading]) -> float:
    return median(one.raw_per_s for one in readings)
