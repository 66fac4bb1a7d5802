"""One run of the maker's process. Two threads of its own write to it and read from it, so that nobody waits for it."""

from __future__ import annotations

import subprocess
import threading
from array import array
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import IO

import msgspec

from common.voice.orders import Made, Order
from common.voice.sound import RATE, Samples

NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows a black box would lie over the wall
SAMPLE_BYTES = 2
LONGEST_BYTES = 120 * RATE * SAMPLE_BYTES
LINE_MOST = 100_000
ENDS_WITHIN_S = 2.0

Take = Callable[[Made, Samples], None]


class Garbage(Exception):
    """What came is no answer."""


class Worker:
    """A process that was started with `command`; `take` is called in a thread of its own. Raises `OSError`."""

    def __init__(self, command: Sequence[str], take: Take) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=NO_CONSOLE
        )
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        self._take = take
        self._over = ""
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True).start()

    @property
    def over(self) -> str:
        """Why nothing more comes from it; empty while it works."""
        return self._over

    def send(self, order: Order) -> None:
        """Let it be made."""
        self._orders.put(order)

    def kill(self) -> None:
        """Without waiting: a process that hangs in a network share may take its time even to die."""
        self._orders.put(None)
        self._process.kill()

    def close(self) -> None:
        """Kill it and see it end, if it does so soon."""
        self.kill()
        try:
            self._process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            return

    def _write(self) -> None:
        assert self._process.stdin is not None
        try:
            with self._process.stdin as pipe:
                while (order := self._orders.get()) is not None:
                    pipe.write(msgspec.json.encode(order) + b"\n")
                    pipe.flush()
        except OSError:  # it has ended; the reader says so
            return

    def _read(self) -> None:
        assert self._process.stdout is not None
        why = ""
        with self._process.stdout as pipe:
            try:
                while (answer := _answer(pipe)) is not None:
                    self._take(*answer)
            except Garbage as fault:
                why = f"wrote {fault}"
                self._process.kill()
        code = self._process.wait()
        self._orders.put(None)
        self._over = why or f"ended with {code}"


def _answer(pipe: IO[bytes]) -> tuple[Made, Samples] | None:
    """The next one; none: the process has ended, be it in the middle. Raises `Garbage`."""
    line = pipe.readline(LINE_MOST)
    if not line.endswith(b"\n"):
        if len(line) >= LINE_MOST:
            raise Garbage(f"{line[:40]!r}")
        return None
    try:
        made = msgspec.json.decode(line, type=Made)
    except msgspec.DecodeError as fault:
        raise Garbage(f"{line[:40]!r}") from fault
    if not 0 <= made.size <= LONGEST_BYTES or made.size % SAMPLE_BYTES:
        raise Garbage(f"{made.size} bytes")
    raw = pipe.read(made.size)
    return (made, array("h", raw)) if len(raw) == made.size else None
