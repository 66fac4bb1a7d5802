"""Call pressed → the change received by the last of fifty walls.

Beside it, in turn, the least that this can cost on this machine: a bare process that commits one row
and writes to as many sockets.
"""

import selectors
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Self

from bench.load.bare_fan_out import SAID
from bench.load.client import Client, Said, reply_of
from bench.load.opened import Opened
from bench.load.process import STARTS_WITHIN_S, ServerProcess
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.commands import IssueTicket

WALLS, CLERKS = 50, 4
CALLS = 300
BREATH_S = 0.015


def measure(run: Run) -> Iterator[Figure]:
    """`call_to_fact.p99_ms`."""
    opened = Opened(run.fresh("calls"), run.setup, walls=WALLS, clerks=CLERKS)
    with opened, Bare(run.fresh("bare")) as bare:
        calls = run.times(CALLS)
        for _, matter in desks(run.setup)[:CLERKS] * (calls // CLERKS + 1):
            opened.do(opened.kiosks[0], IssueTicket(matter=matter.id))
        waits, limits = [], []
        for nth in range(calls):
            waits.append(_call(opened, list(opened.clerks)[nth % CLERKS]))
            limits.append(bare.press_ms())
            time.sleep(BREATH_S)
        opened.check_walls()
    limit = f"{share(limits, 0.99):.1f} ms for a bare commit and {WALLS} sockets"
    beside = f"median {median(waits):.1f}; {limit}"
    yield Figure("call_to_fact.p99_ms", share(waits, 0.99), "ms", Goal("≤", 40), beside)


def _call(opened: Opened, client: Client) -> float:
    """Press, and wait until every wall has heard of it. Then the resident comes, which is not timed."""
    clerk = opened.clerks[client]
    waiting = set(opened.walls)
    pressed = time.perf_counter()
    number = client.send(opened.ids.fresh(), clerk.next_command)
    answers: list[bytes] = []
    last = pressed

    def take(who: Client, said: Said, at: float) -> None:
        nonlocal last
        if who is client and said.number == number:
            answers.append(said.body)
        elif who in waiting and b'"kind":"called"' in said.body:
            waiting.discard(who)
            last = max(last, at)
        opened.hear(who, said.body)

    opened.crowd.hear(take, lambda: not waiting and bool(answers), within_s=10)
    clerk.take(reply_of(answers[0]))
    clerk.take(opened.do(client, clerk.next_command))
    return 1000 * (last - pressed)


class Bare:
    """The bare process and its fifty listeners."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._server = ServerProcess(folder, "bench.load.bare_fan_out", "--listeners", str(WALLS))
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        self._server.start()
        self._presser = self._connected()
        self._listeners = [self._connected() for _ in range(WALLS)]
        for listener in self._listeners:
            self._selector.register(listener, selectors.EVENT_READ)
        return self

    def __exit__(self, *_exception: object) -> None:
        self._selector.close()
        for connection in (self._presser, *self._listeners):
            connection.close()
        self._server.stop()

    def press_ms(self) -> float:
        """From the byte out to the last byte in."""
        due = {listener: len(SAID) for listener in self._listeners}
        start = time.perf_counter()
        self._presser.sendall(b"!")
        while any(due.values()):
            for key, _ in self._selector.select():
                listener: socket.socket = key.fileobj  # type: ignore[assignment]  # sockets alone are registered
                due[listener] -= len(listener.recv(len(SAID)))
        return 1000 * (time.perf_counter() - start)

    def _connected(self) -> socket.socket:
        deadline = time.perf_counter() + STARTS_WITHIN_S
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self._server.port))
            except ConnectionRefusedError:
                if time.perf_counter() > deadline:
                    raise
                time.sleep(0.01)
