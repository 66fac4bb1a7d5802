"""The screen's side of the maker's process: ask for a sentence, take its sound when it is there. Never blocks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from common.voice.clips import CHIME, file_of
from common.voice.orders import Fault, Made, Order
from common.voice.pieces import Sentence
from common.voice.sound import Samples
from common.voice.worker import Worker
from common.words import Language

AGAIN_S = 5.0
HANGS_S = 12.0
"""A slow PC takes some seconds to start it; nobody waits longer than this for a sentence."""
TRIES = 2
Report = Callable[[str], None]


class Maker(Protocol):
    """Who turns sentences into sound."""

    @property
    def fault(self) -> Fault:
        """Of the last sentence that was tried."""
        ...

    @property
    def clips_faulty(self) -> bool:
        """Were clips of the hall missed lately, or could not be played?"""
        ...

    @property
    def is_starting(self) -> bool:
        """Has nothing come yet, and may that be because a slow machine has just been switched on?"""
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
    """Starts the process when the first sentence is asked for, and again when it has ended, hangs or talks nonsense.

    `clock` is monotonic, in seconds; `command` starts the process. The sentence at which it failed twice is given up.
    """

    def __init__(
        self,
        folder: Path | None,
        report: Report,
        clock: Callable[[], float],
        command: Sequence[str] = (sys.executable, "-m", "common.voice.maker"),
    ) -> None:
        self._command, self._folder = tuple(command), folder
        self._report, self._clock = report, clock
        self._worker: Worker | None = None
        self._came: SimpleQueue[tuple[Made, Samples]] = SimpleQueue()
        self._orders: dict[int, Order] = {}
        self._ready: dict[int, Samples] = {}
        self._sent: dict[int, Order] = {}
        self._tries: Counter[int] = Counter()
        self._unusable: dict[str, str] = {}
        self._start_at = self._heard_at = 0.0
        self._next = self._failures = 0
        self._answered = False
        self.fault: Fault = ""

    @property
    def clips_faulty(self) -> bool:
        """See `Maker`."""
        return bool(self._unusable)

    @property
    def is_starting(self) -> bool:
        """See `Maker`."""
        return not self._answered and self._failures == 0

    def ask(self, sentence: Sentence, language: Language, pace: float) -> int:
        """See `Maker`."""
        self._next += 1
        order = Order(self._next, language, sentence, pace)
        self._orders[order.id] = order
        if self._worker is not None:
            self._send(self._worker, order)
        return order.id

    def made(self, number: int) -> Samples | None:
        """See `Maker`."""
        return self._ready.get(number)

    def forget(self, number: int) -> None:
        """See `Maker`."""
        self._ready.pop(number, None)
        self._orders.pop(number, None)
        self._tries.pop(number, None)

    def poll(self) -> None:
        """See `Maker`."""
        while True:
            try:
                self._take(*self._came.get_nowait())
            except Empty:
                break
        if self._worker is not None and (why := self._worker.over or self._hangs()):
            self._lose(self._worker, why)
        if self._orders and self._worker is None and self._clock() >= self._start_at:
            self._start()

    def close(self) -> None:
        """See `Maker`."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _start(self) -> None:
        """Whatever was not answered is asked again: a crash costs time, not a sentence."""
        self._start_at, self._answered = self._clock() + AGAIN_S, False
        clips = [str(self._folder)] if self._folder is not None else []
        try:
            self._worker = Worker((*self._command, *clips), lambda made, said: self._came.put((made, said)))
        except OSError as fault:
            self._fail(f"cannot be started: {fault}")
            return
        for order in self._orders.values():
            self._send(self._worker, order)

    def _send(self, worker: Worker, order: Order) -> None:
        if not self._sent:
            self._heard_at = self._clock()
        self._sent[order.id] = order
        worker.send(order)

    def _take(self, made: Made, said: Samples) -> None:
        self._heard_at, self._failures, self._answered = self._clock(), 0, True
        self.fault = made.fault
        order = self._sent.pop(made.id, None)
        if order is not None:
            self._note(order, dict(made.unusable))
        if self._orders.pop(made.id, None) is not None and not made.fault:
            self._ready[made.id] = said

    def _note(self, order: Order, unusable: dict[str, str]) -> None:
        """A clip that was mended is heard of no more."""
        for file, why in unusable.items():
            if self._unusable.get(file) != why:
                self._report(f"{file} is not played: {why or 'it is not there'}")
        files = [file_of(piece, order.language) for piece in order.sentence] or [CHIME]
        for file in (*files, str(self._folder)):
            self._unusable.pop(file, None)
        self._unusable |= unusable

    def _hangs(self) -> str:
        return "hangs" if self._sent and self._clock() - self._heard_at >= HANGS_S else ""

    def _lose(self, worker: Worker, why: str) -> None:
        """Whatever it was at is to blame."""
        worker.kill()
        at = next(iter(self._sent), None)
        if at in self._orders:
            self._tries[at] += 1
            if self._tries[at] >= TRIES:
                self.forget(at)
        self._worker = None
        self._sent.clear()
        self._fail(why)

    def _fail(self, why: str) -> None:
        """Told once, until it works again; silence that lasts is the supervisor's to know."""
        self._failures += 1
        if self._failures == 1:
            self._report(f"the voice's process {why}; it is started again")
        if self._failures >= TRIES:
            self.fault = "no_speech"
