"""The screen's side of the maker's process: ask for a sentence, take its sound when it is there. Never blocks."""

from __future__ import annotations

import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Protocol

import msgspec

from common.words import Language
from display.voice.orders import Fault, Made, Order
from display.voice.sentences import Sentence
from display.voice.sound import Samples

AGAIN_S = 5.0
NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows a black box would lie over the wall
Report = Callable[[str], None]


class Maker(Protocol):
    """Who turns sentences into sound."""

    @property
    def fault(self) -> Fault:
        """Of the last sentence that was tried."""
        ...

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        """Let it be made; the number to ask for it by. An empty sentence is the chime."""
        ...

    def made(self, number: int) -> Samples | None:
        """Its sound, once it is there."""
        ...

    def forget(self, number: int) -> None:
        """It is not wanted any more."""
        ...

    def poll(self) -> None:
        """Take in what is ready."""
        ...

    def close(self) -> None:
        """No more orders."""
        ...


class Workshop:
    """Starts the process when the first sentence is asked for, and again when it has ended.

    `clock` is monotonic, in seconds; `command` starts the process.
    """

    def __init__(
        self,
        folder: Path | None,
        report: Report,
        clock: Callable[[], float],
        command: Sequence[str] = (sys.executable, "-m", "display.voice.maker"),
    ) -> None:
        self._command = [*command, *([str(folder)] if folder is not None else [])]
        self._report, self._clock = report, clock
        self._process: subprocess.Popen[bytes] | None = None
        self._came: SimpleQueue[tuple[Made, bytes]] = SimpleQueue()
        self._orders: dict[int, Order] = {}
        self._ready: dict[int, Samples] = {}
        self._start_at = 0.0
        self._next = 0
        self.fault: Fault = ""

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        """See `Maker`."""
        self._next += 1
        order = Order(self._next, language, sentence, pace)
        self._orders[order.id] = order
        if self._is_running():
            self._send(order)
        return order.id

    def made(self, number: int) -> Samples | None:
        """See `Maker`."""
        return self._ready.get(number)

    def forget(self, number: int) -> None:
        """See `Maker`."""
        self._ready.pop(number, None)
        self._orders.pop(number, None)

    def poll(self) -> None:
        """See `Maker`."""
        while True:
            try:
                self._take(*self._came.get_nowait())
            except Empty:
                break
        if self._orders and not self._is_running() and self._clock() >= self._start_at:
            self._start()

    def close(self) -> None:
        """See `Maker`."""
        if self._process is not None:
            self._end(self._process)
            self._process = None

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        """Whatever was not answered is asked again: a crash costs time, not a sentence."""
        if self._process is not None:
            self._report(f"the voice's process ended with {self._process.returncode} and is started again")
            self._end(self._process)
        self._start_at = self._clock() + AGAIN_S
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=NO_CONSOLE
            )
        except OSError as fault:
            self._process, self.fault = None, "no_speech"
            self._report(f"the voice's process cannot be started: {fault}")
            return
        assert self._process.stdout is not None
        threading.Thread(target=_read, args=(self._process.stdout, self._came.put), daemon=True).start()
        for order in self._orders.values():
            self._send(order)

    def _send(self, order: Order) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(msgspec.json.encode(order) + b"\n")
            self._process.stdin.flush()
        except OSError:
            self._process.kill()  # it is started again, and then everything is asked again

    def _take(self, made: Made, raw: bytes) -> None:
        self.fault = made.fault
        if self._orders.pop(made.id, None) is not None and not made.fault:
            self._ready[made.id] = array("h", raw)

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not written any more
                    continue


def _read(out: BinaryIO, take: Callable[[tuple[Made, bytes]], None]) -> None:
    """Everything the process says, until it ends; half an answer is none."""
    try:
        for line in out:
            made = msgspec.json.decode(line, type=Made)
            raw = out.read(made.size)
            if len(raw) == made.size:
                take((made, raw))
    except (OSError, ValueError):  # the pipe was closed under it, or cut off
        return
