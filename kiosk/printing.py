"""The queue before the printer: a thread of its own prints, touching never waits for paper.

A ticket is *printed* only when the printer said so; everything else is a failure with a code
(FQM reports a failed print as success, and nobody knows). `PrintQueue.poll`, called on the
program's own thread, delivers the outcomes.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Literal, Protocol

from PIL import Image

from kiosk.paper import Paper
from kiosk.scene import SLOW

PATIENCE_S = 20.0

log = logging.getLogger(__name__)


class PrinterFault(Exception):
    """No paper came out; `code` names the text `printer.CODE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Printer(Protocol):
    """Something that puts a one-bit picture on paper; may block, is called by one thread."""

    def print(self, image: Image.Image) -> None:
        """Return once the paper is out.

        Raises:
            PrinterFault: it is not, as far as anybody can know.

        """
        ...


OnOutcome = Callable[[str | None], None]
"""Called with None when the paper is out, else with the fault's code; after `SLOW` once more."""


class Prints(Protocol):
    """What the kiosk asks of its printing."""

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        """Print; the job's number. Never blocks."""
        ...

    def poll(self) -> None:
        """Deliver the outcomes that are known by now, on the caller's thread."""
        ...


@dataclass(slots=True)
class _Job:
    number: int
    paper: Paper
    on_outcome: OnOutcome
    until: float
    state: Literal["waiting", "printing", "over"] = "waiting"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, before: str, after: Literal["printing", "over"]) -> bool:
        with self.lock:
            moved = self.state == before
            if moved:
                self.state = after
            return moved


class PrintQueue:
    """Prints one after the other. `draw` makes the picture; `clock` is monotonic, in seconds.

    A job whose turn has not come after `patience_s` failed with `printer_stuck` and is never printed. One
    that the printer has by then is `SLOW`, and its outcome is told when it comes: a paper in a hand is always valid.
    """

    def __init__(
        self,
        printer: Printer,
        draw: Callable[[Paper], Image.Image],
        *,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._printer = printer
        self._draw = draw
        self._patience_s = patience_s
        self._clock = clock
        self._open: dict[int, _Job] = {}
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._outcomes: SimpleQueue[tuple[_Job, str | None]] = SimpleQueue()
        self._last = 0
        self._thread = threading.Thread(target=self._work, name="printer", daemon=True)
        self._thread.start()

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        """See `Prints`."""
        self._last += 1
        job = _Job(self._last, paper, on_outcome, self._clock() + self._patience_s)
        self._open[job.number] = job
        self._waiting.put(job)
        return job.number

    def poll(self) -> None:
        """See `Prints`."""
        for job, fault in self._arrived():
            del self._open[job.number]
            job.on_outcome(fault)
        for job in [job for job in self._open.values() if self._clock() >= job.until]:
            self._lose_patience(job)

    def close(self, wait_s: float = 0.0) -> None:
        """Print what waits, then end the thread; wait for that up to `wait_s`."""
        self._waiting.put(None)
        self._thread.join(wait_s)

    def _lose_patience(self, job: _Job) -> None:
        """One that waits is given up; one that is in the printer's hands may come out whatever we say."""
        if job.advance("waiting", "over"):
            del self._open[job.number]
            job.on_outcome("printer_stuck")
        else:
            job.until = math.inf
            job.on_outcome(SLOW)

    def _arrived(self) -> list[tuple[_Job, str | None]]:
        arrived = []
        while True:
            try:
                arrived.append(self._outcomes.get_nowait())
            except Empty:
                return arrived

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            if job.advance("waiting", "printing"):
                self._outcomes.put((job, self._printed(job.paper)))

    def _printed(self, paper: Paper) -> str | None:
        try:
            self._printer.print(self._draw(paper))
        except PrinterFault as fault:
            return fault.code
        except Exception:  # the thread must live on for the next resident
            log.exception("printing failed")
            return "printer_error"
        return None
