"""Call pressed → its row in a frame that a real wall has handed to its screen, with fifty walls joined.

The wall is `python -m display` at 1080p and 60 frames a second, without a screen to wait for; the others listen.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.load.client import Client, Said, reply_of
from bench.load.opened import Opened
from bench.load.process import end
from bench.load.sample import desks
from bench.load.woken import woken
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.commands import IssueTicket
from common.messages import Called
from common.screen.stage import SystemClock
from display.trace import CasePresented, read
from display.voice.settings import NOWHERE

WALLS, CLERKS = 50, 4
CALLS = 100
BREATH_S = 1.0
"""Six rows stay five seconds at least: a call a second always finds one that may go."""
WITHIN_S = 20.0


def measure(run: Run) -> Iterator[Figure]:
    """`call_to_wall.p99_ms`."""
    folder = run.fresh("call_to_wall")
    with (
        Opened(folder, run.setup, walls=WALLS - 1, clerks=CLERKS) as opened,
        wall_process(opened, folder) as seen,
    ):
        calls = run.times(CALLS)
        for _, matter in desks(run.setup)[:CLERKS] * (calls // CLERKS + 2):
            opened.do(opened.kiosks[0], IssueTicket(matter=matter.id))
        _until_joined(opened, seen)
        both = []
        with woken() as machine:
            for nth in range(calls):
                both.append(_call(opened, list(opened.clerks)[nth % CLERKS], seen))
                time.sleep(BREATH_S)
        opened.check_walls()
    waits = [presented for presented, _ in both]
    heard = share([told for _, told in both], 0.99)
    beside = f"median {median(waits):.1f}; {heard:.1f} ms until the last of the others has heard of it"
    beside += f"; a process that only sleeps was woken {machine.p99_ms:.1f} ms late"
    yield Figure("call_to_wall.p99_ms", share(waits, 0.99), "ms", Goal("≤", 60), beside)


class Trace:
    """What the wall writes down, read as it grows; `clock` goes as the wall's, whatever the machine's is set to."""

    def __init__(self, file: Path) -> None:
        file.touch()
        self._file, self._read, self.clock = file, 0, SystemClock()
        self.rows: dict[int, int] = {}
        self.cases: dict[tuple[int, str], int] = {}

    def look(self) -> None:
        """Take in what is new: the moment of each ticket's row, and of each case's in each state."""
        with self._file.open("rb") as file:
            file.seek(self._read)
            written = file.read()
        whole = written[: written.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.splitlines():
            told = read(line)
            if isinstance(told, CasePresented):
                self.cases.setdefault((told.case, told.state), told.presented_at)
            elif told.what == "row":
                self.rows.setdefault(told.ticket, told.presented_at)

    def row(self, ticket: int) -> int:
        """When it was presented. Raises `TimeoutError`."""
        return self._awaited(lambda: self.rows.get(ticket), f"ticket {ticket}")

    def case(self, case: int, state: str) -> int:
        """When its row was presented in that state. Raises `TimeoutError`."""
        return self._awaited(lambda: self.cases.get((case, state)), f"case {case}, {state},")

    def _awaited(self, found: Callable[[], int | None], what: str) -> int:
        deadline = time.perf_counter() + WITHIN_S
        while time.perf_counter() < deadline:
            self.look()
            if (at := found()) is not None:
                return at
            time.sleep(0.005)
        raise TimeoutError(f"{what} never came to the wall")


@contextmanager
def wall_process(opened: Opened, folder: Path) -> Iterator[Trace]:
    """The wall on that hall; what it writes down."""
    url = f"http://127.0.0.1:{opened.server.port}"
    device = folder / "wall.json"
    device.write_text(json.dumps({"server": url, "token": opened.folder.displays[0]}), "utf-8")
    trace = Trace(folder / "wall.trace")
    command = [
        sys.executable,
        "-m",
        "display",
        "--server",
        url,
        "--device",
        str(device),
        "--size",
        "1920x1080",
    ]
    command += ["--zone", NOWHERE, "--trace", str(folder / "wall.trace")]
    quiet = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    with (folder / "wall.log").open("wb") as log:
        process = subprocess.Popen(command, env=quiet, stdout=log, stderr=log)
    try:
        yield trace
    finally:
        end(process)


def _until_joined(opened: Opened, seen: Trace) -> None:
    """The first call is not timed: it shows that the wall is there."""
    _call(opened, next(iter(opened.clerks)), seen)


def _call(opened: Opened, client: Client, seen: Trace) -> tuple[float, float]:
    """Milliseconds until the row was presented, and until the last of the others heard. Then the resident comes."""
    clerk = opened.clerks[client]
    waiting = set(opened.walls)
    pressed = seen.clock.now()
    number = client.send(opened.ids.fresh(), clerk.next_command)
    answers: list[bytes] = []

    def take(who: Client, said: Said, _at: float) -> None:
        if who is client and said.number == number:
            answers.append(said.body)
        elif who in waiting and b'"kind":"called"' in said.body:
            waiting.discard(who)
        opened.hear(who, said.body)

    opened.crowd.hear(take, lambda: not waiting and bool(answers), within_s=WITHIN_S)
    told = seen.clock.now()
    called = reply_of(answers[0])
    assert isinstance(called, Called), called
    presented = seen.row(called.ticket)
    clerk.take(called)
    clerk.take(opened.do(client, clerk.next_command))
    return presented - pressed, told - pressed
